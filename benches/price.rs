//! What a cart costs.

use crate::measure::show;
use duka::base::{Currency, Money};
use duka::domain::catalog::TaxClass;
use duka::domain::place::Country;
use duka::domain::price::{Item, quote};
use duka::domain::rules::{Place, Rules, TaxRule};
use std::time::Instant;

pub fn run() {
    println!("quote");
    let items: Vec<Item> = (1..=10)
        .map(|n| Item { unit: Money::new(990 + n, Currency::EUR), quantity: n as u32, tax_class: TaxClass::Standard })
        .collect();
    let place = Place { country: Country::DE, region: String::new() };
    let rules = Rules {
        taxes: vec![TaxRule {
            country: Country::DE,
            region: String::new(),
            label: "VAT".into(),
            standard_ppm: 190_000,
            reduced_ppm: 70_000,
            included: true,
        }],
        zones: Vec::new(),
        pickup: None,
    };
    let time = |_| {
        let began = Instant::now();
        std::hint::black_box(quote(&items, &rules, &place, None, None, Currency::EUR).unwrap());
        began.elapsed()
    };
    show("a cart of ten lines", (0..20_000).map(time).collect());
}
