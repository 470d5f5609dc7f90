//! Asks the first place elsewhere whether this machine still is the shop. A place that is away decides nothing: selling never
//! stops for that.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::standing::Standing;
use crate::base::Broken;
use crate::ops::fence::{self, Verdict};
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
    let looked = elsewhere.ask(&care.app, |place| fence.look(place, care.app.now(), &fence::reached(care.app.store())));
    if let Some(claim) = fence.lost() {
        if care.app.stand_as(Standing::Lost) {
            tracing::error!(machine = claim.machine, "Another machine became the shop; this one closes its checkout");
        }
        return Ok(0);
    }
    let seen = match looked {
        Ok(Some(Verdict::Two)) => Standing::Two,
        Ok(_) => Standing::Selling,
        // It stays as it was, and who had not asked before goes on.
        Err(_) if care.app.standing() == Standing::Unsure => Standing::Selling,
        Err(_) => return Ok(0),
    };
    if care.app.stand_as(seen) && seen == Standing::Two {
        tracing::error!("A copy of this shop runs on another machine; neither sells until one is switched off");
    }
    Ok(0)
}

/// Makes a machine that lost the shop again, because somebody says so. What was done is a sentence, and so is why not.
pub fn take_back(care: &Care) -> Result<&'static str, String> {
    let (Some(elsewhere), Some(fence)) = (&care.elsewhere, &care.fence) else {
        return Err("This shop sends its backups nowhere.".into());
    };
    let mut fence = fence.lock().unwrap_or_else(PoisonError::into_inner);
    if fence.lost().is_none() {
        return Err("This machine is the shop already.".into());
    }
    match elsewhere.ask(&care.app, |place| fence.take(place, care.app.now(), &fence::reached(care.app.store()))) {
        Ok(Some(_)) => {
            care.app.stand_as(Standing::Selling);
            Ok("This machine is the shop again. The other one closes its checkout within half a minute.")
        }
        Ok(None) => Err("There is no place elsewhere by which the other machine could learn it.".into()),
        Err(trouble) => Err(trouble.sentence()),
    }
}
