//! A store that repeats what another one wrote is that store, row by row, until it begins a line of its own.

use crate::bench::*;
use crate::engines::write_entries;
use duka::base::Random;
use duka::store::history::{BUDGET_BYTES, History, Way};
use duka::store::repeat::stay_on;
use duka::store::{Entry, Load, Position, Store};
use std::path::Path;

/// Everything that was copied after a position, with its records.
fn since(history: &Path, from: &Position) -> Vec<(Entry, Vec<u8>)> {
    let mut way = Way::from(history, from).unwrap();
    std::iter::from_fn(|| way.step()).collect::<Result<_, _>>().unwrap()
}

fn copy_all(store: &Store, history: &mut History) {
    while history.follow(store).unwrap().entries > 0 {}
}

#[test]
fn it_is_the_same_store_and_then_its_own() {
    on_every_engine(|bed| {
        let first = on_memory();
        write_entries(&first, 5);
        let engine = (bed.reopen)();
        let folder = Folder::new();
        let mut history = History::open(folder.path(), BUDGET_BYTES).unwrap();
        let start = Position::start(first.position().line);
        std::thread::scope(|scope| {
            let load = Load::begin(scope, &*engine, TABLES, folder.path()).unwrap();
            load.finish(start, clock().now(), &mut Random::from_seed([3; 32])).unwrap();
        });
        stay_on(&*engine, &start).unwrap();
        assert!(stay_on(&*engine, &start).is_err(), "it is there already");
        let second = open(engine);
        second.only_repeats();
        for round in 0..5 {
            write_entries(&first, 20 + round);
            copy_all(&first, &mut history);
            let entries = since(folder.path(), &second.position());
            assert_eq!(second.repeat(&entries).unwrap(), first.position(), "{}", bed.name);
            assert_eq!(rows(&second), rows(&first));
            assert_eq!(second.sums().unwrap(), first.sums().unwrap());
        }
        assert_clean(&second);

        // What comes twice, or too early, is refused and changes nothing.
        let before = second.position();
        write_entries(&first, 3);
        copy_all(&first, &mut history);
        let entries = since(folder.path(), &before);
        assert!(second.repeat(&entries[1..]).is_err());
        second.repeat(&entries[..1]).unwrap();
        assert!(second.repeat(&entries[..1]).is_err());

        let own = second.begin_own_line().unwrap();
        assert_eq!(own.seq, before.seq + 1);
        assert!(second.repeat(&entries[1..]).is_err(), "it left that line");
        assert_clean(&second);
    });
}
