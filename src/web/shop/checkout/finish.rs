//! The end of the checkout page: legal words, the total, and directly below it the button with nothing else on it.

use super::super::super::ui::front::Front;
use super::super::super::ui::sums::tax_inside;
use super::answers::{Answers, POSTCODE_ASKED};
use super::{choices, seen};
use crate::app::checkout::Basket;
use crate::domain::payment::Method;
use crate::domain::rules::PICKUP_CODE;
use crate::words::Words;
use maud::{Markup, html};

pub fn place(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let w = front.words;
    let method = choices::chosen(&choices::methods(front, basket), answers);
    html! {
        div class="place" id="place" data-part {
            input type="hidden" name="token" value=(answers.token.show());
            input type="hidden" name="seen" value=(basket.quote.total.minor());
            (seen::fields(basket, w))
            @if answers.warning.is_some() {
                input type="hidden" name=(POSTCODE_ASKED) value=(answers.typed.get("postcode").trim());
            }
            (legal(front))
            p class="due" {
                span { (w.say("total")) }
                span { (w.money(basket.quote.total)) }
                small { (what_is_inside(basket, w)) }
            }
            @if let (Some(method), Some(_), true) = (method, &basket.quote.delivery, front.open) {
                // Words that law accepts for a button that binds to pay. Nothing may be added to them.
                button class="btn full" { (w.say("buy")) }
                p class="after" { (w.say(next_step(method))) }
            }
            p class="unseen" data-say="quiet" { (w.tell("total-is", [("total", basket.quote.total.into())])) }
        }
    }
}

/// "with €13.39 VAT 19 % and delivery to Germany".
fn what_is_inside(basket: &Basket, w: Words) -> String {
    let delivery = basket.quote.delivery.as_ref().map(|d| match d.code == PICKUP_CODE {
        true => w.say("to-be-picked-up"),
        false => w.tell("delivery-inside", [("to", w.to_country(basket.place.country.code()).into())]),
    });
    match (tax_inside(&basket.quote, w), delivery) {
        (Some(tax), Some(delivery)) => {
            w.tell("with-tax-and-delivery", [("tax", tax.into()), ("delivery", delivery.into())])
        }
        (Some(tax), None) => w.tell("with-tax", [("tax", tax.into())]),
        (None, Some(delivery)) => w.tell("with-delivery", [("delivery", delivery.into())]),
        (None, None) => String::new(),
    }
}

fn legal(front: &Front) -> Markup {
    // The page, the sentence, what the page is called in it, and the word that leads there.
    let told = [
        ("terms", "legal-terms", "terms", "word-terms"),
        ("privacy", "legal-privacy", "privacy", "word-privacy"),
        ("returns", "legal-returns", "returns", "word-returns"),
    ];
    html! {
        p class="small" {
            @for (page, sentence, hole, word) in told {
                @if let Some(page) = front.page(page) {
                    @let (before, after) = front.words.around(sentence, hole, []);
                    (before) a href=(page) { (front.words.say(word)) } (after) " "
                }
            }
        }
    }
}

/// The key of what comes after.
fn next_step(method: Method) -> &'static str {
    match method {
        Method::Transfer => "after-transfer",
        Method::OnPickup => "after-pickup",
        Method::TestGateway => "after-test",
        Method::Card => "after-card",
    }
}
