//! The shop's keys, in a folder that only its own user reads: the machine's key, the recovery key for a person's drawer, and
//! the key that gives pictures their names elsewhere. Both keys open every backup; the first dies with the machine.
//!
//! Until a person has typed the recovery key back, nothing can be sealed, so nothing can leave the machine.

use super::seal::Seal;
use super::send::mark::Mark;
use crate::base::Broken;
use crate::base::random::{Seed, seed_from_system};
use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Where they lie in a data folder.
pub const FOLDER: &str = "keys";
const MACHINE: &str = "machine.key";
const RECOVERY: &str = "recovery.key";
const NAMES: &str = "names.key";
/// Holds the hash of the recovery key that was typed back.
const CONFIRMED: &str = "confirmed";
/// A key file is a line or a few.
const KEY_CHARS_MAX: u64 = 10_000;

pub struct Keys {
    folder: PathBuf,
    machine: Identity,
    recovery: Identity,
    names: Seed,
    confirmed: bool,
}

impl Keys {
    /// The keys in a data folder; those that are missing are made.
    ///
    /// # Errors
    /// The folder cannot be used, or a key in it cannot be read: it is never replaced.
    pub fn open(data: &Path) -> Result<Keys, Broken> {
        let folder = make_folder(data)?;
        let machine = identity_in(&folder, MACHINE)?;
        let recovery = identity_in(&folder, RECOVERY)?;
        let text = match read(&folder, NAMES)? {
            Some(text) => text,
            None => make(&folder, NAMES, &shown(&seed_from_system()?))?,
        };
        let names = names_of(&text).ok_or_else(|| unreadable(&folder, NAMES))?;
        let confirmed = read(&folder, CONFIRMED)?.is_some_and(|text| text.trim() == confirmation(&recovery));
        Ok(Keys { folder, machine, recovery, names, confirmed })
    }

    /// The keys of a shop that was just brought back with one of its keys. The recovery key stays the one in the drawer; with
    /// the machine's key alone a new one is made, and must be typed back.
    pub fn adopt(data: &Path, key: &Identity, mark: &Mark) -> Result<(), Broken> {
        let folder = make_folder(data)?;
        if let Some(names) = mark.names() {
            write(&folder, NAMES, &shown(&names))?;
        }
        if key.to_public().to_string() != mark.recovery() {
            return write(&folder, MACHINE, &text_of(key));
        }
        write(&folder, RECOVERY, &text_of(key))?;
        write(&folder, CONFIRMED, &confirmation(key))
    }

    /// Takes the keys of another data folder along, where there are any.
    pub fn carry(from: &Path, data: &Path) -> Result<(), Broken> {
        for name in [MACHINE, RECOVERY, NAMES, CONFIRMED] {
            if let Some(text) = read(&from.join(FOLDER), name)? {
                write(&make_folder(data)?, name, text.trim_end())?;
            }
        }
        Ok(())
    }

    /// The recovery key as it is printed.
    pub fn recovery_text(&self) -> String {
        text_of(&self.recovery)
    }

    /// Its public half: what is sealed for it, it opens.
    pub fn recovery_public(&self) -> String {
        self.recovery.to_public().to_string()
    }

    /// Did a person type the recovery key back?
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Compares what a person typed with the recovery key, without telling by time how much was right.
    pub fn confirm(&mut self, typed: &str) -> Result<bool, Broken> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let (typed, wanted) = (blake3::hash(typed.as_bytes()), blake3::hash(self.recovery_text().as_bytes()));
        if aws_lc_rs::constant_time::verify_slices_are_equal(typed.as_bytes(), wanted.as_bytes()).is_err() {
            return Ok(false);
        }
        write(&self.folder, CONFIRMED, &confirmation(&self.recovery))?;
        self.confirmed = true;
        Ok(true)
    }

    /// For what leaves the machine. `None` until the recovery key was confirmed.
    pub fn seal(&self) -> Option<Seal> {
        self.confirmed.then(|| Seal::of(vec![self.machine.clone(), self.recovery.clone()]))
    }

    /// For reading what lies elsewhere, confirmed or not.
    pub fn opening(&self) -> Seal {
        Seal::of(vec![self.machine.clone(), self.recovery.clone()])
    }

    /// The machine's key: it opens everything the shop sealed.
    pub fn machine(&self) -> &Identity {
        &self.machine
    }

    /// Names pictures where others may read names.
    pub fn names(&self) -> &Seed {
        &self.names
    }
}

/// The key in a file as `duka backup key` prints it, or as age's own tools write it.
pub fn read_key(text: &str) -> Option<Identity> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key = lines.next()?.to_uppercase().parse().ok()?;
    lines.next().is_none().then_some(key)
}

fn text_of(key: &Identity) -> String {
    key.to_string().expose_secret().to_owned()
}

fn confirmation(recovery: &Identity) -> String {
    let hash = blake3::derive_key("duka confirmed recovery key v1", text_of(recovery).as_bytes());
    shown(&hash)
}

pub fn shown(seed: &Seed) -> String {
    blake3::Hash::from_bytes(*seed).to_hex().to_string()
}

pub fn names_of(text: &str) -> Option<Seed> {
    blake3::Hash::from_hex(text.trim()).ok().map(|hash| *hash.as_bytes())
}

fn make_folder(data: &Path) -> Result<PathBuf, Broken> {
    let folder = data.join(FOLDER);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(Broken::because("making a folder for keys", &error))
        }
        _ => Ok(folder),
    }
}

fn unreadable(folder: &Path, name: &str) -> Broken {
    Broken::new(format!("{} is no key; put the right one there, or take it away", folder.join(name).display()))
}

fn identity_in(folder: &Path, name: &str) -> Result<Identity, Broken> {
    let text = match read(folder, name)? {
        Some(text) => text,
        None => make(folder, name, &text_of(&Identity::generate()))?,
    };
    read_key(&text).ok_or_else(|| unreadable(folder, name))
}

/// A new key, unless another process made one meanwhile: then that one counts.
fn make(folder: &Path, name: &str, text: &str) -> Result<String, Broken> {
    let place = |from: &Path, to: &Path| match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => fs::remove_file(from),
    };
    write_as(folder, name, text, place)?;
    read(folder, name)?.ok_or_else(|| Broken::new("a key went away while it was made"))
}

fn read(folder: &Path, name: &str) -> Result<Option<String>, Broken> {
    let path = folder.join(name);
    match fs::metadata(&path) {
        Ok(about) if about.len() > KEY_CHARS_MAX => return Err(unreadable(folder, name)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    fs::read_to_string(&path).map(Some).map_err(|e| Broken::because(&format!("reading {}", path.display()), &e))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Broken> {
    write_as(folder, name, text, |from, to| fs::rename(from, to))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nothing_is_sealed_before_the_key_was_typed_back_and_keys_stay() {
        let data = std::env::temp_dir().join(format!("duka-keys-{}", std::process::id()));
        fs::create_dir_all(&data).unwrap();
        let mut keys = Keys::open(&data).unwrap();
        let printed = keys.recovery_text();
        assert!(printed.starts_with("AGE-SECRET-KEY-1"), "{printed}");
        for wrong in ["", "AGE-SECRET-KEY-1", &printed[1..], &format!("{printed}Q")] {
            assert!(!keys.confirm(wrong).unwrap(), "{wrong}");
        }
        assert!(keys.seal().is_none() && !keys.is_confirmed());
        assert!(keys.confirm(&format!(" {} \n {}", printed[..30].to_lowercase(), &printed[30..])).unwrap());
        let sealed = keys.seal().unwrap().seal(b"orders").unwrap();

        let again = Keys::open(&data).unwrap();
        assert_eq!((again.recovery_text(), again.is_confirmed(), again.names()), (printed.clone(), true, keys.names()));
        let from_the_drawer = read_key(&format!("# kept by Jo\n{printed}\n")).unwrap();
        assert_eq!(Seal::of(vec![from_the_drawer]).open(&sealed).unwrap(), b"orders");
        for (path, mode) in [("keys", 0o700), ("keys/machine.key", 0o600), ("keys/recovery.key", 0o600)] {
            assert_eq!(fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
        }

        // Another recovery key was never typed back; a broken one is not replaced.
        fs::write(data.join("keys/recovery.key"), text_of(&Identity::generate())).unwrap();
        assert!(Keys::open(&data).unwrap().seal().is_none());
        fs::write(data.join("keys/recovery.key"), "half a k").unwrap();
        assert!(Keys::open(&data).is_err());
        fs::remove_dir_all(&data).unwrap();
    }
}
