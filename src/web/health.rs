//! What machines ask: is it alive, may it be sent visitors (OPS-4).

use super::Shared;
use crate::app;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub fn routes() -> Router<Shared> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// The process answers; nothing else is asked.
async fn alive() -> Response {
    plain(StatusCode::OK, "ok\n".into())
}

/// It sells: the store takes writes and can be read.
async fn ready(State(web): State<Shared>) -> Response {
    let waiting = web.app.store().waiting();
    if web.app.closed_because().is_some() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "the store takes no writes\n".into());
    }
    match app::settings::is_set_up(&web.app) {
        Ok(true) => plain(StatusCode::OK, format!("ready, {waiting} writes wait\n")),
        Ok(false) => plain(StatusCode::OK, "ready, not set up yet\n".into()),
        Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read\n".into()),
    }
}

/// For machines: the page layer leaves it as it is.
pub fn plain(status: StatusCode, text: String) -> Response {
    (status, [("x-duka-plain", "1")], text).into_response()
}
