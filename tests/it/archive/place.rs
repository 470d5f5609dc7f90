//! A place for backups in memory that has a clock of its own and can fail, and a store that keeps its snapshots there.

use crate::bench::*;
use duka::base::{Broken, Clock, Random, Time};
use duka::ops::archive::{self, Manifest, Trouble};
use duka::ops::backup::drill::{Looked, Proof};
use duka::ops::backup::increment::{End, Made, newest};
use duka::ops::backup::{base, roll};
use duka::ops::prune::{Keep, Pruned, prune};
use duka::ops::restore::{At, Report, Source, restore};
use duka::outside::targets::{Failed, Kind, Object, Target, all};
use duka::store::engine::Engine;
use duka::store::history::{BUDGET_BYTES, History, SegmentName};
use duka::store::{Entry, Store, memory};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

pub struct Place {
    files: Mutex<BTreeMap<String, (Vec<u8>, Time)>>,
    pub clock: Clock,
    /// Before it fails.
    calls_left: AtomicUsize,
    /// The last one is done, and fails all the same.
    after: bool,
    /// So long nothing that was put there is written over, or taken away by anybody; in microseconds.
    pub locked_for: i64,
    /// What was refused for that.
    pub refused: Mutex<Vec<String>>,
}

impl Place {
    pub fn new(clock: &Clock) -> Place {
        let (files, calls_left) = (Mutex::default(), AtomicUsize::new(usize::MAX));
        Place { files, clock: clock.clone(), calls_left, after: false, locked_for: 0, refused: Mutex::default() }
    }

    /// The same files, failing after so many calls.
    pub fn that_fails(&self, calls_left: usize, after: bool) -> Place {
        let files = Mutex::new(self.files.lock().unwrap().clone());
        let (clock, calls_left) = (self.clock.clone(), AtomicUsize::new(calls_left));
        Place { files, clock, calls_left, after, locked_for: self.locked_for, refused: Mutex::default() }
    }

    pub fn mends(&self) {
        self.calls_left.store(usize::MAX, Ordering::Relaxed);
    }

    pub fn names(&self) -> Vec<String> {
        self.files.lock().unwrap().keys().cloned().collect()
    }

    pub fn bytes(&self, below: &str) -> u64 {
        let files = self.files.lock().unwrap();
        files.iter().filter(|(name, _)| name.starts_with(below)).map(|(_, (bytes, _))| bytes.len() as u64).sum()
    }

    /// One bit of a file.
    pub fn flip(&self, name: &str) {
        let mut files = self.files.lock().unwrap();
        let bytes = &mut files.get_mut(name).unwrap().0;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    }

    /// A bucket lets go of what is so old by itself.
    pub fn forgets(&self, age: i64) {
        self.files.lock().unwrap().retain(|_, (_, put)| self.clock.now().since(*put) < age);
    }

    fn may_change(&self, name: &str) -> Result<(), Failed> {
        let files = self.files.lock().unwrap();
        match files.get(name) {
            Some((_, put)) if self.clock.now().since(*put) < self.locked_for => {
                self.refused.lock().unwrap().push(name.into());
                Err(Failed::new(Kind::Forbidden, "It is locked."))
            }
            _ => Ok(()),
        }
    }

    /// After one that failed nothing works, as it is after a crash.
    fn call<T>(&self, call: impl FnOnce() -> T) -> Result<T, Failed> {
        let spend = |left: usize| left.checked_sub(1);
        match self.calls_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend) {
            Ok(1) if self.after => drop(call()),
            Ok(left) if left > 1 || !self.after => return Ok(call()),
            _ => {}
        }
        Err(Failed::new(Kind::Away, "The line is dead."))
    }
}

impl Target for Place {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.may_change(name)?;
        self.call(|| drop(self.files.lock().unwrap().insert(name.into(), (bytes.to_vec(), self.clock.now()))))
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        if self.get(name)?.is_some() { Ok(false) } else { self.put(name, bytes).map(|()| true) }
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.call(|| self.files.lock().unwrap().get(name).map(|(bytes, _)| bytes.clone()))
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.call(|| {
            let files = self.files.lock().unwrap();
            let found = files.iter().filter(|(name, _)| name.starts_with(prefix) && name.as_str() > after);
            let object = |(name, (bytes, at)): (&String, &(Vec<u8>, Time))| (name.clone(), bytes.len() as u64, *at);
            let found = found.map(object).take(limit);
            found.map(|(name, bytes, modified)| Object { name, bytes, modified }).collect()
        })
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.may_change(name)?;
        self.call(|| drop(self.files.lock().unwrap().remove(name)))
    }
}

/// A store that is backed up at a place, and sends its history there.
pub struct Shop {
    pub clock: Clock,
    pub place: Place,
    pub store: Store,
    pub history: History,
    pub home: Folder,
    pub random: Random,
    pub keep: Keep,
}

impl Shop {
    pub fn new() -> Shop {
        let clock = clock();
        let options = duka::store::Options { clock: clock.clone(), ..options() };
        let store = Store::open(Arc::new(memory::Memory::new()), options).unwrap();
        let home = Folder::new();
        let history = History::open(&home.path().join("history"), BUDGET_BYTES).unwrap();
        let (place, random, keep) = (Place::new(&clock), Random::from_seed([4; 32]), Keep::default());
        Shop { clock, place, store, history, home, random, keep }
    }

    /// Rows with contents that nothing can be left out of.
    pub fn writes(&mut self, keys: Vec<u64>) {
        let text = |random: &mut Random| (0..6).map(|_| format!("{:016x}", random.u64())).collect::<String>();
        let rows: Vec<(u64, Thing)> = keys.into_iter().map(|key| (key, thing(&text(&mut self.random), key))).collect();
        for some in rows.chunks(500) {
            let some = some.to_vec();
            write(&self.store, move |tx| {
                for (key, row) in &some {
                    tx.put(&THINGS, key, row)?;
                }
                Ok(())
            })
            .unwrap();
        }
        self.follows();
    }

    pub fn removes(&mut self, key: u64) {
        write(&self.store, move |tx| Ok(tx.remove(&THINGS, &key)?)).unwrap();
        self.follows();
    }

    /// History is copied, and lies at the place.
    fn follows(&mut self) {
        while self.history.follow(&self.store).unwrap().entries > 0 {}
        for file in std::fs::read_dir(self.history_folder()).unwrap() {
            let path = file.unwrap().path();
            let name = format!("history/{}", path.file_name().unwrap().to_str().unwrap());
            if !self.place.files.lock().unwrap().contains_key(&name) {
                let bytes = std::fs::read(&path).unwrap();
                self.place.files.lock().unwrap().insert(name, (bytes, self.clock.now()));
            }
        }
    }

    pub fn history_folder(&self) -> std::path::PathBuf {
        self.home.path().join("history")
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.history.read().collect::<Result<_, Broken>>().unwrap()
    }

    pub fn manifests(&self) -> Vec<Manifest> {
        archive::manifests(&self.place).unwrap().0
    }

    /// An increment, or a base when there is nothing to go on from.
    pub fn backs_up(&self) {
        let manifests = self.manifests();
        let made = newest(manifests.iter(), &self.store).map(|before| {
            let end = End::of(&self.store, before, self.clock.now()).unwrap();
            end.make(&self.history_folder(), &self.place, Folder::new().path()).unwrap()
        });
        match made {
            Some(Made::Increment(manifest)) => self.says_proved(&manifest),
            Some(Made::NothingNew) => {}
            None | Some(Made::NoWay(_)) => {
                self.says_proved(&base::make(&self.store, &self.place, self.clock.now()).unwrap());
            }
        }
    }

    pub fn says_proved(&self, manifest: &Manifest) {
        let proof = proof(manifest, self.clock.now());
        self.place.put(&archive::proof_of(&manifest.name), &proof).unwrap();
    }

    pub fn rolls(&self, place: &Place) -> Result<Option<Manifest>, Trouble> {
        let rules = roll::Rules { since: self.keep.since(self.clock.now()), names_erased: &|_| false };
        roll::roll(place, &rules, &|made| {
            place.put(&archive::proof_of(&made.name), &proof(made, self.clock.now()))?;
            Ok(true)
        })
    }

    pub fn prunes(&self, place: &Place) -> Result<Pruned, Trouble> {
        prune(place, &self.keep, self.clock.now(), true)
    }

    /// From the place alone: its history, too.
    pub fn comes_back(&self, place: &Place, at: At) -> Result<(Store, Report), Trouble> {
        let (work, engine) = (Folder::new(), Arc::new(memory::Memory::new()));
        let history = work.path().join("history");
        std::fs::create_dir_all(&history).unwrap();
        let parse = |object: Object| SegmentName::parse(object.name.strip_prefix("history/").unwrap()).unwrap();
        let there: Vec<SegmentName> = all(place, "history/").map(|o| o.map(parse)).collect::<Result<_, _>>()?;
        // As fetching does: what a larger piece holds is not needed.
        for name in there.iter().filter(|name| !there.iter().any(|other| other != *name && other.holds(name))) {
            let bytes = place.get(&format!("history/{name}"))?.unwrap();
            std::fs::write(history.join(name.to_string()), bytes).unwrap();
        }
        let (source, into) = (Source { bases: place, history: &history }, (&*engine as &dyn Engine, TABLES));
        let report = restore(&source, at, into, work.path(), &mut Random::from_seed([8; 32]), &|_| {})?;
        Ok((open(engine), report))
    }

    #[track_caller]
    pub fn comes_back_whole(&self, place: &Place) {
        let (store, report) = self.comes_back(place, At::Newest).unwrap();
        assert!(rows(&store) == rows(&self.store));
        assert_eq!(report.remarks, Vec::<String>::new());
    }
}

fn proof(manifest: &Manifest, at: Time) -> Vec<u8> {
    let proof = Proof { at, took_ms: 1, rows: manifest.rows(), looked: Looked::AsAShop, troubles: Vec::new() };
    serde_json::to_vec(&proof).unwrap()
}
