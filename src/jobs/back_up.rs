//! Makes and proves a backup once a day, in the shop's first minute, and when somebody asks for one.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::backups::{Drill, Kept};
use crate::app::{App, places};
use crate::base::time::HOUR;
use crate::base::{Broken, Time};
use crate::domain::backup::{USUAL_HOUR, due};
use crate::ops::archive::Trouble;
use crate::ops::backup::keeper::{self, Keeper};
use crate::ops::quietly::in_the_background;
use crate::store::history::History;
use jiff::tz::TimeZone;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// After one that failed; staff sees why and may ask sooner.
const TRIED_AGAIN_AFTER: i64 = HOUR;

pub const SCHEDULE: Schedule = Schedule {
    name: "back up",
    every: Duration::from_secs(5),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || when_due(&care));
            work.await.map_err(|e| Broken::because("backing up", &e))?
        })
    },
};

fn when_due(care: &Care) -> Result<usize, Error> {
    let (Some(keeper), Some(history)) = (&care.keeper, &care.history) else { return Ok(0) };
    let state = care.app.backups.now();
    if !state.watched {
        let kept = keeper.kept().map_err(|t| Broken::new(t.sentence()))?;
        care.app.backups.are(kept.into_iter().map(told).collect());
        care.app.backups.old_stay(keeper.old_stay());
        return Ok(1);
    }
    // A clock in doubt may not decide that a day has passed.
    let trusted = care.app.store().time_doubt(care.app.now()).is_none();
    // When nothing was written since, the newest is proved again instead.
    let (zone, hour) = when(&care.app)?;
    let old = due(state.newest().map(|k| k.made.max(proved(k))), care.app.now(), &zone, hour);
    let rested = state.tried.is_none_or(|tried| care.app.now().since(tried) >= TRIED_AGAIN_AFTER);
    let due = care.app.backups.is_wanted() || (trusted && old && rested);
    if !due {
        return Ok(0);
    }
    match now(care, keeper, history) {
        Ok(_) => Ok(1),
        // Staff is told; the log has it.
        Err(_) => Ok(0),
    }
}

/// At which hour, and by which clock. A shop that nobody set up yet has none of its own.
fn when(app: &App) -> Result<(TimeZone, u8), Error> {
    match app.settings() {
        Ok(settings) => Ok((settings.zone(), app.read(|rows| places::hour(rows))?)),
        Err(Error::NotFound) => Ok((TimeZone::UTC, USUAL_HOUR)),
        Err(error) => Err(error),
    }
}

/// Makes one, whoever asked, and tells staff how it went.
pub fn now(care: &Care, keeper: &Keeper, history: &Mutex<History>) -> Result<keeper::Kept, Trouble> {
    care.app.backups.begins(care.app.now());
    let made = in_the_background(|| keeper.back_up(care.app.store(), history, &care.app.clock));
    let kept = keeper.kept().ok().map(|kept| kept.into_iter().map(told).collect());
    // Damage that was found elsewhere stays told until a later look finds none.
    let damaged = keeper.scrubbed().ok().flatten().map(|s| s.damaged.join(" ")).filter(|d| !d.is_empty());
    care.app.backups.ended(kept, made.as_ref().err().map(Trouble::sentence).or(damaged));
    care.app.backups.old_stay(keeper.old_stay());
    match &made {
        Ok(made) if made.proof.as_ref().is_some_and(|p| p.holds()) => {
            tracing::info!(backup = made.manifest.name, "A backup was made and proved");
        }
        Ok(made) => tracing::error!(backup = made.manifest.name, "A backup was made but is not usable"),
        Err(trouble) => tracing::error!(cause = ?trouble, "No backup could be made"),
    }
    made
}

fn proved(kept: &Kept) -> Time {
    match kept.drill {
        Drill::Proved { at, .. } => at,
        Drill::NotYet | Drill::Failed { .. } => kept.made,
    }
}

fn told(kept: keeper::Kept) -> Kept {
    let drill = match kept.proof {
        None => Drill::NotYet,
        Some(proof) if proof.holds() => Drill::Proved { at: proof.at, took_ms: proof.took_ms },
        Some(proof) => Drill::Failed { why: proof.troubles },
    };
    let manifest = kept.manifest;
    let (rows, bytes) = (manifest.rows(), manifest.bytes());
    Kept { name: manifest.name, made: manifest.made, rows, bytes, drill }
}
