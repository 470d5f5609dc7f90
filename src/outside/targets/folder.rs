//! A folder as a target: on this disk, another one, or a USB stick.

use super::{Failed, Kind, Object, Target, is_name};
use crate::base::Time;
use crate::base::time::SECOND;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Beginning of a file that is still being written. No name begins so.
const UNFINISHED: &str = ".part-";

pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A folder that need not be there yet. Its parent must: a USB stick that is not plugged in must not become a folder on
    /// the disk it would stand on.
    pub fn at(root: &Path) -> Folder {
        // “disk” alone has a parent, too.
        Folder { root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()) }
    }

    /// Does it lie on the same disk as that? Then one accident takes both.
    pub fn shares_disk_with(&self, other: &Path) -> bool {
        let disk = |path: &Path| path.ancestors().find_map(|p| fs::metadata(p).ok()).map(|about| about.dev());
        disk(&self.root) == disk(other)
    }

    fn path(&self, name: &str) -> Result<PathBuf, Failed> {
        if is_name(name) {
            return Ok(self.root.join(name));
        }
        Err(Failed::no_name(name))
    }

    fn parent_of(&self, path: &Path) -> io::Result<PathBuf> {
        if !self.root.exists() {
            fs::create_dir(&self.root)?;
        }
        let parent = path.parent().unwrap_or(&self.root).to_owned();
        fs::create_dir_all(&parent)?;
        Ok(parent)
    }

    /// Written beside, synced, then put in its place by `place`.
    fn write(&self, path: &Path, bytes: &[u8], place: fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        let parent = self.parent_of(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = parent.join(format!("{UNFINISHED}{}-{name}", std::process::id()));
        let written = (|| {
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            place(&beside, path)?;
            File::open(&parent)?.sync_all()
        })();
        if written.is_err() && beside.exists() {
            // What is left is small beside what went wrong; the next writer of this name replaces it.
            fs::remove_file(&beside)?;
        }
        written
    }

    fn failed(&self, error: &io::Error) -> Failed {
        let root = self.root.display();
        let (kind, sentence) = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (Kind::Full, format!("The disk of {root} is full.")),
            ErrorKind::PermissionDenied => (Kind::Forbidden, format!("Duka may not write to {root}: {error}.")),
            ErrorKind::ReadOnlyFilesystem => (Kind::Forbidden, format!("{root} can only be read.")),
            ErrorKind::NotFound => (Kind::Away, format!("{root} is not there. Is its disk plugged in?")),
            _ => (Kind::Other, format!("{root} could not be used: {error}.")),
        };
        Failed::new(kind, sentence)
    }

    /// Names below `folder`, in order.
    fn walk(&self, folder: &Path, after: &str, limit: usize, found: &mut Vec<Object>) -> io::Result<()> {
        let mut here = match fs::read_dir(folder) {
            Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        // A folder stands where its names stand: "a/x" comes before "a.txt" would, as "/" is smaller than letters.
        here.sort_by_key(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() { format!("{name}/") } else { name }
        });
        for entry in here {
            let path = entry.path();
            let name = path.strip_prefix(&self.root).unwrap_or(&path).to_string_lossy().into_owned();
            if found.len() == limit {
                return Ok(());
            }
            if path.is_dir() {
                // Everything in it comes before `after` unless `after` lies in it or before it.
                if format!("{name}/").as_str() > after || after.starts_with(&format!("{name}/")) {
                    self.walk(&path, after, limit, found)?;
                }
            } else if name.as_str() > after && is_name(&name) {
                let about = entry.metadata()?;
                found.push(Object { name, bytes: about.len(), modified: modified(&about) });
            }
        }
        Ok(())
    }
}

fn modified(about: &fs::Metadata) -> Time {
    const NANOS_PER_MICRO: i64 = 1_000;
    Time::from_micros(about.mtime().saturating_mul(SECOND).saturating_add(about.mtime_nsec() / NANOS_PER_MICRO))
}

impl Target for Folder {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        let path = self.path(name)?;
        self.write(&path, bytes, |from, to| fs::rename(from, to)).map_err(|e| self.failed(&e))
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        let path = self.path(name)?;
        // A second name for the same file, which must not be there, and then the first one goes.
        let place = |from: &Path, to: &Path| fs::hard_link(from, to).and_then(|()| fs::remove_file(from));
        match self.write(&path, bytes, place) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        match fs::read(self.path(name)?) {
            Ok(bytes) => Ok(Some(bytes)),
            // A folder that can be made is only empty.
            Err(error) if error.kind() == ErrorKind::NotFound && self.root.parent().is_some_and(Path::exists) => {
                Ok(None)
            }
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let mut found = Vec::new();
        let below = self.root.join(prefix);
        self.walk(&below, after, limit, &mut found).map_err(|e| self.failed(&e))?;
        Ok(found)
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        match fs::remove_file(self.path(name)?) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.failed(&error)),
            _ => Ok(()),
        }
    }
}
