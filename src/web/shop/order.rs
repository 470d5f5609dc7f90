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
    let mut head = Head::closed(&format!("Order {}", order.number), "");
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

/// Safe with the shop, but not yet with its second keeper: until then nothing more is said, and nothing is to be paid.
fn received(front: &Front, order: &Order) -> Markup {
    html! {
        div class="page-head" {
            h1 { "We have received your order." }
            p { "It is order " (order.number) ". The confirmation follows in a moment: here, and in a letter to " (order.email) "." }
        }
        div class="order" {
            div class="stack-wide" {
                section id="steps" data-part data-again=(LOOK_AGAIN_SECONDS) aria-labelledby="next" {
                    h2 id="next" class="unseen" { "What happens next" }
                    p class="soft" { "This page looks again by itself. You may also close it. There is nothing to pay yet, and no need to order again." }
                }
                (where_to(front, order))
            }
            (what(front, order))
        }
    }
}

fn main(front: &Front, order: &Order, told: Told) -> Markup {
    html! {
        div class="page-head" {
            h1 { (heading(order)) }
            @if order.state == OrderState::Cancelled { p { "Letters about it go to " (order.email) "." } }
            @else { p { "Order " (order.number) " is with us. Letters about it go to " (order.email) "." } }
        }
        div class="order" {
            div class="stack-wide" {
                section id="steps" data-part data-again=[looks_again(order, told)] aria-labelledby="next" {
                    h2 id="next" class="unseen" { "What happens next" }
                    (next::steps(front, order, told))
                }
                (where_to(front, order))
                section class="stack" aria-labelledby="help" {
                    h2 id="help" { "Something wrong?" }
                    p {
                        "Write to " a href={ "mailto:" (front.settings.shop.email) } { (front.settings.shop.email) }
                        " and name order " (order.number) "."
                        @if let Some(returns) = front.page("returns") { " How you can send something back is in " a href=(returns) { "returns" } "." }
                    }
                    @if order.may_be_given_up() && told != Told::Approved { (giving_up(order)) }
                }
            }
            (what(front, order))
        }
    }
}

fn giving_up(order: &Order) -> Markup {
    html! {
        details class="fold" {
            summary { "I do not want it any more" }
            form class="stack" method="post" action={ "/orders/" (order.secret.show()) "/cancel" } {
                p class="soft" { "Nothing was paid. What we keep for you goes back on the shelf, and a letter confirms it." }
                p { button class="btn quiet" { "Cancel the order" } }
            }
        }
    }
}

fn heading(order: &Order) -> String {
    match (order.state, order.address.name.split_whitespace().next()) {
        (OrderState::Cancelled, _) => format!("Order {} was cancelled.", order.number),
        (_, Some(name)) => format!("Thank you, {name}."),
        (_, None) => "Thank you.".to_owned(),
    }
}

fn where_to(front: &Front, order: &Order) -> Markup {
    html! {
        section aria-labelledby="to" class="stack" {
            @match &order.delivery {
                Delivery::Pickup { where_ } => {
                    h2 id="to" { "Where you pick it up" }
                    p { @for (i, line) in where_.lines().enumerate() { @if i > 0 { br; } (line) } }
                }
                Delivery::Parcel { label } => {
                    h2 id="to" { "Where it goes" }
                    address {
                        @for (i, line) in order.address.lines_from(front.settings.shop.country).iter().enumerate() {
                            @if i > 0 { br; } (line)
                        }
                    }
                    p class="soft" { (label) }
                }
            }
        }
    }
}

fn what(front: &Front, order: &Order) -> Markup {
    let lines = order.lines.iter().zip(&order.quote.lines).map(|(line, priced)| Mini {
        quantity: line.quantity,
        title: &line.title,
        variant: line.variant_name.clone(),
        amount: priced.amount,
        picture: line.picture.as_ref(),
    });
    html! {
        section class="summary" aria-labelledby="what" {
            h2 id="what" { "What you ordered" }
            (sums::minis(front, &lines.collect::<Vec<_>>()))
            (sums::sums(&order.quote, "Products"))
            @if !order.message.is_empty() { p class="soft small" { "Your note: " (order.message) } }
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
