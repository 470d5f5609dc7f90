//! What `check` finds, and that it may run beside a busy writer.

use crate::bench::*;
use duka::store::engine::{Batch, Durability, Engine, TableId};
use duka::store::{Store, keys, memory};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Writes beneath the store, as a failing disk would.
fn damage(engine: &dyn Engine, table: TableId, key: Vec<u8>, value: Option<Vec<u8>>) {
    engine.commit(&Batch::from([((table, key), value)]), Durability::Synced).unwrap();
}

fn finds(what: impl Fn(&dyn Engine), says: &[&str]) {
    on_every_engine(|bed| {
        let engine = (bed.reopen)();
        let store = open(engine.clone());
        for n in 0..5 {
            put(&store, n, thing("thing", n));
        }
        assert_clean(&store);
        what(&*engine);
        let report = store.check().unwrap();
        assert_eq!(report.troubles.len(), says.len(), "{}: {:#?}", bed.name, report.troubles);
        for (trouble, says) in report.troubles.iter().zip(says) {
            assert!(trouble.contains(says), "{}: {trouble}", bed.name);
        }
    });
}

#[test]
fn a_flipped_bit_is_found_and_named() {
    let flip = |engine: &dyn Engine| {
        let mut record = engine.snapshot().unwrap().get(10, &keys::encode(&3_u64)).unwrap().unwrap();
        record[5] ^= 4;
        damage(engine, 10, keys::encode(&3_u64), Some(record));
    };
    finds(flip, &["“things” cannot be read", "“things” do not add up"]);
}

#[test]
fn a_row_that_vanished_is_missed_by_the_sum_and_its_indexes() {
    let says =
        ["“things” do not add up: 5 were written, 4 are there", "“things by name” leads", "“things by shelf” leads"];
    finds(|engine| damage(engine, 10, keys::encode(&3_u64), None), &says);
}

#[test]
fn an_index_that_lost_a_row_is_found() {
    finds(|engine| damage(engine, 101, keys::encode(&(3_u64, 3_u64)), None), &["“things by shelf” does not know"]);
    finds(|engine| damage(engine, 101, keys::encode(&(9_u64, 3_u64)), Some(Vec::new())), &["“things by shelf” leads"]);
    finds(|engine| damage(engine, 101, vec![1], Some(Vec::new())), &["“things by shelf” has a key that is none"]);
}

#[test]
fn a_gap_in_the_journal_is_found() {
    finds(|engine| damage(engine, 1, keys::encode(&3_u64), None), &["entry 3 is missing"]);
}

#[test]
fn it_may_run_beside_a_busy_writer() {
    let store = Arc::new(
        Store::open(Arc::new(memory::Memory::new()), duka::store::Options { twice: false, ..options() }).unwrap(),
    );
    for n in 0..1_500 {
        drop(queue(&store, duka::store::Queue::People, move |tx| Ok(tx.put(&THINGS, &n, &thing("thing", n))?)));
        if n % 500 == 0 {
            while store.step() {}
        }
    }
    while store.step() {}
    let busy = Arc::new(AtomicBool::new(true));
    let (shop, selling) = (store.clone(), busy.clone());
    let writer = std::thread::spawn(move || {
        let mut n = 0;
        while selling.load(Ordering::SeqCst) {
            n += 1;
            put(&shop, n * 7 % 2_000, thing("changed", n));
        }
    });
    for _ in 0..2 {
        assert_clean(&store);
    }
    busy.store(false, Ordering::SeqCst);
    writer.join().unwrap();
}
