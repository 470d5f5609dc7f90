//! One state of the shop takes the place of another in the shop's folder, by renames alone. Once the note is written it happens,
//! whatever stops the machine: each step can be told from what lies there, and whoever opens the folder takes the steps that
//! are left first. It must not know what is in a state.

use crate::base::{Broken, Time};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a state is made of. Keys, pictures and the claim belong to the machine, whatever state its shop is in.
const PARTS: [&str; 5] = ["history", "backup", "search", "passing.redb", "shop.redb"];
/// Says that a change is under way. It goes last.
const NOTE: &str = "switch.json";
/// Where a state is made ready that is to come.
pub const NEXT: &str = "next";
/// The state that was changed for another one; it can be gone back to.
pub const BEFORE: &str = "before";
/// One that nobody wants back.
const UNWANTED: &str = "unwanted";
/// In the folder of a state that was put away: all of it is there.
const WHOLE: &str = "whole.json";

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Way {
    /// What was made ready comes, what is there is kept.
    ToNext,
    /// What was kept comes again.
    Back,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Note {
    way: Way,
    at: Time,
}

impl Way {
    fn comes(self, data: &Path) -> PathBuf {
        data.join(if self == Way::ToNext { NEXT } else { BEFORE })
    }

    fn goes(self, data: &Path) -> PathBuf {
        data.join(if self == Way::ToNext { BEFORE } else { UNWANTED })
    }
}

/// From here on it happens. Nobody may have the shop open.
///
/// # Errors
/// Nothing was made ready, or the disk fails: everything is as it was.
pub fn begin(data: &Path, way: Way, at: Time) -> Result<(), Broken> {
    if !way.comes(data).join("shop.redb").is_file() {
        return Err(Broken::new("there is no other state of the shop to change to"));
    }
    forget(data, &way.goes(data))?;
    let text = serde_json::to_vec(&Note { way, at }).map_err(|e| Broken::because("writing what is to come", &e))?;
    put(data, NOTE, &text)
}

/// Takes every step that is left. `true`: there were some.
///
/// # Errors
/// The disk fails; the next call goes on from there.
pub fn settle(data: &Path) -> Result<bool, Broken> {
    let mut any = false;
    while step(data)? {
        any = true;
    }
    Ok(any)
}

/// One step. `false`: none is left.
///
/// # Errors
/// As with [`settle`].
pub fn step(data: &Path) -> Result<bool, Broken> {
    let Some(note) = read::<Note>(&data.join(NOTE))? else { return Ok(false) };
    let (comes, goes) = (note.way.comes(data), note.way.goes(data));
    if !goes.is_dir() {
        fs::create_dir(&goes).map_err(failed)?;
        return sync(data).map(|()| true);
    }
    if !goes.join(WHOLE).exists() {
        return match PARTS.iter().find(|part| data.join(part).exists()) {
            Some(part) => shift(data, &goes, part),
            None => {
                let text = serde_json::to_vec(&note).map_err(|e| Broken::because("noting what was kept", &e))?;
                put(&goes, WHOLE, &text)
            }
        }
        .map(|()| true);
    }
    if let Some(part) = PARTS.iter().find(|part| comes.join(part).exists()) {
        return shift(&comes, data, part).map(|()| true);
    }
    forget(data, &comes)?;
    fs::remove_file(data.join(NOTE)).map_err(failed)?;
    sync(data).map(|()| true)
}

/// When the state was put away that can be gone back to.
///
/// # Errors
/// The folder cannot be read.
pub fn kept(data: &Path) -> Result<Option<Time>, Broken> {
    Ok(read::<Note>(&data.join(BEFORE).join(WHOLE))?.map(|note| note.at))
}

/// Takes away what was only half made ready, or is not wanted. Whoever calls has the shop open.
///
/// # Errors
/// The disk fails.
pub fn clear(data: &Path) -> Result<(), Broken> {
    forget(data, &data.join(NEXT))?;
    forget(data, &data.join(UNWANTED))?;
    if kept(data)?.is_none() { forget(data, &data.join(BEFORE)) } else { Ok(()) }
}

/// Nobody goes back any more.
///
/// # Errors
/// The disk fails.
pub fn let_go(data: &Path) -> Result<(), Broken> {
    forget(data, &data.join(BEFORE))
}

/// Its word that it is whole goes first: half of it must not be taken for a state.
fn forget(data: &Path, folder: &Path) -> Result<(), Broken> {
    for gone in [fs::remove_file(folder.join(WHOLE)), fs::remove_dir_all(folder)] {
        match gone {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    sync(data)
}

fn shift(from: &Path, to: &Path, part: &str) -> Result<(), Broken> {
    fs::rename(from.join(part), to.join(part)).map_err(failed)?;
    sync(to)?;
    sync(from)
}

fn put(folder: &Path, name: &str, text: &[u8]) -> Result<(), Broken> {
    let beside = folder.join(format!("{name}.part"));
    fs::write(&beside, text).map_err(failed)?;
    fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, folder.join(name)).map_err(failed)?;
    sync(folder)
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<Option<T>, Broken> {
    match fs::read(file) {
        Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|e| Broken::because("reading what is to come", &e)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

fn sync(folder: &Path) -> Result<(), Broken> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

fn failed(error: std::io::Error) -> Broken {
    Broken::because("changing the shop for another state of it", &error)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time::from_micros(7);

    /// What each part in a folder says, by part; nothing for those that are not there.
    fn says(folder: &Path) -> Vec<Option<String>> {
        let text = |part: &&str| fs::read_to_string(folder.join(part)).ok();
        PARTS.iter().map(text).collect()
    }

    fn state(folder: &Path, parts: &[&str], word: &str) {
        fs::create_dir_all(folder).unwrap();
        parts.iter().for_each(|part| fs::write(folder.join(part), word).unwrap());
    }

    fn all(word: &str) -> Vec<Option<String>> {
        PARTS.iter().map(|_| Some(word.to_owned())).collect()
    }

    fn only_store(word: &str) -> Vec<Option<String>> {
        PARTS.iter().map(|part| (*part == "shop.redb").then(|| word.to_owned())).collect()
    }

    #[test]
    fn stopped_after_any_step_it_is_the_one_state_or_the_other() {
        for stopped_after in 0..40 {
            let data = std::env::temp_dir().join(format!("duka-switch-{}-{stopped_after}", std::process::id()));
            state(&data, &PARTS, "old");
            state(&data.join(NEXT), &["shop.redb", "not a part"], "new");
            fs::write(data.join("keys"), "the machine's").unwrap();
            // Not begun: whoever opens it finds the old one, and what was half made ready goes.
            assert!(!settle(&data).unwrap());
            begin(&data, Way::ToNext, NOW).unwrap();
            let mut taken = 0;
            while taken < stopped_after && step(&data).unwrap() {
                taken += 1;
            }
            // Started again.
            settle(&data).unwrap();
            clear(&data).unwrap();
            assert_eq!((says(&data), says(&data.join(BEFORE))), (only_store("new"), all("old")), "{stopped_after}");
            assert_eq!(kept(&data).unwrap(), Some(NOW));
            assert!(!data.join(NEXT).exists());

            // The new one lives a little, and is not wanted.
            state(&data, &["history", "passing.redb"], "new");
            begin(&data, Way::Back, NOW).unwrap();
            for _ in 0..stopped_after {
                step(&data).unwrap();
            }
            settle(&data).unwrap();
            clear(&data).unwrap();
            assert_eq!((says(&data), kept(&data).unwrap()), (all("old"), None), "{stopped_after}");
            assert!(!data.join(BEFORE).exists() && !data.join(UNWANTED).exists() && data.join("keys").exists());
            assert!(begin(&data, Way::Back, NOW).is_err(), "there is nothing to go back to");
            fs::remove_dir_all(&data).unwrap();
        }
    }
}
