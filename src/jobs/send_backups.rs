//! Keeps the places elsewhere up to date: what was written leaves within a second, a new backup after it was proved. Each
//! place has a thread of its own while it is sent to, so that one that stalls holds up nobody, not even the shop's end.

use super::{Care, Schedule};
use crate::app::Error;
use crate::base::Broken;
use crate::ops::backup::elsewhere::Lane;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "send backups",
    every: Duration::from_secs(30),
    on_change: true,
    run: |care: Arc<Care>| Box::pin(async move { begin(&care).map(|()| 0) }),
};

/// Lets everybody begin who has something to do, and waits for nobody.
fn begin(care: &Arc<Care>) -> Result<(), Error> {
    let (Some(elsewhere), Some(_)) = (&care.elsewhere, &care.history) else { return Ok(()) };
    for lane in elsewhere.due(&care.app)? {
        let (care, begun) = (care.clone(), elsewhere.under_way.begins());
        let work = move || {
            work(&care, &lane);
            // Whoever waits for the end finds that nobody holds the shop any more.
            drop((lane, care));
            drop(begun);
        };
        let spawned = thread::Builder::new().name("backup".into()).spawn(work);
        spawned.map_err(|e| Broken::because("beginning to send a backup", &e))?;
    }
    Ok(())
}

fn work(care: &Arc<Care>, lane: &Lane) {
    let (Some(elsewhere), Some(history)) = (&care.elsewhere, &care.history) else { return };
    elsewhere.under_way.sent(lane.work(&care.app, history));
    // Perhaps the place was changed meanwhile, or something was written at the last moment.
    if let Err(error) = begin(care) {
        tracing::error!(cause = ?error, "Backups could not be sent; it is tried again");
    }
}
