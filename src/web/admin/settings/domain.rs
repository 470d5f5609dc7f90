//! The shop's own domain: asked for, the record to make, how it stands, and a certificate of one's own.

mod view;

use crate::app::{Error, https};
use crate::domain::https::Domain;
use crate::web::Shared;
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::{get, post};
use view::page;

const PATH: &str = "/admin/settings/domain";
const TITLE: &str = "Domain";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(PATH, get(show).post(ask_for))
        .route("/admin/settings/domain/again", post(again))
        .route("/admin/settings/domain/certificate", post(bring))
        .route("/admin/settings/domain/by-itself", post(by_itself))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let kept = https::kept(desk.app())?;
    Ok(desk.page(TITLE, page(&desk, kept.as_ref(), &Typed::default(), &Problems::default())))
}

async fn ask_for(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let asked = async {
        let domain = Domain::parse(typed.get("domain")).map_err(|wrong| Error::field("domain", wrong.0))?;
        https::ask_for(desk.app(), &desk.by(), domain).await
    };
    match asked.await {
        Ok(()) => Ok(desk.see(PATH, "The domain is looked up now.")),
        Err(error) => refused(&desk, &typed, error),
    }
}

async fn again(desk: Desk) -> Result<Response, Fault> {
    https::hurry(desk.app(), &desk.by()).await?;
    Ok(desk.see(PATH, "It is looked at again now."))
}

async fn bring(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let mut typed = Typed(fields);
    let kept = https::kept(desk.app())?.ok_or(Error::NotFound)?;
    let brought = async {
        let read = https::read_own(desk.app(), &kept.domain, typed.get("chain"), typed.get("key"))?;
        https::bring(desk.app(), &desk.by(), read).await
    };
    match brought.await {
        Ok(()) => Ok(desk.see(PATH, "Your certificate is in use from now on.")),
        Err(error) => {
            // A key is not sent back to where somebody may look over a shoulder.
            typed.0.retain(|(name, _)| name != "key");
            refused(&desk, &typed, error)
        }
    }
}

async fn by_itself(desk: Desk) -> Result<Response, Fault> {
    https::by_itself(desk.app(), &desk.by()).await?;
    Ok(desk.see(PATH, "The shop asks for a certificate by itself."))
}

fn refused(desk: &Desk, typed: &Typed, error: Error) -> Result<Response, Fault> {
    let wrong = Problems::from(error)?;
    Ok(desk.refused(TITLE, page(desk, https::kept(desk.app())?.as_ref(), typed, &wrong)))
}
