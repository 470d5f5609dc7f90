//! Reminds of unpaid orders and gives up those that were not paid in time.

use super::{Care, Schedule};
use crate::app::orders;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "end reservations",
    every: Duration::from_secs(30),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            // Nothing is taken from buyers whose money may have come while nobody could write it down.
            if care.app.standing().may_sell() { orders::end_reservations(&care.app).await } else { Ok(0) }
        })
    },
};
