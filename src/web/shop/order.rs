//! The buyer's page of an order, at an address nobody can guess: what happens next, first.

use super::super::Shared;
use super::super::error::{Fault, too_many};
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::limits::What;
use super::super::ui::frame;
use super::super::ui::front::{self, Front};
use super::super::ui::seo::Head;
use super::super::ui::sums::{self, Mini};
use super::{next, see};
use crate::app::backups::unsent;
use crate::app::payments::{self, attempts};
use crate::app::{Error, orders};
use crate::base::Secret;
use crate::domain::order::{Delivery, Order, OrderState};
use crate::store::{Rows, tables};
use crate::words::{Arg, Words};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

/// How often the page asks again while a payment is being confirmed, in seconds.
const LOOK_AGAIN_SECONDS: u32 = 5;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/orders/{secret}", get(show))
        .route("/orders/{secret}/pay", post(pay))
        .route("/orders/{secret}/cancel", post(cancel))
}

/// What the payment page just told the buyer, for as long as the shop has not heard it itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    Nothing,
    Approved,
    Declined,
    /// There was no such page to be had.
    Unavailable,
}

impl Told {
    pub fn code(self) -> &'static str {
        match self {
            Told::Nothing => "",
            Told::Approved => "approved",
            Told::Declined => "declined",
            Told::Unavailable => attempts::UNAVAILABLE,
        }
    }

    fn read(code: &str) -> Told {
        [Told::Approved, Told::Declined, Told::Unavailable]
            .into_iter()
            .find(|t| t.code() == code)
            .unwrap_or(Told::Nothing)
    }
}

async fn show(
    State(web): State<Shared>,
    visit: Visit,
    Path(secret): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Markup, Fault> {
    let (front, order) = front::read(&web, &visit, |rows, _| find(rows, &secret))?;
    let told = Told::read(Typed(query).get("payment"));
    if looks_again(&order, told).is_some() {
        attempts::came_back(&web.app, order.id).await?;
    }
    let mut head = Head::closed(&front.words.tell("order-n", [number(&order)]), "");
    let confirmed = unsent::may_be_told(&web.app, order.id)?;
    head.refresh = if confirmed { looks_again(&order, told) } else { Some(LOOK_AGAIN_SECONDS) };
    let main = if confirmed { main(&front, &order, told) } else { received(&front, &order) };
    Ok(frame::page(&front, &head, main))
}

/// To the page where it is paid, which may be another one than before.
async fn pay(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    if let Err(wait) = web.limits.count(What::Order, visit.address) {
        return Ok(too_many(wait));
    }
    let order = web.app.read(|rows| find(rows, &secret))?;
    let own = format!("/orders/{secret}");
    let may_pay = order.is_holding() && unsent::may_be_told(&web.app, order.id)?;
    Ok(see(&if may_pay { payments::begin(&web.app, &order).await? } else { own }))
}

/// The buyer does not want it any more, and has not paid.
async fn cancel(State(web): State<Shared>, visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    let order = web.app.read(|rows| find(rows, &secret))?;
    orders::give_up(&web.app, &visit.buyer(), order.id).await?;
    Ok(see(&format!("/orders/{secret}")))
}

/// While the buyer has approved a payment that the shop has not heard of yet.
fn looks_again(order: &Order, told: Told) -> Option<u32> {
    (told == Told::Approved && order.is_holding()).then_some(LOOK_AGAIN_SECONDS)
}

/// The order behind an address.
pub fn find(rows: &(dyn Rows + '_), secret: &str) -> Result<Order, Error> {
    let secret = Secret::parse(secret).ok_or(Error::NotFound)?;
    let id = rows.one(&tables::ORDER_BY_SECRET, &secret.hash())?.ok_or(Error::NotFound)?;
    rows.get(&tables::ORDERS, &id)?.ok_or(Error::NotFound)
}

/// An order's number is a name, not an amount.
fn number(order: &Order) -> (&'static str, Arg) {
    ("n", order.number.to_string().into())
}

/// Safe with the shop, but not yet with its second keeper: until then nothing more is said, and nothing is to be paid.
fn received(front: &Front, order: &Order) -> Markup {
    let w = front.words;
    html! {
        div class="page-head" {
            h1 { (w.say("received-title")) }
            p { (w.tell("received-text", [number(order), ("email", order.email.as_str().into())])) }
        }
        div class="order" {
            div class="stack-wide" {
                section id="steps" data-part data-again=(LOOK_AGAIN_SECONDS) aria-labelledby="next" {
                    h2 id="next" class="unseen" { (w.say("what-next")) }
                    p class="soft" { (w.say("received-wait")) }
                }
                (where_to(front, order))
            }
            (what(front, order))
        }
    }
}

fn main(front: &Front, order: &Order, told: Told) -> Markup {
    let w = front.words;
    let email = ("email", order.email.as_str().into());
    let (before, after) = w.around("write-and-name", "email", [number(order)]);
    let with_us = match order.state {
        OrderState::Cancelled => w.tell("letters-go-to", [email]),
        _ => w.tell("order-is-with-us", [number(order), email]),
    };
    html! {
        div class="page-head" {
            h1 { (heading(order, w)) }
            p { (with_us) }
        }
        div class="order" {
            div class="stack-wide" {
                section id="steps" data-part data-again=[looks_again(order, told)] aria-labelledby="next" {
                    h2 id="next" class="unseen" { (w.say("what-next")) }
                    (next::steps(front, order, told))
                }
                (where_to(front, order))
                section class="stack" aria-labelledby="help" {
                    h2 id="help" { (w.say("something-wrong")) }
                    p {
                        (before) a href={ "mailto:" (front.settings.shop.email) } { (front.settings.shop.email) } (after)
                        @if let Some(returns) = front.page("returns") {
                            @let (before, after) = w.around("back-is-in", "returns", []);
                            " " (before) a href=(returns) { (w.say("word-returns")) } (after)
                        }
                    }
                    @if order.may_be_given_up() && told != Told::Approved { (giving_up(front, order)) }
                }
            }
            (what(front, order))
        }
    }
}

fn giving_up(front: &Front, order: &Order) -> Markup {
    let w = front.words;
    html! {
        details class="fold" {
            summary { (w.say("not-any-more")) }
            form class="stack" method="post" action=(front.to(&format!("/orders/{}/cancel", order.secret.show()))) {
                p class="soft" { (w.say("give-up-about")) }
                p { button class="btn quiet" { (w.say("cancel-order")) } }
            }
        }
    }
}

fn heading(order: &Order, w: Words) -> String {
    match (order.state, order.address.name.split_whitespace().next()) {
        (OrderState::Cancelled, _) => w.tell("order-was-cancelled", [number(order)]),
        (_, Some(name)) => w.tell("thank-you-name", [("name", name.into())]),
        (_, None) => w.say("thank-you"),
    }
}

fn where_to(front: &Front, order: &Order) -> Markup {
    let w = front.words;
    let country = w.country(order.address.country.code());
    html! {
        section aria-labelledby="to" class="stack" {
            @match &order.delivery {
                Delivery::Pickup { where_ } => {
                    h2 id="to" { (w.say("where-pickup")) }
                    p { @for (i, line) in where_.lines().enumerate() { @if i > 0 { br; } (line) } }
                }
                Delivery::Parcel { label } => {
                    h2 id="to" { (w.say("where-it-goes")) }
                    address {
                        @for (i, line) in order.address.lines_abroad(front.settings.shop.country, &country).iter().enumerate() {
                            @if i > 0 { br; } (line)
                        }
                    }
                    p class="soft" { (w.named(label)) }
                }
            }
        }
    }
}

fn what(front: &Front, order: &Order) -> Markup {
    let w = front.words;
    let lines = order.lines.iter().zip(&order.quote.lines).map(|(line, priced)| Mini {
        quantity: line.quantity,
        title: &line.title,
        variant: line.variant_name.clone(),
        amount: priced.amount,
        picture: line.picture.as_ref(),
    });
    html! {
        section class="summary" aria-labelledby="what" {
            h2 id="what" { (w.say("what-you-ordered")) }
            (sums::minis(front, &lines.collect::<Vec<_>>()))
            (sums::sums(&order.quote, &w.say("goods"), w))
            @if !order.message.is_empty() { p class="soft small" { (w.tell("note-was", [("note", order.message.as_str().into())])) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_payment_page_said_comes_back_by_its_code() {
        for told in [Told::Nothing, Told::Approved, Told::Declined, Told::Unavailable] {
            assert_eq!(Told::read(told.code()), told);
        }
        assert_eq!(Told::read("paid"), Told::Nothing);
    }
}
