//! What thirty days cost. Run with `--nocapture` to see the figures.

use super::place::{Place, Shop};
use crate::bench::*;
use crate::engines::replay;
use crate::shop::{ANA, TestShop};
use duka::base::Random;
use duka::base::time::DAY;
use duka::ops::archive::BASES;
use duka::ops::backup::base;
use duka::ops::restore::At;
use duka::store::history::{BUDGET_BYTES, History};

const ROWS: u64 = 10_000;
/// A hundredth of them each day.
const CHANGED: u64 = ROWS / 100;
/// Thirty days, and then long enough that bases were made anew several times.
const DAYS: u64 = 60;

/// Which rows a day changes.
type Load = fn(&mut Random) -> Vec<u64>;

/// Bytes of the archive beside those of one base of about the same day, the most of all days; and the same while both the old and
/// the new base are there.
fn most(name: &str, load: Load) -> f64 {
    let mut shop = Shop::new();
    shop.writes((0..ROWS).collect());
    let (mut settled, mut passing, mut rolled) = (0.0_f64, 0.0_f64, 0);
    let mut one = 0.0;
    for day in 0..DAYS {
        shop.backs_up();
        if day % 10 == 0 {
            let other = Place::new(&shop.clock);
            base::make(&shop.store, &other, shop.clock.now()).unwrap();
            one = other.bytes(BASES) as f64;
        }
        let before = shop.place.bytes(BASES);
        if let Some(base) = shop.rolls(&shop.place).unwrap() {
            passing = passing.max((before + base.bytes()) as f64 / one);
            rolled += 1;
        }
        shop.prunes(&shop.place).unwrap();
        settled = settled.max(shop.place.bytes(BASES) as f64 / one);
        shop.clock.advance(DAY);
        let keys = load(&mut shop.random);
        shop.writes(keys);
    }
    let history = shop.history.status().bytes as f64 / shop.entries().len() as f64;
    eprintln!(
        "{name}: {settled:.2} x one base ({passing:.2} x while a new base is proved, {rolled} times in {DAYS} days); \
         {} snapshots; history {history:.0} bytes for an entry",
        shop.manifests().len()
    );
    assert!(rolled >= 2, "{rolled}");
    shop.comes_back_whole(&shop.place);
    settled
}

#[test]
fn thirty_days_cost_at_most_half_a_base_more() {
    let evenly = most("spread evenly", |random| (0..CHANGED).map(|_| random.below(ROWS)).collect());
    assert!(evenly <= 1.5, "{evenly}");
    // The same few rows a thousand times, as stock levels and counters are.
    let hot = most("hot rows", |random| (0..10 * CHANGED).map(|_| random.below(CHANGED)).collect());
    assert!(hot <= 1.5, "{hot}");
}

#[test]
fn every_moment_of_thirty_days_comes_back() {
    let mut shop = Shop::new();
    shop.writes((0..60).collect());
    for day in 0..70_u64 {
        for n in 0..3 {
            shop.clock.advance(DAY / 4);
            let key = shop.random.below(80);
            if n == 2 { shop.removes(key) } else { shop.writes(vec![key]) }
        }
        shop.clock.advance(DAY / 4);
        if day % 9 != 4 {
            shop.backs_up();
        }
        shop.rolls(&shop.place).unwrap();
        shop.prunes(&shop.place).unwrap();
    }
    let entries = shop.entries();
    let since = shop.clock.now().minus(30 * DAY);
    let mut tried = 0;
    for last in (0..entries.len()).rev().take_while(|last| entries[*last].wall >= since) {
        for at in [At::Seq(entries[last].seq), At::Time(entries[last].wall.plus(DAY / 8))] {
            let (store, report) = shop.comes_back(&shop.place, at).unwrap();
            let wanted = replay(entries[..=last].to_vec());
            assert!(rows(&store) == wanted, "{at:?}, entry {}: {report:?}", entries[last].seq);
            assert_eq!(report.remarks, Vec::<String>::new());
        }
        tried += 1;
    }
    assert!(tried > 60, "{tried}");
    let history = shop.place.names().into_iter().filter(|name| name.starts_with("history/")).count();
    let all = std::fs::read_dir(shop.history_folder()).unwrap().count();
    assert!(shop.manifests().len() <= 41, "{}", shop.manifests().len());
    eprintln!(
        "{} snapshots and {history} pieces of history (of {all} here) lead to {tried} moments",
        shop.manifests().len()
    );
}

#[tokio::test]
async fn what_an_order_costs_in_history() {
    const ORDERS: u64 = 40;
    let mut shop = TestShop::open().await;
    shop.checks_at_end = false;
    let mug = shop.sells("Mug", "24.00", 1_000).await;
    let folder = Folder::new();
    let mut history = History::open(folder.path(), BUDGET_BYTES).unwrap();
    while history.follow(shop.app().store()).unwrap().entries > 0 {}
    let before = history.status().bytes;
    for _ in 0..ORDERS {
        ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    }
    while history.follow(shop.app().store()).unwrap().entries > 0 {}
    let bytes = (history.status().bytes - before) * 1_000 / ORDERS;
    eprintln!("history: {} kB for 1,000 orders", bytes / 1_000);
    assert!(bytes < 20_000_000, "{bytes}");
}
