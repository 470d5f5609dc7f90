//! Which variant of a product an address or a form means, and what each pill of its options leads to.
//!
//! Options are parameters by their own names: `?Glaze=Oat&Size=350 ml`. This file must not know HTML.

use super::super::form::Typed;
use crate::base::Money;
use crate::domain::catalog::{Product, ProductOption, Variant};

/// The values asked for, in the options' order. A name may also stand for another field of the form, so the first value that
/// the option knows counts; `None` when there is none.
pub fn asked<'p>(product: &'p Product, typed: &Typed) -> Vec<Option<&'p str>> {
    let known = |option: &'p ProductOption| {
        typed.all(&option.name).find_map(|v| option.values.iter().find(|known| *known == v)).map(String::as_str)
    };
    product.options.iter().map(known).collect()
}

/// The variant with exactly the values asked for. What was not asked is free to be anything only when nothing was.
pub fn exact<'p>(product: &'p Product, typed: &Typed) -> Option<&'p Variant> {
    let asked = asked(product, typed).into_iter().collect::<Option<Vec<&str>>>()?;
    product.variant_of(&asked)
}

/// The variant to show: the exact one, else the one that has most of what was asked, else the first that can be bought.
pub fn shown<'p>(product: &'p Product, typed: &Typed, buyable: impl Fn(&Variant) -> bool) -> Option<&'p Variant> {
    let asked = asked(product, typed);
    let fits =
        |v: &Variant| v.values.iter().zip(&asked).filter(|(value, asked)| **asked == Some(value.as_str())).count();
    // `max_by_key` takes the last of equals, so the order is turned round.
    product.variants.iter().rev().max_by_key(|v| (fits(v), buyable(v)))
}

/// One value of an option, as it can be chosen beside what is shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Pill<'p> {
    pub value: &'p str,
    pub chosen: bool,
    pub gone: bool,
    /// Said when it costs something else than what is shown.
    pub price: Option<Money>,
}

/// The pills of the option at `place`.
pub fn pills<'p>(
    product: &'p Product,
    shown: &Variant,
    place: usize,
    buyable: impl Fn(&Variant) -> bool,
) -> Vec<Pill<'p>> {
    let Some(option) = product.options.get(place) else { return Vec::new() };
    let pill = |value: &'p String| {
        let has = |v: &&Variant| v.values.get(place) == Some(value);
        let beside =
            |v: &&Variant| v.values.iter().zip(&shown.values).enumerate().all(|(i, (a, b))| i == place || a == b);
        let there = product.variants.iter().filter(has).find(beside);
        let gone = match there {
            Some(variant) => !buyable(variant),
            None => !product.variants.iter().filter(has).any(&buyable),
        };
        let price = there.map(|v| v.price).filter(|price| *price != shown.price);
        Pill { value, chosen: shown.values.get(place) == Some(value), gone, price }
    };
    option.values.iter().map(pill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Id, Time};

    /// Oat and rust in 350 ml, oat alone in 500 ml for more.
    fn mug() -> Product {
        let euro = |minor| Money::new(minor, Currency::EUR);
        let option = |name: &str, values: [&str; 2]| ProductOption {
            name: name.into(),
            values: values.map(String::from).into(),
        };
        let variant = |n: u8, values: [&str; 2], minor| Variant {
            values: values.map(String::from).into(),
            ..Variant::new(Id::from_bytes([n; 16]), euro(minor))
        };
        let mut mug =
            Product::new(Id::from_bytes([9; 16]), Id::from_bytes([1; 16]), "Mug", euro(1), Time::from_micros(0))
                .unwrap();
        mug.options = vec![option("quantity", ["Oat", "Rust"]), option("Size", ["350 ml", "500 ml"])];
        mug.variants = vec![
            variant(1, ["Rust", "350 ml"], 2400),
            variant(2, ["Oat", "350 ml"], 2400),
            variant(3, ["Oat", "500 ml"], 2900),
        ];
        mug
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn an_address_shows_the_nearest_variant() {
        let mug = mug();
        let not_rust = |v: &Variant| v.values[0] != "Rust";
        for (query, name) in [
            (&[][..], "Oat, 350 ml"),
            (&[("quantity", "Rust")], "Rust, 350 ml"),
            (&[("Size", "500 ml")], "Oat, 500 ml"),
            (&[("quantity", "Oat"), ("Size", "500 ml")], "Oat, 500 ml"),
            (&[("quantity", "Blue"), ("Size", "9")], "Oat, 350 ml"),
        ] {
            assert_eq!(shown(&mug, &typed(query), not_rust).unwrap().name(), name, "{query:?}");
        }
    }

    #[test]
    fn a_form_means_one_variant_exactly_even_when_an_option_is_named_like_a_field() {
        let mug = mug();
        let name = |pairs: &[(&str, &str)]| exact(&mug, &typed(pairs)).map(Variant::name);
        assert_eq!(name(&[("quantity", "Oat"), ("Size", "500 ml"), ("quantity", "2")]), Some("Oat, 500 ml".into()));
        assert_eq!(name(&[("quantity", "Rust"), ("Size", "500 ml")]), None);
        assert_eq!(name(&[("Size", "500 ml")]), None);
    }

    #[test]
    fn pills_say_what_is_gone_and_what_costs_more() {
        let mug = mug();
        let shown = mug.variants[1].clone();
        let pills = pills(&mug, &shown, 0, |v| v.values[0] != "Rust");
        let brief: Vec<_> = pills.iter().map(|p| (p.value, p.chosen, p.gone, p.price.is_some())).collect();
        assert_eq!(brief, [("Oat", true, false, false), ("Rust", false, true, false)]);
        let pills = super::pills(&mug, &shown, 1, |_| true);
        assert_eq!(pills[1].price.map(Money::show), Some("€29.00".into()));
    }

    #[test]
    fn links_are_encoded() {
        let mug = mug();
        assert_eq!(mug.link(&mug.variants[2]), "/products/mug?quantity=Oat&Size=500%20ml");
    }
}
