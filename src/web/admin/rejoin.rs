//! What another machine sold while this one was the shop already: shown order by order, taken in or left out.

mod view;

use super::frame::{Desk, REJOIN};
use crate::app::rejoin;
use crate::app::{Error, Refused};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::get;

const TITLE: &str = "Sold on another machine";

pub fn routes() -> Router<Shared> {
    Router::new().route(REJOIN, get(show).post(decide))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    Ok(desk.page(TITLE, view::page(&desk, None)?))
}

/// Each by itself: one that is refused leaves the others as they were decided.
async fn decide(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let leave = typed.get("do") == "leave";
    let (mut said, mut wrong) = (Vec::new(), Vec::new());
    for name in typed.all("order") {
        let by = desk.by();
        let done =
            if leave { rejoin::leave(desk.app(), &by, name).await } else { rejoin::take(desk.app(), &by, name).await };
        match done {
            Ok(sentence) => said.push(sentence),
            // Somebody else decided a moment ago.
            Err(Error::NotFound) => {}
            Err(error @ Error::Refused(Refused::Sentence(_))) => wrong.push(error.words()),
            Err(error) => return Err(error.into()),
        }
    }
    if !wrong.is_empty() {
        return Ok(desk.refused(TITLE, view::page(&desk, Some(&wrong.join(" ")))?));
    }
    let told = match said.as_slice() {
        [] if typed.has("order") => "These were decided already.".to_owned(),
        [] => "Tick the orders first.".to_owned(),
        [one] => one.clone(),
        all if leave => format!("{} orders were left out.", all.len()),
        all => format!("{} orders were taken in.", all.len()),
    };
    Ok(desk.see(REJOIN, &told))
}
