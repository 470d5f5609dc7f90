//! Tables for prices: a line of words in, lines of amounts out.

use super::*;
use crate::base::Time;
use crate::domain::discount::Code;
use crate::domain::place::Country;
use crate::domain::rules::{Pickup, TaxRule, Zone};
use proptest::prelude::*;

fn eur(text: &str) -> Money {
    Money::parse(text, Currency::EUR).unwrap()
}

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

fn tax(code: &str, region: &str, standard_ppm: u32, reduced_ppm: u32, included: bool) -> TaxRule {
    let label = if included { "VAT" } else { "Sales tax" }.to_owned();
    TaxRule { country: country(code), region: region.into(), label, standard_ppm, reduced_ppm, included }
}

fn rules() -> Rules {
    let rate =
        |code: &str, price, free| Rate { code: code.into(), label: code.into(), price: eur(price), free_from: free };
    Rules {
        taxes: vec![
            tax("DE", "", 190_000, 70_000, true),
            tax("US", "NY", 88_750, 0, false),
            tax("FR", "", 200_000, 55_000, true),
        ],
        zones: vec![
            Zone {
                name: "Home".into(),
                countries: vec![country("DE")],
                rates: vec![rate("post", "4.90", Some(eur("80"))), rate("express", "12", None)],
            },
            Zone {
                name: "Far".into(),
                countries: vec![country("US"), country("FR")],
                rates: vec![rate("air", "19", None)],
            },
        ],
        pickup: Some(Pickup { label: "Pick up".into(), address: "Halle".into() }),
    }
}

fn ten_percent(code: &str) -> Discount {
    let code = Code::parse(code).unwrap();
    Discount { code, percent_ppm: 100_000, starts: None, ends: None::<Time>, uses_max: None, used: 0, enabled: true }
}

/// Each line: `line 2 x 3.00 [reduced|exempt]`, `to DE [region]`, `by express`, `code TEN`; and what must come out.
fn check(table: &str) {
    let (mut items, mut to, mut by, mut code, mut want) = (vec![], ("DE", ""), None, None, String::new());
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["line", n, "x", price, class @ ..] => items.push(Item {
                unit: eur(price),
                quantity: n.parse().unwrap(),
                tax_class: match class {
                    ["reduced"] => TaxClass::Reduced,
                    ["exempt"] => TaxClass::Exempt,
                    _ => TaxClass::Standard,
                },
            }),
            ["to", place, rest @ ..] => to = (place, rest.first().copied().unwrap_or("")),
            ["by", way] => by = Some(*way),
            ["code", text] => code = Some(ten_percent(text)),
            ["=", ..] => want.push_str(&format!("{}\n", line.trim_start_matches("= "))),
            other => panic!("{other:?}"),
        }
    }
    let place = Place { country: country(to.0), region: to.1.into() };
    let quote = quote(&items, &rules(), &place, by, code.as_ref(), Currency::EUR).unwrap();
    assert!(quote.adds_up(), "{quote:?}");
    let mut got = String::new();
    for a in &quote.adjustments {
        got.push_str(&format!("{}{} {}\n", if a.included { "incl. " } else { "" }, a.label, a.amount.plain()));
    }
    got.push_str(&format!("total {}\n", quote.total.plain()));
    assert_eq!(got, want, "{table}");
}

#[test]
fn prices_with_tax_inside() {
    check(
        "line 2 x 24.00
           = post 4.90
           = incl. VAT 19 % 8.45
           = total 52.90",
    );
    check(
        "line 1 x 80.00
           = post 0.00
           = incl. VAT 19 % 12.77
           = total 80.00",
    );
    check(
        "line 1 x 24.00
           line 1 x 9.00 reduced
           by express
           = express 12.00
           = incl. VAT 19 % 5.75
           = incl. VAT 7 % 0.59
           = total 45.00",
    );
}

#[test]
fn prices_with_tax_on_top_or_without() {
    check(
        "line 1 x 100.00
           to US NY
           = air 19.00
           = Sales tax 8.875 % 10.56
           = total 129.56",
    );
    check(
        "line 1 x 100.00
           to US
           = air 19.00
           = total 119.00",
    );
    check(
        "line 1 x 100.00 exempt
           to FR
           = air 19.00
           = total 119.00",
    );
}

#[test]
fn discounts_come_before_tax_and_count_for_free_delivery() {
    check(
        "line 2 x 3.00
           line 1 x 1.01
           code ten
           = Code TEN -0.70
           = post 4.90
           = incl. VAT 19 % 1.79
           = total 11.21",
    );
    check(
        "line 1 x 85.00
           code ten
           = Code TEN -8.50
           = post 4.90
           = incl. VAT 19 % 13.00
           = total 81.40",
    );
    check(
        "line 1 x 85.00
           by pickup
           = Pick up 0.00
           = incl. VAT 19 % 13.57
           = total 85.00",
    );
}

#[test]
fn a_country_without_a_zone_has_no_delivery() {
    let place = Place { country: country("JP"), region: String::new() };
    let items = [Item { unit: eur("5"), quantity: 1, tax_class: TaxClass::Standard }];
    assert_eq!(quote(&items, &rules(), &place, None, None, Currency::EUR).unwrap().delivery, None);
}

proptest! {
    /// Parts sum to the whole, tax of the lines and of delivery sums to the tax shown, and no discount goes below zero.
    #[test]
    fn every_quote_adds_up(
        goods in proptest::collection::vec((1i64..100_000_000, 1u32..999, 0u8..3), 1..30),
        to in prop::sample::select(vec![("DE", ""), ("US", "NY"), ("US", ""), ("FR", "")]),
        with_code: bool,
    ) {
        let class = |c| [TaxClass::Standard, TaxClass::Reduced, TaxClass::Exempt][c as usize];
        let items: Vec<Item> = goods.iter().map(|(unit, quantity, c)| Item {
            unit: Money::new(*unit, Currency::EUR), quantity: *quantity, tax_class: class(*c),
        }).collect();
        let place = Place { country: country(to.0), region: to.1.into() };
        let code = with_code.then(|| ten_percent("TEN"));
        let quote = quote(&items, &rules(), &place, None, code.as_ref(), Currency::EUR).unwrap();
        prop_assert!(quote.adds_up());
        prop_assert!(quote.lines.iter().all(|l| l.amount.minor() + l.discount.minor() >= 0));
        let shown: i64 = quote.taxes().map(|a| a.amount.minor()).sum();
        let of_lines: i64 = quote.lines.iter().map(|l| l.tax.minor()).sum();
        prop_assert!(of_lines <= shown && shown - of_lines <= quote.delivery.map_or(0, |d| d.price.minor()));
    }
}
