//! The end of the checkout page: legal words, the total, and directly below it the button with nothing else on it.

use super::super::super::ui::front::Front;
use super::super::super::ui::sums::tax_inside;
use super::super::super::ui::words;
use super::answers::{Answers, POSTCODE_ASKED};
use super::{choices, seen};
use crate::app::checkout::Basket;
use crate::domain::payment::Method;
use crate::domain::rules::PICKUP_CODE;
use maud::{Markup, html};

/// Words that law accepts for a button that binds to pay, by language. Nothing may be added to them.
const BUY: [(&str, &str); 12] = [
    ("en", "Buy now"),
    ("de", "Zahlungspflichtig bestellen"),
    ("fr", "Commande avec obligation de paiement"),
    ("es", "Pedido con obligación de pago"),
    ("it", "Ordine con obbligo di pagare"),
    ("nl", "Bestelling met betalingsverplichting"),
    ("pt", "Encomenda com obrigação de pagar"),
    ("pl", "Zamówienie z obowiązkiem zapłaty"),
    ("da", "Ordre med betalingspligt"),
    ("sv", "Beställning med betalningsskyldighet"),
    ("fi", "Tilaukseen liittyy maksuvelvollisuus"),
    ("cs", "Objednávka zavazující k platbě"),
];

fn buy_words(language: &str) -> &'static str {
    let short = language.split('-').next().unwrap_or(language);
    BUY.iter().find(|(code, _)| *code == short).map_or(BUY[0].1, |(_, words)| words)
}

pub fn place(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let method = choices::chosen(&choices::methods(front, basket), answers);
    html! {
        div class="place" id="place" data-part {
            input type="hidden" name="token" value=(answers.token.show());
            input type="hidden" name="seen" value=(basket.quote.total.minor());
            (seen::fields(basket))
            @if answers.warning.is_some() {
                input type="hidden" name=(POSTCODE_ASKED) value=(answers.typed.get("postcode").trim());
            }
            (legal(front))
            p class="due" {
                span { "Total" }
                span { (basket.quote.total.show()) }
                small { (what_is_inside(basket)) }
            }
            @if let (Some(method), Some(_), true) = (method, &basket.quote.delivery, front.open) {
                button class="btn full" { (buy_words(&front.settings.shop.language)) }
                p class="after" { (next_step(method)) }
            }
            p class="unseen" data-say="quiet" { "Total " (basket.quote.total.show()) }
        }
    }
}

/// "with €13.39 VAT 19 % and delivery to Germany"
fn what_is_inside(basket: &Basket) -> String {
    let delivery = basket.quote.delivery.as_ref().map(|d| match d.code == PICKUP_CODE {
        true => "to be picked up".to_owned(),
        false => format!("delivery to {}", words::country(basket.place.country)),
    });
    match (tax_inside(&basket.quote), delivery) {
        (Some(tax), Some(delivery)) => format!("{tax} and {delivery}"),
        (Some(tax), None) => tax,
        (None, Some(delivery)) => format!("with {delivery}"),
        (None, None) => String::new(),
    }
}

fn legal(front: &Front) -> Markup {
    let (terms, privacy, returns) = (front.page("terms"), front.page("privacy"), front.page("returns"));
    html! {
        p class="small" {
            @if let Some(terms) = terms { "By ordering you accept our " a href=(terms) { "terms" } ". " }
            @if let Some(privacy) = privacy { "How we handle your data is in " a href=(privacy) { "privacy" } ". " }
            @if let Some(returns) = returns { "How you can send it back is in " a href=(returns) { "returns" } "." }
        }
    }
}

fn next_step(method: Method) -> &'static str {
    match method {
        Method::Transfer => "Next: the bank details, here and by e-mail.",
        Method::OnPickup => "Next: we tell you when it is ready.",
        Method::TestGateway => "Next: you confirm the payment.",
        Method::Card => "Next: you pay by card, on the page of our payment provider.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_speaks_the_shops_language() {
        for (language, words) in [
            ("en", "Buy now"),
            ("de-AT", "Zahlungspflichtig bestellen"),
            ("fr", "Commande avec obligation de paiement"),
            ("xx", "Buy now"),
        ] {
            assert_eq!(buy_words(language), words);
        }
    }
}
