//! What staff is told about the shop's backups, and their wish for one now. Whoever makes them tells it here; this file must
//! not know how that is done.

use crate::base::Time;
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// How the place elsewhere stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Away {
    /// There is none.
    #[default]
    Nowhere,
    /// The recovery key was not typed back, so nothing leaves.
    NotConfirmed,
    /// Everything up to this entry lies there.
    Sent {
        at: Time,
        up_to: u64,
    },
    Failed(String),
}

#[derive(Clone, Default, Debug)]
pub struct State {
    pub away: Away,
    /// Oldest first.
    pub kept: Vec<Kept>,
    /// Why the last one could not be made.
    pub trouble: Option<String>,
    /// When one was last tried.
    pub tried: Option<Time>,
    pub running: bool,
    /// Somebody keeps backups of this shop at all.
    pub watched: bool,
    wanted: bool,
}

impl State {
    pub fn newest(&self) -> Option<&Kept> {
        self.kept.last()
    }
}

#[derive(Default)]
pub struct Backups(Mutex<State>);

impl Backups {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// How sending stands. `true`: it stood otherwise before.
    pub fn away(&self, away: Away) -> bool {
        let mut state = self.state();
        let changed = state.away != away;
        state.away = away;
        changed
    }

    /// What lies there, as whoever keeps them found it.
    pub fn are(&self, kept: Vec<Kept>) {
        let mut state = self.state();
        (state.kept, state.watched) = (kept, true);
    }
}
