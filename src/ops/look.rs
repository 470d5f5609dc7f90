//! What lies beside the store in a shop's folder, looked through for `duka check`: history, backups, keys.

use super::archive::{self, Trouble};
use super::keys::Keys;
use crate::base::Broken;
use crate::outside::blobs::{self, BlobHash, Blobs, Found};
use crate::outside::targets::Target;
use crate::outside::targets::folder::Folder;
use crate::store::history::{SegmentName, Unsound, verify_segment};
use std::path::Path;

#[derive(Debug, Default)]
pub struct Seen {
    pub pieces: usize,
    pub backups: usize,
    pub pictures: usize,
    /// A sentence each.
    pub troubles: Vec<String>,
}

/// Verifies every file, also while the shop runs: what goes away meanwhile was merged or pruned.
///
/// # Errors
/// The folder cannot be read.
pub fn beside(data: &Path) -> Result<Seen, Trouble> {
    let mut seen = Seen::default();
    history(&data.join("history"), &mut seen)?;
    backups(&Folder::at(&data.join("backup")), &mut seen)?;
    let pictures = data.join("pictures");
    if pictures.is_dir() {
        self::pictures(&Blobs::open(&pictures)?, |_, _, looked| {
            seen.pictures += 1;
            seen.troubles.extend(looked.err());
        })?;
    }
    if data.join("keys").is_dir()
        && let Err(broken) = Keys::open(data)
    {
        seen.troubles.push(format!("A key cannot be read, so nothing is sent elsewhere: {broken:?}."));
    }
    Ok(seen)
}

/// Tells of every picture and every size of one how many bytes it has, or in a sentence what is wrong with it.
///
/// # Errors
/// The folder cannot be read.
pub fn pictures(blobs: &Blobs, mut tell: impl FnMut(&BlobHash, &str, Result<u64, String>)) -> Result<(), Broken> {
    for (shelf, _) in blobs.shelves()? {
        for (hash, kind) in blobs.on_shelf(&shelf)? {
            let name = format!("{}.{kind}", blobs::show(&hash));
            match blobs.look(&hash, &kind) {
                Ok(Found::Nothing) => {}
                Ok(Found::Whole(bytes)) => tell(&hash, &kind, Ok(bytes.len() as u64)),
                Ok(Found::Damaged) => tell(&hash, &kind, Err(format!("The picture {name} is damaged."))),
                Err(broken) => tell(&hash, &kind, Err(format!("The picture {name} cannot be read: {broken:?}."))),
            }
        }
    }
    Ok(())
}

fn history(folder: &Path, seen: &mut Seen) -> Result<(), Broken> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry.map_err(|e| Broken::because("looking through history", &e))?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = SegmentName::parse(&file) else { continue };
        seen.pieces += 1;
        if let Err(unsound) = verify_segment(folder, &name)
            && folder.join(&file).exists()
        {
            seen.troubles.push(match unsound {
                Unsound::Damaged(broken) => format!("A piece of history is damaged: {broken:?}."),
                Unsound::Unreadable(broken) => format!("A piece of history cannot be read: {broken:?}."),
            });
        }
    }
    Ok(())
}

fn backups(target: &dyn Target, seen: &mut Seen) -> Result<(), Trouble> {
    let (manifests, troubles) = archive::manifests(target)?;
    seen.troubles.extend(troubles.iter().map(Trouble::sentence));
    for manifest in manifests {
        seen.backups += 1;
        for part in &manifest.parts {
            let whole = target.get(&part.name)?.is_some_and(|file| blake3::hash(&file).to_hex().as_str() == part.hash);
            let pruned = || target.get(&archive::manifest_of(&manifest.name)).is_ok_and(|found| found.is_none());
            if !whole && !pruned() {
                let why = "its content is not what was written";
                seen.troubles.push(Trouble::damaged(&part.name, why).sentence());
            }
        }
    }
    Ok(())
}
