//! The local target every shop has: snapshots in its own data folder, beside the history that is there already. It makes
//! them, proves them, puts old ones together, keeps what the rule says, and tells how it stands.

mod pictures;

use super::base;
use super::drill::{Looked, Proof, drill};
use super::increment::{self, End, Made};
use super::roll;
use super::scrub::{self, Scrubbed};
use crate::app::erasure;
use crate::base::time::DAY;
use crate::base::{Broken, Clock, Time};
use crate::ops::archive::{self, Manifest, Trouble};
use crate::ops::erased;
use crate::ops::prune::{Keep, Pruned, prune};
use crate::ops::restore::{Source, space_needed};
use crate::ops::send::pace::Pace;
use crate::outside::disk::free_bytes;
use crate::outside::targets::Target;
use crate::outside::targets::folder::Folder;
use crate::store::Store;
use crate::store::history::History;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Snapshots that name somebody who was erased so long ago are put together with newer ones, however few those are. A day more
/// than everything is kept for: then there is one from after the erasure to put them together with.
const FORGOTTEN_AFTER: i64 = erased::KEPT_AFTER_ERASURE + DAY;
/// Holds why old snapshots could not be taken away, for whoever asks later.
const OLD_STAY: &str = "old-stay.txt";

/// A snapshot and whether it was proved.
#[derive(Clone, Debug)]
pub struct Kept {
    pub manifest: Manifest,
    pub proof: Option<Proof>,
}

impl Kept {
    fn is_proved(&self) -> bool {
        self.proof.as_ref().is_some_and(Proof::holds)
    }
}

pub struct Keeper {
    data: PathBuf,
    local: Box<dyn Target>,
    work: PathBuf,
    scrubbing: PathBuf,
    pictures: PathBuf,
    /// One backup or drill at a time.
    busy: Mutex<()>,
    /// The same as [`OLD_STAY`], on a disk that does not take that either.
    old_stay: Mutex<Option<String>>,
}

impl Keeper {
    pub fn of(data: &Path) -> Keeper {
        Keeper::keeping_in(Box::new(Folder::at(&data.join("backup"))), data)
    }

    /// The same with snapshots in another place than the folder itself.
    pub fn keeping_in(local: Box<dyn Target>, data: &Path) -> Keeper {
        Keeper {
            data: data.to_owned(),
            local,
            work: data.join("drill"),
            scrubbing: data.join("scrub"),
            pictures: data.join("pictures"),
            busy: Mutex::default(),
            old_stay: Mutex::default(),
        }
    }

    /// Every snapshot, oldest first.
    pub fn kept(&self) -> Result<Vec<Kept>, Trouble> {
        let (manifests, troubles) = archive::manifests(&*self.local)?;
        for trouble in troubles {
            tracing::error!(cause = trouble.sentence(), "A backup cannot be read");
        }
        manifests.into_iter().map(|manifest| Ok(Kept { proof: self.proof(&manifest)?, manifest })).collect()
    }

    fn proof(&self, manifest: &Manifest) -> Result<Option<Proof>, Trouble> {
        let text = self.local.get(&archive::proof_of(&manifest.name))?;
        // A proof that cannot be read proves nothing.
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }

    /// Makes a snapshot, proves it, and lets go of what is kept no longer. An increment where it can be one; a base where
    /// there is nothing sound to go on from.
    ///
    /// # Errors
    /// It could not be made, or not be proved; older ones stay.
    pub fn back_up(&self, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<Kept, Trouble> {
        let _one = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        self.clear()?;
        let made = self.try_back_up(store, history, clock);
        self.clear()?;
        made
    }

    fn try_back_up(&self, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<Kept, Trouble> {
        self.note_erased(store)?;
        let kept = self.kept()?;
        let newest = increment::newest(kept.iter().map(|kept| &kept.manifest), store);
        let is_proved = |name: &str| kept.iter().any(|kept| kept.manifest.name == name && kept.is_proved());
        let increment = match newest.filter(|newest| is_proved(&newest.name)) {
            Some(newest) => self.increment(store, history, newest, clock.now())?,
            None => None,
        };
        let mut made = match increment {
            Some(increment) => self.prove(increment, clock)?,
            None => self.base(store, history, clock)?,
        };
        if !made.is_proved() && !made.manifest.is_base() {
            tracing::error!(
                backup = made.manifest.name,
                "What was added to the backup is not usable; a whole one is made"
            );
            made = self.base(store, history, clock)?;
        }
        // A clock in doubt may not decide what is old.
        if made.is_proved() && store.time_doubt(clock.now()).is_none() {
            // The backup is there all the same; the next one tries again.
            self.tell_old(self.let_go(store, history, clock).err());
        }
        Ok(made)
    }

    fn base(&self, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<Kept, Trouble> {
        let manifest = base::make(store, &*self.local, clock.now())?;
        self.pin(store, history, manifest.to.seq)?;
        self.prove(manifest, clock)
    }

    /// The newest snapshot itself when nothing was written since: it is proved again. `None`: there is no way on from it.
    fn increment(
        &self,
        store: &Store,
        history: &Mutex<History>,
        before: &Manifest,
        now: Time,
    ) -> Result<Option<Manifest>, Trouble> {
        let end = End::of(store, before, now)?;
        self.pin(store, history, end.seq())?;
        let work = self.folder("sorting")?;
        Ok(match end.make(&self.pinned(), &*self.local, &work)? {
            Made::Increment(manifest) => Some(manifest),
            Made::NothingNew => Some(before.clone()),
            Made::NoWay(why) => {
                tracing::warn!(cause = ?why, "History does not reach back to the last backup; a whole one is made");
                None
            }
        })
    }

    fn prove(&self, manifest: Manifest, clock: &Clock) -> Result<Kept, Trouble> {
        let work = self.folder("shop")?;
        let source = Source { bases: &*self.local, history: &self.pinned() };
        let proof = drill(&source, &manifest, self.looked(&manifest, &work)?, &work, clock)?;
        let text = serde_json::to_vec_pretty(&proof).map_err(|e| Broken::because("writing a proof", &e))?;
        self.local.put(&archive::proof_of(&manifest.name), &text)?;
        Ok(Kept { manifest, proof: Some(proof) })
    }

    /// A second store only where there is room.
    fn looked(&self, manifest: &Manifest, work: &Path) -> Result<Looked, Trouble> {
        let (all, _) = archive::manifests(&*self.local)?;
        let links = archive::chain(all.iter(), manifest).unwrap_or_default();
        let needed = space_needed(links.iter().map(|link| link.store_bytes()).sum());
        if free_bytes(work)? >= needed {
            return Ok(Looked::AsAShop);
        }
        tracing::warn!(
            needed,
            "The disk has no room to bring the shop back beside itself; the backup is read row by row"
        );
        Ok(Looked::RowByRow)
    }

    /// Puts old snapshots together, and takes away what nothing needs.
    fn let_go(&self, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<(), Trouble> {
        let (keep, now, erased) = (Keep::default(), clock.now(), erased::read(&*self.local)?);
        let rules = roll::Rules {
            since: keep.since(now),
            names_erased: &|made| erased::must_go(&erased, made, now, FORGOTTEN_AFTER),
        };
        roll::roll(&*self.local, &rules, &|made| Ok(self.prove(made.clone(), clock)?.is_proved()))?;
        for failed in self.kept()?.iter().filter(|kept| kept.proof.is_some() && !kept.is_proved()) {
            archive::remove(&*self.local, &failed.manifest.name)?;
        }
        // Nobody is asked: what goes was put together or is no part of what the newest builds on.
        let pruned = prune(&*self.local, &keep, clock.now(), true);
        if let Ok(waits @ (Pruned::Waits { .. } | Pruned::Ask { .. })) = &pruned {
            tracing::warn!(answer = ?waits, "Old backups were left where they are");
        }
        // What a snapshot needs of it, or a moment that can be brought back, stays.
        let (manifests, _) = archive::manifests(&*self.local)?;
        if let Some(needed) = manifests.iter().map(|manifest| manifest.from.seq).min() {
            let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
            store.let_go(history.let_go(needed, keep.since(now))?);
        }
        pruned.map(drop)
    }

    /// Remembers whether old snapshots could be taken away.
    fn tell_old(&self, trouble: Option<Trouble>) {
        let why = trouble.map(|trouble| trouble.sentence());
        let noted = match &why {
            Some(why) => {
                tracing::error!(cause = why, "Old backups could not be put together or taken away");
                self.local.put(OLD_STAY, why.as_bytes())
            }
            None => self.local.remove(OLD_STAY),
        };
        if let Err(failed) = noted {
            tracing::warn!(cause = failed.sentence, "Whether old backups stay could not be written down");
        }
        *self.old_stay.lock().unwrap_or_else(PoisonError::into_inner) = why;
    }

    /// Why old snapshots could not be taken away the last time, if so.
    pub fn old_stay(&self) -> Option<String> {
        let known = self.old_stay.lock().unwrap_or_else(PoisonError::into_inner).clone();
        known.or_else(|| String::from_utf8(self.local.get(OLD_STAY).ok()??).ok())
    }

    /// Writes down who was erased, where pruning and whoever brings the shop back look for it.
    ///
    /// # Errors
    /// The disk takes nothing, or the store cannot be read.
    pub fn note_erased(&self, store: &Store) -> Result<(), Trouble> {
        erased::lay(&*self.local, &erasure::ledger(store)?)
    }

    /// Reads everything that is kept here, as slowly as it must, and remembers what it found.
    ///
    /// # Errors
    /// The disk cannot be read at all.
    pub fn scrub(&self, history: &Mutex<History>, now: Time, pace: &mut Pace) -> Result<Scrubbed, Trouble> {
        renew(&self.scrubbing)?;
        history.lock().unwrap_or_else(PoisonError::into_inner).pin(&self.scrubbing)?;
        let scrubbed = scrub::scrub(&*self.local, (&self.scrubbing, &self.pictures), now, pace);
        remove(&self.scrubbing)?;
        scrubbed
    }

    /// What the last look at everything showed, if there was one.
    pub fn scrubbed(&self) -> Result<Option<Scrubbed>, Trouble> {
        Ok(scrub::last(&*self.local)?)
    }

    fn pin(&self, store: &Store, history: &Mutex<History>, seq: u64) -> Result<(), Broken> {
        pin(store, history, seq, &self.folder("history")?)
    }

    fn pinned(&self) -> PathBuf {
        self.work.join("history")
    }

    /// An empty folder to work in.
    fn folder(&self, name: &str) -> Result<PathBuf, Broken> {
        let folder = self.work.join(name);
        renew(&folder)?;
        Ok(folder)
    }

    fn clear(&self) -> Result<(), Broken> {
        remove(&self.work)
    }
}

fn renew(folder: &Path) -> Result<(), Broken> {
    remove(folder)?;
    std::fs::create_dir_all(folder).map_err(|e| Broken::because("making a folder to work in", &e))
}

fn remove(folder: &Path) -> Result<(), Broken> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| Broken::because("clearing up after a backup", &e))?;
    }
    Ok(())
}

/// The files of history as they are once they reach that entry, in an empty folder.
pub(in crate::ops) fn pin(store: &Store, history: &Mutex<History>, seq: u64, into: &Path) -> Result<(), Broken> {
    const STEPS_MAX: usize = 1_000;
    let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..STEPS_MAX {
        if history.follow(store)?.position.seq >= seq {
            return history.pin(into);
        }
    }
    Err(Broken::new("history does not reach the end of the backup"))
}
