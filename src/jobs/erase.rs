//! Goes on with erasing people, and writes down beside the backups who was erased.

use super::{Care, Schedule};
use crate::app::erasure;
use crate::base::Broken;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "erase",
    every: Duration::from_secs(60),
    on_change: true,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let done = erasure::round(&care.app).await?;
            if done > 0
                && let Some(keeper) = &care.keeper
            {
                let written = keeper.note_erased(care.app.store());
                written.map_err(|trouble| Broken::new(trouble.sentence()))?;
            }
            Ok(done)
        })
    },
};
