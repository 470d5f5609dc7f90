//! One place elsewhere that is kept up to what this machine keeps. It asks for nothing until the recovery key was typed back.

use crate::base::Broken;
use crate::ops::archive::{BASES, Trouble};
use crate::ops::keys::Keys;
use crate::ops::seal::Sealed;
use crate::ops::send::pace::{Pace, Real};
use crate::ops::send::{Report, Sender};
use crate::outside::blobs::Blobs;
use crate::outside::targets::folder::Folder;
use crate::outside::targets::probe::{probe, sentence};
use crate::outside::targets::{self, Abilities, Object, Target};
use crate::store::Store;
use crate::store::history::History;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A sender believes what it once saw there. So often a new one looks again.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_secs(86_400);

/// How sending stands.
#[derive(Debug)]
pub enum Round {
    /// The recovery key was not typed back yet.
    NotConfirmed,
    /// Everything up to that entry lies there.
    Sent { report: Report, up_to: u64 },
}

pub struct Elsewhere {
    to: Box<dyn Target>,
    data: PathBuf,
    sending: Mutex<Option<Sending>>,
}

struct Sending {
    sender: Sender,
    since: Instant,
    /// The files of the local bases when they were last sent: while they stay the same the place is not asked about them, or
    /// every order would ask it again.
    bases: Vec<Object>,
    /// A sender tells of damage once; staff must see it until somebody looked.
    damaged: Vec<String>,
}

impl Elsewhere {
    pub fn of(to: Box<dyn Target>, data: &Path) -> Elsewhere {
        Elsewhere { to, data: data.to_owned(), sending: Mutex::new(None) }
    }

    /// Brings it up to now. May wait for the place to answer, so never on a thread that drives tasks.
    ///
    /// # Errors
    /// The place fails; the next round goes on where this one stopped.
    pub fn round(&self, store: &Store, history: &Mutex<History>, pictures: &Blobs) -> Result<Round, Trouble> {
        let mut sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        if sending.as_ref().is_none_or(|s| s.since.elapsed() > LOOKED_AGAIN_AFTER) {
            *sending = self.begin()?;
        }
        let Some(Sending { sender, bases: sent_bases, damaged, .. }) = sending.as_mut() else {
            return Ok(Round::NotConfirmed);
        };
        let pinned = self.data.join("sending");
        clear(&pinned)?;
        std::fs::create_dir_all(&pinned).map_err(|e| Broken::because("making a folder to send from", &e))?;
        // Where the store stands when all was sent is no answer: it sells meanwhile.
        let up_to = {
            let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
            let copied = history.follow(store)?;
            history.pin(&pinned)?;
            copied.position.seq
        };
        let sent = sender.history(&pinned, pictures, &*self.to);
        clear(&pinned)?;
        let mut report = sent?;
        let local = Folder::at(&self.data.join("backup"));
        let here = targets::all(&local, BASES).collect::<Result<Vec<_>, _>>()?;
        if here != *sent_bases {
            let bases = sender.bases(&local, pictures, &*self.to)?;
            report.bases += bases.bases;
            report.pictures += bases.pictures;
            report.files += bases.files;
            report.bytes += bases.bytes;
            report.damaged.extend(bases.damaged);
            *sent_bases = here;
        }
        damaged.append(&mut report.damaged);
        report.damaged.clone_from(damaged);
        Ok(Round::Sent { report, up_to })
    }

    /// Asks the place something through the shop's seal. `None`: the recovery key was not typed back yet.
    ///
    /// # Errors
    /// The place fails.
    pub fn ask<R>(&self, question: impl FnOnce(&dyn Target) -> Result<R, Trouble>) -> Result<Option<R>, Trouble> {
        let Some(seal) = Keys::open(&self.data)?.seal() else { return Ok(None) };
        question(&Sealed::of(&*self.to, &seal)).map(Some)
    }

    fn begin(&self) -> Result<Option<Sending>, Trouble> {
        let keys = Keys::open(&self.data)?;
        if !keys.is_confirmed() {
            return Ok(None);
        }
        let can: Abilities = probe(&*self.to)?;
        tracing::info!("Backups are sent elsewhere. {}", sentence(can));
        let sender = Sender::new(&keys, can, Pace::of(None, Box::new(Real::new())));
        Ok(sender.map(|sender| Sending { sender, since: Instant::now(), bases: Vec::new(), damaged: Vec::new() }))
    }
}

fn clear(folder: &Path) -> Result<(), Broken> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| Broken::because("clearing up after sending", &e))?;
    }
    Ok(())
}
