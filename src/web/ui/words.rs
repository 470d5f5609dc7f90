//! Small sentences that several pages say the same way: prices, tax, counts, delivery.

use super::front::Front;
use crate::domain::catalog::Product;
use crate::domain::place::Country;
use crate::domain::price::ChosenDelivery;
use crate::domain::rules::{Place, TaxRule};
use crate::domain::settings::Settings;
use maud::{Markup, html};

/// "1 product", "3 products".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "One thing is", "Two things are": numbers up to twelve are written out at the beginning of a sentence.
pub fn numeral(n: usize) -> String {
    let words =
        ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "€24.00", or "from €24.00" when its variants differ.
pub fn price_of(product: &Product) -> String {
    match product.prices() {
        Some((lowest, highest)) if lowest != highest => format!("from {}", lowest.show()),
        Some((lowest, _)) => lowest.show(),
        None => String::new(),
    }
}

/// How the shop's own country is taxed.
pub fn tax_at_home(settings: &Settings) -> Option<&TaxRule> {
    settings.rules.tax(&Place { country: settings.shop.country, region: String::new() })
}

/// "incl. VAT, plus delivery", said once per list and beside a price.
pub fn tax_note(front: &Front) -> Markup {
    let tax = tax_at_home(&front.settings).map(|rule| match rule.included {
        true => format!("incl. {}, plus ", rule.label),
        false => format!("plus {} and ", rule.label),
    });
    html! {
        (tax.unwrap_or_else(|| "plus ".into()))
        @match front.page("delivery") {
            Some(page) => { a href=(page) { "delivery" } }
            None => { "delivery" }
        }
    }
}

/// "€4.90", or "free".
pub fn delivery_price(delivery: &ChosenDelivery) -> String {
    if delivery.price.is_zero() { "free".into() } else { delivery.price.show() }
}

/// "Germany", "Germany and Austria", "Germany, Austria and France".
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A country inside a sentence: "Germany", "the Netherlands".
pub fn country(country: Country) -> String {
    const WITH_ARTICLE: [&str; 6] = ["Netherlands", "Philippines", "Bahamas", "Maldives", "Seychelles", "Comoros"];
    let name = country.name();
    let the = WITH_ARTICLE.contains(&name) || name.starts_with("United ") || name.ends_with(" Islands");
    if the { format!("the {name}") } else { name.to_owned() }
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
        assert_eq!(price_of(&mug), "€24.00");
        mug.variants.push(Variant::new(Id::from_bytes([3; 16]), euro(2900)));
        assert_eq!(price_of(&mug), "from €24.00");
    }

    #[test]
    fn lists_and_numbers_read_as_spoken() {
        for (names, said) in
            [(vec![], ""), (vec!["A"], "A"), (vec!["A", "B"], "A and B"), (vec!["A", "B", "C"], "A, B and C")]
        {
            assert_eq!(list(&names), said);
        }
        assert_eq!((numeral(2), numeral(40)), ("Two".to_owned(), "40".to_owned()));
        assert_eq!(
            (count(1, "piece", "pieces"), count(0, "piece", "pieces")),
            ("1 piece".to_owned(), "0 pieces".to_owned())
        );
    }

    #[test]
    fn a_description_ends_with_a_whole_word() {
        assert_eq!(shortened("A mug for two hands.", 40), "A mug for two hands.");
        assert_eq!(shortened("A mug for the first, coffee", 22), "A mug for the first…");
    }
}
