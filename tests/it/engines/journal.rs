//! The journal: every change, in order, chained; where it can be followed from; what is taken away; what survives.

use crate::bench::*;
use duka::base::time::{HOUR, MINUTE};
use duka::store::queue::Queue;
use duka::store::trust::Doubt;
use duka::store::{Entry, Gap, Options, Position, Store, memory};
use std::sync::Arc;

const MUCH: usize = 1 << 30;

/// A few groups of works that put, change and remove.
fn some_works(store: &Store) {
    for n in 0..5_u64 {
        let _answers: Vec<_> = (0..3)
            .map(|k| queue(store, Queue::People, move |tx| Ok(tx.put(&THINGS, &(n * 2 + k), &thing("thing", n))?)))
            .collect();
        while store.step() {}
    }
    write(store, |tx| Ok(tx.remove(&THINGS, &4)?)).unwrap();
}

pub fn replay(entries: impl IntoIterator<Item = Entry>) -> AllRows {
    let mut found = AllRows::new();
    for change in entries.into_iter().flat_map(|entry| entry.changes) {
        match change.value {
            Some(value) => drop(found.insert((change.table, change.key), value)),
            None => drop(found.remove(&(change.table, change.key))),
        }
    }
    found
}

#[test]
fn replayed_from_the_start_it_gives_exactly_the_rows() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let start = store.position();
        some_works(&store);
        let entries = store.journal(&start, MUCH).unwrap();
        let mut at = start;
        for entry in &entries {
            assert!(entry.follows(&at), "{}", bed.name);
            at = entry.seal().unwrap().1;
        }
        assert_eq!(at, store.position(), "{}", bed.name);
        assert_eq!(replay(entries), rows(&store), "{}", bed.name);
        assert_clean(&store);
    });
}

#[test]
fn a_position_is_followed_only_in_its_own_history() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let start = store.position();
        some_works(&store);
        let end = store.position();
        let middle = store.journal(&start, MUCH).unwrap()[6].seal().unwrap().1;
        let left = |from: &Position| store.journal(from, MUCH).map(|entries| entries.len());
        assert_eq!(left(&start).unwrap() as u64, end.seq, "{}", bed.name);
        assert_eq!(left(&middle).unwrap() as u64, end.seq - 7);
        assert_eq!(left(&end).unwrap(), 0);
        assert_eq!(store.journal(&start, 1).unwrap().len(), 1, "at least one");
        for stranger in [
            Position { line: end.line ^ 2, ..end },
            Position { hash: [9; 32], ..end },
            Position { hash: [9; 32], ..middle },
            Position { seq: end.seq + 1, ..end },
            Position { seq: u64::MAX, ..end },
        ] {
            assert!(matches!(left(&stranger), Err(Gap::Unknown)), "{}: {stranger}", bed.name);
        }
        assert_eq!(store.oldest().unwrap(), start);
    });
}

#[test]
fn opening_again_goes_on_where_it_was() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        some_works(&store);
        let (end, all) = (store.position(), rows(&store));
        drop(store);
        let store = open((bed.reopen)());
        assert_eq!((store.position(), rows(&store)), (end, all), "{}", bed.name);
        let next = put(&store, 1, thing("later", 1));
        assert_eq!((next.line, next.seq), (end.line, end.seq + 1), "{}", bed.name);
        assert_clean(&store);
    });
}

#[test]
fn passing_rows_survive_a_power_cut_once_they_were_flushed() {
    let passing = || Options { kept: false, ..options() };
    on_every_engine(|bed| {
        let store = Store::open((bed.reopen)(), passing()).unwrap();
        put(&store, 1, thing("flushed", 1));
        drop(store);
        let Some(cut_power) = &bed.cut_power else { return };
        cut_power();
        let store = Store::open((bed.reopen)(), passing()).unwrap();
        put(&store, 2, thing("late", 1));
        assert_eq!(names(&store), ["flushed", "late"], "{}", bed.name);
        assert!(store.check().unwrap().is_clean());
        cut_power();
        // The old one must not write on its way out what the power cut took.
        std::mem::forget(store);
        let store = Store::open((bed.reopen)(), passing()).unwrap();
        assert_eq!(names(&store), ["flushed"], "{}", bed.name);
    });
}

/// Writes a small entry so many times.
pub fn write_entries(store: &Store, count: u64) {
    for n in 0..count {
        let _answer = queue(store, Queue::People, move |tx| Ok(tx.put(&TALLIES, &"n".into(), &(n + 1))?));
        if n % 500 == 499 {
            while store.step() {}
        }
    }
    while store.step() {}
}

#[test]
fn confirmed_entries_go_and_those_that_wait_an_hour_too() {
    let clock = clock();
    let options = Options { clock: clock.clone(), twice: false, ..options() };
    let store = Store::open(Arc::new(memory::Memory::new()), options).unwrap();
    let first = || store.heads().borrow().first;
    let start = store.position();
    write_entries(&store, 1_200);
    assert_eq!(first(), 1, "nothing goes unconfirmed");
    store.confirm(&Position { seq: 100, ..store.position() });
    write_entries(&store, 1);
    assert_eq!(first(), 101);
    assert!(matches!(store.journal(&start, MUCH), Err(Gap::Unknown)));
    assert_eq!(store.oldest().unwrap().seq, 100);
    clock.advance(HOUR + MINUTE);
    write_entries(&store, 10);
    assert_eq!(first(), store.position().seq - 1_000 + 1, "the last thousand stay");
    assert_clean(&store);
}

#[test]
fn too_many_bytes_go_even_when_nobody_has_them() {
    use duka::store::codec;
    use duka::store::engine::{Batch, Durability, Engine};
    let engine = Arc::new(memory::Memory::new());
    let store = open(engine.clone());
    write_entries(&store, 5);
    let mut head = store.heads().borrow().clone();
    drop(store);
    head.journal_bytes = 300 << 20;
    let record = codec::put(0, b"head", &head).unwrap();
    engine.commit(&Batch::from([((0, b"head".to_vec()), Some(record))]), Durability::Synced).unwrap();
    let store = open(engine);
    write_entries(&store, 6);
    assert_eq!(store.heads().borrow().first, store.position().seq, "all but the last");
    assert_clean(&store);
}

#[test]
fn a_store_that_lost_what_a_target_has_begins_a_new_line() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let start = store.position();
        some_works(&store);
        let end = store.position();
        for known in [start, end, Position { line: 99, ..end }] {
            assert!(!store.reconcile(&known).unwrap(), "{}", bed.name);
        }
        assert!(store.reconcile(&Position { seq: end.seq + 3, hash: [7; 32], ..end }).unwrap(), "{}", bed.name);
        let head = store.heads().borrow().clone();
        assert_eq!((head.position.seq, head.forked_from), (end.seq, Some(end)));
        assert!(matches!(store.journal(&end, MUCH), Err(Gap::Unknown)));
        drop(store);
        let store = open((bed.reopen)());
        put(&store, 1, thing("later", 1));
        assert_eq!(store.journal(&head.position, MUCH).unwrap()[0].prev, end.hash, "the chain goes on");
        assert_clean(&store);
    });
}

#[test]
fn the_clock_is_doubted_when_it_stands_before_the_last_entry() {
    let clock = clock();
    let store = Store::open(Arc::new(memory::Memory::new()), Options { clock: clock.clone(), ..options() }).unwrap();
    put(&store, 1, thing("bowl", 1));
    let now = clock.now();
    assert_eq!(store.time_doubt(now), None);
    let last = store.heads().borrow().wall;
    clock.advance(-HOUR);
    assert_eq!(store.time_doubt(clock.now()), Some(Doubt::Behind { last }));
}

#[test]
fn a_newer_level_is_refused_with_words() {
    use duka::store::codec;
    use duka::store::engine::{Batch, Durability};
    on_every_engine(|bed| {
        let engine = (bed.reopen)();
        let mut head = open(engine.clone()).heads().borrow().clone();
        head.level = 9;
        let record = codec::put(0, b"head", &head).unwrap();
        engine.commit(&Batch::from([((0, b"head".to_vec()), Some(record))]), Durability::Synced).unwrap();
        let refused = Store::open(engine, options()).map(|_| ()).unwrap_err();
        assert!(format!("{refused:?}").contains("newer duka (level 9"), "{}: {refused:?}", bed.name);
    });
}
