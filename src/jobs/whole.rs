//! Makes the whole shop ready as it was at a moment, when somebody of the staff wants it back; and lets go of what was there
//! before, after the time for which anything is kept that may name somebody who was erased.

use super::{Care, Schedule};
use crate::app::Error;
use crate::base::Broken;
use crate::ops::erased::KEPT_AFTER_ERASURE;
use crate::ops::{switch, whole};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "whole shop",
    every: Duration::from_secs(1),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || look(&care));
            work.await.map_err(|e| Broken::because("making the whole shop ready", &e))?
        })
    },
};

fn look(care: &Care) -> Result<usize, Error> {
    let bench = &care.app.whole;
    let Some(data) = care.app.going_back.folder() else { return Ok(0) };
    let now = care.app.now();
    let may_forget = care.app.store().time_doubt(now).is_none();
    if may_forget && bench.kept().is_some_and(|at| now.since(at) > KEPT_AFTER_ERASURE) {
        switch::let_go(data)?;
        bench.let_go();
    }
    let (Some(at), Some(history)) = (bench.take_wish(), &care.history) else { return Ok(0) };
    let stopped = || bench.is_stopped();
    match whole::prepare(&care.app, history, data, at, &stopped, &|words| bench.is_at(words)) {
        Ok(prepared) => {
            *care.whole.lock().unwrap_or_else(PoisonError::into_inner) = Some(prepared);
            bench.prepared();
        }
        Err(error) => {
            tracing::error!(cause = ?error, "The whole shop could not be made ready");
            bench.failed(error.words());
        }
    }
    Ok(1)
}
