//! Payments to look at: what did not agree, why, and what to do about each.

use super::frame::Desk;
use super::list;
use super::parts::{ago, empty};
use crate::app::Error;
use crate::app::payments::doubts;
use crate::app::payments::refunds::{self, Wanted};
use crate::base::{Id, Money};
use crate::domain::doubt::{Doubt, Why};
use crate::domain::payment::Mode;
use crate::domain::refund::Refund;
use crate::pay;
use crate::store::{Rows, Span, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

pub const PATH: &str = "/admin/orders/payments-to-look-at";
const TITLE: &str = "Payments to look at";
const SHOWN_MAX: usize = 20;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route(PATH, get(show))
        .route("/admin/orders/payments-to-look-at/{id}/seen-to", post(seen_to))
        .route("/admin/orders/payments-to-look-at/{id}/send-back", post(send_back))
}

/// What can be done about one with a press.
struct Shown {
    doubt: Doubt,
    /// What of it can go back the way it came.
    back: Option<Money>,
}

async fn show(desk: Desk, Query(query): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let mark = Typed(query).get("after").to_owned();
    Ok(desk.page(TITLE, page(&desk, &mark, &Problems::default())?))
}

fn page(desk: &Desk, mark: &str, wrong: &Problems) -> Result<Markup, Error> {
    let (shown, next) = desk.app().read(|rows| {
        let (open, next) = doubts::open(rows, list::from(Span::all(), mark), SHOWN_MAX)?;
        let shown: Result<Vec<Shown>, Error> = open.into_iter().map(|doubt| shown(desk, rows, doubt)).collect();
        Ok((shown?, next))
    })?;
    Ok(html! {
        h1 { (TITLE) }
        @if let Some(sentence) = wrong.0.values().next() {
            div.notice.bad role="alert" data-focus tabindex="-1" { (icon("triangle")) div { p { (sentence) } } }
        }
        @if shown.is_empty() {
            (empty("Everything agrees", "A payment that does not fit its order stands here, with what to do about it.", None))
        } @else {
            p.soft { "These did not agree with what the shop had asked for. None of them is settled by itself." }
            div.stack { @for one in &shown { (card(desk, one)) } }
            (list::pager(PATH, mark, next.as_deref()))
        }
    })
}

fn shown(desk: &Desk, rows: &(dyn Rows + '_), doubt: Doubt) -> Result<Shown, Error> {
    let back = match &doubt {
        Doubt { why: Why::PaidTwice, order: Some(number), .. } => {
            let order =
                rows.one(&tables::ORDER_BY_NUMBER, number)?.map(|id| rows.get(&tables::ORDERS, &id)).transpose()?;
            let Some(order) = order.flatten() else { return Ok(Shown { doubt, back: None }) };
            let sources = refunds::sources(rows, &desk.settings, &order)?;
            let too_much = order.owed().negative();
            let of_this = sources.iter().find(|source| source.attempt.charge == doubt.reference);
            let most = of_this.map(|source| source.left.minor().min(too_much.minor())).filter(|most| *most > 0);
            most.map(|most| Money::new(most, too_much.currency()))
        }
        _ => None,
    };
    Ok(Shown { doubt, back })
}

fn card(desk: &Desk, shown: &Shown) -> Markup {
    let Shown { doubt, back } = shown;
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let there = pay::provider(doubt.method).and_then(|p| p.seen_at(&doubt.reference, doubt.mode));
    let path = |what: &str| format!("{PATH}/{}/{what}", doubt.id);
    html! {
        section.panel.stack aria-label=(doubt.what()) {
            h2 { (doubt.what()) @if doubt.mode == Mode::Test { " " span.tag.warm { "TEST" } } }
            p { (doubt.to_do()) }
            dl.facts {
                @if let Some(number) = doubt.order { dt { "Order" } dd { a href={ "/admin/orders/" (number) } { (number) } } }
                @if let Some(amount) = doubt.amount { dt { "Amount" } dd.num { (amount.show()) } }
                @if let Why::OtherAccount { account } = &doubt.why { dt { "Account" } dd { (account) } }
                dt { "Paid with" } dd { (doubt.method.label()) @if !doubt.reference.is_empty() { ", " (doubt.reference) } }
                dt { "Came" } dd { (ago(doubt.at, now, &zone)) }
            }
            div.row-tight {
                @if let Some(back) = back {
                    form method="post" action=(path("send-back")) {
                        input type="hidden" name="refund" value=(fresh(desk));
                        button.btn { "Send " (back.show()) " back" }
                    }
                }
                @if let Some(there) = there { a.btn.quiet href=(there) { "See it at Stripe" } }
                form method="post" action=(path("seen-to")) { button.btn.quiet { "I have seen to it" } }
            }
        }
    }
}

/// The name of a refund that may be asked for with a form.
pub fn fresh(desk: &Desk) -> Id<Refund> {
    let now = desk.app().now();
    desk.app().draw(|random| Id::new(now, random))
}

fn read(desk: &Desk, id: &str) -> Result<Doubt, Error> {
    let id = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| doubts::one(rows, id))
}

async fn seen_to(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let doubt = read(&desk, &id)?;
    doubts::end(desk.app(), &desk.by(), doubt.id).await?;
    Ok(desk.see(PATH, "Good. It is off the list."))
}

async fn send_back(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let doubt = read(&desk, &id)?;
    match back(&desk, &doubt, &Typed(fields)).await {
        Ok(said) => Ok(desk.see(PATH, &said)),
        Err(error) => Ok(desk.refused(TITLE, page(&desk, "", &Problems::from(error)?)?)),
    }
}

async fn back(desk: &Desk, doubt: &Doubt, typed: &Typed) -> Result<String, Error> {
    let id = Id::parse(typed.get("refund")).ok_or(Error::NotFound)?;
    let order = match doubt.order {
        Some(number) => desk.app().read(|rows| rows.one(&tables::ORDER_BY_NUMBER, &number).map_err(Error::from))?,
        None => None,
    };
    let shown = desk.app().read(|rows| shown(desk, rows, doubt.clone()))?;
    let known = desk.app().read(|rows| Ok(rows.get(&tables::REFUNDS, &id)?))?;
    // Pressed twice: what was asked for the first time.
    let amount = known.map(|refund| refund.amount).or(shown.back);
    let (Some(order), Some(amount)) = (order, amount) else {
        return Err(Error::sentence("There is nothing of it left to send back. Please look at the order."));
    };
    let wanted = Wanted { id, order, amount, charge: Some(doubt.reference.clone()) };
    let refund = refunds::send_back(desk.app(), &desk.by(), wanted).await?;
    doubts::end(desk.app(), &desk.by(), doubt.id).await?;
    Ok(said(&refund))
}

/// How a refund stands, in words.
pub fn said(refund: &Refund) -> String {
    if refund.is_asked() {
        return format!("{} is asked for. Stripe has not answered yet; the shop goes on asking.", refund.amount.show());
    }
    format!("{} is on its way back to the buyer's card.", refund.amount.show())
}
