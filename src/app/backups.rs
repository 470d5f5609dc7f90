//! What staff is told about the shop's backups, and their wish for one now. Whoever makes them tells it here; this file must
//! not know how that is done.

pub mod away;
pub mod unsent;

use crate::base::Time;
use away::Away;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A backup that lies somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    pub name: String,
    pub made: Time,
    pub rows: u64,
    pub bytes: u64,
    pub drill: Drill,
}

/// Whether it was brought back for proof.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Drill {
    NotYet,
    Proved {
        at: Time,
        /// How long the shop would have been away, in milliseconds.
        took_ms: u64,
    },
    Failed {
        why: Vec<String>,
    },
}

#[derive(Clone, Default, Debug)]
pub struct State {
    /// The places elsewhere.
    pub away: Vec<Away>,
    /// Oldest first.
    pub kept: Vec<Kept>,
    /// Why the last one could not be made.
    pub trouble: Option<String>,
    /// Why old ones on this computer could not be taken away, until they can be.
    pub old_stay: Option<String>,
    /// When one was last tried.
    pub tried: Option<Time>,
    pub running: bool,
    /// Somebody keeps backups of this shop at all.
    pub watched: bool,
    wanted: bool,
}

impl State {
    /// Does anything leave this computer?
    pub fn protects(&self) -> bool {
        self.away.iter().any(Away::protects)
    }

    pub fn newest(&self) -> Option<&Kept> {
        self.kept.last()
    }
}

#[derive(Default)]
pub struct Backups {
    state: Mutex<State>,
    unsent: Arc<unsent::Unsent>,
    /// Rises whenever the keys are others.
    keys: AtomicU64,
}

impl Backups {
    /// Of a shop that opens at an entry: what was written until then may not be elsewhere.
    pub(in crate::app) fn of(position: u64) -> Backups {
        let backups = Backups::default();
        backups.unsent.begins(position);
        backups
    }

    /// Who follows the commits for the sake of those who must not be told yet.
    pub(in crate::app) fn observer(&self) -> Arc<unsent::Unsent> {
        self.unsent.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn now(&self) -> State {
        self.state().clone()
    }

    /// A person wants one now.
    pub fn ask(&self) {
        self.state().wanted = true;
    }

    pub fn is_wanted(&self) -> bool {
        self.state().wanted
    }

    pub fn begins(&self, now: Time) {
        let mut state = self.state();
        (state.running, state.wanted, state.tried) = (true, false, Some(now));
    }

    /// It ended: what lies there now, or why there is no new one.
    pub fn ended(&self, kept: Option<Vec<Kept>>, trouble: Option<String>) {
        let mut state = self.state();
        state.running = false;
        state.trouble = trouble;
        if let Some(kept) = kept {
            state.kept = kept;
        }
    }

    /// Why old ones stay, as whoever takes them away found.
    pub fn old_stay(&self, why: Option<String>) {
        self.state().old_stay = why;
    }

    /// What lies there, as whoever keeps them found it.
    pub fn are(&self, kept: Vec<Kept>) {
        let mut state = self.state();
        (state.kept, state.watched) = (kept, true);
    }

    /// The recovery key was typed back, or the keys were changed: whoever seals must look again.
    pub fn keys_changed(&self) {
        self.keys.fetch_add(1, Ordering::AcqRel);
    }

    pub fn keys(&self) -> u64 {
        self.keys.load(Ordering::Acquire)
    }
}
