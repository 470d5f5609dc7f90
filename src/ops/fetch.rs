//! Getting a shop back from a sealed target: is this its key, which history is needed, and all its pictures. Bases are read
//! through `Sealed` as they are needed.

use crate::base::Broken;
use crate::ops::archive::{self, Manifest, Trouble};
use crate::ops::at_once::at_once;
use crate::ops::follow::Named;
use crate::ops::lease;
use crate::ops::restore::At;
use crate::ops::seal::{Closed, ENDING, Seal, Sealed};
use crate::ops::send::HISTORY;
use crate::ops::send::mark::{self, Found, Mark};
use crate::ops::send::pictures::{PICTURES, read};
use crate::outside::blobs::Blobs;
use crate::outside::targets::{self, Failed, Kind, Target};
use crate::store::history::SegmentName;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

/// Names of pictures held in memory.
const PICTURES_AT_ONCE: usize = 1_000;
/// Bases whose history is fetched: the best one, and one to fall back upon.
const BASES_TRIED: usize = 2;

/// Does this key open what lies there? A damaged file must not look like a wrong key, so more than one is tried.
///
/// # Errors
/// There is no backup, or this key opens nothing of it.
pub fn unlock(target: &dyn Target, seal: &Seal) -> Result<Option<Mark>, Trouble> {
    let found = mark::find(target, seal)?;
    if let Found::Mark(mark) = found {
        return Ok(Some(mark));
    }
    let mut is_empty = found == Found::Nothing;
    for object in targets::all(target, archive::BASES) {
        let name = object?.name;
        if !name.ends_with(ENDING) {
            continue;
        }
        is_empty = false;
        let Some(sealed) = target.get(&name)? else { continue };
        match seal.open(&sealed) {
            Ok(_) => return Ok(None),
            // With another key every file says so.
            Err(Closed::OtherKey) => break,
            Err(Closed::Damaged) => {}
        }
    }
    let what =
        if is_empty { "There is no backup." } else { "This key does not open the backup: it is another shop's." };
    Err(Trouble::Target(Failed::new(Kind::Forbidden, what)))
}

/// Brings the pieces of history that the way to a moment needs into a folder. What is damaged is named and left out.
///
/// # Errors
/// The target or the disk fails.
pub fn history(from: &Sealed<'_>, at: At, into: &Path) -> Result<Vec<String>, Trouble> {
    lease::lay(from)?;
    let after = begins(&archive::manifests(from)?.0, at);
    std::fs::create_dir_all(into).map_err(|e| Broken::because("making a folder for history", &e))?;
    let mut there = Vec::new();
    for object in targets::all(from, HISTORY) {
        let name = object?.name;
        there.extend(name.strip_prefix(HISTORY).and_then(SegmentName::parse));
    }
    there.retain(|name| name.last > after);
    let mut remarks = Vec::new();
    let mut fetched = BTreeSet::new();
    loop {
        let wanted: Vec<SegmentName> =
            largest(there.clone()).into_iter().filter(|name| !fetched.contains(&name.to_string())).collect();
        let damaged: Vec<_> = at_once(&wanted, |name| piece(from, name, into))?.into_iter().flatten().collect();
        fetched.extend(wanted.iter().map(SegmentName::to_string));
        if damaged.is_empty() {
            break;
        }
        // Perhaps the smaller pieces that it was made of are still there.
        there.retain(|name| damaged.iter().all(|(other, _)| name != other));
        remarks.extend(damaged.into_iter().map(|(_, sentence)| sentence));
    }
    std::fs::File::open(into).and_then(|f| f.sync_all()).map_err(|e| Broken::because("syncing history", &e))?;
    Ok(remarks)
}

/// The entry after which history is needed. Back to the base that is built on, as any link may be damaged: history is small
/// beside it. Who has fewer bases than may be damaged needs all of it.
fn begins(snapshots: &[Manifest], at: At) -> u64 {
    let fitting = snapshots.iter().rev().filter(|tip| at.fits(tip));
    let base = |tip| archive::chain(snapshots.iter(), tip)?.first().copied();
    let mut bases: Vec<&Manifest> = fitting.filter_map(base).collect();
    bases.dedup_by_key(|base| &base.name);
    match bases.get(..BASES_TRIED) {
        Some(tried) => tried.iter().map(|base| base.goes_on().seq).min().unwrap_or(0),
        None => 0,
    }
}

/// Where nothing is taken away, small pieces lie beside the large one that holds them.
pub(super) fn largest(mut names: Vec<SegmentName>) -> Vec<SegmentName> {
    // It comes before them.
    names.sort_by_key(|name| (name.run, name.line, name.first, Reverse(name.last)));
    names.dedup_by(|name, larger| larger.holds(name));
    names
}

/// One piece of history, or which one is damaged and how.
pub(super) fn piece(
    from: &Sealed<'_>,
    name: &SegmentName,
    into: &Path,
) -> Result<Option<(SegmentName, String)>, Trouble> {
    match from.get(&format!("{HISTORY}{name}")) {
        Ok(Some(content)) => keep(&into.join(name.to_string()), &content)?,
        // A larger piece took its place meanwhile; the way says so if it did not.
        Ok(None) => {}
        Err(failed) if failed.kind == Kind::Damaged => return Ok(Some((name.clone(), failed.sentence))),
        Err(failed) => return Err(failed.into()),
    }
    Ok(None)
}

fn keep(path: &Path, content: &[u8]) -> Result<(), Broken> {
    let write = || {
        std::fs::write(path, content)?;
        std::fs::File::open(path)?.sync_all()
    };
    write().map_err(|e| Broken::because("keeping a piece of history", &e))
}

/// Brings every picture that is not here yet. What is damaged is named and left out.
///
/// # Errors
/// The target or the disk fails.
pub fn pictures(from: &Sealed<'_>, into: &Blobs, here: &Named) -> Result<Vec<String>, Trouble> {
    let mut remarks = Vec::new();
    let names = targets::all(from, PICTURES).map(|object| object.map(|o| o.name));
    let mut names = names.filter(|name| !name.as_ref().is_ok_and(|name| here.has(name)));
    loop {
        let some: Vec<String> = names.by_ref().take(PICTURES_AT_ONCE).collect::<Result<_, _>>()?;
        if some.is_empty() {
            return Ok(remarks);
        }
        remarks.extend(at_once(&some, |name| picture(from, name, into))?.into_iter().flatten());
    }
}

/// One picture, or why there is none.
pub(super) fn picture(from: &Sealed<'_>, name: &str, into: &Blobs) -> Result<Option<String>, Trouble> {
    let content = match from.get(name) {
        Ok(Some(content)) => content,
        Ok(None) => return Ok(None),
        Err(failed) if failed.kind == Kind::Damaged => return Ok(Some(failed.sentence)),
        Err(failed) => return Err(failed.into()),
    };
    let Some((hash, kind, bytes)) = read(&content) else {
        return Ok(Some(Trouble::damaged(name, "it is no picture").sentence()));
    };
    into.put(&hash, kind, bytes)?;
    Ok(None)
}
