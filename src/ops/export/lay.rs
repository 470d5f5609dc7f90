//! The part that needs the open shop: its rows as a base, and the history that makes one moment of them, beside the shop's own.
//! Short beside the rest of an export, and all of it within the shop's folder, where a guarded service may write. Whoever
//! exports makes the files of it in a process and on a disk of their own.

use super::Stopped;
use crate::base::{Broken, Clock};
use crate::ops::backup::base;
use crate::ops::backup::keeper::pin;
use crate::outside::targets::folder::Folder;
use crate::store::Store;
use crate::store::history::History;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const LAID: &str = "export";

/// Where it lies.
pub struct Laid {
    folder: PathBuf,
}

impl Laid {
    pub fn of(data: &Path) -> Laid {
        Laid { folder: data.join(LAID) }
    }

    pub fn bases(&self) -> Folder {
        Folder::at(&self.folder)
    }

    pub fn history(&self) -> PathBuf {
        self.folder.join("history")
    }

    /// Takes it away.
    pub fn clear(&self) -> Result<(), Stopped> {
        match std::fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Stopped::at(&self.folder)(error)),
            _ => Ok(()),
        }
    }
}

/// Reads the shop once. What an earlier export left there is replaced.
///
/// # Errors
/// A damaged row, by table and key: it is never copied. Or the disk.
pub fn lay(data: &Path, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<(), Stopped> {
    let laid = Laid::of(data);
    laid.clear()?;
    let base = base::make(store, &laid.bases(), clock.now())?;
    let pinned = laid.history();
    std::fs::create_dir_all(&pinned).map_err(|e| Broken::because("making a folder for history", &e))?;
    Ok(pin(store, history, base.to.seq, &pinned)?)
}
