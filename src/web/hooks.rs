//! Webhooks coming in: the raw bytes are verified, remembered, and answered at once.

use super::Shared;
use super::error::Fault;
use super::health::plain;
use crate::app::{Error, payments};
use crate::pay::{self, HOOK_BODY_BYTES_MAX, RawHook};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

pub fn routes() -> Router<Shared> {
    Router::new().route("/hooks/{provider}", post(heard)).layer(DefaultBodyLimit::max(HOOK_BODY_BYTES_MAX))
}

async fn heard(State(web): State<Shared>, Path(provider): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((provider, door)) = pay::behind(&provider).and_then(|p| Some((p, p.door()?))) else {
        return plain(StatusCode::NOT_FOUND, "unknown\n".into());
    };
    let signature = headers.get(door.signature).and_then(|v| v.to_str().ok()).unwrap_or("");
    match payments::heard(&web.app, provider, &RawHook { signature, body: &body }).await {
        Ok(()) => plain(StatusCode::OK, "heard\n".into()),
        Err(Error::NotFound) => plain(StatusCode::NOT_FOUND, "unknown\n".into()),
        Err(Error::Refused(_)) => plain(StatusCode::BAD_REQUEST, "not believed\n".into()),
        Err(error) => Fault(error).into_response(),
    }
}
