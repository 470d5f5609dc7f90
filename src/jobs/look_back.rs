//! Lays out earlier states for staff who want to undo something or bring it back, and puts back what they then say.

use super::{Care, Schedule};
use crate::app::{Error, going_back};
use crate::base::Broken;
use crate::ops::past::Workshop;
use std::sync::Arc;
use std::time::Duration;

/// A demo that is thrown away, or a shop whose record nobody keeps.
const NOT_KEPT: &str = "Nothing earlier is kept of this shop, because it is thrown away when it closes.";

pub const SCHEDULE: Schedule = Schedule {
    name: "look back",
    every: Duration::from_secs(1),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let looking = care.clone();
            let work = tokio::task::spawn_blocking(move || look(&looking));
            let looked = work.await.map_err(|e| Broken::because("looking back", &e))??;
            Ok(looked + going_back::step(&care.app).await?)
        })
    },
};

fn look(care: &Care) -> Result<usize, Error> {
    let bench = &care.app.going_back;
    let (wish, deeds) = (bench.take_wish(), bench.are_deeds_wanted());
    if wish.is_none() && !deeds {
        return Ok(0);
    }
    let (Some(history), Some(data)) = (&care.history, bench.folder()) else {
        bench.take_gathered();
        bench.deeds_are(Err(NOT_KEPT.into()));
        if wish.is_some() {
            bench.failed(NOT_KEPT);
        }
        return Ok(1);
    };
    let workshop = Workshop { app: &care.app, history, data };
    if let Some((number, what)) = wish {
        match workshop.plan(number, what, &|words| bench.is_at(words)) {
            Ok(plan) => bench.shown(care.app.now(), plan),
            Err(error) => {
                tracing::error!(cause = ?error, "An earlier state could not be made");
                bench.failed(&error.words());
            }
        }
    }
    if deeds {
        let found = workshop.deeds(bench.take_gathered()).map_err(|error| {
            tracing::error!(cause = ?error, "What was done lately could not be read");
            error.words()
        });
        bench.deeds_are(found);
    }
    Ok(1)
}
