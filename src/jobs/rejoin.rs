//! A machine that is not the shop any more hands over what it sold since; the shop looks whether anything was handed over.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::standing::Standing;
use crate::base::Broken;
use crate::ops::apart;
use crate::ops::archive::Trouble;
use crate::outside::targets::Kind;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "rejoin",
    every: Duration::from_secs(20),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || look(&care));
            work.await.map_err(|e| Broken::because("looking for orders of another machine", &e))?
        })
    },
};

/// A place that is away is asked again later.
fn look(care: &Care) -> Result<usize, Error> {
    let asked = match care.app.standing() {
        Standing::Lost => lay(care),
        Standing::Selling => find(care),
        _ => return Ok(0),
    };
    match asked {
        Err(Trouble::Target(failed)) if failed.kind == Kind::Away => Ok(0),
        other => other.map_err(|trouble| Broken::new(trouble.sentence()).into()),
    }
}

fn lay(care: &Care) -> Result<usize, Trouble> {
    let (Some(elsewhere), Some(fence), Some(history)) = (&care.elsewhere, &care.fence, &care.history) else {
        return Ok(0);
    };
    let claim = fence.lock().unwrap_or_else(PoisonError::into_inner).lost().cloned();
    let (Some(claim), Some(data)) = (claim, care.app.going_back.folder()) else { return Ok(0) };
    let laid = elsewhere.ask(&care.app, |place| apart::lay(place, &care.app, history, data, &claim))?;
    Ok(laid.unwrap_or(0))
}

fn find(care: &Care) -> Result<usize, Trouble> {
    let Some(elsewhere) = &care.elsewhere else { return Ok(0) };
    elsewhere.ask(&care.app, |place| apart::look(place, &care.app))?;
    Ok(0)
}
