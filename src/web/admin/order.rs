//! One order: what was bought, what happened, what to do next.

mod back;
mod doing;
mod story;
mod view;

use super::fields::filled;
use super::frame::Desk;
use super::orders::numbered;
use crate::app::{At, Error, orders, payments};
use crate::base::Money;
use crate::base::text::{Email, optional_line};
use crate::domain::order::Order;
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::Response;
use axum::routing::{get, post};

const REASON_CHARS_MAX: usize = 200;
const CARRIER_CHARS_MAX: usize = 60;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/orders/{number}", get(show))
        .route("/admin/orders/{number}/paid", post(paid))
        .route("/admin/orders/{number}/shipped", post(shipped))
        .route("/admin/orders/{number}/ready", post(ready))
        .route("/admin/orders/{number}/handed-over", post(handed_over))
        .route("/admin/orders/{number}/cancelled", post(cancelled))
        .route("/admin/orders/{number}/refunded", post(refunded))
        .route("/admin/orders/{number}/sent-back", post(back::send))
        .route("/admin/orders/{number}/note", post(note))
        .route("/admin/orders/{number}/email", post(email))
}

type Fields = Form<Vec<(String, String)>>;

async fn show(desk: Desk, Path(number): Path<u64>) -> Result<Response, Fault> {
    let order = load(&desk, number)?;
    let page = view::page(&desk, &order, &Typed::default(), &Problems::default())?;
    Ok(desk.page(&title(&order), page))
}

fn load(desk: &Desk, number: u64) -> Result<Order, Error> {
    desk.app().read(|rows| numbered(rows, number))?.ok_or(Error::NotFound)
}

fn title(order: &Order) -> String {
    format!("Order {}", order.number)
}

/// Back to the order, telling what was done; or the order again with what was refused and what was typed.
fn answer(desk: &Desk, number: u64, typed: Typed, done: Result<(), Error>, said: &str) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(desk.see(&format!("/admin/orders/{number}"), said)),
        Err(error) => {
            let wrong = Problems::from(error)?;
            let order = load(desk, number)?;
            Ok(desk.refused(&title(&order), view::page(desk, &order, &typed, &wrong)?))
        }
    }
}

async fn paid(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let done = match amount(&typed, &order, "amount") {
        Ok(amount) => payments::mark_paid(desk.app(), &desk.by(), order.id, amount, reference(&typed)).await,
        Err(error) => Err(error),
    };
    answer(&desk, number, typed, done, "The payment is written down.")
}

async fn refunded(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let done = match amount(&typed, &order, "refund") {
        Ok(amount) => orders::refunded(desk.app(), &desk.by(), order.id, amount, reference(&typed)).await,
        Err(error) => Err(error),
    };
    answer(&desk, number, typed, done, "The refund is written down.")
}

fn amount(typed: &Typed, order: &Order, field: &str) -> Result<Money, Error> {
    let amount = Money::parse(typed.get(field), order.total().currency()).filter(|m| m.minor() > 0);
    amount.ok_or_else(|| Error::field(field, "Please enter an amount such as 24.00."))
}

fn reference(typed: &Typed) -> String {
    typed.get("reference").trim().chars().filter(|c| !c.is_control()).take(REASON_CHARS_MAX).collect()
}

async fn shipped(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let parcel = parcel(&typed);
    let done = match parcel {
        Ok((carrier, tracking)) => orders::ship(desk.app(), &desk.by(), order.id, carrier, tracking).await,
        Err(error) => Err(error),
    };
    answer(&desk, number, typed, done, "Marked as shipped. The buyer gets a letter.")
}

fn parcel(typed: &Typed) -> Result<(String, String), Error> {
    let carrier = optional_line(typed.get("carrier"), "a carrier", CARRIER_CHARS_MAX).at("carrier")?;
    let tracking = optional_line(typed.get("tracking"), "a tracking number", CARRIER_CHARS_MAX).at("tracking")?;
    Ok((carrier, tracking))
}

async fn ready(desk: Desk, Path(number): Path<u64>) -> Result<Response, Fault> {
    let order = load(&desk, number)?;
    let done = orders::ready(desk.app(), &desk.by(), order.id).await;
    answer(&desk, number, Typed::default(), done, "Ready. The buyer gets a letter to come.")
}

async fn handed_over(desk: Desk, Path(number): Path<u64>) -> Result<Response, Fault> {
    let order = load(&desk, number)?;
    let done = orders::hand_over(desk.app(), &desk.by(), order.id).await;
    answer(&desk, number, Typed::default(), done, "Handed over.")
}

async fn cancelled(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let reason: String =
        typed.get("reason").trim().chars().filter(|c| !c.is_control()).take(REASON_CHARS_MAX).collect();
    let done = orders::cancel(desk.app(), &desk.by(), order.id, reason, typed.get("restock") == "yes").await;
    answer(&desk, number, typed, done, "Cancelled. The buyer gets a letter.")
}

async fn note(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let done = orders::note(desk.app(), &desk.by(), order.id, typed.get("note").to_owned()).await;
    answer(&desk, number, typed, done, "Note added.")
}

async fn email(desk: Desk, Path(number): Path<u64>, Form(fields): Fields) -> Result<Response, Fault> {
    let (order, typed) = (load(&desk, number)?, Typed(fields));
    let done = match Email::parse(typed.get("email")).at("email") {
        Ok(email) => orders::correct_email(desk.app(), &desk.by(), order.id, email).await,
        Err(error) => Err(error),
    };
    answer(&desk, number, typed, done, "The address is corrected. A letter that came back can be sent again, below.")
}

/// What the forms hold before anybody typed.
fn prefilled(order: &Order, typed: &Typed) -> Typed {
    let back = if order.cancellation.is_some() { order.refundable() } else { order.owed().negative() };
    let back = if back.minor() > 0 { back.plain() } else { String::new() };
    let Typed(mut values) = filled([
        ("amount", order.owed().plain()),
        ("refund", back),
        ("restock", "yes".into()),
        ("email", order.email.to_string()),
    ]);
    // What was typed last counts.
    values.extend(typed.0.iter().cloned());
    Typed(values)
}
