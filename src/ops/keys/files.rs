//! Files with a key each, in a folder that only the shop's own user reads. Must not know what a key is for.

use crate::base::Broken;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Where they lie in a data folder.
pub const FOLDER: &str = "keys";
/// A key file is a line or a few.
const KEY_CHARS_MAX: u64 = 10_000;

pub fn folder_in(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

pub fn make_folder(data: &Path) -> Result<PathBuf, Broken> {
    let folder = folder_in(data);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(Broken::because("making a folder for keys", &error))
        }
        _ => Ok(folder),
    }
}

pub fn unreadable(folder: &Path, name: &str) -> Broken {
    Broken::new(format!("{} is no key; put the right one there, or take it away", folder.join(name).display()))
}

/// A new key, unless another process made one meanwhile: then that one counts.
pub fn make(folder: &Path, name: &str, text: &str) -> Result<String, Broken> {
    let place = |from: &Path, to: &Path| match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => fs::remove_file(from),
    };
    write_as(folder, name, text, place)?;
    read(folder, name)?.ok_or_else(|| Broken::new("a key went away while it was made"))
}

pub fn read(folder: &Path, name: &str) -> Result<Option<String>, Broken> {
    let path = folder.join(name);
    match fs::metadata(&path) {
        Ok(about) if about.len() > KEY_CHARS_MAX => return Err(unreadable(folder, name)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    fs::read_to_string(&path).map(Some).map_err(|e| Broken::because(&format!("reading {}", path.display()), &e))
}

pub fn write(folder: &Path, name: &str, text: &str) -> Result<(), Broken> {
    write_as(folder, name, text, |from, to| fs::rename(from, to))
}

/// Gives a key that lies there another name. `false`: it does not.
pub fn rename(folder: &Path, from: &str, to: &str) -> Result<bool, Broken> {
    match fs::rename(folder.join(from), folder.join(to)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        renamed => renamed
            .and_then(|()| File::open(folder)?.sync_all())
            .map(|()| true)
            .map_err(|e| Broken::because("giving a key its place", &e)),
    }
}

/// Beside, synced, then put in its place: a key is there whole or not at all.
fn write_as(folder: &Path, name: &str, text: &str, place: fn(&Path, &Path) -> io::Result<()>) -> Result<(), Broken> {
    let beside = folder.join(format!(".{name}-{}", std::process::id()));
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        writeln!(file, "{text}")?;
        file.sync_all()?;
        place(&beside, &folder.join(name))?;
        File::open(folder)?.sync_all()
    })();
    written.map_err(|e| Broken::because("keeping a key", &e))
}
