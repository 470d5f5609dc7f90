//! Sends what a provider is to be asked, and brings its answer back. Never inside a write. What may be asked twice is asked
//! twice; after that nobody knows, and whoever asked has it written down and goes on later.

use crate::app::App;
use crate::outside::http::Call;
use crate::pay::{Answer, Request, Verb};
use std::time::Duration;

/// A buyer waits for it.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(6);
const TRIES_MAX: u32 = 2;
const PAUSE: Duration = Duration::from_millis(300);

/// `None`: no answer came, or this is not the shop that may ask.
pub(super) async fn ask(app: &App, request: &Request) -> Option<Answer> {
    if !app.standing().may_reach_outside() {
        return None;
    }
    let tries = if request.is_safe_twice() { TRIES_MAX } else { 1 };
    for nth in 1..=tries {
        if nth > 1 {
            tokio::time::sleep(PAUSE).await;
        }
        match once(app, request).await {
            Ok(answer) if nth < tries && answer.is_unclear() => {}
            Ok(answer) => return Some(answer),
            Err(broken) => tracing::warn!(path = request.path, cause = ?broken, "A payment provider did not answer"),
        }
    }
    None
}

async fn once(app: &App, request: &Request) -> Result<Answer, crate::base::Broken> {
    let key = format!("Bearer {}", request.key.0);
    let mut headers = vec![("authorization", key.as_str()), request.version];
    headers.extend(request.name.as_deref().map(|name| ("idempotency-key", name)));
    if request.verb == Verb::Post {
        headers.push(("content-type", "application/x-www-form-urlencoded"));
    }
    let call = Call {
        verb: request.verb.name(),
        host: request.host,
        path: &request.path,
        headers: &headers,
        body: request.body().into_bytes(),
        time_max: ANSWER_TIME_MAX,
    };
    let answer = app.caller.call(call).await?;
    Ok(Answer { status: answer.status, body: answer.body })
}
