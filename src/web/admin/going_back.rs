//! Going back: undoing what somebody did, bringing parts of the shop back as they were, and how the whole shop comes back.
//! What would change is shown before anything does.

mod difference;
mod moment;
mod view;
mod whole;

use super::frame::Desk;
use crate::app::going_back::{self, Scope, Standing, What};
use crate::app::{Error, Refused};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::HeaderName;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

const TITLE: &str = "Going back";
const PATH: &str = "/admin/going-back";
const DIFFERENCE: &str = "/admin/going-back/difference";
/// Understood by every browser, without a script.
const REFRESH: HeaderName = HeaderName::from_static("refresh");
const LOOKED_AGAIN_SECONDS: &str = "2";

type Asked = Vec<(String, String)>;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(PATH, get(show))
        .route("/admin/going-back/undo", post(undo))
        .route("/admin/going-back/moment", post(as_of))
        .route(DIFFERENCE, get(difference))
        .route("/admin/going-back/apply", post(apply))
        .merge(whole::routes())
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let deeds = desk.app().going_back.deeds();
    let typed = Typed(asked);
    let looks_again = deeds.is_none() && !typed.has("product");
    let page = desk.page(TITLE, view::page(&desk, deeds.as_deref(), &typed, &Problems::default())?);
    Ok(if looks_again { ([(REFRESH, LOOKED_AGAIN_SECONDS)], page).into_response() } else { page })
}

async fn undo(desk: Desk, Form(fields): Form<Asked>) -> Result<Response, Fault> {
    let first: u64 = Typed(fields).get("deed").parse().map_err(|_| Error::NotFound)?;
    let deed = desk.app().going_back.deed(first).ok_or(Error::NotFound)?;
    ask(&desk, What::Undo(deed), &Typed::default())
}

async fn as_of(desk: Desk, Form(fields): Form<Asked>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let scope = Scope::parse(typed.get("what")).ok_or(Error::NotFound)?;
    match moment::read(typed.get("at"), desk.app().now(), &desk.settings.zone()) {
        Ok(at) => ask(&desk, What::AsOf(at, scope), &typed),
        Err(sentence) => {
            let mut wrong = Problems::default();
            wrong.add("at", sentence);
            refused(&desk, &typed, &wrong)
        }
    }
}

/// Begins to look, and leads to where it will be shown.
fn ask(desk: &Desk, what: What, typed: &Typed) -> Result<Response, Fault> {
    match desk.app().going_back.ask(what) {
        Ok(()) => Ok(Redirect::to(DIFFERENCE).into_response()),
        Err(error @ Error::Refused(Refused::Sentence(_))) => refused(desk, typed, &Problems::from(error)?),
        Err(other) => Err(other.into()),
    }
}

fn refused(desk: &Desk, typed: &Typed, wrong: &Problems) -> Result<Response, Fault> {
    let deeds = desk.app().going_back.deeds();
    Ok(desk.refused(TITLE, view::page(desk, deeds.as_deref(), typed, wrong)?))
}

async fn difference(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let page: usize = Typed(asked).get("page").parse().unwrap_or(1);
    let standing = desk.app().going_back.standing();
    let shown = match &standing {
        Standing::Nothing => return Ok(Redirect::to(PATH).into_response()),
        Standing::Looking(what, far) => difference::looking(&desk, what, far),
        Standing::Shown(plan) => difference::plan(&desk, plan, page.max(1))?,
        Standing::Going(what, done, of) => difference::going(&desk, what, *done, *of),
        Standing::Done(done) => difference::done(done),
        Standing::Failed(sentence) => difference::failed(sentence),
    };
    let moves = matches!(standing, Standing::Looking(..) | Standing::Going(..));
    let page = desk.page(TITLE, shown);
    Ok(if moves { ([(REFRESH, LOOKED_AGAIN_SECONDS)], page).into_response() } else { page })
}

async fn apply(desk: Desk, Form(fields): Form<Asked>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let number = typed.get("plan").parse().map_err(|_| Error::NotFound)?;
    going_back::begin(desk.app(), &desk.by(), number, typed.has("since"), typed.has("new"))?;
    Ok(Redirect::to(DIFFERENCE).into_response())
}
