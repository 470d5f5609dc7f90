//! The steps of an order as its buyer reads them: what was done, what is to be done now, what comes after.

use super::super::ui::date::{moment, until};
use super::super::ui::front::Front;
use super::super::ui::icon::icon;
use super::order::Told;
use crate::domain::order::{Delivery, Order, OrderState};
use crate::domain::payment::{Method, PaymentKind};
use crate::pay;
use maud::{Markup, html};

pub fn steps(front: &Front, order: &Order, told: Told) -> Markup {
    let zone = front.settings.zone();
    html! {
        ol class="next" {
            (step(Look::Done, "Ordered", moment(order.placed, front.now, &zone)))
            @if let (OrderState::Cancelled, Some(cancelled)) = (order.state, &order.cancellation) {
                (step(Look::Problem, "Cancelled", html! { (moment(cancelled.at, front.now, &zone)) @if !cancelled.reason.is_empty() { ": " (cancelled.reason) } }))
                @if order.paid().minor() > 0 {
                    (step(Look::Now, "You get your money back", html! { (order.paid().show()) " was paid." }))
                }
            } @else {
                (paying(front, order, told))
                (delivering(front, order))
            }
        }
        @if order.state == OrderState::Open && !order.is_paid() { (how_to_pay(front, order, told)) }
        @else if told == Told::Approved && order.is_paid() { p class="unseen" data-say="quiet" { "The payment is confirmed." } }
    }
}

/// How a step stands: with a shape of its own, not by colour alone.
#[derive(Clone, Copy)]
enum Look {
    Done,
    Now,
    Later,
    Problem,
}

fn step(look: Look, title: &str, about: Markup) -> Markup {
    let (class, sign) = match look {
        Look::Done => (Some("done"), "check"),
        Look::Now => (None, "dot"),
        Look::Later => (None, "ring"),
        Look::Problem => (None, "triangle"),
    };
    html! { li class=[class] { (icon(sign)) b { (title) } span class="soft" { (about) } } }
}

fn paying(front: &Front, order: &Order, told: Told) -> Markup {
    let zone = front.settings.zone();
    let kept = until(order.reserved_until, &zone);
    let text = |text: &str| html! { (text) };
    if order.is_paid() {
        let last = order.payments.iter().rev().find(|p| p.kind == PaymentKind::Received);
        return step(Look::Done, "Paid", html! { @if let Some(last) = last { (moment(last.at, front.now, &zone)) } });
    }
    if order.released.is_some() {
        return step(
            Look::Problem,
            "The time to pay is over",
            text("We do not keep the things any more. Please write to us before you pay."),
        );
    }
    match (order.method, told) {
        (Method::Transfer, _) => {
            let title = format!("Please transfer {} by {kept}", order.owed().show());
            step(Look::Now, &title, text("We keep everything for you until then."))
        }
        (Method::OnPickup, _) => {
            step(Look::Later, "You pay when you pick it up", html! { "We keep everything for you until " (kept) "." })
        }
        (Method::TestGateway | Method::Card, Told::Approved) => step(
            Look::Now,
            "We are waiting for the payment to be confirmed",
            text("This page looks again by itself. You may also close it: a letter will tell you."),
        ),
        (Method::TestGateway | Method::Card, Told::Declined) => step(
            Look::Problem,
            "The payment was declined",
            html! { "Nothing was charged. We keep everything for you until " (kept) "." },
        ),
        (Method::TestGateway | Method::Card, Told::Unavailable) => step(
            Look::Problem,
            "The payment page cannot be reached just now",
            html! { "Nothing was charged. Please try again in a minute. We keep everything for you until " (kept) "." },
        ),
        (Method::TestGateway | Method::Card, Told::Nothing) => {
            step(Look::Now, "It is not paid yet", html! { "We keep everything for you until " (kept) "." })
        }
    }
}

fn delivering(front: &Front, order: &Order) -> Markup {
    let zone = front.settings.zone();
    let text = |text: &str| html! { (text) };
    match &order.delivery {
        Delivery::Pickup { .. } if order.is_shipped() => step(Look::Done, "Picked up", html! {}),
        Delivery::Pickup { .. } => match order.ready {
            Some(at) => step(Look::Now, "Ready to be picked up", html! { "since " (moment(at, front.now, &zone)) }),
            None => step(Look::Later, "We make it ready and tell you", text("Please come when our letter is there.")),
        },
        Delivery::Parcel { .. } => html! {
            @for parcel in &order.shipments {
                (step(Look::Done, "Sent", html! {
                    (moment(parcel.at, front.now, &zone))
                    @if !parcel.carrier.is_empty() { " with " (parcel.carrier) }
                    @if !parcel.tracking.is_empty() { ", number " (parcel.tracking) }
                }))
            }
            @if !order.is_shipped() { (step(Look::Later, "We pack it and tell you", text(if order.is_paid() { "A letter comes when the parcel leaves." } else { "Once the money is here." }))) }
        },
    }
}

fn how_to_pay(front: &Front, order: &Order, told: Told) -> Markup {
    html! {
        @match (order.method, &front.settings.payments.transfer) {
            (Method::Transfer, Some(account)) => {
                dl class="facts pay-facts" {
                    dt { "To" } dd { (account.holder) }
                    dt { "IBAN" } dd class="num" { (in_fours(&account.iban)) }
                    @if !account.bic.is_empty() { dt { "BIC" } dd class="num" { (account.bic) } }
                    @if !account.bank.is_empty() { dt { "Bank" } dd { (account.bank) } }
                    dt { "Amount" } dd class="num" { (order.owed().show()) }
                    dt { "Reference" } dd class="num" { (order.number) }
                }
            }
            (Method::TestGateway, _) if order.released.is_none() => {
                @if let Some(pay::Begin::GoTo(path)) = pay::provider(order.method).map(|p| p.begin(order, &front.settings)) {
                    @if told == Told::Approved { p { a class="linklike" href=(path) { "It takes too long? Back to the payment" } } }
                    @else { p { a class="btn" href=(path) { "Pay " (order.owed().show()) } } }
                }
            }
            (Method::Card, _) if order.released.is_none() => {
                form method="post" action={ "/orders/" (order.secret.show()) "/pay" } {
                    @if told == Told::Approved { button class="linklike" { "It takes too long? Back to the payment" } }
                    @else { button class="btn" { "Pay " (order.owed().show()) " by card" } }
                }
            }
            _ => {}
        }
    }
}

/// "DE89 3704 0044 …": as it stands on paper.
fn in_fours(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_iban_is_read_in_fours() {
        assert_eq!(super::in_fours("DE89370400440532013000"), "DE89 3704 0044 0532 0130 00");
        assert_eq!(super::in_fours("DE89 3704"), "DE89 3704");
    }
}
