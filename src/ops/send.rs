//! Brings a target elsewhere up to what this machine keeps: everything sealed, each file once, in an order that leaves whole
//! backups there whenever it stops. It can stop anywhere: what is there already is found by looking.
//!
//! Two may send to one target beside each other: one history, every second, and one the bases, as slowly as it must.

pub mod mark;
pub mod pace;
pub mod pictures;
mod snapshots;

use crate::app::erasure::Ledger;
use crate::base::Broken;
use crate::base::random::Seed;
use crate::base::time::DAY;
use crate::ops::archive::{self, Trouble};
use crate::ops::erased;
use crate::ops::keys::Keys;
use crate::ops::seal::{Seal, Sealed, may_be_whole};
use crate::outside::blobs::Blobs;
use crate::outside::targets::{self, Abilities, Failed, Kind, OBJECT_BYTES_MAX, Target};
use crate::store::history::{SegmentName, Unsound, verify_segment};
use mark::Mark;
use pace::Pace;
use pictures::Pictures;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

pub const HISTORY: &str = "history/";
/// What lies there for so long is sent again, so that a bucket may let go of anything that is sixty days old by itself. Later
/// than a selling shop makes a base of its oldest backups, for what is sent again counts as young.
pub const SENT_AGAIN_AFTER: i64 = 45 * DAY;

/// What one round brought there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    pub pictures: u64,
    pub segments: u64,
    pub bases: u64,
    /// All of it, parts of bases included, as it travelled.
    pub files: u64,
    pub bytes: u64,
    /// Pieces of history that a larger one holds as well.
    pub removed: u64,
    /// What is damaged here and was not sent: a sentence each, told once by each sender.
    pub damaged: Vec<String>,
}

/// Sends to one target, and remembers what it knows to be there. A new one looks again; one a day is well.
pub struct Sender {
    seal: Seal,
    names: Seed,
    mark: Mark,
    can: Abilities,
    pace: Pace,
    claimed: bool,
    pictures: Pictures,
    /// What of history is there, with its size there. `None`: not looked yet.
    history: Option<BTreeMap<String, u64>>,
    /// Who is known there to be erased. `None`: not looked yet.
    erased: Option<Ledger>,
}

/// Where everything goes through. One piece of history or part of a base is held at a time, plain and sealed, each at most
/// `OBJECT_BYTES_MAX`; of pictures, which are small, a few.
struct Outgoing<'a> {
    to: &'a dyn Target,
    seal: &'a Seal,
    removes: bool,
    pace: Mutex<&'a mut Pace>,
    report: Mutex<Report>,
}

impl<'a> Outgoing<'a> {
    fn of(to: &'a dyn Target, seal: &'a Seal, can: Abilities, pace: &'a mut Pace) -> Outgoing<'a> {
        Outgoing { to, seal, removes: can.removes, pace: Mutex::new(pace), report: Mutex::default() }
    }

    fn sealed(&self) -> Sealed<'_> {
        Sealed::of(self.to, self.seal)
    }

    /// Whoever must wait for the limit keeps the others waiting.
    fn before(&self, name: &str, bytes: u64) -> Result<(), Failed> {
        if bytes > OBJECT_BYTES_MAX {
            return Err(Failed::new(Kind::Other, format!("The file {name} is too large to be sent.")));
        }
        self.pace.lock().unwrap_or_else(PoisonError::into_inner).before(bytes);
        Ok(())
    }

    fn tell(&self, count: impl FnOnce(&mut Report)) {
        count(&mut self.report.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn after(&self, bytes: u64) {
        self.tell(|report| {
            report.files += 1;
            report.bytes += bytes;
        });
    }

    fn told(self) -> Report {
        self.report.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.before(name, bytes.len() as u64)?;
        self.sealed().put(name, bytes)?;
        self.after(bytes.len() as u64);
        Ok(())
    }

    /// Puts what lies there once more, so that it counts as young. `false`: nothing there may be written over, nor taken away
    /// by us; then its own rules decide how long it stays.
    fn put_again(&self, name: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        match self.put(name, bytes) {
            Err(Trouble::Target(refused)) if refused.kind == Kind::Forbidden && !self.removes => {
                tracing::debug!(cause = refused.sentence, "{name} stays as old as it is there");
                Ok(false)
            }
            put => put.map(|()| true),
        }
    }

    /// `by_half`: a part of it arrived before.
    fn segment(&self, name: &str, bytes: &[u8], by_half: bool) -> Result<(), Trouble> {
        if by_half {
            self.put(name, bytes)?;
        } else {
            self.put_new(name, bytes)?;
        }
        self.tell(|report| report.segments += 1);
        Ok(())
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        self.before(name, bytes.len() as u64)?;
        let is_new = self.sealed().put_new(name, bytes)?;
        self.after(if is_new { bytes.len() as u64 } else { 0 });
        Ok(is_new)
    }
}

impl Sender {
    /// `None` until the recovery key was typed back: nothing leaves the machine before.
    pub fn new(keys: &Keys, can: Abilities, pace: Pace) -> Option<Sender> {
        let (seal, names, mark) = (keys.seal()?, *keys.names(), Mark::of(keys));
        let pictures = Pictures::default();
        Some(Sender { seal, names, mark, can, pace, claimed: false, pictures, history: None, erased: None })
    }

    /// Pictures, then the segments of history in a folder where they were pinned before this was called: so nothing arrives
    /// before the pictures it names.
    ///
    /// # Errors
    /// The target fails, or belongs to another shop. What is damaged here is in the report.
    pub fn history(&mut self, pinned: &Path, pictures: &Blobs, to: &dyn Target) -> Result<Report, Trouble> {
        let sent = self.claim(to).and_then(|()| self.try_history(pinned, pictures, to));
        if sent.is_err() {
            // Perhaps it took a file and could not say so.
            self.history = None;
        }
        sent
    }

    fn try_history(&mut self, pinned: &Path, pictures: &Blobs, to: &dyn Target) -> Result<Report, Trouble> {
        let out = Outgoing::of(to, &self.seal, self.can, &mut self.pace);
        self.pictures.send(pictures, &self.names, &out)?;
        let mut there = match self.history.take() {
            Some(there) => there,
            None => history_at(&out.sealed())?,
        };
        let mut here = Vec::new();
        for name in segments_in(pinned)? {
            let (file, plain) = (format!("{HISTORY}{name}"), pinned.join(name.to_string()));
            let read = |e| Broken::because(&format!("reading {}", plain.display()), &e);
            let bytes = std::fs::metadata(&plain).map_err(read)?.len();
            let lies_there = there.get(&file).copied();
            if !lies_there.is_some_and(|sealed| may_be_whole(sealed, bytes)) {
                match verify_segment(pinned, &name) {
                    Ok(()) => {
                        let content = std::fs::read(&plain).map_err(read)?;
                        out.segment(&file, &content, lies_there.is_some())?;
                    }
                    // Perhaps it can be, the next time.
                    Err(Unsound::Unreadable(broken)) => return Err(broken.into()),
                    Err(Unsound::Damaged(broken)) => {
                        out.tell(|r| r.damaged.push(Trouble::damaged(&file, format!("{broken:?}")).sentence()))
                    }
                }
                there.insert(file, u64::MAX);
            }
            here.push((name, bytes));
        }
        if self.can.removes {
            remove_held(&here, &mut there, &out)?;
        }
        self.history = Some(there);
        Ok(out.told())
    }

    /// The proved snapshots of the local target: the newest with what it builds on, then older ones. Of each its parts, then
    /// the manifest, then the proof. Pictures go before them, as with history.
    ///
    /// # Errors
    /// As with history.
    pub fn bases(&mut self, from: &dyn Target, pictures: &Blobs, to: &dyn Target) -> Result<Report, Trouble> {
        self.claim(to)?;
        let (manifests, troubles) = archive::manifests(from)?;
        let out = Outgoing::of(to, &self.seal, self.can, &mut self.pace);
        out.tell(|report| report.damaged.extend(troubles.iter().map(Trouble::sentence)));
        self.pictures.send(pictures, &self.names, &out)?;
        snapshots::send(from, &manifests, &out)?;
        Ok(out.told())
    }

    /// Sends a few pictures again that lie there long, for whoever has nothing else to send. Answers whether there are more.
    ///
    /// # Errors
    /// The target fails.
    pub fn pictures_again(&mut self, pictures: &Blobs, to: &dyn Target) -> Result<bool, Trouble> {
        let out = Outgoing::of(to, &self.seal, self.can, &mut self.pace);
        self.pictures.send_again(pictures, &self.names, &out)
    }

    /// Adds to the ledger of the erased there, when it is another one than before.
    ///
    /// # Errors
    /// As with history.
    pub fn erased(&mut self, ledger: &Ledger, to: &dyn Target) -> Result<(), Trouble> {
        if self.erased.as_ref() != Some(ledger) {
            self.claim(to)?;
            erased::lay(&Sealed::of(to, &self.seal), ledger)?;
            self.erased = Some(ledger.clone());
        }
        Ok(())
    }

    fn claim(&mut self, to: &dyn Target) -> Result<(), Trouble> {
        if !self.claimed {
            mark::claim(to, &self.seal, &self.mark)?;
            self.claimed = true;
        }
        Ok(())
    }
}

fn segments_in(folder: &Path) -> Result<Vec<SegmentName>, Broken> {
    let failed = |e| Broken::because("reading history's folder", &e);
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).map_err(failed)? {
        names.extend(SegmentName::parse(&file.map_err(failed)?.file_name().to_string_lossy()));
    }
    names.sort_by_key(|name| (name.run, name.first));
    Ok(names)
}

fn history_at(sealed: &Sealed<'_>) -> Result<BTreeMap<String, u64>, Failed> {
    targets::all(sealed, HISTORY).map(|object| object.map(|o| (o.name, o.bytes))).collect()
}

/// Takes away what larger pieces hold as well, once those are seen to be there.
fn remove_held(
    here: &[(SegmentName, u64)],
    there: &mut BTreeMap<String, u64>,
    out: &Outgoing<'_>,
) -> Result<(), Trouble> {
    let held = |file: &String| {
        let name = SegmentName::parse(file.strip_prefix(HISTORY)?)?;
        here.iter().find(|(larger, _)| *larger != name && larger.holds(&name))
    };
    if !there.keys().any(|file| held(file).is_some()) {
        return Ok(());
    }
    *there = history_at(&out.sealed())?;
    let is_there = |larger: &(SegmentName, u64)| {
        there.get(&format!("{HISTORY}{}", larger.0)).is_some_and(|sealed| may_be_whole(*sealed, larger.1))
    };
    let gone: Vec<String> = there.keys().filter(|file| held(file).is_some_and(is_there)).cloned().collect();
    for file in gone {
        out.sealed().remove(&file)?;
        there.remove(&file);
        out.tell(|report| report.removed += 1);
    }
    Ok(())
}
