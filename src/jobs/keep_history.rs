//! Copies the journal to the local target, so that the store can let go of it.

use super::{Care, Schedule};
use crate::base::Broken;
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
                care.app.gaps.are(history.status().missing);
                Ok::<usize, Broken>(copied.entries as usize)
            });
            Ok(work.await.map_err(|e| Broken::because("keeping history", &e))??)
        })
    },
};
