//! Cards: a key for trying and one for real, each checked before it is kept, and which of them buyers pay with.

use crate::app::Error;
use crate::app::payments::connecting::{self, field};
use crate::base::text::Wrong;
use crate::domain::cards::Connection;
use crate::domain::payment::Mode;
use crate::web::Shared;
use crate::web::admin::doubts;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{ago, state};
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

pub const PATH: &str = "/admin/settings/payments/cards";
const TITLE: &str = "Cards";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(PATH, get(show).post(used))
        .route("/admin/settings/payments/cards/{mode}", post(connect))
        .route("/admin/settings/payments/cards/{mode}/remove", post(remove))
}

async fn show(desk: Desk) -> Response {
    desk.page(TITLE, page(&desk, &Problems::default()))
}

fn mode(code: &str) -> Result<Mode, Error> {
    Mode::parse(code).ok_or(Error::NotFound)
}

fn answer(desk: &Desk, done: Result<String, Error>) -> Result<Response, Fault> {
    match done {
        Ok(said) => Ok(desk.see(PATH, &said)),
        Err(error) => Ok(desk.refused(TITLE, page(desk, &Problems::from(error)?))),
    }
}

/// Without a key: the one that is there is checked again.
async fn connect(
    desk: Desk,
    Path(code): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (mode, typed) = (mode(&code)?, Typed(fields));
    let known = desk.settings.payments.cards.of(mode).map(|c| c.key.0.as_str());
    let key = Some(typed.get(field(mode))).filter(|key| !key.trim().is_empty()).or(known).unwrap_or("");
    let connected = connecting::connect(desk.app(), &desk.by(), mode, key).await;
    answer(&desk, connected.map(|c| format!("Connected with {}.", name(&c))))
}

async fn remove(desk: Desk, Path(code): Path<String>) -> Result<Response, Fault> {
    let mode = mode(&code)?;
    let removed = connecting::disconnect(desk.app(), &desk.by(), mode).await;
    answer(
        &desk,
        removed.map(|()| format!("The {} key is gone from this shop. End it at Stripe as well.", mode.code())),
    )
}

async fn used(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let chosen = match typed.get("used") {
        "" => Err(Error::from(Wrong("Please choose one.".into()))),
        "off" => Ok(None),
        code => mode(code).map(Some),
    };
    let done = match chosen {
        Ok(mode) => connecting::use_mode(desk.app(), &desk.by(), mode).await,
        Err(error) => Err(error),
    };
    answer(&desk, done.map(|()| "Saved.".into()))
}

fn name(connection: &Connection) -> &str {
    if connection.name.is_empty() { &connection.account } else { &connection.name }
}

fn page(desk: &Desk, wrong: &Problems) -> Markup {
    let cards = &desk.settings.payments.cards;
    let typed = Typed(vec![("used".into(), cards.used.map_or("off", Mode::code).into())]);
    let f = Fields { typed: &typed, wrong };
    html! {
        p.crumbs { a href="/admin/settings/payments" { "Payments" } }
        h1 { (TITLE) }
        (f.summary())
        p.soft { "Buyers pay on Stripe's own page and come back here. No card number ever reaches this shop." }
        @if cards.test.is_some() || cards.live.is_some() { (switch(desk, &f)) }
        (key(desk, &f, Mode::Test))
        (key(desk, &f, Mode::Live))
        p { a href=(doubts::PATH) { "Payments to look at" } }
    }
}

fn switch(desk: &Desk, f: &Fields<'_>) -> Markup {
    let cards = &desk.settings.payments.cards;
    let mut options = vec![("off", "Not at all", "")];
    if cards.test.is_some() {
        options.push(("test", "With the test key", "No money moves. Such orders are marked TEST."));
    }
    if cards.live.is_some() {
        options.push(("live", "With the live key", "Money moves."));
    }
    html! {
        form.panel.stack method="post" action=(PATH) {
            (f.choices("used", "Buyers can pay by card", &options))
            button.btn { "Save" }
        }
    }
}

fn key(desk: &Desk, f: &Fields<'_>, mode: Mode) -> Markup {
    let connection = desk.settings.payments.cards.of(mode);
    let (title, id) = match mode {
        Mode::Test => ("Test key", "test"),
        Mode::Live => ("Live key", "live"),
    };
    let starts = format!("Begins with rk_{0}_ or sk_{0}_.", mode.code());
    let input = Input {
        kind: "password",
        hint: &starts,
        soft: if connection.is_some() { "another one" } else { "" },
        ..Input::text(field(mode), title)
    };
    html! {
        section.panel.stack aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (title) }
            @match connection {
                Some(connection) => { (stands(desk, connection)) }
                None => { (how(mode, desk.settings.payments.cards.test.is_none())) }
            }
            form.stack method="post" action={ (PATH) "/" (mode.code()) } {
                (f.input(input))
                button.btn { @if connection.is_some() { "Check again" } @else { "Connect" } }
            }
            @if connection.is_some() {
                details.fold {
                    summary { "Remove this key" }
                    form.stack method="post" action={ (PATH) "/" (mode.code()) "/remove" } {
                        p { "Payments that are under way with it can then not be asked about any more." }
                        button.btn.danger { "Remove the " (mode.code()) " key" }
                    }
                }
            }
        }
    }
}

/// `told`: it stands on this page already.
fn how(mode: Mode, told: bool) -> Markup {
    html! {
        @if mode == Mode::Live && told {
            p { "The same way, with Stripe's test mode off." }
        } @else {
            p { "At Stripe, switch test mode " (if mode == Mode::Test { "on" } else { "off" }) ". Under Developers, API keys, choose “Create restricted key”, and give it these rights:" }
            ul {
                li { "Checkout Sessions: Write" }
                li { "Charges and Refunds: Write" }
                li { "Webhook Endpoints: Write" }
            }
            p.small.soft { "A secret key works as well, and may do more than this shop needs." }
        }
    }
}

fn stands(desk: &Desk, connection: &Connection) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let moved =
        connection.messages.as_ref().is_some_and(|m| Some(&m.address) != connecting::address(&desk.settings).as_ref());
    html! {
        p { (state("done", "Connected")) }
        dl.facts {
            dt { "Account" }
            dd { (name(connection)) @if !connection.name.is_empty() { span.soft { " " (connection.account) } } }
            dt { "Key" } dd { "ends in " (connection.key.last_four()) }
            dt { "Checked" } dd { (ago(connection.connected, now, &zone)) }
            @if let Some(messages) = &connection.messages { dt { "Stripe tells" } dd { (messages.address) } }
        }
        @if moved {
            div.notice.warm { (icon("triangle")) div { p { "The shop's address has changed since. Check again, so that Stripe tells the new one." } } }
        } @else if !connection.remark.is_empty() {
            div.notice.warm { (icon("triangle")) div { p { (connection.remark) } } }
        }
    }
}
