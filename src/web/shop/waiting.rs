//! "Tell me when it is back": takes the address from a product's page, and ends it from the link in the letter.
//!
//! Every answer is the same whether the address or the link was known. Opening the link changes nothing: programs that look
//! through mail open links, too; the button does.

use super::super::error::{Fault, too_often};
use super::super::form::Typed;
use super::super::guard::{Visit, form_encode};
use super::super::limits::What;
use super::super::ui::frame;
use super::super::ui::front::{self, Front};
use super::super::ui::seo::Head;
use super::super::{Shared, Web};
use super::{choice, product, see};
use crate::app::catalog::{self, Found};
use crate::app::{Error, Refused, wishes};
use crate::base::text::{Email, Handle};
use crate::base::{Id, Secret};
use crate::domain::catalog::{Product, Variant};
use crate::words::Saying;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

/// In the address of a product's page: somebody was just noted.
pub const NOTED: &str = "noted";

pub fn routes() -> Router<Shared> {
    Router::new().route("/waiting", post(note)).route("/waiting/{secret}", get(ask).post(end))
}

async fn note(
    State(web): State<Shared>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let typed = Typed(fields);
    match take(&web, &visit, &typed).await {
        Ok(path) => {
            let mark = if path.contains('?') { '&' } else { '?' };
            Ok(see(&format!("{path}{mark}{}=yes", form_encode(NOTED))))
        }
        Err(error @ Error::Refused(Refused::Form(_) | Refused::Sentence(_))) => {
            product::page(&web, &visit, typed.get("product"), &typed, Some(&error))
        }
        Err(error) => Err(error.into()),
    }
}

/// Answers where the variant is shown.
async fn take(web: &Web, visit: &Visit, typed: &Typed) -> Result<String, Error> {
    let (product, variant, path) = wanted(web, typed)?;
    let email = Email::parse(typed.get("email")).map_err(|_| Error::sentence(Saying::of("refused-email")))?;
    web.limits.count(What::Reminder, visit.address).map_err(|wait| Error::sentence(too_often(wait)))?;
    let language = visit.words(&web.app.settings()?).language();
    wishes::note(&web.app, &visit.buyer(), product, variant, email, language).await?;
    Ok(path)
}

fn wanted(web: &Web, typed: &Typed) -> Result<(Id<Product>, Id<Variant>, String), Error> {
    let handle = Handle::parse(typed.get("product")).map_err(|_| Error::NotFound)?;
    let found = web.app.read(|rows| catalog::at(rows, &handle))?;
    let Found::Product(product) = found else { return Err(Error::NotFound) };
    let variant = choice::exact(&product, typed).ok_or_else(|| Error::sentence(Saying::of("refused-choice")))?;
    Ok((product.id, variant.id, product.link(variant)))
}

async fn ask(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Markup, Fault> {
    Secret::parse(&secret).ok_or(Error::NotFound)?;
    page(&web, &visit, "end-title", |front| {
        html! {
            p { (front.words.say("end-about")) }
            form method="post" action=(front.to(&format!("/waiting/{secret}"))) {
                button class="btn" { (front.words.say("end-all")) }
            }
        }
    })
}

async fn end(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Markup, Fault> {
    let secret = Secret::parse(&secret).ok_or(Error::NotFound)?;
    wishes::end(&web.app, &visit.buyer(), secret).await?;
    page(&web, &visit, "ended-title", |front| {
        html! {
            p { (front.words.say("ended-about")) }
            p { a href=(front.to("/")) { (front.words.say("to-the-shop")) } }
        }
    })
}

/// `title`: the key of the heading.
fn page(web: &Web, visit: &Visit, title: &str, matter: impl Fn(&Front) -> Markup) -> Result<Markup, Fault> {
    let (front, ()) = front::read(web, visit, |_, _| Ok(()))?;
    let title = front.words.say(title);
    let main = html! {
        div class="page-head" { h1 { (title) } }
        div class="text stack" { (matter(&front)) }
    };
    Ok(frame::page(&front, &Head::closed(&title, ""), main))
}
