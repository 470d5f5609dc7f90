//! The local target: what it copies reads back, it goes on after any restart, and it never hides what it does not have.

use crate::bench::*;
use crate::engines::{replay, write_entries};
use duka::base::Broken;
use duka::base::time::{HOUR, MINUTE};
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::{Position, Store, memory};
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn open_history(folder: &Path) -> History {
    History::open(folder, BUDGET_BYTES).unwrap()
}

/// Writes one entry and copies it: one segment.
fn sell(store: &Store, history: &mut History, n: u64) -> Position {
    put(store, n % 7, thing("thing", n));
    let copied = history.follow(store).unwrap();
    assert_eq!((copied.entries, copied.position), (1, store.position()));
    copied.position
}

fn read(history: &History) -> Vec<duka::store::Entry> {
    history.read().collect::<Result<_, Broken>>().unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_it_copied_replays_to_the_same_rows_however_often_it_was_opened() {
    on_every_engine(|bed| {
        let (folder, store) = (Folder::new(), open((bed.reopen)()));
        let mut history = open_history(folder.path());
        for n in 0..40 {
            sell(&store, &mut history, n);
            if n % 9 == 0 {
                history = open_history(folder.path());
            }
        }
        assert_eq!(replay(read(&history)), rows(&store), "{}", bed.name);
        let status = history.status();
        assert_eq!((status.first_seq, status.last), (Some(1), Some(store.position())));
        assert!(status.missing.is_empty() && status.strange.is_empty());
        assert_eq!(history.follow(&store).unwrap().entries, 0);
    });
}

#[test]
fn small_pieces_become_large_ones() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    let mut most = 0;
    for n in 0..300 {
        sell(&store, &mut history, n);
        most = most.max(files(folder.path()).len());
    }
    assert!(most <= 2 * 16, "{most}");
    assert_eq!(history.status().files, files(folder.path()).len());
    assert_eq!(read(&history).len(), 300);
    assert_eq!(replay(read(&open_history(folder.path()))), rows(&store));
}

#[test]
fn a_merge_that_was_interrupted_leaves_nothing_double() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    for n in 0..15 {
        sell(&store, &mut history, n);
    }
    let small: Vec<(String, Vec<u8>)> = files(folder.path())
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.path().join(name)).unwrap()))
        .collect();
    sell(&store, &mut history, 15);
    assert_eq!(files(folder.path()).len(), 1, "merged");
    for (name, bytes) in &small {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let history = open_history(folder.path());
    assert_eq!((read(&history).len(), files(folder.path()).len()), (16, 1));
    // The merged one is damaged: the small ones are believed, and the rest is copied again.
    let merged = folder.path().join(&files(folder.path())[0]);
    fs::write(&merged, b"torn").unwrap();
    for (name, bytes) in &small {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let mut history = open_history(folder.path());
    assert_eq!(history.follow(&store).unwrap().entries, 1);
    assert_eq!(replay(read(&history)), rows(&store));
    assert_eq!(history.status().strange.len(), 1);
}

#[test]
fn a_torn_or_foreign_file_is_named_and_never_overwritten() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    sell(&store, &mut history, 1);
    sell(&store, &mut history, 2);
    let newest = folder.path().join(files(folder.path()).pop().unwrap());
    let whole = fs::read(&newest).unwrap();
    let torn = &whole[..whole.len() / 2];
    fs::write(&newest, torn).unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    fs::write(folder.path().join("unfinished.part"), "half").unwrap();
    let mut history = open_history(folder.path());
    assert_eq!(history.status().last.unwrap().seq, 1, "the torn one does not count");
    assert_eq!(history.follow(&store).unwrap().entries, 1);
    assert_eq!(replay(read(&history)), rows(&store));
    let strange = history.status().strange;
    assert_eq!(strange.len(), 2, "{strange:?}");
    let kept = strange.iter().map(|name| fs::read(folder.path().join(name)).unwrap());
    assert!(kept.eq([b"mine".to_vec(), torn.to_vec()]), "{strange:?}");
    assert_eq!(fs::read(&newest).unwrap(), whole);
}

#[test]
fn damage_in_old_history_is_found_when_it_is_read() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    for n in 0..3 {
        sell(&store, &mut history, n);
    }
    let oldest = folder.path().join(&files(folder.path())[0]);
    let mut bytes = fs::read(&oldest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&oldest, &bytes).unwrap();
    let said: Vec<_> = open_history(folder.path()).read().collect();
    assert!(said.last().is_some_and(Result::is_err) && said.len() < 3);
    fs::remove_file(&oldest).unwrap();
    assert_eq!(read(&open_history(folder.path())).len(), 2, "what is left is a history that begins later");
}

#[test]
fn a_piece_that_was_taken_away_from_the_middle_is_noticed() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    for n in 0..3 {
        sell(&store, &mut history, n);
    }
    fs::remove_file(folder.path().join(&files(folder.path())[1])).unwrap();
    let history = open_history(folder.path());
    assert_eq!(history.status().missing.len(), 1);
    let last = history.read().last();
    assert!(format!("{last:?}").contains("does not follow"), "{last:?}");
}

#[test]
fn a_gap_is_recorded_and_copying_goes_on_behind_it() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = open_history(folder.path());
    let before = sell(&store, &mut history, 1);
    // Another shop's store: its positions are on another line.
    let options = duka::store::Options { seed: [2; 32], ..options() };
    let other = Store::open(Arc::new(memory::Memory::new()), options).unwrap();
    put(&other, 1, thing("bowl", 1));
    put(&other, 2, thing("cup", 1));
    assert_eq!(history.follow(&other).unwrap().entries, 2);
    for history in [history, open_history(folder.path())] {
        let missing = history.status().missing;
        assert_eq!(missing.len(), 1);
        assert_eq!((missing[0].after, missing[0].resumed_line), (before, other.position().line));
        assert_eq!(missing[0].resumed_seq, 1);
        assert_eq!(read(&history).len(), 3);
    }
}

#[test]
fn what_the_store_could_not_keep_any_longer_is_a_gap() {
    let (folder, clock) = (Folder::new(), clock());
    let options = duka::store::Options { clock: clock.clone(), twice: false, ..options() };
    let store = Store::open(Arc::new(memory::Memory::new()), options).unwrap();
    let mut history = open_history(folder.path());
    let before = sell(&store, &mut history, 1);
    write_entries(&store, 1_100);
    clock.advance(HOUR + MINUTE);
    write_entries(&store, 10);
    while history.follow(&store).unwrap().entries > 0 {}
    let status = history.status();
    assert_eq!((status.missing.len(), status.last), (1, Some(store.position())));
    let missing = status.missing[0];
    assert!(missing.after == before && missing.resumed_line == before.line && missing.resumed_seq > before.seq + 1);
    assert_eq!(read(&history).len(), 1_001);
}

#[test]
fn the_budget_drops_the_oldest_and_never_the_newest() {
    let (folder, store) = (Folder::new(), on_memory());
    let mut history = History::open(folder.path(), 2_000).unwrap();
    for n in 0..40 {
        sell(&store, &mut history, n);
    }
    let status = history.status();
    assert!(status.bytes <= 2_000 && status.files > 1, "{status:?}");
    assert!(status.first_seq > Some(1) && status.last == Some(store.position()));
    assert!(read(&history).len() > 1);
    let mut tiny = History::open(folder.path(), 0).unwrap();
    sell(&store, &mut tiny, 41);
    assert_eq!(tiny.status().files, 1);
}
