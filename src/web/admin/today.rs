//! Today: whether all is well, what was sold, what waits to be done.

mod facts;
mod view;

use super::frame::Desk;
use crate::web::Shared;
use crate::web::error::Fault;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin", get(show))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let facts = facts::gather(&desk)?;
    Ok(desk.page("Today", view::today(&desk, &facts)))
}
