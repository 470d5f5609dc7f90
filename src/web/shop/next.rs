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
    let (zone, w) = (front.settings.zone(), front.words);
    html! {
        ol class="next" {
            (step(Look::Done, &w.say("step-ordered"), moment(order.placed, front.now, &zone, w)))
            @if let (OrderState::Cancelled, Some(cancelled)) = (order.state, &order.cancellation) {
                @let reason = cancelled.own_reason().map_or_else(|| cancelled.reason.clone(), |own| w.say(own));
                (step(Look::Problem, &w.say("step-cancelled"), html! {
                    (moment(cancelled.at, front.now, &zone, w)) @if !reason.is_empty() { ": " (reason) }
                }))
                @if order.paid().minor() > 0 {
                    (step(Look::Now, &w.say("step-money-back"), html! { (w.tell("step-was-paid", [("amount", order.paid().into())])) }))
                }
            } @else {
                (paying(front, order, told))
                (delivering(front, order))
            }
        }
        @if order.state == OrderState::Open && !order.is_paid() { (how_to_pay(front, order, told)) }
        @else if told == Told::Approved && order.is_paid() { p class="unseen" data-say="quiet" { (w.say("payment-confirmed")) } }
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
    let (zone, w) = (front.settings.zone(), front.words);
    let kept = until(order.reserved_until, &zone, w);
    let until = || [("until", kept.as_str().into())];
    let keep = || html! { (w.tell("step-keep-until", until())) };
    let step = |look, key: &str, about| self::step(look, &w.say(key), about);
    let text = |key: &str| html! { (w.say(key)) };
    if order.is_paid() {
        let last = order.payments.iter().rev().find(|p| p.kind == PaymentKind::Received);
        return step(
            Look::Done,
            "step-paid",
            html! { @if let Some(last) = last { (moment(last.at, front.now, &zone, w)) } },
        );
    }
    if order.released.is_some() {
        return step(Look::Problem, "step-time-over", text("step-time-over-about"));
    }
    match (order.method, told) {
        (Method::Transfer, _) => {
            let title = w.tell("step-transfer", [("amount", order.owed().into()), ("until", kept.as_str().into())]);
            self::step(Look::Now, &title, text("step-keep-until-then"))
        }
        (Method::OnPickup, _) => step(Look::Later, "step-pay-at-pickup", keep()),
        (Method::TestGateway | Method::Card, Told::Approved) => {
            step(Look::Now, "step-confirming", text("step-confirming-about"))
        }
        (Method::TestGateway | Method::Card, Told::Declined) => {
            step(Look::Problem, "step-declined", html! { (w.tell("step-declined-about", until())) })
        }
        (Method::TestGateway | Method::Card, Told::Unavailable) => {
            step(Look::Problem, "step-unavailable", html! { (w.tell("step-unavailable-about", until())) })
        }
        (Method::TestGateway | Method::Card, Told::Nothing) => step(Look::Now, "step-not-paid", keep()),
    }
}

fn delivering(front: &Front, order: &Order) -> Markup {
    let (zone, w) = (front.settings.zone(), front.words);
    let step = |look, key: &str, about| self::step(look, &w.say(key), about);
    let text = |key: &str| html! { (w.say(key)) };
    match &order.delivery {
        Delivery::Pickup { .. } if order.is_shipped() => step(Look::Done, "step-picked-up", html! {}),
        Delivery::Pickup { .. } => match order.ready {
            Some(at) => {
                let (before, after) = w.around("step-ready-since", "when", []);
                step(Look::Now, "step-ready", html! { (before) (moment(at, front.now, &zone, w)) (after) })
            }
            None => step(Look::Later, "step-making-ready", text("step-making-ready-about")),
        },
        Delivery::Parcel { .. } => html! {
            @for parcel in &order.shipments {
                (step(Look::Done, "step-sent", html! {
                    (moment(parcel.at, front.now, &zone, w))
                    @if !parcel.carrier.is_empty() { " " (w.tell("sent-with", [("carrier", parcel.carrier.as_str().into())])) }
                    @if !parcel.tracking.is_empty() { ", " (w.tell("sent-number", [("number", parcel.tracking.as_str().into())])) }
                }))
            }
            @if !order.is_shipped() { (step(Look::Later, "step-packing", text(if order.is_paid() { "step-packing-paid" } else { "step-packing-unpaid" }))) }
        },
    }
}

fn how_to_pay(front: &Front, order: &Order, told: Told) -> Markup {
    let w = front.words;
    html! {
        @match (order.method, &front.settings.payments.transfer) {
            (Method::Transfer, Some(account)) => {
                dl class="facts pay-facts" {
                    dt { (w.say("pay-to")) } dd { (account.holder) }
                    dt { "IBAN" } dd class="num" { (in_fours(&account.iban)) }
                    @if !account.bic.is_empty() { dt { "BIC" } dd class="num" { (account.bic) } }
                    @if !account.bank.is_empty() { dt { (w.say("pay-bank")) } dd { (account.bank) } }
                    dt { (w.say("pay-amount")) } dd class="num" { (w.money(order.owed())) }
                    dt { (w.say("pay-reference")) } dd class="num" { (order.number) }
                }
            }
            (Method::TestGateway, _) if order.released.is_none() => {
                @if let Some(pay::Begin::GoTo(path)) = pay::provider(order.method).map(|p| p.begin(order, &front.settings)) {
                    @if told == Told::Approved { p { a class="linklike" href=(front.to(&path)) { (w.say("back-to-payment")) } } }
                    @else { p { a class="btn" href=(front.to(&path)) { (w.tell("pay-amount-now", [("amount", order.owed().into())])) } } }
                }
            }
            (Method::Card, _) if order.released.is_none() => {
                form method="post" action=(front.to(&format!("/orders/{}/pay", order.secret.show()))) {
                    @if told == Told::Approved { button class="linklike" { (w.say("back-to-payment")) } }
                    @else { button class="btn" { (w.tell("pay-by-card", [("amount", order.owed().into())])) } }
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
