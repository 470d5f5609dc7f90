//! Money: whole minor units with their currency. Exact; mixing currencies or overflowing is an error value.
//!
//! One rounding rule for the whole shop: half away from zero, once per line, never on a sum of rounded parts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The largest amount a person may enter, in minor units. A full cart of the dearest things still fits an `i64`.
pub const MINOR_MAX: i64 = 10_000_000_000;

/// An ISO 4217 currency that has minor units (or none, as the yen).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    pub const EUR: Currency = Currency(iso_currency::Currency::EUR);
    pub const USD: Currency = Currency(iso_currency::Currency::USD);
    pub const GBP: Currency = Currency(iso_currency::Currency::GBP);
    pub const JPY: Currency = Currency(iso_currency::Currency::JPY);

    pub fn parse(code: &str) -> Option<Currency> {
        let currency = iso_currency::Currency::from_str(&code.trim().to_uppercase()).ok()?;
        currency.exponent().map(|_| Currency(currency))
    }

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals: 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn digits(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }

    pub fn symbol(self) -> String {
        match self.0 {
            iso_currency::Currency::USD | iso_currency::Currency::CAD | iso_currency::Currency::AUD => "$".into(),
            _ => self.0.symbol().to_string(),
        }
    }

    pub fn name(self) -> String {
        self.0.name().to_string()
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.code().serialize(s)
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = String::deserialize(d)?;
        Currency::parse(&code).ok_or_else(|| serde::de::Error::custom("unknown currency"))
    }
}

/// Sums that cannot be made. Both are our mistakes, not a shopper's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoneyError {
    Mixed,
    Overflow,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    pub const fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    pub const fn minor(self) -> i64 {
        self.minor
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed);
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Money { minor, ..self })
    }

    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(other.negative())
    }

    pub const fn negative(self) -> Money {
        Money { minor: self.minor.saturating_neg(), currency: self.currency }
    }

    pub fn times(self, n: u32) -> Result<Money, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(n)).ok_or(MoneyError::Overflow)?;
        Ok(Money { minor, ..self })
    }

    /// `self * part / whole`, rounded half away from zero.
    pub fn ratio(self, part: i64, whole: i64) -> Result<Money, MoneyError> {
        if whole == 0 {
            return Err(MoneyError::Overflow);
        }
        let product = i128::from(self.minor) * i128::from(part);
        let whole = i128::from(whole);
        let half = whole.abs() / 2;
        let rounded = if (product < 0) == (whole < 0) {
            (product.abs() + half) / whole.abs()
        } else {
            -((product.abs() + half) / whole.abs())
        };
        let minor = i64::try_from(rounded).map_err(|_| MoneyError::Overflow)?;
        Ok(Money { minor, ..self })
    }

    /// Shares by weight that sum exactly to `self`: what rounding leaves goes to the largest remainders, first come first.
    pub fn split(self, weights: &[i64]) -> Vec<Money> {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        let share = |minor| Money { minor, ..self };
        if total <= 0 {
            let mut parts = vec![share(0); weights.len()];
            if let Some(first) = parts.first_mut() {
                *first = self;
            }
            return parts;
        }
        let exact = |w: i64| i128::from(self.minor) * i128::from(w);
        let mut parts: Vec<i128> = weights.iter().map(|w| exact(*w).div_euclid(total)).collect();
        let mut left = i128::from(self.minor) - parts.iter().sum::<i128>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(exact(weights[*i]).rem_euclid(total)));
        for i in order {
            if left == 0 {
                break;
            }
            parts[i] += 1;
            left -= 1;
        }
        // Each part lies between zero and `self`, so it fits.
        parts.into_iter().map(|p| share(p as i64)).collect()
    }

    /// Reads "24", "24.5", "1,234.50" or "24,50"; at most [`MINOR_MAX`], never negative.
    pub fn parse(text: &str, currency: Currency) -> Option<Money> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
        let decimal = text.rfind(['.', ',']).filter(|at| {
            let after = text.len() - at - 1;
            let mark = &text[*at..=*at];
            after <= currency.digits() as usize || text.matches(mark).count() == 1 && after != 3
        });
        let (whole, part) = decimal.map_or((text.as_str(), ""), |at| (&text[..at], &text[at + 1..]));
        let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',' | '\'')).collect();
        let digits = currency.digits() as usize;
        let (part, extra) = part.split_at(part.len().min(digits));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && part.is_empty()
            || !all_digits(&whole)
            || !all_digits(part)
            || extra.bytes().any(|b| b != b'0')
        {
            return None;
        }
        let minor: i64 = format!("{whole}{part:0<digits$}").parse().ok()?;
        (minor <= MINOR_MAX).then_some(Money { minor, currency })
    }

    /// "24.00": the number alone, with a point, as programs and form fields want it.
    pub fn plain(self) -> String {
        let digits = self.currency.digits();
        let unit = 10_i64.pow(digits);
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        let unit = unit.unsigned_abs();
        match digits {
            0 => format!("{sign}{minor}"),
            d => format!("{sign}{}.{:0width$}", minor / unit, minor % unit, width = d as usize),
        }
    }

    /// "€1,234.00", as English-speaking shoppers read it.
    pub fn show(self) -> String {
        let plain = Money { minor: self.minor.saturating_abs(), ..self }.plain();
        let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(w, p)| (w, Some(p)));
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.minor < 0 { "−" } else { "" };
        let symbol = self.currency.symbol();
        let gap = if symbol.chars().all(char::is_alphabetic) { "\u{a0}" } else { "" };
        format!("{sign}{symbol}{gap}{grouped}{}", part.map(|p| format!(".{p}")).unwrap_or_default())
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
