//! Asks payment providers what became of what was begun: pages whose buyers never came back, refunds that were not answered.

use super::{Care, Schedule};
use crate::app::payments::{attempts, refunds};
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "settle payments",
    every: Duration::from_secs(5),
    on_change: true,
    run: |care: Arc<Care>| {
        Box::pin(async move { Ok(attempts::round(&care.app).await? + refunds::round(&care.app).await?) })
    },
};
