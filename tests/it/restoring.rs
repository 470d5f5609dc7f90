//! Bringing back: any moment of the history is the state it was, whatever was damaged is named, and a store that once lost
//! something comes back as it went on, not as it had been.

use crate::bench::*;
use crate::engines::replay;
use duka::base::random::Random;
use duka::base::{Broken, Time};
use duka::ops::archive::{self, Manifest, Trouble};
use duka::ops::backup::base;
use duka::ops::restore::{At, Report, Source, restore};
use duka::outside::targets::Target;
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::engine::Engine;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::{Entry, Store, memory};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A life of a store with two bases on its way.
struct Life {
    home: Folder,
    store: Store,
    entries: Vec<Entry>,
    bases: Vec<Manifest>,
}

impl Life {
    fn lived() -> Life {
        let (home, store) = (Folder::new(), on_memory());
        let mut history = History::open(&home.path().join("history"), BUDGET_BYTES).unwrap();
        let target = FolderTarget::at(&home.path().join("backup"));
        let (mut random, mut bases) = (Random::from_seed([3; 32]), Vec::new());
        for n in 0..120_u64 {
            let key = random.below(40);
            if n % 5 == 4 {
                write(&store, move |tx| Ok(tx.remove(&THINGS, &key)?)).unwrap();
            } else {
                put(&store, key, thing(&format!("thing {n}"), n % 3));
            }
            history.follow(&store).unwrap();
            if n == 30 || n == 80 {
                bases.push(base::make(&store, &target, Time::from_micros(n as i64)).unwrap());
            }
        }
        let entries = history.read().collect::<Result<_, Broken>>().unwrap();
        Life { home, store, entries, bases }
    }

    fn history(&self) -> std::path::PathBuf {
        self.home.path().join("history")
    }

    fn target(&self) -> FolderTarget {
        FolderTarget::at(&self.home.path().join("backup"))
    }

    fn brought_back(&self, at: At) -> Result<(Store, Report), Trouble> {
        brought_back(&self.target(), &self.history(), at)
    }
}

fn brought_back(bases: &dyn Target, history: &Path, at: At) -> Result<(Store, Report), Trouble> {
    let (work, engine) = (Folder::new(), Arc::new(memory::Memory::new()));
    let into = (&*engine as &dyn Engine, TABLES);
    let report = restore(&Source { bases, history }, at, into, work.path(), &mut Random::from_seed([8; 32]), &|_| {})?;
    Ok((open(engine), report))
}

fn files_below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_moment_comes_back_as_it_was() {
    let life = Life::lived();
    for seq in 1..=life.entries.len() as u64 {
        let (store, report) = life.brought_back(At::Seq(seq)).unwrap();
        let wanted = replay(life.entries[..seq as usize].to_vec());
        assert_eq!(rows(&store), wanted, "after entry {seq}");
        assert_eq!((report.reached.seq, report.remarks.len()), (seq, 0));
        let base = life.bases.iter().rev().find(|b| b.to.seq <= seq).map(|b| b.name.clone());
        assert_eq!(report.base, base, "the newest base that fits entry {seq}");
        assert_clean(&store);
    }
}

#[test]
fn the_newest_moment_goes_on_as_a_line_of_its_own() {
    let life = Life::lived();
    let (store, report) = life.brought_back(At::Newest).unwrap();
    assert_eq!(rows(&store), rows(&life.store));
    assert_eq!(report.reached, life.store.position());
    assert_ne!(store.position().line, life.store.position().line);
    put(&store, 999, thing("afterwards", 1));
    assert_eq!(store.position().seq, life.store.position().seq + 1);
    assert_clean(&store);
}

#[test]
fn without_a_base_history_alone_brings_it_back() {
    let life = Life::lived();
    fs::remove_dir_all(life.home.path().join("backup")).unwrap();
    let (store, report) = life.brought_back(At::Newest).unwrap();
    assert_eq!((rows(&store), report.base), (rows(&life.store), None));
}

/// One bit of one file, for every file there is: it is named, or it made no difference to what came back.
#[test]
fn whatever_was_damaged_is_named() {
    let life = Life::lived();
    let wanted = rows(&life.store);
    let mut all = Vec::new();
    files_below(life.home.path(), &mut all);
    let mut random = Random::from_seed([5; 32]);
    let (mut stopped, mut around) = (0, 0);
    for file in all {
        let whole = fs::read(&file).unwrap();
        let mut bad = whole.clone();
        let at = random.below(bad.len() as u64) as usize;
        bad[at] ^= 1 << random.below(8);
        fs::write(&file, &bad).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        match life.brought_back(At::Newest) {
            Err(trouble) => {
                let said = trouble.sentence();
                assert!(said.contains(&name) || said.contains("history"), "{name}: {said}");
                stopped += 1;
            }
            Ok((store, report)) if rows(&store) == wanted => around += usize::from(!report.remarks.is_empty()),
            Ok((_, report)) => {
                assert!(!report.remarks.is_empty(), "{name}, byte {at}: another state came back and nothing was said");
                stopped += 1;
            }
        }
        fs::write(&file, &whole).unwrap();
    }
    assert!(stopped > 5, "{stopped} stopped it, {around} were gone around");
}

/// Rows that were dropped, repeated or altered before anybody hashed them: the sums the store keeps give them away.
#[test]
fn a_base_that_was_written_wrongly_is_named() {
    use duka::ops::backup::part::{self, Writing};
    let life = Life::lived();
    let target = life.target();
    let base = life.bases.last().unwrap();
    let part = &base.parts[0];
    let rows_there: Vec<part::Row> =
        part::read(part.table, &target.get(&part.name).unwrap().unwrap()).unwrap().collect::<Result<_, _>>().unwrap();
    let mut named = 0;
    for n in 0..50 {
        let mut wrong = rows_there.clone();
        let at = n % wrong.len();
        match n % 3 {
            0 => drop(wrong.remove(at)),
            1 => wrong[at].1 = wrong[(at + 1) % wrong.len()].1.clone(),
            _ => {
                let again = wrong[at].clone();
                wrong.insert(at, again);
            }
        }
        let mut writing = Writing::of(part.table);
        wrong.iter().for_each(|(key, record)| writing.add(key, record.as_deref()));
        let (written, file) = (writing.rows(), writing.finish().unwrap());
        target.put(&part.name, &file).unwrap();
        let mut manifest = base.clone();
        manifest.parts[0].rows = written;
        manifest.parts[0].bytes = file.len() as u64;
        manifest.parts[0].hash = blake3::hash(&file).to_hex().to_string();
        archive::put_manifest(&target, &manifest).unwrap();
        // Another way leads there, and what is wrong is said.
        let (store, report) = life.brought_back(At::Seq(base.to.seq)).unwrap();
        assert_eq!(rows(&store), replay(life.entries[..base.to.seq as usize].to_vec()));
        named += usize::from(report.remarks.iter().any(|remark| remark.contains(&base.name)));
    }
    assert_eq!(named, 50);
}

/// What a store had lost when it came back is no part of the way.
#[test]
fn a_fork_is_followed_and_what_was_lost_stays_out() {
    let (home, engine) = (Folder::new(), Arc::new(memory::Memory::new()));
    let store = open(engine.clone());
    let mut history = History::open(&home.path().join("history"), BUDGET_BYTES).unwrap();
    for n in 0..10 {
        put(&store, n, thing("kept", n));
        history.follow(&store).unwrap();
    }
    let (older, _) =
        brought_back(&FolderTarget::at(&home.path().join("backup")), &home.path().join("history"), At::Seq(7)).unwrap();
    for n in 20..25 {
        put(&older, n, thing("later", n));
        history.follow(&older).unwrap();
    }
    let (back, report) =
        brought_back(&FolderTarget::at(&home.path().join("backup")), &home.path().join("history"), At::Newest).unwrap();
    assert_eq!(report.remarks, Vec::<String>::new());
    assert_eq!(rows(&back), rows(&older));
    assert!(back.read(|rows| Ok::<_, Broken>(rows.get(&THINGS, &8)?.is_none())).unwrap(), "8 was lost before the fork");
}
