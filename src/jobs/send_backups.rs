//! Keeps the place elsewhere up to date: what was written leaves within a second, a new backup after it was proved.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::backups::Away;
use crate::base::Broken;
use crate::ops::backup::elsewhere::Round;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "send backups",
    every: Duration::from_secs(30),
    on_change: true,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || send(&care));
            work.await.map_err(|e| Broken::because("sending backups", &e))?
        })
    },
};

/// Staff is told how it stands; the log hears of it when that changes.
fn send(care: &Care) -> Result<usize, Error> {
    let (Some(elsewhere), Some(history)) = (&care.elsewhere, &care.history) else { return Ok(0) };
    if !care.app.standing().may_reach_outside() {
        return Ok(0);
    }
    let (away, sent) = match elsewhere.round(care.app.store(), history, &care.app.blobs) {
        Ok(Round::NotConfirmed) => (Away::NotConfirmed, 0),
        Ok(Round::Sent { report, up_to }) if report.damaged.is_empty() => {
            (Away::Sent { at: care.app.now(), up_to }, report.files)
        }
        Ok(Round::Sent { report, .. }) => (Away::Failed(report.damaged.join(" ")), 0),
        Err(trouble) => (Away::Failed(trouble.sentence()), 0),
    };
    if let (Away::Failed(why), true) = (&away, care.app.backups.away(away.clone())) {
        tracing::error!(cause = why, "Backups could not be sent; it is tried again");
    }
    Ok(sent as usize)
}
