//! Adding a place: whose it is, only the fields it needs, a try, and keeping it. Nothing typed is lost on the way.

use super::{PATH, read};
use crate::app::{Error, places, recovery};
use crate::domain::backup::{Found, Site};
use crate::outside::targets::Abilities;
use crate::outside::targets::probe;
use crate::outside::targets::providers::{Endpoint, PROVIDERS, Provider};
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

const TITLE: &str = "Add a place";

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/backups/new", get(show).post(sent))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let body = match Provider::by_key(asked.get("with")) {
        Some(provider) => form(provider, &Typed::default(), &Problems::default(), None),
        None => choice(),
    };
    Ok(desk.page(TITLE, body))
}

/// Tries it, and keeps it when that was asked.
async fn sent(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let Some(provider) = Provider::by_key(typed.get("with")) else { return Err(Fault::NOT_FOUND) };
    match tried(&desk, provider, &typed).await {
        Ok((name, site, found)) if typed.get("do") == "keep" => match keep(&desk, name, site, found).await {
            Ok(answer) => Ok(answer),
            Err(error) => Ok(desk.refused(TITLE, form(provider, &typed, &Problems::from(error)?, None))),
        },
        Ok((_, _, found)) => Ok(desk.page(TITLE, form(provider, &typed, &Problems::default(), Some(found)))),
        Err(error) => Ok(desk.refused(TITLE, form(provider, &typed, &Problems::from(error)?, None))),
    }
}

async fn tried(desk: &Desk, provider: &Provider, typed: &Typed) -> Result<(String, Site, Found), Error> {
    let (name, site) = read::site(provider, typed)?;
    let found = places::try_it(desk.app(), site.clone()).await?;
    Ok((name, site, found))
}

async fn keep(desk: &Desk, name: String, site: Site, found: Found) -> Result<Response, Error> {
    places::add(desk.app(), &desk.by(), name, site, found).await?;
    let confirmed = recovery::standing(desk.app()).await?.is_some_and(|key| key.confirmed);
    Ok(if confirmed {
        desk.see(PATH, "Kept. Everything is on its way there.")
    } else {
        desk.see("/admin/backups/key", "Kept. One step is left: the recovery key.")
    })
}

fn choice() -> Markup {
    html! {
        p.crumbs { a href=(PATH) { "Backups" } }
        h1 { (TITLE) }
        section.panel aria-labelledby="where" {
            h2 id="where" { "Where should backups go?" }
            ul.plain-list.stack {
                @for provider in PROVIDERS {
                    li { a href={ "/admin/backups/new?with=" (provider.key) } { (provider.name) } }
                }
            }
            p.soft { "Everything is sealed before it leaves: whoever keeps it cannot read it." }
        }
    }
}

fn form(provider: &Provider, typed: &Typed, wrong: &Problems, found: Option<Found>) -> Markup {
    let f = Fields { typed, wrong };
    html! {
        p.crumbs { a href="/admin/backups/new" { (TITLE) } }
        h1 { (provider.name) }
        (f.summary())
        @if let Some(found) = found { (said(found, provider.endpoint == Endpoint::Folder)) }
        form.stack-wide method="post" action="/admin/backups/new" {
            input type="hidden" name="with" value=(provider.key);
            section.panel aria-label="The place" {
                @if provider.endpoint == Endpoint::Folder { (folder(&f)) } @else { (bucket(provider, &f)) }
                div.fields {
                    (f.input(Input::text("name", "What you call it").soft("if you like").wide("w3")))
                }
            }
            div.save.row-tight {
                button.btn.quiet name="do" value="try" { "Try it" }
                button.btn name="do" value="keep" { "Keep this place" }
            }
        }
    }
}

fn folder(f: &Fields<'_>) -> Markup {
    html! {
        div.fields {
            (f.input(Input::text("path", "Folder").needed().wide("w4")
                .hint("The whole path, such as /mnt/backup/shop. Its disk must be plugged in whenever the shop runs.")))
        }
    }
}

fn bucket(provider: &Provider, f: &Fields<'_>) -> Markup {
    let secret = Input { kind: "password", autocomplete: "off", ..Input::text("secret", "Secret of the key").needed() };
    html! {
        div.fields {
            (whereabouts(provider, f))
            (f.input(Input::text("bucket", "Bucket").needed().wide("w3").hint("It must be there already.")))
            (f.input(Input::text("folder", "Folder in it").soft("if it is shared").wide("w3")))
            (f.input(Input::text("key_id", "Id of the key").needed().wide("w3")))
            (f.input(secret.wide("w3")))
        }
        p.soft { "Best is a key that can list, read and write, but not delete: then nobody who breaks in here can destroy \
                  your backups, and the bucket's own rules let old ones go. " (provider.careful) }
    }
}

fn whereabouts(provider: &Provider, f: &Fields<'_>) -> Markup {
    match provider.endpoint {
        Endpoint::ByRegion(_) if !provider.regions.is_empty() => {
            let regions: Vec<(&str, &str)> = provider.regions.iter().map(|region| (*region, *region)).collect();
            f.select(Input::text("place", "Region").wide("w3"), &regions)
        }
        Endpoint::ByRegion(_) => {
            f.input(Input::text("place", "Region").needed().wide("w3").hint("As it is written there: eu-central-1."))
        }
        Endpoint::ByAccount(..) => f.input(Input::text("place", "Account id").needed().wide("w3")),
        Endpoint::Typed | Endpoint::Folder => html! {
            (f.input(Input::text("place", "Address").needed().wide("w3").hint("Such as https://s3.example.com.")))
            (f.input(Input::text("region", "Region").soft("usually empty").wide("w3")))
        },
    }
}

/// What the try showed.
fn said(found: Found, is_folder: bool) -> Markup {
    html! {
        // There is no key to a folder.
        @if is_folder { (good("It works: files are kept there and given back.")) } @else { (works(found)) }
        @if found.same_disk {
            div.notice.warm { (icon("triangle")) div { p {
                "It is on this computer only: the same disk as the shop. Choose another disk, or it does not help when this one dies."
            } } }
        }
    }
}

/// What the key to a bucket may do.
pub fn works(found: Found) -> Markup {
    good(probe::sentence(Abilities { refuses_to_overwrite: found.guards, removes: found.removes }))
}

fn good(sentence: &str) -> Markup {
    html! { div.notice.good role="status" { (icon("check")) div { p { (sentence) } } } }
}
