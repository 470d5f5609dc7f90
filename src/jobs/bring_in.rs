//! Brings in the list somebody asked for, a few products at a time.

use super::{Care, Schedule};
use crate::app::imports;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "import lists",
    every: Duration::from_secs(1),
    on_change: false,
    run: |care: Arc<Care>| Box::pin(async move { imports::round(&care.app).await }),
};
