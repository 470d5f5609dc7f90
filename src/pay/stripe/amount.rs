//! How Stripe writes amounts: in minor units as ISO 4217 has them, with a few exceptions of its own.

use crate::base::{Currency, Money};

/// A hundred times what they are, because Stripe still writes cents for them.
const WITH_CENTS: [&str; 2] = ["ISK", "UGX"];
/// A hundredth, because Stripe writes none.
const WITHOUT_CENTS: [&str; 1] = ["MGA"];
/// Of three decimals the last one must be a nought.
const IN_TENS_DIGITS: u32 = 3;

/// `None`: Stripe has no such amount.
pub fn to_stripe(money: Money) -> Option<i64> {
    let (minor, currency) = (money.minor(), money.currency());
    match currency.code() {
        code if WITH_CENTS.contains(&code) => minor.checked_mul(100),
        code if WITHOUT_CENTS.contains(&code) => (minor % 100 == 0).then_some(minor / 100),
        _ if currency.digits() == IN_TENS_DIGITS => (minor % 10 == 0).then_some(minor),
        _ => Some(minor),
    }
}

/// `None`: no currency of ours, or part of a unit.
pub fn from_stripe(amount: i64, currency: &str) -> Option<Money> {
    let currency = Currency::parse(currency)?;
    let minor = match currency.code() {
        code if WITH_CENTS.contains(&code) => (amount % 100 == 0).then_some(amount / 100)?,
        code if WITHOUT_CENTS.contains(&code) => amount.checked_mul(100)?,
        _ => amount,
    };
    Some(Money::new(minor, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_there_and_come_back() {
        for (code, minor, there) in [
            ("EUR", 2890, Some(2890)),
            ("JPY", 500, Some(500)),
            ("ISK", 500, Some(50_000)),
            ("UGX", 7, Some(700)),
            ("MGA", 1_200, Some(12)),
            ("MGA", 1_250, None),
            ("KWD", 1_230, Some(1_230)),
            ("KWD", 1_234, None),
        ] {
            let money = Money::new(minor, Currency::parse(code).unwrap());
            assert_eq!(to_stripe(money), there, "{code}");
            if let Some(there) = there {
                assert_eq!(from_stripe(there, &code.to_lowercase()), Some(money), "{code}");
            }
        }
        assert_eq!((from_stripe(150, "isk"), from_stripe(1, "xyz")), (None, None));
    }
}
