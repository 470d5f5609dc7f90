//! Reads once a week everything that is kept on this machine, slowly, so that damage is known before it matters, and lets go of
//! pictures that nothing of it names.

use super::{Care, Schedule};
use crate::app::Error;
use crate::base::Broken;
use crate::base::time::{DAY, HOUR};
use crate::ops::send::pace::{Pace, Real};
use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

const EVERY: i64 = 7 * DAY;
/// What was damaged is looked at again sooner: the next backup may have mended it.
const AGAIN_AFTER: i64 = DAY;
/// Slow beside any disk.
const BYTES_PER_SECOND: Option<NonZeroU64> = NonZeroU64::new(8 << 20);
/// A disk that could not be read is left alone for so long.
const LOOKED_EVERY: i64 = HOUR;

pub const SCHEDULE: Schedule = Schedule {
    name: "scrub",
    every: Duration::from_micros(LOOKED_EVERY as u64),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || when_due(&care));
            work.await.map_err(|e| Broken::because("looking at what is kept", &e))?
        })
    },
};

fn when_due(care: &Care) -> Result<usize, Error> {
    let (Some(keeper), Some(history)) = (&care.keeper, &care.history) else { return Ok(0) };
    let last = keeper.scrubbed().map_err(|t| Broken::new(t.sentence()))?;
    let rests = |damaged: bool| if damaged { AGAIN_AFTER } else { EVERY };
    let now = care.app.now();
    if last.is_some_and(|last| now.since(last.at) < rests(!last.damaged.is_empty())) {
        return Ok(0);
    }
    let mut pace = Pace::of(BYTES_PER_SECOND, Box::new(Real::new()));
    let scrubbed = keeper.scrub(history, now, &mut pace).map_err(|t| Broken::new(t.sentence()))?;
    if scrubbed.damaged.is_empty() {
        tracing::info!(files = scrubbed.files, "Everything that is kept on this machine was read and is whole");
        match keeper.let_go_of_pictures(care.app.store(), history, &care.app.blobs, now, &mut pace) {
            Ok(gone) => tracing::info!(gone, "Pictures were looked at"),
            Err(trouble) => tracing::error!(cause = trouble.sentence(), "Pictures that nothing names stay"),
        }
    } else {
        let sentences = scrubbed.damaged.join(" ");
        tracing::error!(cause = sentences, "Something that is kept on this machine is damaged");
        care.app.backups.ended(None, Some(sentences));
    }
    Ok(0)
}
