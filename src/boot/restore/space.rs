//! Is there room? Said, and compared with the disk, before the first byte is written.

use crate::base::Broken;
use crate::boot::say_error;
use crate::ops::archive::{self, Manifest, Trouble};
use crate::ops::restore::At;
use crate::ops::send::HISTORY;
use crate::ops::send::pictures::PICTURES;
use crate::outside::disk::free_bytes;
use crate::outside::targets::folder::Folder;
use crate::outside::targets::{self, Target};
use std::path::Path;

/// A store with its indexes takes about so many bytes for each byte of a packed backup.
const STORE_PER_BASE: u64 = 8;
/// Changes since the backup are unpacked, sorted beside the store, and stand in it.
const STORE_PER_HISTORY: u64 = 6;
/// An empty store, the search index, what the first minute writes.
const BESIDES_BYTES: u64 = 64 << 20;

/// What is to be brought, in bytes as it lies there.
pub struct Weight {
    base: u64,
    history: u64,
    /// They are kept as they are.
    pictures: u64,
    /// History is copied, too.
    keeps_history: bool,
}

impl Weight {
    fn needed(&self) -> u64 {
        let kept = self.pictures + if self.keeps_history { self.history } else { 0 };
        self.base * STORE_PER_BASE + self.history * STORE_PER_HISTORY + kept + BESIDES_BYTES
    }
}

pub fn of_folder(from: &Path, bases: &Folder, at: At) -> Result<Weight, Trouble> {
    let (history, pictures) = (below(&from.join("history"))?, below(&from.join("pictures"))?);
    Ok(Weight { base: base(bases, at)?, history, pictures, keeps_history: false })
}

pub fn of_target(target: &dyn Target, at: At) -> Result<Weight, Trouble> {
    let sum = |folder| targets::all(target, folder).try_fold(0, |sum, object| Ok::<u64, Trouble>(sum + object?.bytes));
    Ok(Weight { base: base(target, at)?, history: sum(HISTORY)?, pictures: sum(PICTURES)?, keeps_history: true })
}

fn base(target: &dyn Target, at: At) -> Result<u64, Trouble> {
    let (manifests, _) = archive::manifests(target)?;
    let tip = manifests.iter().rev().find(|tip| at.fits(tip));
    let links = tip.and_then(|tip| archive::chain(manifests.iter(), tip)).unwrap_or_default();
    Ok(links.into_iter().map(Manifest::bytes).sum())
}

/// All files below a folder that may not be there.
fn below(folder: &Path) -> Result<u64, Broken> {
    let (mut bytes, mut folders) = (0, vec![folder.to_owned()]);
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        let failed = |e: std::io::Error| Broken::because(&format!("looking into {}", folder.display()), &e);
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let about = entry.metadata().map_err(failed)?;
            if about.is_dir() { folders.push(entry.path()) } else { bytes += about.len() }
        }
    }
    Ok(bytes)
}

/// # Errors
/// A sentence when the disk has less than what is needed.
pub fn look(weight: &Weight, data: &Path) -> Result<(), Trouble> {
    let (needed, free) = (weight.needed(), free_bytes(data)?);
    say_error(&format!("  About {} of disk are needed, {} are free.", size(needed), size(free)));
    if needed <= free {
        return Ok(());
    }
    let what = format!(
        "About {} are needed and only {} are free on the disk of {}. Choose a folder on a larger one",
        size(needed),
        size(free),
        data.display()
    );
    Err(Broken::new(what).into())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_large_units() {
        for (bytes, words) in [(0, "0 MB"), (1_500_000, "2 MB"), (2_340_000_000, "2.3 GB")] {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn history_that_stays_is_counted() {
        let weight = |keeps_history| Weight { base: 10, history: 100, pictures: 1_000, keeps_history }.needed();
        assert_eq!(weight(false), 80 + 600 + 1_000 + BESIDES_BYTES);
        assert_eq!(weight(true) - weight(false), 100);
    }
}
