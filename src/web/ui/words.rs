//! Small sentences that several pages say the same way: prices, tax, counts, delivery.

use super::front::Front;
use crate::domain::catalog::Product;
use crate::domain::price::ChosenDelivery;
use crate::domain::rules::{Place, TaxRule};
use crate::domain::settings::Settings;
use crate::words::Words;
use maud::{Markup, html};

/// "1 product", "3 products".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "€24.00", or "from €24.00" when its variants differ.
pub fn price_of(product: &Product, w: Words) -> String {
    match product.prices() {
        Some((lowest, highest)) if lowest != highest => w.tell("price-from", [("price", lowest.into())]),
        Some((lowest, _)) => w.money(lowest),
        None => String::new(),
    }
}

/// How the shop's own country is taxed.
pub fn tax_at_home(settings: &Settings) -> Option<&TaxRule> {
    settings.rules.tax(&Place { country: settings.shop.country, region: String::new() })
}

/// "incl. VAT, plus delivery", said once per list and beside a price.
pub fn tax_note(front: &Front) -> Markup {
    let w = front.words;
    let tax = |label: &str| [("tax", w.named(label).into())];
    let (before, after) = match tax_at_home(&front.settings) {
        Some(rule) if rule.included => w.around("tax-note-included", "delivery", tax(&rule.label)),
        Some(rule) => w.around("tax-note-without", "delivery", tax(&rule.label)),
        None => w.around("tax-note-plain", "delivery", []),
    };
    html! {
        (before)
        @match front.page("delivery") {
            Some(page) => { a href=(page) { (w.say("delivery-word")) } }
            None => { (w.say("delivery-word")) }
        }
        (after)
    }
}

/// "€4.90", or "free".
pub fn delivery_price(delivery: &ChosenDelivery, w: Words) -> String {
    if delivery.price.is_zero() { w.say("free") } else { w.money(delivery.price) }
}

/// Text for the head of a page: whole words, at most `chars_max` characters.
pub fn shortened(text: &str, chars_max: usize) -> String {
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(chars_max).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Id, Money, Time};
    use crate::domain::catalog::Variant;

    #[test]
    fn prices_that_differ_begin_with_from() {
        let (id, euro) = (Id::from_bytes([1; 16]), |minor| Money::new(minor, Currency::EUR));
        let mut mug = Product::new(id, Id::from_bytes([2; 16]), "Mug", euro(2400), Time::from_micros(0)).unwrap();
        assert_eq!(price_of(&mug, Words::ENGLISH), "€24.00");
        mug.variants.push(Variant::new(Id::from_bytes([3; 16]), euro(2900)));
        assert_eq!(price_of(&mug, Words::ENGLISH), "from €24.00");
    }

    #[test]
    fn one_is_one_and_none_are_several() {
        assert_eq!(
            (count(1, "piece", "pieces").as_str(), count(0, "piece", "pieces").as_str()),
            ("1 piece", "0 pieces")
        );
    }

    #[test]
    fn a_description_ends_with_a_whole_word() {
        assert_eq!(shortened("A mug for two hands.", 40), "A mug for two hands.");
        assert_eq!(shortened("A mug for the first, coffee", 22), "A mug for the first…");
    }
}
