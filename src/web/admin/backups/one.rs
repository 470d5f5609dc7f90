//! One place: how it stands, what was decided about it, pausing, trying again, removing.

use super::{PATH, new, places as list, read};
use crate::app::backups::away::{Away, Stands};
use crate::app::{Error, places};
use crate::base::Id;
use crate::domain::backup::{BackupPlace, Bucket, Rhythm, Site};
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input, filled};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/backups/places/{id}", get(show).post(save))
        .route("/admin/backups/places/{id}/key", post(key))
        .route("/admin/backups/places/{id}/pause", post(pause))
        .route("/admin/backups/places/{id}/again", post(again))
        .route("/admin/backups/places/{id}/agree", post(agree))
        .route("/admin/backups/places/{id}/remove", post(remove))
}

fn place(desk: &Desk, id: &str) -> Result<BackupPlace, Error> {
    let id = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| places::one(rows, id))
}

fn path(place: &BackupPlace) -> String {
    format!("/admin/backups/places/{}", place.id)
}

async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let place = place(&desk, &id)?;
    Ok(desk.page(&place.name, page(&desk, &place, &decided(&place), &Problems::default())?))
}

async fn save(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (place, typed) = (place(&desk, &id)?, Typed(fields));
    let saved = match read::terms(&typed) {
        Ok(terms) => places::change(desk.app(), &desk.by(), place.id, terms).await,
        Err(error) => Err(error),
    };
    answer(&desk, &place, &typed, saved, "Saved.")
}

/// Another key, which is tried before it takes the place of the one before.
async fn key(desk: Desk, Path(id): Path<String>, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let (place, typed) = (place(&desk, &id)?, Typed(fields));
    let changed = change_key(&desk, &place, &typed).await;
    let mut shown = decided(&place);
    shown.0.extend(typed.0.into_iter().filter(|(name, _)| name != "secret"));
    answer(&desk, &place, &shown, changed, "It works with the new key.")
}

async fn change_key(desk: &Desk, place: &BackupPlace, typed: &Typed) -> Result<(), Error> {
    let Site::Bucket(bucket) = &place.site else { return Err(Error::NotFound) };
    let (key_id, secret) = read::key(typed)?;
    let tried = Bucket { key_id: key_id.clone(), secret: secret.clone(), ..bucket.clone() };
    let found = places::try_it(desk.app(), Site::Bucket(tried)).await?;
    places::change_key(desk.app(), &desk.by(), place.id, key_id, secret, found).await
}

fn answer(
    desk: &Desk,
    place: &BackupPlace,
    typed: &Typed,
    done: Result<(), Error>,
    said: &str,
) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(desk.see(&path(place), said)),
        Err(error) => Ok(desk.refused(&place.name, page(desk, place, typed, &Problems::from(error)?)?)),
    }
}

async fn pause(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let place = place(&desk, &id)?;
    places::pause(desk.app(), &desk.by(), place.id, !place.paused).await?;
    let said = if place.paused { "It goes on." } else { "Paused. Nothing is sent there until you let it go on." };
    Ok(desk.see(&path(&place), said))
}

async fn again(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let place = place(&desk, &id)?;
    places::try_again(desk.app(), &desk.by(), Some(place.id)).await?;
    Ok(desk.see(&path(&place), "It is tried now. Look here again in a moment."))
}

async fn agree(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let place = place(&desk, &id)?;
    places::agree(desk.app(), &desk.by(), Some(place.id)).await?;
    Ok(desk.see(&path(&place), "Agreed. They go the next time backups are sent."))
}

async fn remove(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let place = place(&desk, &id)?;
    places::remove(desk.app(), &desk.by(), place.id).await?;
    Ok(desk.see(PATH, "Removed. What lies there stays there."))
}

/// The form as it stands.
fn decided(place: &BackupPlace) -> Typed {
    let rhythm = match place.rhythm {
        Rhythm::Continuous => "continuous",
        Rhythm::Daily => "daily",
    };
    let mut typed = filled([
        ("name", place.name.clone()),
        ("rhythm", rhythm.into()),
        ("hour", place.hour.to_string()),
        ("days", place.retention.days.to_string()),
        ("weeks", place.retention.weeks.to_string()),
        ("months", place.retention.months.to_string()),
        ("limit", place.limit.map(|limit| limit.to_string()).unwrap_or_default()),
    ]);
    if let Site::Bucket(bucket) = &place.site {
        typed.0.push(("key_id".into(), bucket.key_id.clone()));
    }
    typed
}

fn page(desk: &Desk, place: &BackupPlace, typed: &Typed, wrong: &Problems) -> Result<Markup, Error> {
    let f = Fields { typed, wrong };
    let away = places::standing(desk.app())?.into_iter().find(|away| away.place == Some(place.id));
    Ok(html! {
        p.crumbs { a href=(PATH) { "Backups" } }
        h1 { (place.name) }
        (f.summary())
        (standing(desk, place, away.as_ref()))
        form.stack-wide method="post" action=(path(place)) {
            (decisions(&f))
            div.save { button.btn { "Save" } }
        }
        @if let Site::Bucket(_) = &place.site { (another_key(place, &f)) }
        (removal(place))
    })
}

fn standing(desk: &Desk, place: &BackupPlace, away: Option<&Away>) -> Markup {
    html! {
        section.panel aria-labelledby="stands" {
            h2 id="stands" { "How it stands" }
            @if let Some(away) = away {
                @if away.stands == Stands::NotConfirmed {
                    p { "Nothing leaves until you have the " a href="/admin/backups/key" { "recovery key" } "." }
                }
                @if place.paused { p { "Paused. Nothing is sent there until you let it go on." } }
                (list::sentence(desk, away))
                @if let Some(question) = &away.asks { (asks(place, question)) }
            }
            dl.facts { dt { "Where" } dd { (place.site.address()) } }
            div.row-tight {
                (button(place, "again", "Send now"))
                (button(place, "pause", if place.paused { "Go on" } else { "Pause" }))
            }
        }
        @if let Site::Bucket(_) = &place.site { (new::works(place.found)) }
    }
}

fn asks(place: &BackupPlace, question: &str) -> Markup {
    html! {
        div.notice.warm { (icon("triangle")) div {
            h2 { "May so much go?" }
            p { (question) }
            (button(place, "agree", "Let them go"))
        } }
    }
}

fn button(place: &BackupPlace, what: &str, words: &str) -> Markup {
    html! {
        form method="post" action={ (path(place)) "/" (what) } { button.btn.quiet.small { (words) } }
    }
}

fn decisions(f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-label="When" {
            div.fields { (f.input(Input::text("name", "What you call it").needed().wide("w3"))) }
            (f.choices("rhythm", "When something is sent", &[
                ("continuous", "At once", "Every order leaves within a second, the day's backup when it was made."),
                ("daily", "Once a day", "Everything leaves at the hour below."),
            ]))
            div.fields {
                (f.input(Input::number("hour", "Hour of the day's backup").hint("0 to 23, by the shop's clock. Missed ones are made up for.")))
                (f.input(Input::number("limit", "At most, kB each second").soft("empty: no limit")))
            }
        }
        section.panel aria-labelledby="keeps" {
            h2 id="keeps" { "How long it is kept" }
            div.fields {
                (f.input(Input::number("days", "Every moment, days").needed()))
                (f.input(Input::number("weeks", "Then one a week, weeks")))
                (f.input(Input::number("months", "Then one a month, months")))
            }
            p.soft { "The newest backup that was proved always stays. When a person was erased, backups older than 30 days that \
                      name them go, weekly and monthly ones too." }
        }
    }
}

fn another_key(place: &BackupPlace, f: &Fields<'_>) -> Markup {
    let secret = Input { kind: "password", autocomplete: "off", ..Input::text("secret", "Its secret").needed() };
    let open = f.wrong.of("secret").or(f.wrong.of("key_id")).is_some();
    html! {
        details.fold.panel open[open] {
            summary { "Use another key" }
            form.stack method="post" action={ (path(place)) "/key" } {
                div.fields {
                    (f.input(Input::text("key_id", "Id of the key").needed().wide("w3")))
                    (f.input(secret.wide("w3")))
                }
                p.soft { "It is tried first. The one before stays if it does not work. A secret is never shown again." }
                div { button.btn.quiet.small { "Try and use it" } }
            }
        }
    }
}

fn removal(place: &BackupPlace) -> Markup {
    html! {
        details.fold.panel {
            summary { "Remove this place" }
            form.stack method="post" action={ (path(place)) "/remove" } {
                p { "Nothing is sent there any more. The files there stay: they are yours to keep or delete, and with the \
                     recovery key the shop still comes back from them." }
                div { button.btn.danger.small { "Remove" } }
            }
        }
    }
}
