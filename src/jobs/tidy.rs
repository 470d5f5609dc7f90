//! Takes away what has no use any more, and writes down how many looked.

use super::{Care, Schedule};
use crate::app::{sweep, views};
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "tidy",
    every: Duration::from_secs(60),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move { Ok(sweep::round(&care.app).await? + views::write_down(&care.app).await?) })
    },
};
