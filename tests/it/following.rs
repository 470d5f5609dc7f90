//! A warm second copy: it is the shop as far as it was sent, whatever fails in between, and becomes one when it is asked to.

use crate::bench::*;
use crate::elsewhere::{Shop, elsewhere};
use duka::base::{Random, Time};
use duka::ops::fence::{Fence, Verdict};
use duka::ops::fetch;
use duka::ops::follow::{Ended, Follower, Named, Step};
use duka::ops::keys::{Keys, read_key};
use duka::ops::restore::{At, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::outside::blobs::Blobs;
use duka::outside::targets::{Abilities, Failed, Kind, Object, Target};
use duka::store::Store;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::memory::Memory;
use duka::store::repeat::stay_on;
use std::sync::{Arc, Mutex};

struct Copy {
    home: Folder,
    store: Store,
    history: History,
    pictures: Blobs,
    follower: Follower,
}

impl Copy {
    fn of(shop: &Shop, from: Box<dyn Target>) -> Copy {
        let home = Folder::new();
        let key = read_key(&shop.keys.recovery_text()).unwrap();
        let seal = Seal::of(vec![key.clone()]);
        let engine = Arc::new(Memory::new());
        let pictures = Blobs::open(&home.path().join("pictures")).unwrap();
        let mark = fetch::unlock(&*from, &seal).unwrap().unwrap();
        let sealed = Sealed::of(&*from, &seal);
        let folder = home.path().join("history");
        assert!(fetch::history(&sealed, At::Newest, &folder).unwrap().is_empty());
        let source = Source { bases: &sealed, history: &folder };
        let (work, mut random) = (home.path().join("work"), Random::from_seed([9; 32]));
        let report = restore(&source, At::Newest, (&*engine, TABLES), &work, &mut random, &|_| {}).unwrap();
        stay_on(&*engine, &report.reached).unwrap();
        Keys::adopt(home.path(), &key, &mark).unwrap();
        let keys = Keys::open(home.path()).unwrap();
        let named = Named::of(&pictures, keys.names()).unwrap();
        let follower = Follower::new(from, keys.opening(), home.path(), named).unwrap();
        let history = History::open(&folder, BUDGET_BYTES).unwrap();
        let store = open(engine);
        store.only_repeats();
        Copy { store, history, pictures, follower, home }
    }

    fn looks(&mut self) -> Result<Step, Ended> {
        self.follower.look(&self.store, &mut self.history, &self.pictures)
    }

    #[track_caller]
    fn is(&self, shop: &Shop) {
        assert_eq!(self.store.position(), shop.store.position());
        assert_eq!(rows(&self.store), rows(&shop.store));
        assert_eq!(self.store.sums().unwrap(), shop.store.sums().unwrap());
        assert_clean(&self.store);
    }
}

/// A second way to the same place, for the copy's own machine.
fn again(home: &Folder) -> Box<dyn Target> {
    Box::new(duka::outside::targets::folder::Folder::at(&home.path().join("bucket")))
}

#[test]
fn a_copy_is_the_shop_as_far_as_it_was_sent() {
    let (home, target) = elsewhere();
    let mut shop = Shop::furnished();
    let mut sender = shop.sender(Abilities::ALL);
    shop.sends(&mut sender, &target).unwrap();
    let mut copy = Copy::of(&shop, again(&home));
    copy.is(&shop);
    for round in 0..20 {
        shop.sells(round % 4 * 9);
        shop.sends(&mut sender, &target).unwrap();
        while copy.looks().unwrap().entries > 0 {}
        copy.is(&shop);
    }
    // Its own history is whole, so that what comes after it can be restored as well.
    let status = copy.history.status();
    assert_eq!(status.last, Some(shop.store.position()));
    assert!(status.missing.is_empty() && status.strange.is_empty(), "{status:?}");
    assert_eq!(std::fs::read_dir(copy.home.path().join("following")).unwrap().count(), 0, "nothing is left over");
}

fn on_shelves(pictures: &Blobs) -> Vec<String> {
    pictures.shelves().unwrap().into_iter().map(|(shelf, _)| shelf).collect()
}

/// Fails one call in so many, as chance has it: a fixed number could always meet the same call.
struct Failing {
    place: Box<dyn Target>,
    random: Mutex<Random>,
    one_in: u64,
}

impl Failing {
    fn called(&self) -> Result<(), Failed> {
        if self.random.lock().unwrap().u64().is_multiple_of(self.one_in) {
            return Err(Failed::new(Kind::Away, "It is away."));
        }
        Ok(())
    }
}

impl Target for Failing {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.called().and_then(|()| self.place.put(name, bytes))
    }
    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.called().and_then(|()| self.place.put_new(name, bytes))
    }
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.called().and_then(|()| self.place.get(name))
    }
    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.called().and_then(|()| self.place.list(prefix, after, limit))
    }
    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.called().and_then(|()| self.place.remove(name))
    }
}

#[test]
fn a_place_that_fails_now_and_then_only_delays_it() {
    for one_in in 2..12 {
        let (home, target) = elsewhere();
        let mut shop = Shop::furnished();
        let mut sender = shop.sender(Abilities::ALL);
        shop.sends(&mut sender, &target).unwrap();
        let mut copy = Copy::of(&shop, again(&home));
        let keys = Keys::open(copy.home.path()).unwrap();
        let named = Named::of(&copy.pictures, keys.names()).unwrap();
        let random = Mutex::new(Random::from_seed([one_in as u8; 32]));
        let failing = Failing { place: again(&home), random, one_in };
        copy.follower = Follower::new(Box::new(failing), keys.opening(), copy.home.path(), named).unwrap();
        for _ in 0..5 {
            shop.sells(3);
            shop.sends(&mut sender, &target).unwrap();
        }
        for _ in 0..1_000 {
            let seen = copy.looks();
            if matches!(seen, Ok(step) if step.position == shop.store.position()) {
                break;
            }
        }
        copy.is(&shop);
        assert_eq!(on_shelves(&copy.pictures), on_shelves(&shop.pictures));
    }
}

#[test]
fn it_becomes_the_shop_and_the_old_one_learns_it() {
    let (home, target) = elsewhere();
    let shop = Shop::furnished();
    let mut sender = shop.sender(Abilities::ALL);
    shop.sends(&mut sender, &target).unwrap();
    let seal = shop.keys.seal().unwrap();
    let mut old = Fence::open(shop.home.path()).unwrap();
    let now = Time::from_micros(0);
    assert_eq!(old.look(&Sealed::of(&target, &seal), now, &[]).unwrap(), Verdict::Ours);

    let mut copy = Copy::of(&shop, again(&home));
    let mut new = Fence::open(copy.home.path()).unwrap();
    new.take(&copy.follower.target(), now, &[]).unwrap();
    let forked_from = copy.store.position();
    let begun = copy.store.begin_own_line().unwrap();
    assert!(begun.line != forked_from.line && begun.seq == forked_from.seq);
    put(&copy.store, 3, thing("sold on the new machine", 1));
    copy.history.follow(&copy.store).unwrap();
    assert!(matches!(old.look(&Sealed::of(&target, &seal), now, &[]).unwrap(), Verdict::Lost(_)));
    assert_eq!(new.look(&copy.follower.target(), now, &[]).unwrap(), Verdict::Ours);

    // Whoever still follows the old line hears that it goes on elsewhere.
    let mut late = Copy::of(&shop, again(&home));
    let moved = Shop { store: copy.store, history: copy.history, keys: Keys::open(copy.home.path()).unwrap(), ..shop };
    moved.sends(&mut moved.sender(Abilities::ALL), &target).unwrap();
    assert!(matches!(late.looks(), Err(Ended::OtherWay(_))));
    let mut third = Copy::of(&moved, again(&home));
    assert_eq!(third.looks().unwrap().entries, 0);
    third.is(&moved);
}

#[test]
fn new_keys_are_said_in_words_and_go_on_with_the_new_paper() {
    let (home, target) = elsewhere();
    let mut shop = Shop::furnished();
    let mut sender = shop.sender(Abilities::ALL);
    shop.sends(&mut sender, &target).unwrap();
    let mut copy = Copy::of(&shop, again(&home));
    shop.keys.rotate().unwrap();
    assert!(shop.keys.confirm(&shop.keys.recovery_text()).unwrap());
    shop.sells(2);
    let mut sender = shop.sender(Abilities::ALL);
    shop.sends(&mut sender, &target).unwrap();
    let said = copy.looks().unwrap_err();
    assert!(matches!(said, Ended::Locked) && said.sentence().contains("--key FILE"), "{said:?}");

    let key = read_key(&shop.keys.recovery_text()).unwrap();
    let mark = fetch::unlock(&target, &Seal::of(vec![key.clone()])).unwrap().unwrap();
    Keys::adopt(copy.home.path(), &key, &mark).unwrap();
    let keys = Keys::open(copy.home.path()).unwrap();
    let named = Named::of(&copy.pictures, keys.names()).unwrap();
    copy.follower = Follower::new(again(&home), keys.opening(), copy.home.path(), named).unwrap();
    while copy.looks().unwrap().entries > 0 {}
    copy.is(&shop);
}
