//! A month and a few days after an erasure nothing anywhere holds a trace, whatever the shop did meanwhile.

use super::returning::{shop, sold};
use super::{named_in, traces};
use crate::bench::Folder;
use duka::app::{By, catalog, erasure};
use duka::base::time::{DAY, HOUR};
use duka::base::{Clock, Random, Time};
use duka::boot::{open, rewrite};
use duka::jobs;
use duka::ops::backup::elsewhere::Preset;
use duka::ops::backup::keeper::Keeper;
use duka::ops::fetch;
use duka::ops::keys::{Keys, read_key};
use duka::ops::restore::{At, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::outside::targets::{Failed, Object, Target, all};
use duka::store::memory::Memory;
use duka::store::{Options, Span, Store, tables};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A folder by the shop's clock.
#[derive(Clone)]
pub struct Dated {
    folder: Arc<FolderTarget>,
    clock: Clock,
    put: Arc<Mutex<BTreeMap<String, Time>>>,
}

impl Dated {
    pub fn at(path: &Path, clock: &Clock) -> Dated {
        Dated { folder: Arc::new(FolderTarget::at(path)), clock: clock.clone(), put: Arc::default() }
    }
}

impl Target for Dated {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.put.lock().unwrap().insert(name.into(), self.clock.now());
        self.folder.put(name, bytes)
    }
    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        let is_new = self.folder.put_new(name, bytes)?;
        if is_new {
            self.put.lock().unwrap().insert(name.into(), self.clock.now());
        }
        Ok(is_new)
    }
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.folder.get(name)
    }
    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let put = self.put.lock().unwrap();
        let found = self.folder.list(prefix, after, limit)?;
        Ok(found
            .into_iter()
            .map(|o| Object { modified: put.get(&o.name).copied().unwrap_or(o.modified), ..o })
            .collect())
    }
    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.folder.remove(name)
    }
    fn now(&self) -> Result<Time, Failed> {
        Ok(self.clock.now())
    }
}

/// What a file holds, unpacked where it is packed.
fn found_in(name: &str, bytes: &[u8], found: &mut Vec<String>) {
    let unpacked = zstd::decode_all(bytes).unwrap_or_default();
    let there = [traces(bytes), traces(&unpacked)].concat();
    if !there.is_empty() {
        found.push(format!("{name}: {there:?}"));
    }
}

/// Every file of the shop but the stores themselves.
fn in_files(folder: &Path, found: &mut Vec<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            in_files(&path, found);
        } else if path.extension().is_none_or(|ending| ending != "redb") {
            found_in(&path.display().to_string(), &std::fs::read(&path).unwrap(), found);
        }
    }
}

/// Where the store keeps what it wrote last.
const JOURNAL: u16 = 1;

struct Kept<'a> {
    data: &'a Path,
    place: &'a Dated,
    store: &'a Store,
    seal: Seal,
}

impl Kept<'_> {
    fn anywhere(&self) -> Vec<String> {
        let mut found: Vec<String> = named_in(self.store).iter().map(|named| format!("{named:?}")).collect();
        let journal = self.store.engine().snapshot().unwrap().scan(JOURNAL, &Span::all(), usize::MAX).unwrap();
        journal.iter().for_each(|(key, entry)| found_in(&format!("entry {key:?}"), entry, &mut found));
        in_files(self.data, &mut found);
        let sealed = Sealed::of(self.place, &self.seal);
        for object in all(&sealed, "") {
            let name = object.unwrap().name;
            found_in(&name, &sealed.get(&name).unwrap().unwrap(), &mut found);
        }
        found
    }

    /// From the place alone, as it was then.
    fn comes_back(&self, at: At) -> Store {
        let (work, engine) = (Folder::new(), Arc::new(Memory::new()));
        let history = work.path().join("history");
        let sealed = Sealed::of(self.place, &self.seal);
        assert_eq!(fetch::history(&sealed, at, &history).unwrap(), Vec::<String>::new());
        let source = Source { bases: &sealed, history: &history };
        let random = &mut Random::from_seed([8; 32]);
        restore(&source, at, (&*engine, tables::KEPT), &work.path().join("work"), random, &|_| {}).unwrap();
        let (clock, time_limit) = (self.place.clock.clone(), Duration::from_secs(60));
        let options = Options { tables: tables::KEPT, kept: true, clock, seed: [7; 32], twice: false, time_limit };
        Store::open(engine, options).unwrap()
    }
}

/// `writes`: does something happen on that day after the erasure?
async fn nothing_is_left_after_a_month(writes: fn(i64) -> bool) {
    let (data, other) = (Folder::new(), Folder::new());
    let clock = Clock::frozen(crate::shop::NOW);
    let (local, place) =
        (Dated::at(&data.path().join("backup"), &clock), Dated::at(&other.path().join("bucket"), &clock));
    let to = Preset { name: "elsewhere".into(), to: Arc::new(place.clone()), same_disk: false };
    let keeper = Keeper::keeping_in(Box::new(local), data.path());
    let care = shop(data.path(), keeper, to, clock.clone()).await;
    let customer = sold(&care).await;
    let day_by_day = async |n: i64| {
        clock.advance(DAY);
        if writes(n) {
            catalog::create(&care.app, &By::shop(), format!("Thing {n}"), "1.00".into()).await.unwrap();
        }
        jobs::round(&care).await.unwrap();
        assert_eq!(care.app.backups.now().trouble, None);
    };
    day_by_day(0).await;
    // Some hours after a backup, as people do.
    clock.advance(5 * HOUR);
    erasure::erase(&care.app, &By::shop(), customer).await.unwrap();
    let erased = clock.now();
    jobs::round(&care).await.unwrap();
    let key = read_key(&Keys::open(data.path()).unwrap().recovery_text()).unwrap();
    let kept = Kept { data: data.path(), place: &place, store: care.app.store(), seal: Seal::of(vec![key]) };
    assert!(named_in(kept.store).is_empty() && kept.anywhere().len() > 3, "backups still name them");
    for n in 1..=35 {
        day_by_day(n).await;
    }
    assert_eq!(clock.now().since(erased) / DAY, 35);
    assert_eq!(kept.anywhere(), Vec::<String>::new());
    for days in [29, 15, 0] {
        let back = kept.comes_back(At::Time(clock.now().minus(days * DAY)));
        assert_eq!(named_in(&back), [], "{days} days ago");
    }
    let sums = care.app.store().sums().unwrap();
    care.app.close();
    drop(care);
    // What was freed in the store's own file goes when the shop starts.
    assert_eq!(
        [clock.now(), clock.now(), erased].map(|now| rewrite::when_due(data.path(), now).unwrap()),
        [true, false, false]
    );
    let file = std::fs::read(data.path().join("shop.redb")).unwrap();
    assert_eq!(traces(&file), Vec::<&str>::new());
    let again = open(data.path(), clock.clone()).unwrap().app;
    assert_eq!(again.store().sums().unwrap(), sums);
    assert!(again.store().check().unwrap().is_clean());
    again.close();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_shop_that_sells_every_day() {
    nothing_is_left_after_a_month(|_| true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_shop_that_falls_asleep() {
    // Somebody looks in again in the end: without a commit the store lets go of nothing.
    nothing_is_left_after_a_month(|n| !(3..=33).contains(&n)).await;
}
