//! The shop's keys, in a folder that only its own user reads: the machine's key, the recovery key for a person's drawer, and
//! the key that gives pictures their names elsewhere. Both keys open every backup; the first dies with the machine.
//!
//! Until a person has typed the recovery key back, nothing can be sealed, so nothing can leave the machine. New keys count once
//! the new recovery key was typed back; until then the ones before do, and those still open what was sealed for them.

mod files;
mod ring;
#[cfg(test)]
mod tests;

pub use files::FOLDER;
pub use ring::Ring;

use super::seal::Seal;
use super::send::mark::Mark;
use crate::base::Broken;
use crate::base::random::{Seed, seed_from_system};
use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use files::{folder_in, make, make_folder, read, rename, unreadable, write};
use std::path::{Path, PathBuf};

const MACHINE: &str = "machine.key";
const RECOVERY: &str = "recovery.key";
const NAMES: &str = "names.key";
/// Holds the hash of the recovery key that was typed back.
const CONFIRMED: &str = "confirmed";
/// New keys that wait for the recovery key among them to be typed back.
const NEXT_MACHINE: &str = "machine.next";
const NEXT_RECOVERY: &str = "recovery.next";
/// Keys of before, a line each, the oldest first.
const FORMER: &str = "former.keys";
/// So many of them are kept: what was sealed for older ones is long gone.
const FORMER_MAX: usize = 100;

pub struct Keys {
    folder: PathBuf,
    machine: Identity,
    recovery: Identity,
    names: Seed,
    former: Vec<Identity>,
    next: Option<Identity>,
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
        let former = former_in(&folder)?;
        let next = read(&folder, NEXT_RECOVERY)?;
        let next = next.map(|text| read_key(&text).ok_or_else(|| unreadable(&folder, NEXT_RECOVERY))).transpose()?;
        let confirmed = read(&folder, CONFIRMED)?.is_some_and(|text| text.trim() == confirmation(&recovery));
        Ok(Keys { folder, machine, recovery, names, former, next, confirmed })
    }

    /// The keys of a shop that was just brought back with one of its keys. The recovery key stays the one in the drawer; with
    /// the machine's key alone a new one is made, and must be typed back.
    pub fn adopt(data: &Path, key: &Identity, mark: &Mark) -> Result<(), Broken> {
        let folder = make_folder(data)?;
        if let Some(names) = mark.names() {
            write(&folder, NAMES, &shown(&names))?;
        }
        let former = mark.former();
        if !former.is_empty() {
            write(&folder, FORMER, &lines(&former))?;
        }
        if key.to_public().to_string() != mark.recovery() {
            return write(&folder, MACHINE, &text_of(key));
        }
        write(&folder, RECOVERY, &text_of(key))?;
        write(&folder, CONFIRMED, &confirmation(key))
    }

    /// Takes the keys of another data folder along, where there are any.
    pub fn carry(from: &Path, data: &Path) -> Result<(), Broken> {
        for name in [MACHINE, RECOVERY, NAMES, FORMER, NEXT_MACHINE, NEXT_RECOVERY, CONFIRMED] {
            if let Some(text) = read(&folder_in(from), name)? {
                write(&make_folder(data)?, name, text.trim_end())?;
            }
        }
        Ok(())
    }

    /// The recovery key as it is printed: the one that is to be typed back, or was.
    pub fn recovery_text(&self) -> String {
        text_of(self.next.as_ref().unwrap_or(&self.recovery))
    }

    /// The public half of the key that counts: what is sealed for it, it opens.
    pub fn recovery_public(&self) -> String {
        self.recovery.to_public().to_string()
    }

    /// Did a person type the recovery key back? Then backups may leave.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Does a new recovery key wait to be typed back?
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// Compares what a person typed with the recovery key, without telling by time how much was right. A new one that waits
    /// takes the place of the one before.
    pub fn confirm(&mut self, typed: &str) -> Result<bool, Broken> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let (typed, wanted) = (blake3::hash(typed.as_bytes()), blake3::hash(self.recovery_text().as_bytes()));
        if aws_lc_rs::constant_time::verify_slices_are_equal(typed.as_bytes(), wanted.as_bytes()).is_err() {
            return Ok(false);
        }
        if let Some(next) = self.next.take() {
            self.replace(next)?;
        }
        write(&self.folder, CONFIRMED, &confirmation(&self.recovery))?;
        self.confirmed = true;
        Ok(true)
    }

    /// Makes new keys, which count once the recovery key among them was typed back. Those that wait already stay.
    pub fn rotate(&mut self) -> Result<(), Broken> {
        if self.next.is_none() {
            // The machine's first: without the other one it is nothing yet.
            write(&self.folder, NEXT_MACHINE, &text_of(&Identity::generate()))?;
            let next = Identity::generate();
            write(&self.folder, NEXT_RECOVERY, &text_of(&next))?;
            self.next = Some(next);
        }
        Ok(())
    }

    /// It may stop between any two steps: the keys before are among the former ones first, and the machine's key alone fits
    /// either recovery key.
    fn replace(&mut self, next: Identity) -> Result<(), Broken> {
        for key in [&self.machine, &self.recovery] {
            if self.former.iter().all(|known| text_of(known) != text_of(key)) {
                self.former.push(key.clone());
            }
        }
        let too_many = self.former.len().saturating_sub(FORMER_MAX);
        self.former.drain(..too_many);
        write(&self.folder, FORMER, &lines(&self.former))?;
        if rename(&self.folder, NEXT_MACHINE, MACHINE)? {
            self.machine = identity_in(&self.folder, MACHINE)?;
        }
        rename(&self.folder, NEXT_RECOVERY, RECOVERY)?;
        self.recovery = next;
        Ok(())
    }

    /// For what leaves the machine. `None` until the recovery key was confirmed.
    pub fn seal(&self) -> Option<Seal> {
        self.confirmed.then(|| self.opening())
    }

    /// For reading what lies elsewhere, confirmed or not.
    pub fn opening(&self) -> Seal {
        Seal::of(vec![self.machine.clone(), self.recovery.clone()]).opening(self.former.clone())
    }

    /// The machine's key: it opens what the shop seals.
    pub fn machine(&self) -> &Identity {
        &self.machine
    }

    /// Names pictures where others may read names.
    pub fn names(&self) -> &Seed {
        &self.names
    }

    /// What opens files that were sealed before the keys were changed.
    pub fn former(&self) -> &[Identity] {
        &self.former
    }
}

/// The key in a file as `duka backup key` prints it, or as age's own tools write it.
pub fn read_key(text: &str) -> Option<Identity> {
    let mut keys = read_keys(text)?;
    keys.pop().filter(|_| keys.is_empty())
}

fn read_keys(text: &str) -> Option<Vec<Identity>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.to_uppercase().parse().ok()).collect()
}

pub fn text_of(key: &Identity) -> String {
    key.to_string().expose_secret().to_owned()
}

fn lines(keys: &[Identity]) -> String {
    keys.iter().map(text_of).collect::<Vec<_>>().join("\n")
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

fn identity_in(folder: &Path, name: &str) -> Result<Identity, Broken> {
    let text = match read(folder, name)? {
        Some(text) => text,
        None => make(folder, name, &text_of(&Identity::generate()))?,
    };
    read_key(&text).ok_or_else(|| unreadable(folder, name))
}

fn former_in(folder: &Path) -> Result<Vec<Identity>, Broken> {
    let Some(text) = read(folder, FORMER)? else { return Ok(Vec::new()) };
    read_keys(&text).ok_or_else(|| unreadable(folder, FORMER))
}
