//! `duka restore`: a shop made anew in an empty folder from what was kept of it.

use super::config::Restore;
use super::{Stop, check, say, say_error};
use crate::base::random::seed_from_system;
use crate::base::{Broken, Random, Time};
use crate::ops::archive::Trouble;
use crate::ops::restore::{self, At, Progress, Report, Source};
use crate::outside::targets::folder::Folder;
use crate::store::{ENGINES, tables};
use std::fs;
use std::path::Path;

const CACHE_BYTES: usize = 32 << 20;
/// A store that is being filled is called so until it is whole.
const UNFINISHED: &str = "restoring";

pub async fn run(asked: &Restore) -> Result<(), Stop> {
    let (from, data) = (asked.from.clone(), asked.data.data.clone());
    let again = format!("duka restore --from FOLDER --data {}", data.display());
    let at = wanted(asked.at.as_deref()).map_err(|what| Stop::new(what, &again))?;
    empty(&data).map_err(|what| Stop::new(what, "duka restore --from FOLDER --data ANOTHER-FOLDER"))?;
    if !from.join("history").is_dir() {
        let what = format!("{} is no folder of a shop: there is no history in it.", from.display());
        return Err(Stop::new(what, &again));
    }
    let into = data.clone();
    let work = tokio::task::spawn_blocking(move || bring_back(&from, at, &into));
    let report = work.await.map_err(|e| Trouble::from(Broken::because("bringing the shop back", &e))).flatten();
    let report =
        report.map_err(|t| Stop::new(format!("The shop could not be brought back. {}", t.sentence()), &again))?;
    tell(&report);
    check::run(&data).await?;
    say(&format!("Start it:   duka serve --data {}", data.display()));
    Ok(())
}

fn wanted(at: Option<&str>) -> Result<At, String> {
    let Some(text) = at else { return Ok(At::Newest) };
    if let Some(seq) = text.strip_prefix('#') {
        return seq.parse().map(At::Seq).map_err(|_| format!("“{text}” is no number of an entry."));
    }
    let time = text.parse::<jiff::Timestamp>();
    let time = time.map_err(|_| format!("“{text}” is no time. Write it as 2026-11-21T14:30:00Z."))?;
    Ok(At::Time(Time::from_micros(time.as_microsecond())))
}

fn empty(data: &Path) -> Result<(), String> {
    let broken = |e: std::io::Error| format!("{} cannot be used: {e}.", data.display());
    if data.exists() && fs::read_dir(data).map_err(broken)?.next().is_some() {
        return Err(format!("{} is not empty, and nothing that is there is overwritten.", data.display()));
    }
    super::open::make_private(data).map_err(|b| format!("{b:?}"))
}

fn bring_back(from: &Path, at: At, data: &Path) -> Result<Report, Trouble> {
    let failed = |what: &str| {
        let what = what.to_owned();
        move |e: std::io::Error| Broken::because(&what, &e)
    };
    let work = data.join(UNFINISHED);
    fs::create_dir_all(&work).map_err(failed("making a folder to work in"))?;
    let file = work.join(super::open::STORE_FILE);
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    let engine = open(&file, CACHE_BYTES)?;
    let (bases, history) = (Folder::at(&from.join("backup")), from.join("history"));
    let mut random = Random::from_seed(seed_from_system()?);
    let source = Source { bases: &bases, history: &history };
    let report = restore::restore(&source, at, (&*engine, tables::KEPT), &work, &mut random, &show)?;
    drop(engine);
    pictures(&from.join("pictures"), &data.join("pictures")).map_err(failed("copying pictures"))?;
    // Only now there is a shop in this folder.
    fs::rename(&file, data.join(super::open::STORE_FILE)).map_err(failed("naming the store"))?;
    fs::remove_dir_all(&work).map_err(failed("clearing up"))?;
    fs::File::open(data).and_then(|folder| folder.sync_all()).map_err(failed("syncing the folder"))?;
    Ok(report)
}

fn show(progress: Progress) {
    match progress {
        Progress::ReadingHistory { entries } => say_error(&format!("  {entries} entries of history read …")),
        Progress::Rows { done, about } => say_error(&format!("  {done} of about {about} rows …")),
    }
}

/// Pictures never change, so they are copied as they are.
fn pictures(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            pictures(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    fs::File::open(to)?.sync_all()
}

fn tell(report: &Report) {
    let base = report.base.as_ref().map_or("history alone".to_owned(), |name| format!("the backup {name} and history"));
    say(&format!("Brought back {} rows from {base}, up to entry {}.", report.rows, report.reached.seq));
    for remark in &report.remarks {
        say(&format!("  {remark}"));
    }
}
