//! Keeps the search index in step with what is sold.

use super::{Care, Schedule};
use crate::app::finding;
use crate::base::Broken;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "follow search",
    every: Duration::from_secs(2),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || finding::follow(&care.app, &care.sold_out));
            work.await.map_err(|e| Broken::because("following with search", &e))?
        })
    },
};
