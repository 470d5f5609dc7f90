//! Keeps room set aside on the shop's disk, gives it up when the disk is full, and tells staff.

use super::{Care, Schedule};
use crate::base::Broken;
use crate::ops::ballast::Room;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "keep room",
    every: Duration::from_secs(2),
    on_change: false,
    run: |care: Arc<Care>| {
        Box::pin(async move {
            let work = tokio::task::spawn_blocking(move || {
                let Some(ballast) = &care.ballast else { return Ok(()) };
                care.app.room.is_little(ballast.look(care.app.room.take_doubt())? == Room::Little);
                Ok::<(), Broken>(())
            });
            work.await.map_err(|e| Broken::because("keeping room", &e))??;
            Ok(0)
        })
    },
};
