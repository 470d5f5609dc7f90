//! Which variant of a product the words of a search mean: "blue bowl" means the blue one. Must not know HTML or stock.

use crate::domain::catalog::{Product, Variant};

/// A shorter word does not tell one value from another: "ml", "XL".
const TELLING_CHARS_MIN: usize = 3;

/// The variant that has every value the words name, one that can be bought if there is one; `None` when they name none, so
/// that the product itself is meant.
pub fn meant<'p>(product: &'p Product, typed: &str, buyable: impl Fn(&Variant) -> bool) -> Option<&'p Variant> {
    let typed = words(typed);
    let named: Vec<Option<&str>> = product.options.iter().map(|option| named(&option.values, &typed)).collect();
    if named.iter().all(Option::is_none) {
        return None;
    }
    let has = |v: &&Variant| v.values.iter().zip(&named).all(|(value, name)| name.is_none_or(|name| name == value));
    product.variants.iter().filter(has).min_by_key(|v| !buyable(v))
}

/// The value whose words stand side by side among those typed, of several the longest, as "sea blue" is not "blue"; else the
/// only one that has a typed word in it, as "blue" names "Cobalt blue" where nothing else is blue.
fn named<'v>(values: &'v [String], typed: &[String]) -> Option<&'v str> {
    let all: Vec<(Vec<String>, &str)> = values.iter().map(|value| (words(value), value.as_str())).collect();
    let whole = |value: &[String]| !value.is_empty() && typed.windows(value.len()).any(|place| place == value);
    // `max_by_key` takes the last of equals, so the order is turned round.
    if let Some((_, value)) = all.iter().rev().filter(|(value, _)| whole(value)).max_by_key(|(value, _)| value.len()) {
        return Some(value);
    }
    let telling = |word: &String| word.chars().count() >= TELLING_CHARS_MIN && typed.contains(word);
    let mut partly = all.iter().filter(|(value, _)| value.iter().any(telling));
    partly.next().filter(|_| partly.next().is_none()).map(|(_, value)| *value)
}

fn words(text: &str) -> Vec<String> {
    let bare =
        text.split(|c: char| c.is_whitespace() || c == ',').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Id, Money, Time};
    use crate::domain::catalog::ProductOption;

    /// Oat and sea blue in both sizes, blue only small.
    fn bowl() -> Product {
        let price = Money::new(2400, Currency::EUR);
        let variant = |(n, values): (u8, [&str; 2])| Variant {
            values: values.map(String::from).into(),
            ..Variant::new(Id::from_bytes([n; 16]), price)
        };
        let option = |name: &str, values: &[&str]| ProductOption {
            name: name.into(),
            values: values.iter().copied().map(String::from).collect(),
        };
        let (id, first) = (Id::from_bytes([9; 16]), Id::from_bytes([1; 16]));
        let mut bowl = Product::new(id, first, "Bowl", price, Time::from_micros(0)).unwrap();
        bowl.options =
            vec![option("Colour", &["Oat", "Blue", "Sea blue", "Warm cream"]), option("Size", &["S", "500 ml"])];
        let values = [
            ["Oat", "S"],
            ["Oat", "500 ml"],
            ["Blue", "S"],
            ["Sea blue", "S"],
            ["Sea blue", "500 ml"],
            ["Warm cream", "S"],
        ];
        bowl.variants = (1..).zip(values).map(variant).collect();
        bowl
    }

    #[test]
    fn a_variant_is_meant_when_the_words_name_its_values() {
        let bowl = bowl();
        for (typed, name) in [
            ("blue bowl", Some("Blue, S")),
            ("bowl, BLUE!", Some("Blue, S")),
            ("oat", Some("Oat, S")),
            ("500 ml bowl", Some("Oat, 500 ml")),
            ("sea blue bowl 500 ml", Some("Sea blue, 500 ml")),
            ("blue bowl 500 ml", None), // there is no such one
            ("bowl of 500", Some("Oat, 500 ml")),
            ("bluebird bowl", None),
            ("mother's bowl", None),
            ("600 ml bowl", None),
            ("cream bowl", Some("Warm cream, S")),
            ("sea bowl", Some("Sea blue, S")),
            ("warm sea", None),
            ("bowl", None),
            ("", None),
        ] {
            assert_eq!(meant(&bowl, typed, |_| true).map(Variant::name).as_deref(), name, "{typed}");
        }
    }

    #[test]
    fn of_several_that_fit_one_that_can_be_bought_is_meant() {
        let bowl = bowl();
        let name = |sold_out: &str| meant(&bowl, "sea blue", |v| v.name() != sold_out).map(Variant::name);
        assert_eq!(name("Sea blue, S").as_deref(), Some("Sea blue, 500 ml"));
        assert_eq!(name("Oat, S").as_deref(), Some("Sea blue, S"));
        assert_eq!(meant(&bowl, "blue", |_| false).map(Variant::name).as_deref(), Some("Blue, S"));
    }
}
