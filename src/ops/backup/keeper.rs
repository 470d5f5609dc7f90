//! The local target every shop has: bases in its own data folder, beside the history that is there already. It makes them,
//! proves them, keeps as many as it may, and says how it stands.

use super::base;
use super::drill::{Proof, drill};
use crate::base::{Broken, Clock};
use crate::ops::archive::{self, Manifest, Trouble, folder_of};
use crate::ops::restore::Source;
use crate::outside::targets::folder::Folder;
use crate::outside::targets::{self, Target};
use crate::store::Store;
use crate::store::history::History;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Bases kept on the data's own disk: the newest, and one to fall back upon.
const LOCAL_BASES: usize = 3;

/// A base and whether it was proved.
#[derive(Clone, Debug)]
pub struct Kept {
    pub manifest: Manifest,
    pub proof: Option<Proof>,
}

pub struct Keeper {
    local: Folder,
    work: PathBuf,
    /// One backup or drill at a time.
    busy: Mutex<()>,
}

impl Keeper {
    pub fn of(data: &Path) -> Keeper {
        Keeper { local: Folder::at(&data.join("backup")), work: data.join("drill"), busy: Mutex::new(()) }
    }

    /// Every base, oldest first.
    pub fn kept(&self) -> Result<Vec<Kept>, Trouble> {
        let (manifests, troubles) = archive::manifests(&self.local)?;
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

    /// Makes a base, proves it, and lets go of those too many.
    ///
    /// # Errors
    /// It could not be made, or not be proved; older ones stay.
    pub fn back_up(&self, store: &Store, history: &Mutex<History>, clock: &Clock) -> Result<Kept, Trouble> {
        let _one = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let manifest = base::make(store, &self.local, clock.now())?;
        self.clear()?;
        let pinned = self.work.join("history");
        std::fs::create_dir_all(&pinned).map_err(|e| Broken::because("making a folder for the drill", &e))?;
        pin(store, history, &manifest, &pinned)?;
        let proof = self.prove(&manifest, &pinned, clock);
        self.clear()?;
        let proof = proof?;
        if proof.holds() {
            self.prune()?;
        }
        Ok(Kept { manifest, proof: Some(proof) })
    }

    fn prove(&self, manifest: &Manifest, history: &Path, clock: &Clock) -> Result<Proof, Trouble> {
        let source = Source { bases: &self.local, history };
        let proof = drill(&source, manifest, &self.work, clock)?;
        let text = serde_json::to_vec_pretty(&proof).map_err(|e| Broken::because("writing a proof", &e))?;
        self.local.put(&archive::proof_of(&manifest.name), &text)?;
        Ok(proof)
    }

    fn clear(&self) -> Result<(), Broken> {
        if self.work.exists() {
            std::fs::remove_dir_all(&self.work).map_err(|e| Broken::because("clearing up after a drill", &e))?;
        }
        Ok(())
    }

    /// Lets go of the oldest beyond what is kept, never of the newest one that was proved. A manifest goes first, so that
    /// nothing half there looks whole.
    fn prune(&self) -> Result<(), Trouble> {
        let kept = self.kept()?;
        let newest_proved = kept.iter().rposition(|k| k.proof.as_ref().is_some_and(Proof::holds));
        let old = kept.len().saturating_sub(LOCAL_BASES);
        for (at, base) in kept.iter().enumerate().take(old) {
            if Some(at) == newest_proved {
                continue;
            }
            let folder = folder_of(&base.manifest.name);
            self.local.remove(&archive::manifest_of(&base.manifest.name))?;
            for object in targets::all(&self.local, &folder).collect::<Result<Vec<_>, _>>()? {
                self.local.remove(&object.name)?;
            }
        }
        Ok(())
    }
}

/// The files of history as they are once they reach the base's end.
pub(in crate::ops) fn pin(store: &Store, history: &Mutex<History>, base: &Manifest, into: &Path) -> Result<(), Broken> {
    const STEPS_MAX: usize = 1_000;
    let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..STEPS_MAX {
        if history.follow(store)?.position.seq >= base.to.seq {
            return history.pin(into);
        }
    }
    Err(Broken::new("history does not reach the end of the backup"))
}
