//! A copy on this machine's disk: made once from the place, then opened and led on entry by entry.

use super::super::config::Follow;
use super::super::open::{self, Opened};
use super::super::restore::attempt::Attempt;
use super::super::restore::{self, Asked, Becomes};
use super::super::say;
use super::{Note, target};
use crate::app::App;
use crate::base::{Broken, Clock};
use crate::ops::fetch;
use crate::ops::follow::{Ended, Follower, Named, Step};
use crate::ops::keys::{self, Keys};
use crate::ops::restore::At;
use crate::ops::seal::Seal;
use crate::store::history::History;
use age::x25519::Identity;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Copy {
    pub app: Arc<App>,
    pub history: History,
    pub follower: Follower,
    pub data: PathBuf,
}

impl Copy {
    /// Opens the copy in the folder, and makes it first where there is none. The error is a sentence.
    pub async fn prepare(asked: &Follow) -> Result<Copy, String> {
        let asked = asked.clone();
        let work = tokio::task::spawn_blocking(move || prepare(&asked));
        work.await.map_err(|e| format!("The copy could not be made: {e}."))?
    }

    pub fn look(&mut self) -> Result<Step, Ended> {
        self.follower.look(self.app.store(), &mut self.history, &self.app.blobs)
    }
}

fn prepare(asked: &Follow) -> Result<Copy, String> {
    let data = asked.data.data.clone();
    let broken = |b: Broken| format!("{b:?}");
    let found = Note::read(&data).map_err(broken)?;
    let is_new = found.is_none();
    let note = match (found, &asked.from) {
        (Some(note), _) => note,
        (None, Some(from)) => Note { from: from.display().to_string() },
        (None, None) => {
            return Err(format!("There is no copy in {} yet. Say whose it is: --from PLACE.", data.display()));
        }
    };
    if is_new || !data.join(open::STORE_FILE).exists() {
        make(asked, &note, &data, is_new)?;
    } else if let Some(key) = named_key(asked)? {
        // The shop's keys were changed since.
        let mark = fetch::unlock(&*target(asked, &note)?, &Seal::of(vec![key.clone()])).map_err(|t| t.sentence())?;
        mark.map(|mark| Keys::adopt(&data, &key, &mark)).transpose().map_err(broken)?;
    }
    open(asked, &note, data)
}

fn make(asked: &Follow, note: &Note, data: &Path, is_new: bool) -> Result<(), String> {
    let broken = |b: Broken| format!("{b:?}");
    let key = match named_key(asked)? {
        Some(key) => key,
        // Made anew: the keys of the first time are here.
        None if data.join(keys::FOLDER).is_dir() => Keys::open(data).map_err(broken)?.machine().clone(),
        None => return Err("What lies there is sealed. Name the file with the recovery key: --key FILE.".into()),
    };
    let from = target(asked, note)?;
    let attempt = if is_new {
        let attempt = Attempt::begin(data)?;
        note.write(data, &attempt.work()).map_err(broken)?;
        attempt
    } else {
        // What an attempt left that was cut.
        clear(data).map_err(broken)?;
        Attempt::again(data)?
    };
    say(&format!("Makes a copy of the shop from {} …", note.from));
    let asked = Asked { from: note.from.clone(), at: At::Newest, becomes: Becomes::Copy };
    let made = restore::from_elsewhere(&*from, &key, &asked, &attempt);
    if is_new && made.is_err() {
        // The folder was empty, and is again: the next attempt may follow another place.
        Note::remove(data).map_err(broken)?;
    }
    attempt.ends(made).map(drop).map_err(|t| format!("The copy could not be made. {}", t.sentence()))
}

fn named_key(asked: &Follow) -> Result<Option<Identity>, String> {
    let Some(file) = &asked.key else { return Ok(None) };
    let text = std::fs::read_to_string(file).map_err(|e| format!("{} cannot be read: {e}.", file.display()))?;
    keys::read_key(&text).map(Some).ok_or_else(|| format!("There is no key in {}.", file.display()))
}

fn open(asked: &Follow, note: &Note, data: PathBuf) -> Result<Copy, String> {
    let broken = |b: Broken| format!("{b:?}");
    let Opened { app, history } = open::open_copy(&data, Clock::Real).map_err(broken)?;
    let keys = Keys::open(&data).map_err(broken)?;
    let seal = keys.opening();
    let named = Named::of(&app.blobs, keys.names()).map_err(broken)?;
    let follower = Follower::new(target(asked, note)?, seal, &data, named).map_err(broken)?;
    Ok(Copy { app, history, follower, data })
}

/// Takes away what was copied, but no picture and no key: those stay what they are.
pub fn clear(data: &Path) -> Result<(), Broken> {
    if Note::read(data)?.is_none() {
        return Err(Broken::new("this folder holds no copy, so nothing in it is cleared"));
    }
    let failed = |e: std::io::Error| Broken::because("clearing a copy", &e);
    for name in [open::STORE_FILE, "history", "search", "following", "restoring"] {
        let path = data.join(name);
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        match gone {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    Ok(())
}
