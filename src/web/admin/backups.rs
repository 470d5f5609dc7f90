//! What is kept of the shop, where, whether it was proved, and how it comes back.

mod here;
mod key;
mod new;
mod one;
mod places;
mod read;

use super::frame::Desk;
use super::parts::empty;
use crate::app::backups::State;
use crate::app::recovery::{self, Standing};
use crate::app::{places as places_now, settings};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

const PATH: &str = "/admin/backups";

/// Stands for the place that is set where Duka is started, which has no page of its own.
const SET_AT_START: &str = "set-at-start";

pub fn routes() -> Router<Shared> {
    let own = Router::new()
        .route(&format!("{PATH}/{SET_AT_START}/agree"), post(agree))
        .route(PATH, get(show))
        .route("/admin/backups/now", post(now))
        .route("/admin/backups/thanks", post(thanks));
    own.merge(key::routes()).merge(new::routes()).merge(one::routes())
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let mut state = desk.app().backups.now();
    state.away = places_now::standing(desk.app())?;
    let key = recovery::standing(desk.app()).await?;
    Ok(desk.page("Backups", page(&desk, &state, key)))
}

async fn now(desk: Desk) -> Result<Response, Fault> {
    desk.app().backups.ask();
    Ok(desk.see(PATH, "A backup is being made. It is proved right after."))
}

async fn agree(desk: Desk) -> Result<Response, Fault> {
    places_now::agree(desk.app(), &desk.by(), None).await?;
    Ok(desk.see(PATH, "Agreed. They go now."))
}

/// Whether thanks wait until an order is safe elsewhere.
async fn thanks(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let wait = Typed(fields).has("wait");
    settings::change(desk.app(), &desk.by(), move |s| {
        s.thanks_wait = wait;
        Ok(())
    })
    .await?;
    Ok(desk.see(PATH, if wait { "Thanks wait for a place elsewhere." } else { "Buyers are thanked at once." }))
}

fn page(desk: &Desk, state: &State, key: Option<Standing>) -> Markup {
    html! {
        div.row {
            h1 { "Backups" }
            form method="post" action="/admin/backups/now" { button.btn.quiet.small { "Back up now" } }
        }
        @if let Some(trouble) = &state.trouble {
            div.notice.bad { (icon("triangle")) div { h2 { "The last backup could not be made" } p { (trouble) } } }
        }
        @if let Some(why) = &state.old_stay {
            div.notice.warm { (icon("triangle")) div {
                h2 { "Old backups could not be taken away" }
                p { (why) " They stay, and take up room. It is tried again with the next backup." }
            } }
        }
        @if state.running {
            p.well { span { "A backup is being made and proved." } " " a href="/admin/backups" { "See how far it is" } }
        }
        section.panel aria-labelledby="kept" {
            h2 id="kept" { "Kept on this computer" }
            @if state.kept.is_empty() {
                (empty("There is no backup yet", "One is made every day, and the first one within a minute.", None))
            } @else {
                (here::list(desk, &state.kept))
            }
            p.soft { "Every change since is kept, too, so the shop can come back as it was at any moment. This protects \
                      from mistakes and from a damaged store, not from the loss of this computer." }
        }
        (elsewhere(desk, state, key))
        @if !state.away.is_empty() { (certainty(desk)) }
        section.panel aria-labelledby="back" {
            h2 id="back" { "How the shop comes back" }
            p { "On this computer or another one with Duka, into a new and empty folder:" }
            pre.code { code { "duka restore --from THE-OLD-FOLDER --data A-NEW-FOLDER" } }
            p { "From a place elsewhere with the recovery key in a file:" }
            pre.code { code { "duka restore --from PLACE --key FILE --data A-NEW-FOLDER" } }
            p { "To undo a mistake while the shop goes on: " a href="/admin/going-back" { "Going back" } "." }
            p { "With " code { "--at 2026-11-21T14:30:00Z" } " it comes back as it was then. Nothing in the old folder \
                 is changed, and the new shop is verified before you start it." }
        }
    }
}

fn elsewhere(desk: &Desk, state: &State, key: Option<Standing>) -> Markup {
    html! {
        section.panel aria-labelledby="away" {
            h2 id="away" { "Kept elsewhere" }
            @match key {
                None => p { "This shop is thrown away when it closes, so nothing leaves this computer." },
                Some(key) => {
                    @if state.away.is_empty() {
                        p { "Nothing leaves this computer yet. A bucket at a storage provider or a disk that is not in this \
                             computer keeps the shop when the computer is lost." }
                    } @else {
                        (places::list(desk, &state.away))
                    }
                    (recovery_key(key, state.away.is_empty()))
                    p { a.btn.small href="/admin/backups/new" { "Add a place" } }
                }
            }
        }
    }
}

fn recovery_key(key: Standing, nowhere: bool) -> Markup {
    html! {
        @if key.changing {
            div.notice.warm { (icon("triangle")) div {
                h2 { "New keys wait" }
                p { "They count once the new recovery key was typed back. Until then the old one does." }
                p { a.btn.small href="/admin/backups/key" { "Type it back" } }
            } }
        } @else if key.confirmed {
            p.soft { "Everything that leaves is sealed. Only your " a href="/admin/backups/key" { "recovery key" } " opens it." }
        } @else if !nowhere {
            div.notice.warm { (icon("triangle")) div {
                h2 { "Nothing leaves until you have the recovery key" }
                p { "Everything that leaves is sealed, and only your keys open it. Write the recovery key down and type it back." }
                p { a.btn.small href="/admin/backups/key" { "See the recovery key" } }
            } }
        }
    }
}

/// The switch "confirm after off-site".
fn certainty(desk: &Desk) -> Markup {
    html! {
        section.panel aria-labelledby="certain" {
            h2 id="certain" { "When buyers are thanked" }
            form.stack method="post" action="/admin/backups/thanks" {
                label.check {
                    input type="checkbox" name="wait" value="yes" checked[desk.settings.thanks_wait];
                    span { "Only when a place elsewhere has the order" }
                }
                p.soft { "Then not even the loss of this computer loses an order that somebody was thanked for. The thanks \
                          take a moment longer; after 3 seconds the page says that the order was received, and letters and \
                          payment follow when it is safe." }
                div { button.btn.quiet.small { "Save" } }
            }
        }
    }
}
