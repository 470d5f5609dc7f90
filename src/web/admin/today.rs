//! Today: whether all is well, what was sold, what waits to be done.

mod facts;
mod view;
mod well;

use super::frame::Desk;
use crate::app::care;
use crate::web::Shared;
use crate::web::error::Fault;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin", get(show)).route("/admin/clock", post(believe))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let facts = facts::gather(&desk)?;
    Ok(desk.page("Today", view::today(&desk, &facts)))
}

async fn believe(desk: Desk) -> Result<Response, Fault> {
    care::believe_clock(desk.app(), &desk.by()).await?;
    Ok(desk.see("/admin", "Good. Reservations end by this time again."))
}
