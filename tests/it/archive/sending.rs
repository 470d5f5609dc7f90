//! Chains that are sent elsewhere, sealed: in an order that leaves none without what it builds on, sent again before a bucket
//! lets go of them by itself, and pruned there.

use super::place::{Place, Shop};
use crate::bench::*;
use duka::app::erasure::Ledger;
use duka::base::time::DAY;
use duka::base::{Id, Random};
use duka::ops::archive::{self, BASES};
use duka::ops::follow::Named;
use duka::ops::keys::{Keys, read_key};
use duka::ops::prune::{Pruned, prune};
use duka::ops::restore::{At, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::ops::send::Sender;
use duka::ops::send::pace::{Pace, Real};
use duka::ops::send::pictures::PICTURES;
use duka::ops::{erased, fetch};
use duka::outside::blobs::{self, Blobs};
use duka::outside::targets::probe::probe;
use duka::outside::targets::{Abilities, Target};
use duka::store::memory::Memory;
use std::sync::Arc;

/// A shop, its keys, and a place elsewhere.
struct Sends {
    shop: Shop,
    keys: Keys,
    pictures: Blobs,
    there: Place,
    erased: Ledger,
}

impl Sends {
    fn new() -> Sends {
        let mut shop = Shop::new();
        shop.writes((0..50).collect());
        let mut keys = Keys::open(shop.home.path()).unwrap();
        assert!(keys.confirm(&keys.recovery_text()).unwrap());
        let (pictures, there) = (Blobs::open(&shop.home.path().join("pictures")).unwrap(), Place::new(&shop.clock));
        Sends { shop, keys, pictures, there, erased: Ledger::new() }
    }

    fn day(&mut self, key: u64) {
        self.shop.backs_up();
        self.shop.clock.advance(DAY);
        self.shop.writes(vec![key, key + 1]);
    }

    /// By a new sender each time, as there is one a day. Answers how many snapshots were sent.
    fn sends(&self, to: &dyn Target) -> u64 {
        self.sends_with(Abilities::ALL, to)
    }

    fn sends_with(&self, can: Abilities, to: &dyn Target) -> u64 {
        let pace = || Pace::of(None, Box::new(Real::new()));
        let mut sender = Sender::new(&self.keys, can, pace()).unwrap();
        sender.erased(&self.erased, to).unwrap();
        sender.history(&self.shop.history_folder(), &self.pictures, to).unwrap();
        let sent = sender.bases(&self.shop.place, &self.pictures, to).unwrap();
        assert_eq!(sent.damaged, Vec::<String>::new());
        while sender.pictures_again(&self.pictures, to).unwrap() {}
        sent.bases
    }

    fn key(&self) -> Seal {
        Seal::of(vec![read_key(&self.keys.recovery_text()).unwrap()])
    }

    #[track_caller]
    fn comes_back(&self, there: &Place) -> Vec<String> {
        let (home, engine, seal) = (Folder::new(), Arc::new(Memory::new()), self.key());
        let mark = fetch::unlock(there, &seal).unwrap();
        let seal = seal.opening(mark.map(|mark| mark.former()).unwrap_or_default());
        let sealed = Sealed::of(there, &seal);
        assert_eq!(erased::read(&sealed).unwrap(), self.erased);
        let history = home.path().join("history");
        let mut remarks = fetch::history(&sealed, At::Newest, &history).unwrap();
        let source = Source { bases: &sealed, history: &history };
        let into = (&*engine as _, TABLES);
        let random = &mut Random::from_seed([9; 32]);
        let report = restore(&source, At::Newest, into, home.path(), random, &|_| {}).unwrap();
        remarks.extend(report.remarks);
        let pictures = Blobs::open(&home.path().join("pictures")).unwrap();
        remarks.extend(fetch::pictures(&sealed, &pictures, &Named::default()).unwrap());
        for (shelf, _) in self.pictures.shelves().unwrap() {
            assert_eq!(pictures.on_shelf(&shelf).unwrap().len(), self.pictures.on_shelf(&shelf).unwrap().len());
        }
        assert!(rows(&open(engine)) == rows(&self.shop.store), "{remarks:?}");
        remarks
    }
}

#[test]
fn whatever_arrived_of_a_chain_can_be_brought_back() {
    let mut sends = Sends::new();
    (0..4).for_each(|n| sends.day(n));
    assert_eq!(sends.sends(&sends.there), 4);
    assert_eq!(sends.comes_back(&sends.there), Vec::<String>::new());
    assert_eq!(sends.sends(&sends.there), 0);
    // Cut after so many calls: what has a manifest has everything it builds on.
    let seal = sends.key();
    for calls in 1.. {
        let there = Place::new(&sends.shop.clock).that_fails(calls, false);
        let pace = Pace::of(None, Box::new(Real::new()));
        let mut sender = Sender::new(&sends.keys, Abilities::ALL, pace).unwrap();
        let whole = sender.bases(&sends.shop.place, &sends.pictures, &there).is_ok();
        there.mends();
        let (manifests, troubles) = archive::manifests(&Sealed::of(&there, &seal)).unwrap();
        assert!(troubles.is_empty() && manifests.iter().all(|tip| archive::chain(manifests.iter(), tip).is_some()));
        if whole {
            assert!(calls > 15, "only {calls} calls");
            break;
        }
    }
}

#[test]
fn damage_in_the_middle_of_a_sealed_chain_is_named_and_gone_around() {
    let mut sends = Sends::new();
    (0..6).for_each(|n| sends.day(n));
    sends.sends(&sends.there);
    let parts = sends.there.names().into_iter().filter(|name| name.starts_with(BASES) && name.contains(".zst"));
    for part in parts {
        let there = sends.there.that_fails(usize::MAX, false);
        there.flip(&part);
        let remarks = sends.comes_back(&there);
        assert!(remarks.iter().any(|remark| remark.contains(&part)), "{part}: {remarks:?}");
    }
}

#[test]
fn a_bucket_may_let_go_of_what_is_sixty_days_old() {
    let mut sends = Sends::new();
    sends.day(1);
    sends.day(2);
    assert_eq!(sends.sends(&sends.there), 2);
    // Nobody sells anything any more, so nothing new is made; what is there is sent again.
    for (after, sent) in [(44, 0), (2, 2), (44, 0), (2, 2)] {
        sends.shop.clock.advance(after * DAY);
        assert_eq!(sends.sends(&sends.there), sent);
    }
}

/// A bucket with a lock of thirty days that lets go of everything after sixty, and a key that cannot delete.
#[test]
fn a_bucket_that_is_locked_and_forgets_keeps_all_that_is_needed() {
    const CAREFUL: Abilities = Abilities { refuses_to_overwrite: true, removes: false };
    let mut sends = Sends::new();
    sends.there.locked_for = 30 * DAY;
    for n in 0..40_u8 {
        sends.pictures.put(&blobs::hash(&[n]), "640.jpg", &[n]).unwrap();
    }
    for day in 0..130 {
        sends.day(day % 40);
        sends.shop.rolls(&sends.shop.place).unwrap();
        assert_eq!(probe(&sends.there), Ok(CAREFUL), "day {day}");
        if [10, 25, 100].contains(&day) {
            sends.keys.rotate().unwrap();
            assert!(sends.keys.confirm(&sends.keys.recovery_text()).unwrap());
            let id = Id::new(sends.shop.clock.now(), &mut Random::from_seed([day as u8; 32]));
            sends.erased.insert(id, sends.shop.clock.now());
        }
        sends.sends_with(CAREFUL, &sends.there);
        sends.there.forgets(60 * DAY);
        if day % 20 == 0 || day == 59 {
            assert_eq!(sends.comes_back(&sends.there), Vec::<String>::new(), "day {day}");
        }
    }
    // A paper from before the last change opens nothing new.
    let old = Seal::of(sends.keys.former()[..2].to_vec());
    assert!(fetch::unlock(&sends.there, &old).is_err());
}

/// Where nothing is ever written over, nothing that is large is tried again and again.
#[test]
fn a_bucket_that_is_locked_for_good_is_not_sent_everything_each_day() {
    const CAREFUL: Abilities = Abilities { refuses_to_overwrite: true, removes: false };
    let mut sends = Sends::new();
    sends.there.locked_for = i64::MAX;
    for n in 0..40_u8 {
        sends.pictures.put(&blobs::hash(&[n]), "640.jpg", &[n]).unwrap();
    }
    for day in 0..60 {
        sends.day(day % 40);
        sends.sends_with(CAREFUL, &sends.there);
        let refused = std::mem::take(&mut *sends.there.refused.lock().unwrap());
        let of = |kind: &str| refused.iter().filter(|name| name.contains(kind)).count();
        assert!(of(PICTURES) <= 1 && of("manifest.json") + of(".zst") == 0, "day {day}: {refused:?}");
    }
    assert_eq!(sends.comes_back(&sends.there), Vec::<String>::new());
}

#[test]
fn elsewhere_old_snapshots_go_by_the_same_rules() {
    let mut sends = Sends::new();
    for n in 0..80 {
        sends.day(n % 40);
        sends.shop.rolls(&sends.shop.place).unwrap();
        sends.sends(&sends.there);
        let seal = sends.key();
        let sealed = Sealed::of(&sends.there, &seal);
        let pruned = prune(&sealed, &sends.shop.keep, sends.shop.clock.now(), false).unwrap();
        assert!(matches!(pruned, Pruned::Done(_)), "day {n}: {pruned:?}");
    }
    let seal = sends.key();
    let there = archive::manifests(&Sealed::of(&sends.there, &seal)).unwrap().0;
    let here = sends.shop.manifests();
    assert!(there.len() <= here.len() + 1, "{} there, {} here", there.len(), here.len());
    assert_eq!(there.iter().filter(|m| m.is_base()).count(), 1);
    assert_eq!(sends.comes_back(&sends.there), Vec::<String>::new());
}
