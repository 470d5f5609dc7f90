//! What is let go of, and what never is.

use super::place::Shop;
use duka::app::erasure::Ledger;
use duka::base::Id;
use duka::base::time::{DAY, HOUR};
use duka::ops::archive;
use duka::ops::erased;
use duka::ops::lease;
use duka::ops::prune::{Keep, Pruned, prune};
use duka::outside::targets::Target;

/// A base a day, each on its own.
fn bases(days: u64) -> Shop {
    let mut shop = Shop::new();
    for day in 0..days {
        shop.writes(vec![day]);
        let made = duka::ops::backup::base::make(&shop.store, &shop.place, shop.clock.now()).unwrap();
        shop.says_proved(&made);
        shop.clock.advance(DAY);
    }
    shop
}

/// How old those are that stay, in days.
fn ages(shop: &Shop) -> Vec<i64> {
    let now = shop.clock.now();
    shop.manifests().iter().map(|m| now.since(m.made) / DAY).rev().collect()
}

#[test]
fn the_rules_keep_what_they_say() {
    assert_eq!(Keep::of(0, 5, 5), None, "no day is no rule");
    assert_eq!(Keep::of(u32::MAX, 0, 0), None);
    for (days, weekly, monthly, wanted) in [
        // Everything younger, and the newest one before, from which history leads on.
        (3, 0, 0, vec![1, 2, 3]),
        (90, 0, 0, (1..=60).collect()),
        // Weeks begin on Mondays, and the newest of this one is there anyway: now is Tuesday, 3 December 2024.
        (2, 3, 0, vec![1, 2, 9]),
        (2, 0, 3, vec![1, 2, 3, 33]),
    ] {
        let mut shop = bases(60);
        shop.keep = Keep::of(days, weekly, monthly).unwrap();
        let Pruned::Done(report) = shop.prunes(&shop.place).unwrap() else { panic!("nothing was done") };
        let stays = ages(&shop);
        assert_eq!(report.snapshots + stays.len(), 60);
        assert_eq!(stays, wanted);
        shop.comes_back_whole(&shop.place);
    }
}

#[test]
fn the_newest_proved_one_and_all_it_builds_on_stay_whatever_their_age() {
    let mut shop = Shop::new();
    shop.writes(vec![1, 2, 3]);
    shop.backs_up();
    shop.writes(vec![4]);
    shop.backs_up();
    let proved = shop.manifests();
    shop.clock.advance(400 * DAY);
    shop.writes(vec![5]);
    // Never proved.
    duka::ops::backup::base::make(&shop.store, &shop.place, shop.clock.now()).unwrap();
    shop.clock.advance(400 * DAY);
    shop.prunes(&shop.place).unwrap();
    let left = shop.manifests();
    assert!(proved.iter().all(|m| left.contains(m)) && left.len() == 3);
}

#[test]
fn more_than_half_goes_only_when_somebody_agreed() {
    let shop = bases(10);
    let keep = Keep::of(2, 0, 0).unwrap();
    let there = shop.place.names();
    let asked = prune(&shop.place, &keep, shop.clock.now(), false).unwrap();
    assert_eq!(asked, Pruned::Ask { would_go: 8, of: 10 });
    let left: Vec<String> = shop.place.names().into_iter().filter(|name| name != "clock/now").collect();
    assert_eq!(left, there);
    assert!(matches!(prune(&shop.place, &keep, shop.clock.now(), true).unwrap(), Pruned::Done(_)));
    assert_eq!(ages(&shop), [1, 2]);
}

#[test]
fn nothing_goes_while_clocks_disagree_or_somebody_reads() {
    let shop = bases(10);
    let keep = Keep::of(2, 0, 0).unwrap();
    for apart in [-2 * HOUR, 2 * HOUR, 400 * DAY] {
        let refused = prune(&shop.place, &keep, shop.clock.now().plus(apart), true).unwrap_err();
        assert!(refused.sentence().contains("more than an hour apart"), "{}", refused.sentence());
    }
    lease::lay(&shop.place).unwrap();
    let until = shop.clock.now().plus(6 * HOUR);
    assert_eq!(prune(&shop.place, &keep, shop.clock.now(), true).unwrap(), Pruned::Waits { until });
    assert_eq!(shop.manifests().len(), 10);
    shop.clock.advance(6 * HOUR);
    assert!(matches!(prune(&shop.place, &keep, shop.clock.now(), true).unwrap(), Pruned::Done(_)));
    assert!(shop.place.names().iter().all(|name| !name.starts_with("lease/")), "an old word is taken away");
}

#[test]
fn what_never_became_whole_goes_after_a_day_and_not_while_it_grows() {
    let mut shop = Shop::new();
    shop.writes(vec![1]);
    shop.backs_up();
    let half = archive::folder_of("000000000099-0000000000000001");
    shop.place.put(&format!("{half}00010-000000.zst"), b"a part").unwrap();
    shop.clock.advance(DAY - HOUR);
    shop.place.put(&format!("{half}00010-000001.zst"), b"another").unwrap();
    shop.clock.advance(2 * HOUR);
    shop.prunes(&shop.place).unwrap();
    assert!(shop.place.names().iter().any(|name| name.starts_with(&half)));
    shop.clock.advance(DAY);
    let Pruned::Done(report) = shop.prunes(&shop.place).unwrap() else { panic!("nothing was done") };
    assert_eq!(report.leftovers, 2);
    assert!(!shop.place.names().iter().any(|name| name.starts_with(&half)));
}

#[test]
fn what_is_kept_longer_lets_go_of_those_who_were_erased() {
    const HOURS: i64 = 5 * HOUR;
    for (days, weekly, wanted) in [
        // Everything of thirty days, and the one before, whoever was erased.
        (30, 0, (1..=30).collect::<Vec<i64>>()),
        // Of the time before that: what was before they came on the twentieth day, and after they went on the thirtieth.
        (90, 0, (1..=37).chain(51..=70).collect()),
        (30, 9, (1..=30).chain([33, 51, 54, 61]).collect()),
    ] {
        let mut shop = Shop::new();
        shop.keep = Keep::of(days, weekly, 0).unwrap();
        let mut ledger = Ledger::new();
        for day in 0..70 {
            shop.writes(vec![day]);
            let made = duka::ops::backup::base::make(&shop.store, &shop.place, shop.clock.now()).unwrap();
            shop.says_proved(&made);
            shop.clock.advance(HOURS);
            match day {
                19 => drop(ledger.insert(Id::new(shop.clock.now(), &mut shop.random), shop.clock.now())),
                31 => ledger.values_mut().for_each(|at| *at = shop.clock.now()),
                _ => {}
            }
            shop.clock.advance(DAY - HOURS);
        }
        erased::lay(&shop.place, &ledger).unwrap();
        assert!(matches!(shop.prunes(&shop.place).unwrap(), Pruned::Done(_)));
        assert_eq!(ages(&shop), wanted, "{days} {weekly}");
        shop.comes_back_whole(&shop.place);
    }
}
