//! Bringing the shop back beside the living one: from what its own folder keeps, and from what lies elsewhere with nothing
//! but the recovery key. What comes back must be the state the journal says, to the byte.

use super::auditor::{AllRows, Auditor, rows_of, same_rows};
use super::place::{Handle, Place};
use duka::base::Random;
use duka::ops::archive::Trouble;
use duka::ops::keys::read_key;
use duka::ops::restore::{At, Report, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::ops::{fetch, keys::Keys};
use duka::outside::targets::Target;
use duka::outside::targets::folder::Folder;
use duka::store::engine::Engine;
use duka::store::memory::Memory;
use duka::store::tables;
use std::path::Path;
use std::sync::Arc;

fn back(bases: &dyn Target, history: &Path, at: At, work: &Path) -> Result<(AllRows, Report), Trouble> {
    let engine = Memory::new();
    let mut random = Random::from_seed([8; 32]);
    let source = Source { bases, history };
    let report = restore(&source, at, (&engine, tables::KEPT), work, &mut random, &|_| {});
    let _cleared = std::fs::remove_dir_all(work);
    let report = report?;
    Ok((rows_of(&*engine.snapshot().unwrap()), report))
}

/// From the shop's own folder: the newest moment, or any other.
pub fn from_its_own_folder(home: &Path, auditor: &Auditor, at: At) {
    let (bases, history) = (Folder::at(&home.join("backup")), home.join("history"));
    let came = back(&bases, &history, at, &home.join("back"));
    let (rows, report) = came.unwrap_or_else(|t| panic!("nothing came back from the shop's folder: {}", t.sentence()));
    assert!(report.remarks.is_empty(), "coming back from the shop's folder: {:?}", report.remarks);
    let reached = report.reached.seq;
    if let At::Seq(wanted) = at {
        assert_eq!(reached, wanted, "another moment came back from the shop's folder");
    }
    same_rows(&rows, &auditor.rows_after(reached), "the shop's folder brought back another shop");
}

/// From elsewhere, by somebody whom the place tells the truth. Says which entry was reached.
pub fn from_elsewhere(home: &Path, place: &Place, auditor: &Auditor) -> Result<u64, String> {
    let key = Keys::open(home).unwrap().recovery_text();
    let seal = Seal::of(vec![read_key(&key).unwrap()]);
    let target = Handle(Arc::new(place.honest_copy(Random::from_seed([7; 32]))));
    fetch::unlock(&target, &seal).map_err(|t| t.sentence())?;
    let (sealed, history) = (Sealed::of(&target, &seal), home.join("fetched"));
    let fetched = fetch::history(&sealed, At::Newest, &history);
    let came = fetched.and_then(|_| back(&sealed, &history, At::Newest, &home.join("back")));
    let _cleared = std::fs::remove_dir_all(&history);
    let (rows, report) = came.map_err(|t| t.sentence())?;
    let reached = report.reached.seq;
    same_rows(&rows, &auditor.rows_after(reached), "another shop came back from elsewhere");
    Ok(reached)
}
