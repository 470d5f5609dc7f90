//! Pictures go, here and elsewhere, when no row names them and nothing that is kept does; never before.

use crate::bench::Folder;
use crate::erasing::aging::Dated;
use crate::erasing::returning::shop;
use duka::app::{By, catalog};
use duka::base::time::DAY;
use duka::base::{Clock, Id, Random, Time};
use duka::domain::catalog::{Picture, Product};
use duka::jobs::{self, Care};
use duka::ops::backup::elsewhere::Preset;
use duka::ops::backup::keeper::Keeper;
use duka::ops::fetch;
use duka::ops::follow::Named;
use duka::ops::keys::{Keys, read_key};
use duka::ops::lease;
use duka::ops::prune::{PicturesPruned, prune_pictures};
use duka::ops::restore::{At, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::ops::send::pictures::PICTURES;
use duka::outside::blobs::{self, BlobHash, Blobs};
use duka::outside::targets::{Target, all};
use duka::store::memory::Memory;
use duka::store::tables;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const KIND: &str = "640.jpg";
const STEP: i64 = 5 * DAY;

/// As an upload leaves it, some days ago.
fn kept(pictures: &Blobs, folder: &Path, what: &str) -> BlobHash {
    let hash = blobs::hash(what.as_bytes());
    pictures.put(&hash, KIND, what.as_bytes()).unwrap();
    let name = blobs::show(&hash);
    let file = std::fs::File::open(folder.join(&name[..2]).join(format!("{name}.{KIND}"))).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(10 * 86_400)).unwrap();
    hash
}

async fn shows(care: &Care, product: Id<Product>, pictures: &[BlobHash]) {
    let all: Vec<Picture> = pictures
        .iter()
        .map(|blob| Picture { blob: *blob, alt: String::new(), width: 4, height: 5, colour: [0; 3] })
        .collect();
    let change = move |product: &mut Product| {
        product.pictures.clone_from(&all);
        Ok(())
    };
    catalog::change(&care.app, &By::shop(), product, change).await.unwrap();
}

/// Which pictures come from the place, and do rows of that moment name this one?
struct There<'a> {
    place: &'a Dated,
    seal: Seal,
}

impl There<'_> {
    fn sealed(&self) -> Sealed<'_> {
        Sealed::of(self.place, &self.seal)
    }

    fn has(&self, picture: &BlobHash) -> bool {
        let home = Folder::new();
        let pictures = Blobs::open(home.path()).unwrap();
        assert_eq!(fetch::pictures(&self.sealed(), &pictures, &Named::default()).unwrap(), Vec::<String>::new());
        pictures.has(picture, KIND)
    }

    fn names(&self, picture: &BlobHash, at: Time) -> bool {
        let (work, engine) = (Folder::new(), Arc::new(Memory::new()));
        let (history, sealed) = (work.path().join("history"), self.sealed());
        if fetch::history(&sealed, At::Time(at), &history).is_err() {
            return false;
        }
        let source = Source { bases: &sealed, history: &history };
        let into = (&*engine as _, tables::KEPT);
        let random = &mut Random::from_seed([8; 32]);
        if restore(&source, At::Time(at), into, &work.path().join("work"), random, &|_| {}).is_err() {
            return false;
        }
        let rows = crate::bench::opened(engine, tables::KEPT);
        crate::erasing::rows(&rows).iter().any(|(_, row)| row.windows(picture.len()).any(|some| some == picture))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_goes_when_nothing_that_is_kept_names_it() {
    let (data, other) = (Folder::new(), Folder::new());
    let clock = Clock::frozen(crate::shop::NOW);
    let local = Dated::at(&data.path().join("backup"), &clock);
    let place = Dated::at(&other.path().join("bucket"), &clock);
    let to = Preset { name: "elsewhere".into(), to: Arc::new(place.clone()), same_disk: false };
    let keeper = Keeper::keeping_in(Box::new(local), data.path());
    let care = shop(data.path(), keeper, to, clock.clone()).await;
    let folder = data.path().join("pictures");
    let here = care.app.blobs.clone();
    let of = |what: &str| kept(&here, &folder, what);
    let (stays, replaced, never) = (of("shown today"), of("shown once"), of("never shown"));
    let young = blobs::hash(b"uploaded a moment ago");
    here.put(&young, KIND, b"uploaded a moment ago").unwrap();
    let mug = catalog::create(&care.app, &By::shop(), "Mug".into(), "24.00".into()).await.unwrap();
    shows(&care, mug, &[stays, replaced]).await;
    let shown_at = clock.now();
    jobs::round(&care).await.unwrap();
    assert!(!here.has(&never, KIND) && [stays, replaced, young].iter().all(|picture| here.has(picture, KIND)));

    clock.advance(DAY);
    shows(&care, mug, &[stays]).await;
    let there = There {
        place: &place,
        seal: Seal::of(vec![read_key(&Keys::open(data.path()).unwrap().recovery_text()).unwrap()]),
    };
    let (mut went_here, mut went_there) = (None, None);
    for n in 0..50 {
        clock.advance(STEP);
        catalog::create(&care.app, &By::shop(), format!("Thing {n}"), "1.00".into()).await.unwrap();
        jobs::round(&care).await.unwrap();
        assert_eq!(care.app.backups.now().trouble, None);
        let days = clock.now().since(shown_at) / DAY;
        assert!(here.has(&stays, KIND) && there.has(&stays), "day {days}");
        if went_here.is_none() && !here.has(&replaced, KIND) {
            went_here = Some(days);
        }
        // Before it goes, and when it went: no state that can be brought back names it.
        if n % 6 == 0 || went_there.is_none() && !there.has(&replaced) {
            assert!(there.has(&replaced) || !there.names(&replaced, shown_at), "day {days}");
        }
        if went_there.is_none() && !there.has(&replaced) {
            went_there = Some(days);
            break;
        }
    }
    let (here_after, there_after) = (went_here.expect("it goes here"), went_there.expect("it goes there"));
    assert!(here_after > 31 && there_after > here_after, "{here_after} {there_after}");
    care.app.close();
}

/// A place where everything was put long ago, but for what is needed now.
#[test]
fn pictures_that_were_lost_here_are_asked_about_and_who_reads_there_is_waited_for() {
    let (home, other) = (Folder::new(), Folder::new());
    let clock = Clock::frozen(crate::shop::NOW);
    let place = Dated::at(&other.path().join("bucket"), &clock);
    let here = Blobs::open(&home.path().join("pictures")).unwrap();
    let names = [7; 32];
    let put = |what: &str| {
        let (hash, target) = (blobs::hash(what.as_bytes()), &place);
        let shelf = &blobs::show(&hash)[..2];
        target.put(&duka::ops::send::pictures::name_of(&names, shelf, &hash, KIND), what.as_bytes()).unwrap();
        hash
    };
    let lost: Vec<BlobHash> = (0..3).map(|n| put(&format!("picture {n}"))).collect();
    place.put("pictures/of-somebody-else/picture", b"?").unwrap();
    place.put("history/old", b"?").unwrap();
    clock.advance(60 * DAY);
    assert_eq!(prune_pictures(&place, &here, &names, false).unwrap(), PicturesPruned::Done(0), "history may name them");
    place.remove("history/old").unwrap();
    place.put("history/new", b"?").unwrap();
    let asked = prune_pictures(&place, &here, &names, false).unwrap();
    assert_eq!(asked, PicturesPruned::Ask { would_go: 3, of: 4 });
    // Two of them are here after all.
    for (n, hash) in lost.iter().take(2).enumerate() {
        here.put(hash, KIND, format!("picture {n}").as_bytes()).unwrap();
    }
    lease::lay(&place).unwrap();
    let waits = prune_pictures(&place, &here, &names, false).unwrap();
    assert!(matches!(waits, PicturesPruned::Waits { .. }), "{waits:?}");
    clock.advance(DAY);
    assert_eq!(prune_pictures(&place, &here, &names, false).unwrap(), PicturesPruned::Done(1));
    assert_eq!(all(&place, PICTURES).count(), 3);
}
