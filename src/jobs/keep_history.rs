//! Copies the journal to the local target, so that the store can let go of it.

use super::{Care, Schedule};
use crate::base::Broken;
use crate::store::Head;
use crate::store::history::Missing;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "keep history",
    every: Duration::from_secs(30),
    on_change: true,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || {
                let Some(history) = &care.history else { return Ok(0) };
                let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
                let copied = history.follow(care.app.store())?;
                let mut missing = history.status().missing;
                missing.retain(|missing| !is_own_fork(missing, &care.app.heads().borrow()));
                care.app.gaps.are(missing);
                Ok::<usize, Broken>(copied.entries as usize)
            });
            Ok(work.await.map_err(|e| Broken::because("keeping history", &e))??)
        })
    },
};

/// A shop that took over, or was brought back, goes on from where it left another line: nothing is missing there.
fn is_own_fork(missing: &Missing, head: &Head) -> bool {
    let begins_here = missing.resumed_line == head.position.line;
    let goes_on = |left: crate::store::Position| {
        missing.after.line == left.line && missing.resumed_seq == left.seq + 1 && missing.after.seq >= left.seq
    };
    begins_here && head.forked_from.is_some_and(goes_on)
}
