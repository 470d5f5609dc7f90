//! The two choices of the checkout page: how it comes, and how it is paid.

use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::words;
use super::answers::Answers;
use crate::app::checkout::Basket;
use crate::base::time::{DAY, MINUTE};
use crate::domain::payment::Method;
use crate::domain::rules::PICKUP_CODE;
use crate::pay;
use crate::words::Words;
use maud::{Markup, html};

pub fn delivery(basket: &Basket, answers: &Answers) -> Markup {
    let w = answers.words;
    let chosen = basket.quote.delivery.as_ref().map(|d| d.code.as_str());
    html! {
        fieldset class="group" id="delivery" data-part {
            legend { (w.say("how-to-come")) }
            div class="choices" {
                @for offer in &basket.deliveries {
                    label class="choice" {
                        input type="radio" name="delivery" value=(offer.code) data-refreshes checked[chosen == Some(&offer.code)];
                        span { (w.named(&offer.label)) }
                        span class="num" { (words::delivery_price(offer, w)) }
                        @if let Some(missing) = offer.missing_for_free { small { (w.tell("until-it-is-free", [("missing", missing.into())])) } }
                    }
                }
            }
            @if basket.deliveries.is_empty() {
                p class="warning" {
                    (icon("triangle"))
                    span { (w.tell("delivery-none-choose", [("to", w.to_country(basket.place.country.code()).into())])) }
                }
            }
            (trouble("delivery", answers))
        }
    }
}

/// What can be paid with, for the delivery that is chosen; the first one if none fits.
pub fn methods(front: &Front, basket: &Basket) -> Vec<Method> {
    let pickup = basket.quote.delivery.as_ref().is_some_and(|d| d.code == PICKUP_CODE);
    pay::offered(&front.settings, pickup)
}

pub fn chosen(methods: &[Method], answers: &Answers) -> Option<Method> {
    let typed = Method::parse(answers.typed.get("payment")).filter(|m| methods.contains(m));
    typed.or_else(|| methods.first().copied())
}

pub fn payment(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let (methods, w) = (methods(front, basket), front.words);
    let chosen = chosen(&methods, answers);
    html! {
        fieldset class="group" id="payment" data-part {
            legend { (w.say("how-to-pay")) }
            div class="choices" {
                @for method in &methods {
                    label class="choice" {
                        input type="radio" name="payment" value=(method.code()) data-refreshes checked[chosen == Some(*method)];
                        span { (w.say(name(*method))) }
                        span {}
                        small { (about(*method, w)) }
                    }
                }
            }
            @if methods.is_empty() {
                p class="warning" { (icon("triangle")) span { (w.say("no-payments")) } }
            }
            (trouble("payment", answers))
        }
    }
}

/// How the words call it.
fn name(method: Method) -> &'static str {
    match method {
        Method::Transfer => "method-transfer",
        Method::OnPickup => "method-pickup",
        Method::TestGateway => "method-test",
        Method::Card => "method-card",
    }
}

fn about(method: Method, w: Words) -> String {
    let kept = [("span", span(method.reserved_for(), w).into())];
    match method {
        Method::Transfer => w.tell("about-transfer", kept),
        Method::OnPickup => w.tell("about-pickup", kept),
        Method::TestGateway => w.say("about-test"),
        Method::Card => w.say("about-card"),
    }
}

/// "7 days", "30 minutes".
fn span(micros: i64, w: Words) -> String {
    if micros >= DAY {
        w.tell("days", [("n", (micros / DAY).into())])
    } else {
        w.tell("minutes", [("n", (micros / MINUTE).into())])
    }
}

fn trouble(field: &str, answers: &Answers) -> Markup {
    html! {
        @if let Some(sentence) = answers.problems.of(field) { p class="error" { (icon("triangle")) span { (sentence) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_is_kept_is_said_in_words() {
        let span = |micros| super::span(micros, Words::ENGLISH);
        assert_eq!((span(7 * DAY), span(30 * MINUTE)), ("7 days".to_owned(), "30 minutes".to_owned()));
    }
}
