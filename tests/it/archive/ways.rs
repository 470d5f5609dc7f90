//! Around damage, and on after a cut: the newest state comes back whatever was being done to the snapshots.

use super::place::{Place, Shop};
use crate::bench::*;
use crate::engines::replay;
use duka::base::time::DAY;
use duka::ops::archive::{self, BASES, Trouble, folder_of};
use duka::ops::prune::Keep;
use duka::ops::restore::At;

/// A base and its increments, long enough that some can be put together and some are too old.
fn lived(days: u64) -> Shop {
    let mut shop = Shop::new();
    shop.writes((0..40).collect());
    for day in 0..days {
        shop.backs_up();
        shop.clock.advance(DAY);
        shop.writes(vec![day % 40, shop.store.position().seq % 7]);
        shop.removes(10 + day % 5);
    }
    shop
}

#[test]
fn an_increment_reads_no_row_and_leads_to_the_same_state() {
    let mut shop = lived(5);
    let manifests = shop.manifests();
    assert_eq!(manifests.iter().map(|m| m.is_base()).collect::<Vec<_>>(), [true, false, false, false, false]);
    assert!(manifests[1..].iter().all(|m| m.bytes() < manifests[0].bytes() / 2));
    // Nothing was written since the last.
    shop.backs_up();
    let there = shop.place.names();
    shop.backs_up();
    assert_eq!(shop.place.names(), there);
    // Without any history they lead where they lead.
    shop.writes(vec![1]);
    let without: Vec<String> = shop.place.names().into_iter().filter(|name| name.starts_with("history/")).collect();
    let place = shop.place.that_fails(usize::MAX, false);
    for name in without {
        duka::outside::targets::Target::remove(&place, &name).unwrap();
    }
    let (store, report) = shop.comes_back(&place, At::Newest).unwrap();
    assert_eq!(report.reached.seq + 1, shop.store.position().seq);
    let entries = shop.entries();
    assert!(rows(&store) == replay(entries[..entries.len() - 1].to_vec()));
}

/// One bit of each part of each snapshot: it is named, and the newest state comes back by another way.
#[test]
fn damage_in_any_link_is_named_and_gone_around() {
    let shop = lived(6);
    shop.backs_up();
    let manifests = shop.manifests();
    for manifest in &manifests {
        for part in &manifest.parts {
            let place = shop.place.that_fails(usize::MAX, false);
            place.flip(&part.name);
            let (store, report) = shop.comes_back(&place, At::Newest).unwrap();
            assert!(rows(&store) == rows(&shop.store), "{}", part.name);
            assert!(report.remarks[0].contains(&part.name), "{:?}", report.remarks);
        }
    }
    // A link that is not there at all.
    let place = shop.place.that_fails(usize::MAX, false);
    archive::remove(&place, &manifests[3].name).unwrap();
    let (store, report) = shop.comes_back(&place, At::Newest).unwrap();
    assert!(rows(&store) == rows(&shop.store));
    assert!(report.remarks[0].contains("builds on one that is not there"), "{:?}", report.remarks);
}

/// A shop that was brought back as it was days before goes on from there: what was given up does not come back by the
/// snapshots that still hold it.
#[test]
fn what_was_given_up_stays_out_although_snapshots_hold_it() {
    let mut shop = lived(8);
    shop.backs_up();
    let back_to = shop.manifests()[4].to.seq;
    let lost = shop.store.position().seq;
    shop.store = shop.comes_back(&shop.place, At::Seq(back_to)).unwrap().0;
    // At first fewer entries than were given up, then more; with and without snapshots of its own.
    for n in 0..12 {
        shop.writes(vec![900 + n]);
        let (store, report) = shop.comes_back(&shop.place, At::Newest).unwrap();
        assert!(rows(&store) == rows(&shop.store), "{n}: {report:?}");
        if n % 4 == 2 {
            let before = shop.manifests().len();
            shop.backs_up();
            assert_eq!(shop.manifests().len(), before + 1);
        }
    }
    assert!(shop.store.position().seq > lost - 8, "{} of {lost}", shop.store.position().seq);
    let since = shop.manifests().into_iter().filter(|m| m.to.line == shop.store.position().line);
    assert_eq!(since.map(|m| m.is_base()).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn putting_together_may_be_cut_anywhere() {
    let mut shop = lived(16);
    shop.keep = Keep::of(5, 0, 0).unwrap();
    shop.backs_up();
    let whole = shop.place.that_fails(usize::MAX, false);
    let made = shop.rolls(&whole).unwrap().expect("ten are due");
    assert!(made.is_made_of_others());
    shop.comes_back_whole(&whole);
    shop.prunes(&whole).unwrap();
    cut_anywhere(&shop, &whole, |shop, place| shop.rolls(place).and_then(|_| shop.prunes(place)).map(drop));
}

#[test]
fn letting_go_may_be_cut_anywhere() {
    let mut shop = lived(16);
    shop.keep = Keep::of(5, 0, 0).unwrap();
    shop.backs_up();
    shop.rolls(&shop.place).unwrap().expect("ten are due");
    for _ in 0..9 {
        shop.clock.advance(DAY);
        shop.writes(vec![3]);
        shop.backs_up();
    }
    shop.rolls(&shop.place).unwrap();
    let whole = shop.place.that_fails(usize::MAX, false);
    let before = whole.names().len();
    shop.prunes(&whole).unwrap();
    assert!(whole.names().len() < before, "something went");
    cut_anywhere(&shop, &whole, |shop, place| shop.prunes(place).map(drop));
}

/// Fails the n-th call, for every n. Afterwards the newest state comes back, and the next round ends as an uncut one does.
fn cut_anywhere(shop: &Shop, whole: &Place, work: impl Fn(&Shop, &Place) -> Result<(), Trouble>) {
    for after in [false, true] {
        for n in 1.. {
            let place = shop.place.that_fails(n, after);
            let cut = work(shop, &place).is_err();
            place.mends();
            shop.comes_back_whole(&place);
            if !cut {
                assert!(n > 20, "only {n} calls");
                break;
            }
            work(shop, &place).unwrap();
            shop.comes_back_whole(&place);
            assert_eq!(whole_ones(&place), whole_ones(whole), "call {n}");
            // What the cut left of others goes after a day.
            shop.clock.advance(2 * DAY);
            shop.prunes(&place).unwrap();
            let there: Vec<String> = place.names().into_iter().filter(|name| name.starts_with(BASES)).collect();
            let stays = whole_ones(&place);
            let belongs = |name: &String| stays.iter().any(|snapshot| name.starts_with(&folder_of(snapshot)));
            assert!(there.iter().all(belongs), "call {n}: {there:?}");
            shop.comes_back_whole(&place);
            shop.clock.advance(-2 * DAY);
        }
    }
}

fn whole_ones(place: &Place) -> Vec<String> {
    archive::manifests(place).unwrap().0.into_iter().map(|m| m.name).collect()
}
