//! Percentages and amounts as people type them.

use crate::base::{Currency, Money};
use crate::domain::discount::WHOLE_PPM;
use crate::domain::price::percent;

/// "19", "8.25 %" or "8,25" as parts per million; at most 100.
pub fn read_percent(text: &str) -> Option<u32> {
    const DIGITS: usize = 4;
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let ok = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !ok(whole) || !ok(part) || part.len() > DIGITS {
        return None;
    }
    let ppm: u32 = format!("{whole}{part:0<DIGITS$}").parse().ok()?;
    (ppm <= WHOLE_PPM).then_some(ppm)
}

/// The number alone: "8.25".
pub fn shown_percent(ppm: u32) -> String {
    percent(ppm).trim_end_matches('%').trim().to_owned()
}

/// An amount that may be left open.
pub fn read_money(text: &str, currency: Currency) -> Result<Option<Money>, String> {
    match text.trim() {
        "" => Ok(None),
        text => Money::parse(text, currency).map(Some).ok_or("Please enter an amount such as 4.90.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_go_there_and_back() {
        for (text, ppm) in [("19", 190_000), ("8.25 %", 82_500), ("7,7", 77_000), ("0", 0), ("100", 1_000_000)] {
            assert_eq!(read_percent(text), Some(ppm), "{text}");
            assert_eq!(read_percent(&shown_percent(ppm)), Some(ppm));
        }
        for bad in ["", "x", "101", "-5", "1.23456", "1.2.3", "99999999999"] {
            assert_eq!(read_percent(bad), None, "{bad}");
        }
    }
}
