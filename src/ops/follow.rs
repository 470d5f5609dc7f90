//! A warm second copy: what the shop sends to a target is repeated here, entry by entry, seconds later. Reads the target and
//! writes the copy's store; must not know who may look at it.

mod pictures;

pub use pictures::Named;

use crate::base::Broken;
use crate::ops::archive::Trouble;
use crate::ops::at_once::at_once;
use crate::ops::erased::KEPT_AFTER_ERASURE;
use crate::ops::fetch::{largest, piece};
use crate::ops::seal::{Seal, Sealed};
use crate::ops::send::HISTORY;
use crate::ops::send::mark::{self, Found};
use crate::outside::blobs::Blobs;
use crate::outside::targets::{self, Target};
use crate::store::history::{History, SegmentName, Way};
use crate::store::{Entry, Position, Store, tables};
use std::path::{Path, PathBuf};

/// Entries laid down in one go, at most.
const ENTRIES_AT_ONCE: usize = 2_000;
const BYTES_AT_ONCE: usize = 8 << 20;
/// So many looks in a row that find what cannot be followed, and the copy must be made anew.
const LOOKS_UNTIL_LOST: u32 = 10;

/// What one look brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    pub entries: u64,
    pub pictures: u64,
    /// Where the copy stands.
    pub position: Position,
}

/// Why a copy cannot go on.
#[derive(Debug)]
pub enum Ended {
    /// What lies there is no continuation of it: the shop was restored, or what was needed has gone. It is made anew.
    OtherWay(String),
    /// The shop's keys were changed, and none of those that are here opens what it sends now.
    Locked,
    Trouble(Trouble),
}

impl Ended {
    /// For the person at the terminal.
    pub fn sentence(&self) -> String {
        match self {
            Ended::OtherWay(why) => format!("This copy cannot go on: {why}."),
            Ended::Locked => {
                "The shop's keys were changed, and this copy has the old ones. Put the new recovery key into \
                              a file and name it once, then it goes on: --key FILE."
                    .into()
            }
            Ended::Trouble(trouble) => trouble.sentence(),
        }
    }
}

impl<T: Into<Trouble>> From<T> for Ended {
    fn from(trouble: T) -> Ended {
        Ended::Trouble(trouble.into())
    }
}

pub struct Follower {
    from: Box<dyn Target>,
    seal: Seal,
    /// Pieces of history that were fetched and not used up.
    work: PathBuf,
    pictures: Named,
    lost_for: u32,
}

impl Follower {
    /// `data` is the copy's folder; `pictures` knows what the target calls those that are here.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub fn new(from: Box<dyn Target>, seal: Seal, data: &Path, pictures: Named) -> Result<Follower, Broken> {
        let work = data.join("following");
        let failed = |e| Broken::because("making a folder to follow in", &e);
        if work.exists() {
            std::fs::remove_dir_all(&work).map_err(failed)?;
        }
        std::fs::create_dir_all(&work).map_err(failed)?;
        Ok(Follower { from, seal, work, pictures, lost_for: 0 })
    }

    pub fn target(&self) -> Sealed<'_> {
        Sealed::of(&*self.from, &self.seal)
    }

    /// Looks once: fetches what is new, repeats it, and keeps it in the copy's own history. Pictures come before the rows that
    /// name them. Bounded; call it again at once while it brings anything.
    ///
    /// # Errors
    /// The target or the disk fails: the next look goes on from here. Or the way ends: see [`Ended::OtherWay`].
    pub fn look(&mut self, store: &Store, history: &mut History, blobs: &Blobs) -> Result<Step, Ended> {
        let before = store.position();
        let ahead = self.fetch(&before)?;
        let entries = match self.read(&before) {
            Ok(entries) => entries,
            Err(broken) => return self.lost(before, format!("{broken:?}")),
        };
        if entries.is_empty() && ahead {
            return self.lost(before, "what lies there does not go on where this copy stands".into());
        }
        if entries.first().is_some_and(|(entry, _)| entry.line != before.line) {
            return Err(Ended::OtherWay("the shop was brought back, or its data moved to another line".into()));
        }
        let mut pictures = 0;
        if entries.iter().any(|(entry, _)| may_name_pictures(entry)) {
            let sealed = Sealed::of(&*self.from, &self.seal);
            pictures = pictures::fetch_missing(&sealed, blobs, &mut self.pictures)?;
        }
        let position = store.repeat(&entries)?;
        history.follow(store)?;
        if !entries.is_empty() {
            forget_old(store, history)?;
        }
        self.lost_for = 0;
        self.forget(&position)?;
        Ok(Step { entries: entries.len() as u64, pictures, position })
    }

    /// Perhaps the piece between is only late.
    fn lost(&mut self, position: Position, why: String) -> Result<Step, Ended> {
        if mark::find(&*self.from, &self.seal)? == Found::Closed {
            return Err(Ended::Locked);
        }
        self.lost_for += 1;
        if self.lost_for >= LOOKS_UNTIL_LOST {
            return Err(Ended::OtherWay(why));
        }
        Ok(Step { entries: 0, pictures: 0, position })
    }

    /// Brings the pieces that go beyond a position. Is there anything beyond it?
    fn fetch(&self, position: &Position) -> Result<bool, Trouble> {
        let sealed = Sealed::of(&*self.from, &self.seal);
        let mut there = Vec::new();
        for object in targets::all(&sealed, HISTORY) {
            there.extend(object?.name.strip_prefix(HISTORY).and_then(SegmentName::parse));
        }
        there.retain(|name| name.last > position.seq);
        let ahead = !there.is_empty();
        // What came before something failed is not fetched again.
        let is_here = |name: &SegmentName| self.work.join(name.to_string()).exists();
        let wanted: Vec<SegmentName> = largest(there).into_iter().filter(|name| !is_here(name)).collect();
        for (_, sentence) in at_once(&wanted, |name| piece(&sealed, name, &self.work))?.into_iter().flatten() {
            // It is asked for again: perhaps it was damaged on its way.
            tracing::warn!("{sentence}");
        }
        Ok(ahead)
    }

    /// What follows on a position in what was fetched.
    fn read(&self, position: &Position) -> Result<Vec<(Entry, Vec<u8>)>, Broken> {
        let mut way = Way::from(&self.work, position)?;
        let (mut entries, mut bytes) = (Vec::new(), 0);
        while entries.len() < ENTRIES_AT_ONCE && bytes < BYTES_AT_ONCE {
            match way.step() {
                None => break,
                Some(Ok((entry, record))) => {
                    bytes += record.len();
                    entries.push((entry, record));
                }
                // What came before it is good.
                Some(Err(_)) if !entries.is_empty() => break,
                Some(Err(broken)) => return Err(broken),
            }
        }
        Ok(entries)
    }

    /// Takes away the pieces that were repeated.
    fn forget(&self, position: &Position) -> Result<(), Broken> {
        let failed = |e| Broken::because("clearing up after following", &e);
        for file in std::fs::read_dir(&self.work).map_err(failed)? {
            let file = file.map_err(failed)?;
            let name = SegmentName::parse(&file.file_name().to_string_lossy());
            if name.is_some_and(|name| name.last <= position.seq) {
                std::fs::remove_file(file.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

/// A copy keeps no snapshots: no piece of its history is needed for one. By the shop's own time, unless this machine's clock
/// says that it cannot be.
fn forget_old(store: &Store, history: &mut History) -> Result<(), Broken> {
    if store.time_doubt(store.now()).is_none() {
        let wall = store.heads().borrow().wall;
        store.let_go(history.let_go(u64::MAX, wall.minus(KEPT_AFTER_ERASURE))?);
    }
    Ok(())
}

fn may_name_pictures(entry: &Entry) -> bool {
    let tables = [tables::PRODUCTS.id, tables::COLLECTIONS.id, tables::SETTINGS.id, tables::PAGES.id];
    entry.changes.iter().any(|change| change.value.is_some() && tables.contains(&change.table))
}
