//! Sends what the test gateway has to say to this shop's own door, over HTTP as a real one would.

use super::{Care, Schedule};
use crate::app::Error;
use crate::app::gateway;
use crate::outside::http;
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "gateway messages",
    every: Duration::from_secs(1),
    on_change: false,
    run: |care: Arc<Care>| Box::pin(async move { send(&care).await }),
};

async fn send(care: &Care) -> Result<usize, Error> {
    let Some(own) = care.own_address.filter(|_| care.app.standing().may_reach_outside()) else { return Ok(0) };
    let due = gateway::due(&care.app)?;
    for message in &due {
        let headers = [("content-type", "application/json"), ("duka-signature", message.signature.as_str())];
        let answer = http::post_here(own, "/hooks/test", &headers, message.body.clone().into_bytes()).await;
        gateway::sent(&care.app, message, answer.is_ok_and(|a| a.status == 200)).await?;
    }
    Ok(due.len())
}
