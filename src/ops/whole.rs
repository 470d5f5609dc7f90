//! The whole shop as it was at a moment, made ready in a folder beside the one that sells, and proved there. When the shop has
//! closed, it is told what it does not hold, up to the last second; then it can take the shop's place (`ops/switch.rs`).

use crate::app::erasure::Ledger;
use crate::app::{App, Error};
use crate::base::random::seed_from_system;
use crate::base::{Broken, Random, Time};
use crate::ops::archive::Trouble;
use crate::ops::backup::drill::examine;
use crate::ops::quarantine::{self, Told};
use crate::ops::restore::{At, Progress, Report, Source, restore};
use crate::ops::switch::{self, NEXT, Way};
use crate::outside::disk::free_bytes;
use crate::outside::targets::Kind;
use crate::outside::targets::folder::Folder;
use crate::outside::targets::stopping::Stopping;
use crate::store::history::History;
use crate::store::{ENGINES, Engine, tables};
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const CACHE_BYTES: usize = 32 << 20;
const STORE: &str = "shop.redb";
/// What it came from, for the page of a shop that was brought back.
const FROM: &str = "this computer's own backups";

/// Lies in the folder beside the shop, whole and proved.
pub struct Prepared {
    at: Time,
    report: Report,
}

/// Makes it ready. The shop goes on selling; `stopped` says that nobody wants it any more.
///
/// # Errors
/// A sentence: no room, nothing reaches back so far, something is damaged; or breakage. Nothing is left of it then.
pub fn prepare(
    app: &App,
    history: &Mutex<History>,
    data: &Path,
    at: Time,
    stopped: &(dyn Fn() -> bool + Sync),
    progress: &dyn Fn(String),
) -> Result<Prepared, Error> {
    let made = make(app, history, data, at, stopped, progress);
    if made.is_err() {
        switch::clear(data)?;
    }
    made
}

fn make(
    app: &App,
    history: &Mutex<History>,
    data: &Path,
    at: Time,
    stopped: &(dyn Fn() -> bool + Sync),
    progress: &dyn Fn(String),
) -> Result<Prepared, Error> {
    switch::clear(data)?;
    let (next, work) = (data.join(NEXT), data.join(NEXT).join("work"));
    let changes = next.join("changes");
    fs::create_dir_all(&changes).and_then(|()| fs::create_dir_all(&work)).map_err(failed)?;
    let (needed, free) = (app.whole.needed(app)?, free_bytes(data)?);
    if free < needed {
        return Err(Error::sentence(format!(
            "The shop is made ready beside the one you have. That needs {} MB of the disk; {} MB are free.",
            needed / 1_000_000,
            free / 1_000_000
        )));
    }
    {
        let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
        // What was written just now may belong to that moment.
        while history.follow(app.store())?.entries > 0 {}
        history.pin(&changes)?;
    }
    // Not read any further once somebody said stop.
    let to = Arc::new(Folder::at(&data.join("backup")));
    let bases = Stopping { to, is_stopped: Box::new(stopped), said: (Kind::Other, STOPPED) };
    let source = Source { bases: &bases, history: &changes };
    let words = |far: Progress| match far {
        Progress::ReadingHistory { entries } => progress(format!("{entries} changes read")),
        Progress::Rows { done, about } => progress(format!("{done} of about {about} rows")),
    };
    let mut random = Random::from_seed(seed_from_system()?);
    let engine = engine(&next.join(STORE))?;
    let into = (&*engine, tables::KEPT);
    let report = restore(&source, At::Time(at), into, &work, &mut random, &words);
    let report = report.map_err(|trouble| told(stopped, &trouble))?;
    progress("Store and books are checked".into());
    let troubles = examine(engine, &work, &app.clock, &mut random)?;
    if stopped() {
        return Err(Error::sentence(STOPPED));
    }
    if let Some(first) = troubles.first() {
        return Err(Error::sentence(format!(
            "The shop as it was then is not sound, so it does not come back. {first}"
        )));
    }
    for gone in [&changes, &work] {
        fs::remove_dir_all(gone).map_err(failed)?;
    }
    Ok(Prepared { at, report })
}

const STOPPED: &str = "It was stopped. The shop is as it was.";

fn told(stopped: &dyn Fn() -> bool, trouble: &Trouble) -> Error {
    if stopped() {
        return Error::sentence(STOPPED);
    }
    Error::sentence(format!("The shop cannot be brought back as it was then. {}", trouble.sentence()))
}

/// The shop has closed: what was made ready is told what it lacks, and from then on takes its place. `erased`: whom the closed
/// one knew to be.
///
/// # Errors
/// Breakage; the shop is as it was then.
pub fn change_to(data: &Path, prepared: &Prepared, erased: Ledger, now: Time) -> Result<(), Broken> {
    let file = data.join(NEXT).join(STORE);
    let (bases, history) = (Folder::at(&data.join("backup")), data.join("history"));
    let source = Source { bases: &bases, history: &history };
    let told = Told { from: FROM, at: At::Time(prepared.at), report: &prepared.report, erased };
    let mut random = Random::from_seed(seed_from_system()?);
    quarantine::begin(engine(&file)?, &source, told, random.seed())?;
    switch::begin(data, Way::ToNext, now)?;
    switch::settle(data).map(drop)
}

/// The shop has closed, and what was there before takes its place again.
///
/// # Errors
/// There is nothing to go back to, or the disk fails.
pub fn change_back(data: &Path, now: Time) -> Result<(), Broken> {
    switch::begin(data, Way::Back, now)?;
    switch::settle(data).map(drop)
}

fn engine(file: &Path) -> Result<Arc<dyn Engine>, Broken> {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    open(file, CACHE_BYTES)
}

fn failed(error: std::io::Error) -> Broken {
    Broken::because("making room for another state of the shop", &error)
}
