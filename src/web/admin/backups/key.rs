//! The recovery key: seen after the password, on a card to be printed; typed back; changed.

use super::PATH;
use crate::app::places;
use crate::app::recovery::{self, Recovery, Standing};
use crate::app::{Error, Refused};
use crate::domain::backup::BackupPlace;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::{Fault, too_many};
use crate::web::form::{Problems, Typed};
use crate::web::limits::What;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

const TITLE: &str = "Recovery key";
const HERE: &str = "/admin/backups/key";
/// Signs that are read and typed in one go.
const GROUP_CHARS: usize = 4;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(HERE, get(show))
        .route("/admin/backups/key/see", post(see))
        .route("/admin/backups/key/confirm", post(confirm))
        .route("/admin/backups/key/change", post(change))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let page = page(&desk, &Problems::default(), None).await?;
    Ok(desk.page(TITLE, page))
}

/// Who only found a computer where somebody was signed in does not see it.
async fn see(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    let password = Typed(fields).get("password").to_owned();
    seen(&desk, recovery::show(desk.app(), &desk.signed.staff, password).await).await
}

async fn change(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    let password = Typed(fields).get("current").to_owned();
    let made = recovery::rotate(desk.app(), &desk.by(), &desk.signed.staff, password).await;
    // Its field has another name here: there are two on the page.
    seen(&desk, made.map_err(|error| renamed(error, "current"))).await
}

fn renamed(error: Error, field: &str) -> Error {
    match error {
        Error::Refused(Refused::Form(wrong)) => {
            Error::Refused(Refused::Form(wrong.into_iter().map(|(_, sentence)| (field.to_owned(), sentence)).collect()))
        }
        other => other,
    }
}

async fn seen(desk: &Desk, key: Result<Recovery, Error>) -> Result<Response, Fault> {
    match key {
        Ok(key) => Ok(desk.page(TITLE, page(desk, &Problems::default(), Some(&key)).await?)),
        Err(error) => Ok(desk.refused(TITLE, page(desk, &Problems::from(error)?, None).await?)),
    }
}

async fn confirm(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    match recovery::confirm(desk.app(), &desk.by(), Typed(fields).get("key").to_owned()).await {
        Ok(()) => Ok(desk.see(PATH, "That is it. Keep the paper where the computer is not.")),
        Err(error) => Ok(desk.refused(TITLE, page(&desk, &Problems::from(error)?, None).await?)),
    }
}

async fn page(desk: &Desk, wrong: &Problems, key: Option<&Recovery>) -> Result<Markup, Fault> {
    let standing = recovery::standing(desk.app()).await?;
    let places = desk.app().read(|rows| places::all(rows))?;
    let typed = Typed::default();
    let f = Fields { typed: &typed, wrong };
    Ok(html! {
        p.crumbs { a href=(PATH) { "Backups" } }
        h1.no-print { (TITLE) }
        @match standing {
            None => p { "This shop is thrown away when it closes: it has no keys." },
            Some(standing) => {
                (summary(wrong))
                (how_it_stands(standing))
                @match key {
                    Some(key) => (card(desk, key, &places)),
                    None => (ask(desk, &f)),
                }
                @if !standing.confirmed || standing.changing { (type_back(&f)) }
                @else if key.is_none() { (rotation(desk, &f)) }
            }
        }
    })
}

/// What is wrong with the page as a whole; fields say theirs themselves.
fn summary(wrong: &Problems) -> Markup {
    html! {
        @if let Some(sentence) = wrong.of("") {
            div.notice.bad role="alert" data-focus tabindex="-1" { (icon("triangle")) div { p { (sentence) } } }
        }
    }
}

fn how_it_stands(standing: Standing) -> Markup {
    html! {
        @if standing.changing {
            div.notice.warm.no-print { (icon("triangle")) div { p {
                "New keys wait. They count once the new recovery key was typed back; until then the old paper is the right one."
            } } }
        } @else if standing.confirmed {
            p.well.no-print { (icon("check")) span { "You have typed it back. Backups may leave this computer." } }
        } @else {
            div.notice.warm.no-print { (icon("triangle")) div { p {
                "Nothing leaves this computer until you have the key on paper and have typed it back."
            } } }
        }
    }
}

fn ask(desk: &Desk, f: &Fields<'_>) -> Markup {
    html! {
        section.panel.no-print aria-labelledby="see" {
            h2 id="see" { "See it" }
            p { "Backups are sealed before they leave. When this computer is lost, this key alone opens them: without it nobody \
                 can, not even we." }
            @if desk.signed.staff.password.is_none() {
                p { "Choose a password for your sign-in first: the key is shown to nobody without one." }
                p { a.btn href="/admin/settings/account" { "Choose a password" } }
            } @else {
                form.stack method="post" action="/admin/backups/key/see" {
                    (password(desk, f))
                    div { button.btn { "Show the key" } }
                }
            }
        }
    }
}

fn password(desk: &Desk, f: &Fields<'_>) -> Markup {
    let input =
        Input { kind: "password", autocomplete: "current-password", ..Input::text("password", "Your password") };
    html! {
        input.unseen type="email" name="email" value=(desk.signed.staff.email) autocomplete="username" readonly tabindex="-1" aria-label="E-mail";
        (f.input(input.needed()))
    }
}

/// To be printed: what it is, the key in groups, what to do with it.
fn card(desk: &Desk, key: &Recovery, places: &[BackupPlace]) -> Markup {
    let shop = &desk.settings.shop.name;
    html! {
        section.panel aria-labelledby="card" {
            h2 id="card" { "Recovery key of " (shop) }
            p { "It opens the backups of this shop. Whoever has it and the backups can read everything in them." }
            p.key-text.num { @for group in groups(&key.text) { span { (group) } " " } }
            p.small { "To bring the shop back, write the key on one line into a file, without spaces, and on a computer with Duka type:" }
            pre.code { code { "duka restore --from PLACE --key FILE --data A-NEW-FOLDER" } }
            (whereabouts(places))
        }
        p.soft.no-print { "Print this page, or write the key down. Keep it where the computer is not. It is shown again only after your password." }
    }
}

fn whereabouts(places: &[BackupPlace]) -> Markup {
    html! {
        @if !places.is_empty() {
            p.small {
                "PLACE is one of these. "
                @for (i, place) in places.iter().enumerate() { @if i > 0 { ", " } (place.name) ": " (place.site.address()) }
                ". For a bucket you also need a key of the provider, in DUKA_S3_KEY and DUKA_S3_SECRET."
            }
        }
    }
}

/// What all keys begin with stands by itself.
fn groups(text: &str) -> Vec<String> {
    let (beginning, rest) = text.split_at(text.rfind('-').map_or(0, |dash| dash + 2).min(text.len()));
    let signs: Vec<char> = rest.chars().collect();
    let groups = signs.chunks(GROUP_CHARS).map(|group| group.iter().collect());
    std::iter::once(beginning.to_owned()).filter(|b| !b.is_empty()).chain(groups).collect()
}

fn type_back(f: &Fields<'_>) -> Markup {
    let hint = "From the paper, with or without the spaces.";
    html! {
        section.panel.no-print aria-labelledby="back" {
            h2 id="back" { "Type it back" }
            form.stack method="post" action="/admin/backups/key/confirm" {
                (f.area(Input { look: "two-lines", hint, ..Input::text("key", "The key").needed() }))
                div { button.btn { "That is the key" } }
            }
        }
    }
}

fn rotation(desk: &Desk, f: &Fields<'_>) -> Markup {
    html! {
        details.fold.panel.no-print open[f.wrong.of("current").is_some()] {
            summary { "Change the keys" }
            form.stack method="post" action="/admin/backups/key/change" {
                p { "When the paper may be in wrong hands. You get a new key, which counts once you typed it back. What is sent \
                     from then on opens with the new one only; with it the older backups open, too." }
                @if desk.signed.staff.password.is_some() {
                    (f.input(Input { kind: "password", autocomplete: "current-password", ..Input::text("current", "Your password").needed() }))
                    div { button.btn.danger.small { "Make new keys" } }
                } @else {
                    p { a href="/admin/settings/account" { "Choose a password" } " first." }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_key_is_read_in_groups() {
        for (key, groups) in [
            ("AGE-SECRET-KEY-1QXYZ5A", &["AGE-SECRET-KEY-1", "QXYZ", "5A"][..]),
            ("QXYZ5", &["QXYZ", "5"]),
            ("", &[]),
            ("A-", &["A-"]),
        ] {
            assert_eq!(super::groups(key), groups);
        }
    }
}
