//! Asks the first place elsewhere whether this machine still is the shop. A place that is away decides nothing: selling never
//! stops for that.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::standing::Standing;
use crate::base::Broken;
use crate::ops::fence::Verdict;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "keep the fence",
    every: Duration::from_secs(20),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || look(&care));
            work.await.map_err(|e| Broken::because("asking whether this is the shop", &e))?
        })
    },
};

fn look(care: &Care) -> Result<usize, Error> {
    let (Some(elsewhere), Some(fence)) = (&care.elsewhere, &care.fence) else { return Ok(0) };
    // Until a person has decided that a restored shop goes on, it takes nothing from the one that may still run.
    if care.app.standing() == Standing::BroughtBack {
        return Ok(0);
    }
    let mut fence = fence.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = match elsewhere.ask(|place| fence.look(place, care.app.now())) {
        Ok(None | Some(Verdict::Ours)) => Standing::Selling,
        Ok(Some(Verdict::Two)) => Standing::Two,
        Ok(Some(Verdict::Lost(claim))) => {
            if care.app.stand_as(Standing::Lost) {
                tracing::error!(
                    machine = claim.machine,
                    "Another machine became the shop; this one closes its checkout"
                );
            }
            return Ok(0);
        }
        // It stays as it was, and who had not asked before goes on.
        Err(_) if care.app.standing() == Standing::Unsure => Standing::Selling,
        Err(_) => return Ok(0),
    };
    if care.app.stand_as(seen) && seen == Standing::Two {
        tracing::error!("A copy of this shop runs on another machine; neither sells until one is switched off");
    }
    Ok(0)
}
