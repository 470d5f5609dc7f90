//! What goes beside snapshots: files of those that never became whole, and history that leads to nothing that is kept.

use super::Aged;
use crate::base::Time;
use crate::ops::archive::{BASES, manifest_of};
use crate::ops::send::HISTORY;
use crate::outside::targets::{self, Failed, Object, Target};
use crate::store::history::SegmentName;
use std::collections::BTreeMap;

/// Files below a snapshot's name without a manifest, all of them older than `before`: a newer one says that somebody is
/// still writing.
pub fn leftovers(target: &dyn Target, files: &[Object], before: Time) -> Result<usize, Failed> {
    let mut folders: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
    for file in files {
        if let Some((name, _)) = file.name.strip_prefix(BASES).and_then(|rest| rest.split_once('/')) {
            folders.entry(name).or_default().push(file);
        }
    }
    let mut gone = 0;
    for (name, files) in folders {
        let is_whole = files.iter().any(|file| file.name == manifest_of(name));
        if is_whole || files.iter().any(|file| file.modified > before) {
            continue;
        }
        for file in files {
            target.remove(&file.name)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Pieces of history that were put there before `before` and that no way to a kept moment goes through.
pub fn history(target: &dyn Target, stays: &[&Aged], before: Time) -> Result<usize, Failed> {
    // From the newest snapshot of the time before, history leads to every later moment. Without one, all of it is the way.
    let Some(from) = stays.iter().filter(|s| s.at <= before).map(|s| s.manifest.to.seq).max() else { return Ok(0) };
    let is_needed = |name: &SegmentName| {
        let within =
            |s: &&Aged| s.manifest.is_base() && name.first <= s.manifest.to.seq && name.last > s.manifest.from.seq;
        name.last > from || stays.iter().any(within)
    };
    let mut gone = 0;
    for file in targets::all(target, HISTORY).collect::<Result<Vec<_>, _>>()? {
        let Some(name) = file.name.strip_prefix(HISTORY).and_then(SegmentName::parse) else { continue };
        if file.modified <= before && !is_needed(&name) {
            target.remove(&file.name)?;
            gone += 1;
        }
    }
    Ok(gone)
}
