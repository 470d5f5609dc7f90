//! The tables agree with themselves and with the sources they were taken from.

use std::collections::BTreeSet;

use super::Country;
use super::postcode::{Postcodes, Shape};
use super::postcodes::POSTCODES;
use super::region::Region;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

#[test]
fn a_country_is_known_by_its_code_in_any_case() {
    for (typed, code) in [("de", "DE"), ("DE", "DE"), (" Gb ", "GB"), ("us", "US")] {
        assert_eq!(Country::parse(typed).map(Country::code), Ok(code), "{typed}");
    }
    for typed in ["", "D", "DEU", "XX", "ß", "Germany"] {
        let refused = Country::parse(typed).unwrap_err();
        assert_eq!(refused.to_string(), "Please choose a country from the list.", "{typed}");
    }
}

#[test]
fn the_countries_are_those_of_iso_and_in_order_of_name() {
    let known: BTreeSet<&str> = celes::Country::get_countries().iter().map(|c| c.alpha2).collect();
    let ours: Vec<Country> = Country::all().collect();
    for country in &ours {
        assert!(known.contains(country.code()), "{country:?}");
        assert!(iso_currency::Currency::from_code(country.currency()).is_some(), "{country:?}");
    }
    assert_eq!(ours.iter().map(|c| c.code()).collect::<BTreeSet<_>>().len(), 249, "no code twice");
    let names: Vec<String> = ours.iter().map(|c| deunicode::deunicode(c.name()).to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn a_country_is_stored_as_its_two_letters() {
    assert_eq!(serde_json::to_string(&Country::US).unwrap(), "\"US\"");
    assert_eq!(serde_json::from_str::<Country>("\"gb\"").unwrap(), Country::GB);
    assert!(serde_json::from_str::<Country>("\"XX\"").is_err());
}

#[test]
fn the_union_has_27_members_that_all_have_a_vat_preset() {
    let members: Vec<Country> = Country::all().filter(|c| c.is_eu()).collect();
    assert_eq!(members.len(), 27);
    for member in members.into_iter().chain(["GB", "CH", "NO"].map(country)) {
        let vat = member.vat().unwrap();
        assert!(vat.food_ppm <= vat.standard_ppm, "{member:?}");
        assert!((80_000..=270_000).contains(&vat.standard_ppm), "{member:?}");
    }
    assert!(!country("GB").is_eu() && !country("CH").is_eu() && country("FR").is_eu());
}

#[test]
fn tax_and_currency_presets() {
    // country, currency, standard, food, prices include tax
    let cases = [
        ("DE", "EUR", Some((190_000, 70_000)), true),
        ("BG", "EUR", Some((200_000, 200_000)), true),
        ("FI", "EUR", Some((255_000, 135_000)), true),
        ("SE", "SEK", Some((250_000, 60_000)), true),
        ("GB", "GBP", Some((200_000, 0)), true),
        ("CH", "CHF", Some((81_000, 26_000)), true),
        ("JP", "JPY", None, true),
        ("US", "USD", None, false),
        ("CA", "CAD", None, false),
    ];
    for (code, currency, vat, inclusive) in cases {
        let here = country(code);
        assert_eq!(here.currency(), currency, "{code}");
        assert_eq!(here.vat().map(|v| (v.standard_ppm, v.food_ppm)), vat, "{code}");
        assert_eq!(here.prices_include_tax(), inclusive, "{code}");
    }
}

#[test]
fn regions_are_found_by_code_name_or_written_form() {
    for (code, count) in [("US", 59), ("CA", 13), ("IE", 26), ("JP", 47), ("AU", 8), ("DE", 0)] {
        let regions = Region::all(country(code));
        assert_eq!(regions.len(), count, "{code}");
        assert_eq!(regions.iter().map(|r| r.code).collect::<BTreeSet<_>>().len(), count, "{code}: no code twice");
    }
    let cases = [
        ("US", "california", "CA"),
        ("US", " ca ", "CA"),
        ("CA", "Quebec", "QC"),
        ("IE", "co. cork", "CO"),
        ("JP", "東京都", "13"),
        ("JP", "Tokyo", "13"),
    ];
    for (code, typed, found) in cases {
        assert_eq!(Region::find(country(code), typed).map(|r| r.code), Some(found), "{typed}");
    }
    assert_eq!(Region::find(Country::US, "Bavaria"), None);
}

#[test]
fn every_example_of_a_postcode_fits_its_pattern() {
    for known in &POSTCODES {
        assert_eq!(known.tidy(known.example).as_deref(), Some(known.example), "{}", known.country);
        assert!(Country::parse(known.country).is_ok(), "{}", known.country);
    }
}

#[test]
fn postcodes_are_tidied_only_when_they_fit() {
    let cases = [
        ("DE", " 10115 ", Some("10115")),
        ("DE", "1234", None),
        ("DE", "D-10115", None),
        ("GB", "sw1a1aa", Some("SW1A 1AA")),
        ("GB", "m1  1ae", Some("M1 1AE")),
        ("GB", "ec1a-1bb", Some("EC1A 1BB")),
        ("GB", "W1", None),
        ("IE", "d02af30", Some("D02 AF30")),
        ("IE", "d6w xy00", Some("D6W XY00")),
        ("US", "94103", Some("94103")),
        ("US", "941031234", Some("94103-1234")),
        ("US", "9410", None),
        ("CA", "k1a0b1", Some("K1A 0B1")),
        ("CA", "K1A-0B1", Some("K1A 0B1")),
        ("NL", "1012js", Some("1012 JS")),
        ("JP", "1000005", Some("100-0005")),
        ("JP", "〒１００－０００５", Some("100-0005")),
        ("PL", "00001", Some("00-001")),
        ("SE", "11120", Some("111 20")),
        ("LT", "01103", Some("01103")),
    ];
    for (code, typed, tidy) in cases {
        assert_eq!(Postcodes::of(country(code)).unwrap().tidy(typed).as_deref(), tidy, "{code} {typed}");
    }
}

#[test]
fn postcodes_describe_themselves() {
    let cases = [
        ("DE", Shape::Digits(5), true),
        ("AT", Shape::Digits(4), true),
        ("GB", Shape::Like("SW1A 1AA"), false),
        ("IE", Shape::Like("D02 AF30"), false),
        ("US", Shape::Digits(5), true),
        ("CA", Shape::Like("K1A 0B1"), false),
        ("NL", Shape::Like("1012 JS"), false),
        ("JP", Shape::Like("100-0005"), true),
        ("SE", Shape::Digits(5), true),
        ("LT", Shape::Like("LT-01103"), false),
    ];
    for (code, shape, digits) in cases {
        let known = Postcodes::of(country(code)).unwrap();
        assert_eq!((known.shape(), known.only_digits()), (shape, digits), "{code}");
    }
}
