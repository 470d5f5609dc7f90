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
use maud::{Markup, html};

pub fn delivery(basket: &Basket, answers: &Answers) -> Markup {
    let chosen = basket.quote.delivery.as_ref().map(|d| d.code.as_str());
    html! {
        fieldset class="group" id="delivery" data-part {
            legend { "How should it come?" }
            div class="choices" {
                @for offer in &basket.deliveries {
                    label class="choice" {
                        input type="radio" name="delivery" value=(offer.code) data-refreshes checked[chosen == Some(&offer.code)];
                        span { (offer.label) }
                        span class="num" { (words::delivery_price(offer)) }
                        @if let Some(missing) = offer.missing_for_free { small { (missing.show()) " more and it is free" } }
                    }
                }
            }
            @if basket.deliveries.is_empty() {
                p class="warning" {
                    (icon("triangle"))
                    span { "We do not deliver to " (words::country(basket.place.country)) " yet. Please choose another country." }
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
    let methods = methods(front, basket);
    let chosen = chosen(&methods, answers);
    html! {
        fieldset class="group" id="payment" data-part {
            legend { "How would you like to pay?" }
            div class="choices" {
                @for method in &methods {
                    label class="choice" {
                        input type="radio" name="payment" value=(method.code()) data-refreshes checked[chosen == Some(*method)];
                        span { (if *method == Method::Card { "Pay by card" } else { method.label() }) }
                        span {}
                        small { (about(*method)) }
                    }
                }
            }
            @if methods.is_empty() {
                p class="warning" { (icon("triangle")) span { "This shop takes no payments yet. Please write to us." } }
            }
            (trouble("payment", answers))
        }
    }
}

fn about(method: Method) -> String {
    let kept = span(method.reserved_for());
    match method {
        Method::Transfer => format!("We keep it for you for {kept}. The details come with the confirmation."),
        Method::OnPickup => format!("We keep it for you for {kept}."),
        Method::TestGateway => "You confirm it on the next page.".into(),
        Method::Card => "On the next page, which belongs to our payment provider.".into(),
    }
}

/// "7 days", "30 minutes".
fn span(micros: i64) -> String {
    if micros >= DAY { format!("{} days", micros / DAY) } else { format!("{} minutes", micros / MINUTE) }
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
        assert_eq!((span(7 * DAY), span(30 * MINUTE)), ("7 days".to_owned(), "30 minutes".to_owned()));
    }
}
