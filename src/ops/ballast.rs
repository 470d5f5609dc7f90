//! Room set aside for a bad day: a file that is given up when the disk is full, so that orders, admin, pruning and bringing back
//! go on while somebody makes room, and that is made again when there is some. Must not know who fills the disk.

use crate::base::Broken;
use crate::outside::disk::{Free, free};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const NAME: &str = "ballast";
/// What is set aside. Hours of a busy shop's orders.
const BALLAST_BYTES: usize = 64 << 20;
/// What is written at once: bytes that no file system can pack.
const BLOCK_BYTES: usize = 1 << 20;
/// A disk that does not take so much is full.
const PROBE_BYTES: usize = 256 << 10;
/// With less, the disk's own word for what it has left is not believed: a file is written for proof.
const SHORT_BYTES: u64 = 16 << 20;
/// Files that may be made.
const SHORT_FILES: u64 = 64;
/// It is made where as much again stays free: it must not be what fills the disk.
const WANTED_BYTES: u64 = 2 * BALLAST_BYTES as u64;
/// Looks between two attempts to make it again, at most.
const LOOKS_MAX: u32 = 150;

/// How much room there is on the shop's disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    Enough,
    /// The ballast was given up, or cannot be made yet.
    Little,
}

pub struct Ballast {
    folder: PathBuf,
    pace: Mutex<Pace>,
}

/// Attempts that failed make the next one later.
#[derive(Default)]
struct Pace {
    looks: u32,
    pause: u32,
}

impl Ballast {
    pub fn of(data: &Path) -> Ballast {
        Ballast { folder: data.to_owned(), pace: Mutex::default() }
    }

    /// Looks once, and gives up or makes what is needed. `doubt`: something could not be written, whatever the disk says.
    ///
    /// # Errors
    /// The disk fails in another way than by being full.
    pub fn look(&self, doubt: bool) -> Result<Room, Broken> {
        let path = self.folder.join(NAME);
        let free = free(&self.folder)?;
        if path.exists() {
            if (!doubt && !is_short(free)) || self.takes(PROBE_BYTES)? {
                return Ok(Room::Enough);
            }
            fs::remove_file(&path).map_err(failed)?;
            tracing::error!("The disk is full. What was set aside for that is free now; please make room");
            return Ok(Room::Little);
        }
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if pace.looks < pace.pause {
            pace.looks += 1;
            return Ok(Room::Little);
        }
        let beside = self.folder.join(format!("{NAME}.new"));
        if free.bytes >= WANTED_BYTES && fill(&beside, BALLAST_BYTES)? {
            fs::rename(&beside, &path).map_err(failed)?;
            *pace = Pace::default();
            return Ok(Room::Enough);
        }
        remove(&beside)?;
        *pace = Pace { looks: 0, pause: (pace.pause * 2 + 1).min(LOOKS_MAX) };
        Ok(Room::Little)
    }

    fn takes(&self, bytes: usize) -> Result<bool, Broken> {
        let probe = self.folder.join(".probe");
        let taken = fill(&probe, bytes)?;
        remove(&probe)?;
        Ok(taken)
    }
}

fn is_short(free: Free) -> bool {
    free.bytes < SHORT_BYTES || free.files.is_some_and(|files| files < SHORT_FILES)
}

fn failed(error: std::io::Error) -> Broken {
    Broken::because("looking how much room there is", &error)
}

fn remove(path: &Path) -> Result<(), Broken> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(()),
    }
}

/// `false`: there was no room.
fn fill(path: &Path, bytes: usize) -> Result<bool, Broken> {
    let mut block = vec![0; bytes.min(BLOCK_BYTES)];
    blake3::Hasher::new_derive_key("duka ballast v1").finalize_xof().fill(&mut block);
    let write = || {
        let mut file: File = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        (0..bytes / block.len()).try_for_each(|_| file.write_all(&block))
    };
    match write() {
        Ok(()) => Ok(true),
        // Also a quota, and a limit on the size of files.
        Err(error)
            if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) =>
        {
            Ok(false)
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_after_the_first_look_and_made_again() {
        let data = std::env::temp_dir().join(format!("duka-ballast-{}", std::process::id()));
        fs::create_dir_all(&data).unwrap();
        let ballast = Ballast::of(&data);
        for _ in 0..2 {
            assert_eq!(ballast.look(false).unwrap(), Room::Enough);
            assert_eq!(fs::metadata(data.join(NAME)).unwrap().len(), BALLAST_BYTES as u64);
            assert_eq!(fs::read_dir(&data).unwrap().count(), 1, "nothing else is left");
            assert_eq!(ballast.look(true).unwrap(), Room::Enough, "it was tried, and there is room");
            fs::remove_file(data.join(NAME)).unwrap();
        }
        fs::remove_dir_all(&data).unwrap();
    }
}
