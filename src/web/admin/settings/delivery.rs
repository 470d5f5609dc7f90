//! Where parcels go, what that costs, picking up, and how long things may be sent back.

mod read;
mod view;

use super::Part;
use crate::web::Shared;
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::get;

const PART: Part = Part { title: "Delivery", path: "/admin/settings/delivery", fields: view::fields };

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/settings/delivery", get(show).post(save))
}

async fn show(desk: Desk) -> Response {
    PART.show(&desk, &read::typed(&desk.settings.rules, desk.settings.returns_days))
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let read = read::read(&typed, desk.settings.currency);
    PART.save(&desk, &typed, read).await
}
