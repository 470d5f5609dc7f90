//! Files named by their content: written beside, synced, renamed, and never changed afterwards. They go when nobody needs them.
//! What is made from that content shares its name, so each file ends with the sum of its own bytes, and no wrong bit of it is
//! passed on.
//!
//! This file must not know what the files are of.

use crate::base::Broken;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The BLAKE3 of what was first put in; what is made from it shares the name and adds a kind.
pub type BlobHash = [u8; 32];

/// What a file ends with: the BLAKE3 of all before it.
const SUM_BYTES: usize = 32;
/// The end of the name of one that is not what was written. It stays until a whole one stands in its place.
const DAMAGED: &str = ".damaged";

/// What lies under a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    Nothing,
    Whole(Vec<u8>),
    /// Its bytes are not what was written.
    Damaged,
}

#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
    /// Whoever keeps a file that is there already and whoever takes it away must not meet.
    turn: Arc<Mutex<()>>,
}

/// 64 hexadecimal digits.
pub fn show(hash: &BlobHash) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn parse(text: &str) -> Option<BlobHash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()) {
        return None;
    }
    for (i, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(hash)
}

pub fn hash(bytes: &[u8]) -> BlobHash {
    *blake3::hash(bytes).as_bytes()
}

impl Blobs {
    pub fn open(folder: &Path) -> Result<Blobs, Broken> {
        fs::create_dir_all(folder).map_err(|e| Broken::because(&format!("making {}", folder.display()), &e))?;
        Ok(Blobs { folder: folder.to_owned(), turn: Arc::default() })
    }

    /// Two letters of folder keep each folder small.
    fn path(&self, hash: &BlobHash, kind: &str) -> PathBuf {
        let name = show(hash);
        self.folder.join(&name[..2]).join(format!("{name}.{kind}"))
    }

    pub fn has(&self, hash: &BlobHash, kind: &str) -> bool {
        self.path(hash, kind).exists()
    }

    /// Keeps `bytes` under that name and kind. What is there already stays, and counts as put there now.
    pub fn put(&self, hash: &BlobHash, kind: &str, bytes: &[u8]) -> Result<(), Broken> {
        let path = self.path(hash, kind);
        if self.is_put_again(&path)? {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.folder);
        // Two writers of the same content each write their own file; the later rename changes nothing.
        let beside = folder.join(format!(".{}.{kind}.{}", show(hash), std::process::id()));
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.write_all(&hash_of(bytes))?;
            file.sync_data()?;
            fs::rename(&beside, &path)?;
            forget(&aside(&path))?;
            File::open(folder)?.sync_all()
        };
        write().map_err(|e| Broken::because(&format!("keeping {}", path.display()), &e))
    }

    /// Is it there? Then nobody takes it away who looked before.
    fn is_put_again(&self, path: &Path) -> Result<bool, Broken> {
        if !path.exists() {
            return Ok(false);
        }
        let now = self.now()?;
        let _alone = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match File::open(path).and_then(|file| file.set_modified(now)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Broken::because(&format!("keeping {}", path.display()), &error)),
        }
    }

    /// The bytes, or `None` when there is no such file. A damaged one is put aside: it is as if it were not there.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn get(&self, hash: &BlobHash, kind: &str) -> Result<Option<Vec<u8>>, Broken> {
        match self.look(hash, kind)? {
            Found::Whole(bytes) => Ok(Some(bytes)),
            Found::Nothing => Ok(None),
            Found::Damaged => {
                tracing::error!("The picture {} is damaged and put aside", self.path(hash, kind).display());
                self.put_aside(hash, kind)?;
                Ok(None)
            }
        }
    }

    /// What lies there, and nothing is changed.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn look(&self, hash: &BlobHash, kind: &str) -> Result<Found, Broken> {
        let mut bytes = match fs::read(self.path(hash, kind)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(e) => return Err(Broken::because("reading a picture", &e)),
        };
        let Some(content) = bytes.len().checked_sub(SUM_BYTES) else { return Ok(Found::Damaged) };
        let sum = bytes.split_off(content);
        Ok(if sum == hash_of(&bytes) { Found::Whole(bytes) } else { Found::Damaged })
    }

    /// What is damaged gets another name, so that a whole one can stand in its place.
    fn put_aside(&self, hash: &BlobHash, kind: &str) -> Result<(), Broken> {
        let path = self.path(hash, kind);
        match fs::rename(&path, aside(&path)) {
            // Somebody else saw it, too.
            Err(e) if e.kind() != ErrorKind::NotFound => Err(Broken::because("putting a damaged picture aside", &e)),
            _ => Ok(()),
        }
    }
}

fn hash_of(bytes: &[u8]) -> [u8; SUM_BYTES] {
    *blake3::hash(bytes).as_bytes()
}

fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(DAMAGED);
    PathBuf::from(name)
}

fn forget(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Looking through everything that is kept, shelf by shelf.
impl Blobs {
    /// The folders there are, and when something was last put into or taken from each.
    pub fn shelves(&self) -> Result<Vec<(String, SystemTime)>, Broken> {
        let failed = |e: std::io::Error| Broken::because("looking through the pictures", &e);
        let mut shelves = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (name, about) = (entry.file_name().to_string_lossy().into_owned(), entry.metadata().map_err(failed)?);
            if about.is_dir() && name.len() == 2 {
                shelves.push((name, about.modified().map_err(failed)?));
            }
        }
        shelves.sort();
        Ok(shelves)
    }

    /// What is kept on one: names and kinds.
    pub fn on_shelf(&self, shelf: &str) -> Result<Vec<(BlobHash, String)>, Broken> {
        Ok(self.names_on(shelf)?.into_iter().filter(|(_, kind)| !kind.ends_with(DAMAGED)).collect())
    }

    /// What was put aside on one, and has nothing whole in its place.
    pub fn damaged_on(&self, shelf: &str) -> Result<Vec<(BlobHash, String)>, Broken> {
        let names = self.names_on(shelf)?.into_iter();
        Ok(names.filter_map(|(hash, kind)| Some((hash, kind.strip_suffix(DAMAGED)?.to_owned()))).collect())
    }

    fn names_on(&self, shelf: &str) -> Result<Vec<(BlobHash, String)>, Broken> {
        let failed = |e: std::io::Error| Broken::because("looking through the pictures", &e);
        let mut kept = Vec::new();
        for entry in fs::read_dir(self.folder.join(shelf)).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            // What is still being written has another name.
            kept.extend(name.split_once('.').and_then(|(hash, kind)| Some((parse(hash)?, kind.to_owned()))));
        }
        Ok(kept)
    }
}

/// Letting go of what nobody needs any more.
impl Blobs {
    /// What lies on a shelf and was put there before that time, all kinds of it, each with its files.
    pub fn put_before(&self, shelf: &str, before: SystemTime) -> Result<BTreeMap<BlobHash, Vec<PathBuf>>, Broken> {
        let failed = |e: std::io::Error| Broken::because("looking through the pictures", &e);
        let (mut old, mut young) = (BTreeMap::<BlobHash, Vec<PathBuf>>::new(), Vec::new());
        for entry in fs::read_dir(self.folder.join(shelf)).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(hash) = name.split_once('.').and_then(|(hash, _)| parse(hash)) else { continue };
            if entry.metadata().and_then(|about| about.modified()).map_err(failed)? >= before {
                young.push(hash);
            }
            old.entry(hash).or_default().push(entry.path());
        }
        for hash in young {
            old.remove(&hash);
        }
        Ok(old)
    }

    /// Takes away what `is_needed` denies of it. What somebody keeps again meanwhile stays. Answers how many were taken away.
    pub fn forget(
        &self,
        shelf: &str,
        before: SystemTime,
        is_needed: impl Fn(&BlobHash) -> bool,
    ) -> Result<u64, Broken> {
        let _alone = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut gone = 0;
        for (hash, files) in self.put_before(shelf, before)? {
            if is_needed(&hash) {
                continue;
            }
            for file in files {
                fs::remove_file(file).map_err(|e| Broken::because("taking a picture away", &e))?;
            }
            gone += 1;
        }
        Ok(gone)
    }

    /// What the disk's own clock says.
    pub fn now(&self) -> Result<SystemTime, Broken> {
        let mut file = self.nameless()?;
        let asked = file.write_all(b"What time is it?").and_then(|()| file.metadata()?.modified());
        asked.map_err(|e| Broken::because("asking the disk for the time", &e))
    }
}

impl Blobs {
    /// A file without a name, to be written and read again: gone when nobody holds it, whatever happens to the process.
    pub fn nameless(&self) -> Result<File, Broken> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!(".incoming-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = self.folder.join(name);
        let make = || -> std::io::Result<File> {
            let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
            fs::remove_file(&path)?;
            Ok(file)
        };
        make().map_err(|e| Broken::because("beginning an upload", &e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_nobody_needs_goes_unless_somebody_keeps_it_again() {
        let folder = std::env::temp_dir().join(format!("duka-blobs-{}", std::process::id()));
        let blobs = Blobs::open(&folder).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(1_000_000);
        // All on one shelf.
        let named = |n: u8| -> BlobHash { std::array::from_fn(|at| if at == 0 { 0xab } else { n }) };
        for n in 0..4 {
            for kind in ["320.jpg", "640.jpg"] {
                blobs.put(&named(n), kind, b"pixels").unwrap();
                File::open(blobs.path(&named(n), kind)).unwrap().set_modified(long_ago).unwrap();
            }
        }
        let before = blobs.now().unwrap() - Duration::from_secs(1_000);
        let old = blobs.put_before("ab", before).unwrap();
        assert_eq!(old.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3].map(named));
        blobs.put(&named(1), "640.jpg", b"pixels").unwrap();
        assert_eq!(blobs.forget("ab", before, |hash| *hash == named(2)).unwrap(), 2);
        let left: Vec<bool> = (0..4).map(|n| blobs.has(&named(n), "320.jpg")).collect();
        assert_eq!(left, [false, true, true, false]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
