//! Numbers, amounts of money and rates as each language writes them: "€1,234.56", "1.234,56 €", "€ 1.234,56", "12 345,67 zł".

use super::Words;
use crate::base::{Language, Money};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};

const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: &str = "−";

impl Words {
    /// Dates and numbers in English are the European ones: the day before the month.
    pub(super) fn locale(self) -> Locale {
        match self.0 {
            Language::English => locale!("en-GB"),
            Language::German => locale!("de"),
            Language::French => locale!("fr"),
            Language::Spanish => locale!("es"),
            Language::Italian => locale!("it"),
            Language::Dutch => locale!("nl"),
            Language::Polish => locale!("pl"),
        }
    }

    /// "1,234", "1.234", "1 234".
    pub fn number(self, n: i64) -> String {
        self.grouped(Decimal::from(n)).unwrap_or_else(|| n.to_string())
    }

    /// An amount as a shopper reads it.
    pub fn money(self, money: Money) -> String {
        let symbol = money.currency().symbol();
        let sign = if money.minor() < 0 { MINUS } else { "" };
        let plain = Money::new(money.minor().saturating_abs(), money.currency()).plain();
        let figure = plain.parse().ok().and_then(|figure| self.grouped(figure)).unwrap_or(plain);
        match self.0 {
            // A symbol that is a word needs room: "CHF 12.00".
            Language::English if symbol.chars().all(char::is_alphabetic) => {
                format!("{sign}{symbol}{NO_BREAK_SPACE}{figure}")
            }
            Language::English => format!("{sign}{symbol}{figure}"),
            Language::Dutch => format!("{symbol}{NO_BREAK_SPACE}{sign}{figure}"),
            _ => format!("{sign}{figure}{NO_BREAK_SPACE}{symbol}"),
        }
    }

    /// "19 %", "5,5 %", from parts per million.
    pub fn percent(self, ppm: u32) -> String {
        let text = format!("{}.{:04}", ppm / 10_000, ppm % 10_000);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let figure = text.parse().ok().and_then(|figure| self.grouped(figure)).unwrap_or_else(|| text.to_owned());
        format!("{figure} %")
    }

    fn grouped(self, figure: Decimal) -> Option<String> {
        let formatter = DecimalFormatter::try_new(self.locale().into(), Default::default()).ok()?;
        Some(formatter.format(&figure).to_string())
    }
}
