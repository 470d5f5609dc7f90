//! The whole shop as it was at a moment: what that means, the password and the shop's name, how far it is.

use super::{Asked, PATH, REFRESH, moment};
use crate::app::backups::Drill;
use crate::app::care::on_the_wall;
use crate::app::whole::{self, Meaning, NAMED_MAX, Standing};
use crate::base::Time;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::orders::table;
use crate::web::admin::parts::{ago, count};
use crate::web::error::{Fault, too_many};
use crate::web::form::{Problems, Typed};
use crate::web::limits::What;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

const TITLE: &str = "The whole shop";
const HERE: &str = "/admin/going-back/whole";
const STOP: &str = "/admin/going-back/whole/stop";
/// The shop may be closed for a moment when the page asks.
const LOOKED_AGAIN_SECONDS: &str = "3";
/// Kept backups that stand as marks beside the field.
const MARKS_MAX: usize = 5;

pub fn routes() -> Router<Shared> {
    Router::new().route(HERE, get(show).post(begin)).route(STOP, post(stop))
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let typed = Typed(asked);
    let shown = match desk.app().whole.standing() {
        Standing::Preparing(at, far) => preparing(&desk, at, &far),
        Standing::Changing => changing(),
        Standing::Failed(sentence) if !typed.has("at") => failed(&sentence),
        Standing::Nothing | Standing::Failed(_) => return ask(&desk, &typed, &Problems::default()),
    };
    let again = !matches!(desk.app().whole.standing(), Standing::Failed(_));
    let page = desk.page(TITLE, shown);
    Ok(if again { ([(REFRESH, LOOKED_AGAIN_SECONDS)], page).into_response() } else { page })
}

/// What the chosen moment means; without one, on to where it is chosen.
fn ask(desk: &Desk, typed: &Typed, wrong: &Problems) -> Result<Response, Fault> {
    let at = match moment::read(typed.get("at"), desk.app().now(), &desk.settings.zone()) {
        Ok(at) => at,
        Err(_) if !typed.has("at") => return Ok(Redirect::to(PATH).into_response()),
        Err(sentence) => return Ok(desk.refused(TITLE, not_a_moment(sentence))),
    };
    let meaning = whole::meaning(desk.app(), at)?;
    let page = page(desk, &meaning, &Fields { typed, wrong });
    Ok(if wrong.0.is_empty() { desk.page(TITLE, page) } else { desk.refused(TITLE, page) })
}

async fn begin(desk: Desk, Form(fields): Form<Asked>) -> Result<Response, Fault> {
    if let Err(wait) = desk.web.limits.count(What::SignIn, desk.signed.visit.address) {
        return Ok(too_many(wait));
    }
    let mut typed = Typed(fields);
    let Ok(at) = moment::read(typed.get("at"), desk.app().now(), &desk.settings.zone()) else {
        return ask(&desk, &typed, &Problems::default());
    };
    let password = typed.get("password").to_owned();
    typed.0.retain(|(name, _)| name != "password");
    match whole::begin(desk.app(), &desk.by(), &desk.signed.staff, password, typed.get("name"), at).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => ask(&desk, &typed, &Problems::from(error)?),
    }
}

async fn stop(desk: Desk) -> Response {
    whole::stop(desk.app());
    Redirect::to(HERE).into_response()
}

/// On the page of the three ways back.
pub fn section(desk: &Desk) -> Markup {
    let folder = desk.app().going_back.folder().map(|folder| folder.display().to_string());
    let folder = folder.unwrap_or_else(|| "THE-SHOPS-FOLDER".into());
    html! {
        section.panel aria-labelledby="whole" {
            h2 id="whole" { "The whole shop" }
            p { "For disasters, when nothing else helps. Everything comes back as it was, orders and customers, too: what was \
                 ordered since is not in it. You see what that means before anything happens, and what you have now is kept." }
            @if desk.app().whole.is_possible() {
                form.stack method="get" action=(HERE) {
                    (Fields { typed: &Typed::default(), wrong: &Problems::default() }.input(
                        Input { kind: "datetime-local", ..Input::text("at", "The whole shop as it was on") }.needed()))
                    div { button.btn.quiet { "See what that means" } }
                }
                (marks(desk))
            }
            details.fold {
                summary { "When the computer is lost" }
                p { "On another computer, from where your backups are sent, with the recovery key in a file:" }
                pre.code { code { "duka restore --from PLACE --key KEY-FILE --data A-NEW-FOLDER" } }
                p { "From what is left of this computer's folder:" }
                pre.code { code { "duka restore --from " (folder) " --data A-NEW-FOLDER" } }
                p { "With " code { "--at 2026-11-21T14:30:00Z" } " it comes back as it was then. It opens without selling, until \
                     you have looked at what is missing." }
            }
        }
    }
}

/// The newest backups, each as a moment to choose.
fn marks(desk: &Desk) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let kept = desk.app().backups.now().kept;
    html! {
        @if !kept.is_empty() {
            p.soft { "Any moment that is kept can be chosen, or that of a backup:" }
            ol.events {
                @for one in kept.iter().rev().take(MARKS_MAX) { li {
                    a href={ (HERE) "?at=" (moment::written(one.made, &zone)) } { "The backup made " (ago(one.made, now, &zone)) }
                } }
            }
        }
    }
}

fn not_a_moment(sentence: &str) -> Markup {
    html! {
        h1 { (TITLE) }
        div.notice.bad role="alert" { (icon("triangle")) div { p { (sentence) } } }
        p { a.btn.quiet href=(PATH) { "Choose another moment" } }
    }
}

fn page(desk: &Desk, meaning: &Meaning, f: &Fields<'_>) -> Markup {
    let zone = desk.settings.zone();
    let moment = on_the_wall(meaning.at, &zone);
    html! {
        p.crumbs { a href=(PATH) { "Going back" } }
        h1 { "The whole shop as it was on " (moment) }
        (f.summary())
        section.panel aria-labelledby="means" {
            h2 id="means" { "What it means" }
            ul.todo {
                li { (icon("triangle")) span { (since(meaning)) } }
                li { (icon("clock")) span { (how_long(desk)) } }
                li { (icon("dot")) span { "It needs about " (size(meaning.needed)) " of the disk; " (size(meaning.free)) " are free." } }
                li { (icon("letter")) span { "It opens without selling or sending anything, until you have looked at what is missing. Everybody of the staff signs in again." } }
                li { (icon("check")) span { "What you have now is kept: as long as the shop is not opened again, you can go back to it." } }
            }
        }
        (orders(desk, meaning))
        (sure(desk, meaning, f))
    }
}

fn since(meaning: &Meaning) -> String {
    let Some(total) = meaning.total else { return "No order was placed since then.".into() };
    let more = if meaning.more { "more than " } else { "" };
    let orders = count(meaning.count, "order", "orders");
    format!(
        "Not in it will be {more}{orders} of since then, together {}. They are listed when the shop is back.",
        total.show()
    )
}

fn how_long(desk: &Desk) -> String {
    let proved = desk.app().backups.now().kept.iter().rev().find_map(|one| match one.drill {
        Drill::Proved { took_ms, .. } => Some(took_ms.div_ceil(1_000)),
        _ => None,
    });
    let took = proved.map(|seconds| format!(" When that was tried last it took {seconds} s.")).unwrap_or_default();
    format!("The shop goes on selling while it is made ready.{took} Then it is closed for a few seconds.")
}

fn orders(desk: &Desk, meaning: &Meaning) -> Markup {
    html! {
        @if !meaning.orders.is_empty() {
            details.fold.panel {
                summary { @if meaning.count > NAMED_MAX { "The newest of these orders" } @else { "These orders" } }
                (table::orders(&meaning.orders, None, desk.app().now(), &desk.settings.zone()))
            }
        }
    }
}

fn sure(desk: &Desk, meaning: &Meaning, f: &Fields<'_>) -> Markup {
    let password =
        Input { kind: "password", autocomplete: "current-password", ..Input::text("password", "Your password") };
    let name = format!("Type the shop's name: {}", desk.settings.shop.name);
    html! {
        section.panel aria-labelledby="sure" {
            h2 id="sure" { "Bring it back" }
            @if !desk.app().whole.is_possible() {
                p { "This shop is thrown away when it closes, or is a demonstration: it has no earlier state to come back to." }
            } @else if meaning.free < meaning.needed {
                p { "There is not enough room on the disk for that. Make some first." }
            } @else if desk.signed.staff.password.is_none() {
                p { "Choose a password for your sign-in first: this is done for nobody without one." }
                p { a.btn href="/admin/settings/account" { "Choose a password" } }
            } @else {
                form.stack method="post" action=(HERE) {
                    input type="hidden" name="at" value=(moment::written(meaning.at, &desk.settings.zone()));
                    input.unseen type="email" name="email" value=(desk.signed.staff.email) autocomplete="username" readonly tabindex="-1" aria-label="E-mail";
                    (f.input(password.needed()))
                    (f.input(Input::text("name", &name).needed()))
                    div.row-tight {
                        button.btn.danger { "Bring the whole shop back" }
                        a.btn.quiet href=(PATH) { "Not now" }
                    }
                }
            }
        }
    }
}

fn preparing(desk: &Desk, at: Time, far: &str) -> Markup {
    html! {
        h1 { "The whole shop comes back" }
        section.panel aria-labelledby="far" {
            h2 id="far" { "As it was on " (on_the_wall(at, &desk.settings.zone())) }
            p.well { (icon("clock")) span { (far) " …" } }
            p.soft { "It is made ready beside the shop, which goes on selling. This page looks again by itself; when the shop is \
                      back it asks you to sign in. " a href=(HERE) { "Look now" } }
            @if desk.app().whole.is_stopped() {
                p { "It is being stopped." }
            } @else {
                form method="post" action=(STOP) { button.btn.quiet { "Stop it; leave the shop as it is" } }
            }
        }
    }
}

fn changing() -> Markup {
    html! {
        h1 { "The shop changes" }
        section.panel aria-label="How far it is" {
            p.well { (icon("clock")) span { "It closes for a few seconds and opens again …" } }
            p { "Then sign in: " a href="/admin" { "to Today" } }
        }
    }
}

fn failed(sentence: &str) -> Markup {
    html! {
        h1 { "The shop is as it was" }
        div.notice.warm role="alert" { (icon("triangle")) div { p { (sentence) } } }
        p { a.btn.quiet href=(PATH) { "Going back" } }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
    }
}
