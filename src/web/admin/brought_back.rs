//! A shop that was restored: what it does not hold, which letters go out all the same, and the button that opens it.

mod letters;
mod view;

use super::frame::{BROUGHT_BACK, Desk};
use super::list;
use crate::app::{Error, brought_back, whole};
use crate::base::Id;
use crate::domain::brought_back::BroughtBack;
use crate::domain::letter::Letter;
use crate::store::Span;
use crate::web::Shared;
use crate::web::error::{Fault, too_many};
use crate::web::form::{Problems, Typed};
use crate::web::limits::What;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::html;

const TITLE: &str = "The shop was brought back";
const OPEN: &str = "/admin/brought-back/open";
const UNDO: &str = "/admin/brought-back/undo";
const LETTERS: &str = "/admin/brought-back/letters";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(BROUGHT_BACK, get(show))
        .route(LETTERS, post(choose))
        .route(OPEN, get(sure).post(open))
        .route(UNDO, post(undo))
}

/// What is to be decided; `None` when the shop sells already.
fn waits(desk: &Desk) -> Result<Option<BroughtBack>, Error> {
    match desk.app().read(brought_back::read) {
        Err(Error::NotFound) => Ok(None),
        other => other.map(Some),
    }
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let Some(row) = waits(&desk)? else { return Ok(desk.page("The shop sells", view::sells())) };
    let asked = Typed(asked);
    let mark = asked.get("after");
    let waiting = desk.app().read(|rows| brought_back::waiting(rows, &row, list::from(Span::all(), mark)))?;
    let letters = letters::section(&desk, &row, &waiting, mark);
    Ok(desk.page(TITLE, view::page(&desk, &row, &letters, &Problems::default())))
}

/// What was there before takes its place again; the program closes this state and opens that one.
async fn undo(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    let password = Typed(fields).get("password").to_owned();
    match whole::undo(desk.app(), &desk.by(), &desk.signed.staff, password).await {
        Ok(()) => Ok(Redirect::to("/admin/going-back/whole").into_response()),
        Err(error) => {
            let (wrong, Some(row)) = (Problems::from(error)?, waits(&desk)?) else {
                return Ok(Redirect::to("/admin").into_response());
            };
            Ok(desk.refused(TITLE, view::page(&desk, &row, &html! {}, &wrong)))
        }
    }
}

async fn choose(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let ids = |name: &str| typed.all(name).filter_map(Id::parse).collect::<Vec<Id<Letter>>>();
    brought_back::choose(desk.app(), &desk.by(), ids("shown"), ids("send")).await?;
    Ok(desk.see(BROUGHT_BACK, "Noted. Those you ticked go out when the shop opens."))
}

async fn sure(desk: Desk) -> Result<Response, Fault> {
    Ok(match waits(&desk)? {
        Some(row) => desk.page("Open the shop", view::sure(&row)),
        None => desk.page("The shop sells", view::sells()),
    })
}

async fn open(desk: Desk) -> Result<Response, Fault> {
    if waits(&desk)?.is_some() {
        brought_back::open(desk.app(), &desk.by()).await?;
    }
    Ok(desk.see("/admin", "The shop is open again."))
}
