//! Makes and proves a backup once a day, and one in the shop's first minute.

use super::{Care, Schedule};
use crate::app::Error;
use crate::base::Broken;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "back up",
    every: Duration::from_secs(60),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || back_up(&care));
            work.await.map_err(|e| Broken::because("backing up", &e))?
        })
    },
};

fn back_up(care: &Care) -> Result<usize, Error> {
    let (Some(keeper), Some(history)) = (&care.keeper, &care.history) else { return Ok(0) };
    let told = |trouble: crate::ops::archive::Trouble| Error::Broken(Broken::new(trouble.sentence()));
    // A clock in doubt may not decide that a day has passed.
    let doubt = care.app.store().time_doubt(care.app.now()).is_some();
    if doubt || !keeper.is_due(&care.app.clock).map_err(told)? {
        return Ok(0);
    }
    let kept = keeper.back_up(care.app.store(), history, &care.app.clock).map_err(told)?;
    match &kept.proof {
        Some(proof) if proof.holds() => tracing::info!(backup = kept.manifest.name, "A backup was made and proved"),
        _ => tracing::error!(backup = kept.manifest.name, "A backup was made but is not usable"),
    }
    Ok(1)
}
