//! One work: all of it or nothing, seen by nobody before its commit, the same when run twice.

use crate::bench::*;
use duka::base::Broken;
use duka::store::{Options, Rows, Store};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

#[test]
fn a_work_is_kept_whole_and_later_commits_are_not_seen_by_an_open_view() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        put(&store, 1, thing("bowl", 1));
        let seen_inside = |rows: &(dyn Rows + '_)| -> Result<_, Broken> {
            let before = rows.get(&THINGS, &1)?;
            put(&store, 1, thing("cup", 1));
            Ok((before, rows.get(&THINGS, &1)?))
        };
        let (before, after) = store.read(seen_inside).unwrap();
        assert_eq!(before, after, "{}", bed.name);
        assert_eq!(names(&store), ["cup"], "{}", bed.name);
    });
}

#[test]
fn a_reader_that_is_cut_by_a_reopening_begins_anew() {
    on_every_engine(|bed| {
        let engine = (bed.reopen)();
        let store = open(engine.clone());
        put(&store, 1, thing("bowl", 1));
        let mut tries = 0;
        let reading = |rows: &(dyn Rows + '_)| -> Result<_, Broken> {
            tries += 1;
            if tries == 1 {
                engine.reopen()?;
            }
            rows.get(&THINGS, &1)
        };
        assert_eq!(store.read(reading).unwrap(), Some(thing("bowl", 1)), "{}", bed.name);
    });
}

/// A work that writes and then does not succeed.
fn leaves_no_trace(work: impl Fn(&Store) -> Result<((), duka::store::Position), No>, says: &str) {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        put(&store, 1, thing("bowl", 1));
        let (before, position) = (rows(&store), store.position());
        let said = format!("{:?}", work(&store).map(|_| ()));
        assert!(said.contains(says), "{}: {said}", bed.name);
        assert_eq!((rows(&store), store.position()), (before, position), "{}", bed.name);
        assert_clean(&store);
    });
}

#[test]
fn a_refusal_leaves_no_trace() {
    let work = |store: &Store| {
        write(store, |tx| {
            tx.put(&THINGS, &2, &thing("cup", 1))?;
            tx.remove(&THINGS, &1)?;
            Err(No::Said("sold out"))
        })
    };
    leaves_no_trace(work, "sold out");
}

#[test]
fn a_panic_leaves_no_trace() {
    let work = |store: &Store| {
        write(store, |tx| {
            tx.put(&THINGS, &2, &thing("cup", 1))?;
            // Without the hook that prints it.
            std::panic::resume_unwind(Box::new("a bug"));
        })
    };
    leaves_no_trace(work, "panicked inside a write");
}

#[test]
fn a_failed_write_spoils_a_work_that_goes_on_regardless() {
    let work = |store: &Store| {
        write(store, |tx| {
            let huge = thing(&"x".repeat(3 << 20), 1);
            let _ignored = (tx.put(&THINGS, &2, &huge), tx.put(&THINGS, &3, &huge));
            Ok(())
        })
    };
    leaves_no_trace(work, "more than 4 MiB");
}

#[test]
fn a_table_of_another_store_is_refused() {
    const ELSEWHERE: duka::store::table::Table<u64, u64> = duka::store::table::Table::new(99, "elsewhere");
    leaves_no_trace(|store| write(store, |tx| Ok(tx.put(&ELSEWHERE, &1, &1)?)), "not in this store");
}

#[test]
fn a_work_just_below_the_limit_is_journalled_and_read_back() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let begin = store.position();
        let many = |tx: &mut duka::store::Tx<'_>| -> Result<(), No> {
            for n in 0..1_000 {
                tx.put(&TALLIES, &format!("{n} {}", "x".repeat(4_000)), &n)?;
            }
            Ok(())
        };
        write(&store, many).unwrap();
        assert_eq!(store.journal(&begin, 1).unwrap()[0].changes.len(), 1_000, "{}", bed.name);
    });
}

#[test]
fn a_work_run_twice_writes_the_same_and_an_impure_one_is_caught() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let pure = write(&store, |tx| {
            let drawn = tx.random().u64();
            tx.put(&TALLIES, &"drawn".into(), &drawn)?;
            Ok(drawn)
        });
        assert_eq!(store.read::<_, Broken>(|r| r.get(&TALLIES, &"drawn".into())).unwrap(), Some(pure.unwrap().0));
        let count = AtomicU64::new(0);
        let impure = write(&store, move |tx| {
            tx.put(&TALLIES, &"count".into(), &count.fetch_add(1, Ordering::Relaxed))?;
            Ok(())
        });
        assert!(format!("{impure:?}").contains("second time"), "{}", bed.name);
        assert_eq!(store.read::<_, Broken>(|r| r.get(&TALLIES, &"count".into())).unwrap(), None);
    });
}

#[test]
fn a_slow_work_is_refused() {
    let options = Options { time_limit: Duration::ZERO, ..options() };
    let store = Store::open(std::sync::Arc::new(duka::store::memory::Memory::new()), options).unwrap();
    let slow = write(&store, |tx| Ok(tx.put(&THINGS, &1, &thing("bowl", 1))?));
    assert!(format!("{slow:?}").contains("inside a write"), "{slow:?}");
    assert!(names(&store).is_empty());
}

#[test]
fn writing_what_is_there_already_changes_nothing() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        let first = put(&store, 1, thing("bowl", 1));
        assert_eq!(put(&store, 1, thing("bowl", 1)), first, "{}", bed.name);
        let gone_again = write(&store, |tx| {
            tx.remove(&THINGS, &7)?;
            tx.put(&THINGS, &1, &thing("cup", 2))?;
            Ok(tx.put(&THINGS, &1, &thing("bowl", 1))?)
        });
        assert_eq!(gone_again.unwrap().1, first, "{}", bed.name);
        assert_clean(&store);
    });
}

#[test]
fn indexes_follow_their_rows_inside_the_same_work() {
    on_every_engine(|bed| {
        let store = open((bed.reopen)());
        put(&store, 1, thing("bowl", 1));
        let found = write(&store, |tx| {
            tx.put(&THINGS, &2, &thing("cup", 1))?;
            tx.put(&THINGS, &1, &thing("wide bowl", 2))?;
            tx.remove(&THINGS, &9)?;
            let by = |name: &str| tx.one(&BY_NAME, &name.to_owned());
            Ok((by("bowl")?, by("wide bowl")?, by("cup")?, tx.rows().by(&BY_SHELF, &1_u64, 10)?))
        });
        assert_eq!(found.unwrap().0, (None, Some(1), Some(2), vec![2]), "{}", bed.name);
        write(&store, |tx| Ok(tx.remove(&THINGS, &2)?)).unwrap();
        let left = store.read::<_, Broken>(|rows| rows.by(&BY_SHELF, &(), 10)).unwrap();
        assert_eq!(left, [1], "{}", bed.name);
        assert_clean(&store);
    });
}

#[test]
fn a_creation_that_was_interrupted_is_begun_anew() {
    let folder = Folder::new();
    let (file, beside) = (folder.path().join("shop.redb"), folder.path().join("shop.new"));
    std::fs::write(&beside, vec![0; 5_000]).unwrap();
    let (_, open_redb) = duka::store::ENGINES[0];
    put(&open(open_redb(&file, 1 << 20).unwrap()), 1, thing("bowl", 1));
    assert!(file.exists() && !beside.exists());
    assert_eq!(names(&open(open_redb(&file, 1 << 20).unwrap())), ["bowl"]);
}
