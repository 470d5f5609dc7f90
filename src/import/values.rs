//! Single cells read strictly: a value, or a sentence for the merchant. Must not know products or formats.

use crate::base::{Currency, Money};

/// Ten tonnes: heavier things are mistakes of unit.
const GRAMS_MAX: f64 = 10_000_000.0;
const QUANTITY_MAX: i64 = 1_000_000_000;
const URL_BYTES_MAX: usize = 2_000;
/// How much of a wrong value is quoted back.
const QUOTED_CHARS_MAX: usize = 40;

/// A price in a program's decimals, with a point or a comma: "24.5", "24.500", "24,50", "1,234.50".
pub fn price(text: &str, currency: Currency) -> Result<Money, String> {
    let quoted = quote(text);
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let not_a_price = || format!("{quoted} is not a price. Write the number alone, as 24.50.");
    if text.is_empty() {
        return Err("The price is missing.".into());
    }
    let digits = currency.digits() as usize;
    let number = text.strip_prefix('-').unwrap_or(&text);
    if is_ambiguous(number, digits) {
        return Err(format!("{quoted} could mean a thousand or three decimals. Write 1234.00 or 1.234."));
    }
    let (whole, part) = split_decimals(number).ok_or_else(not_a_price)?;
    if number.len() < text.len() {
        return Err(format!("{quoted} is below zero; a price cannot be."));
    }
    let (part, extra) = part.split_at(part.len().min(digits));
    if extra.bytes().any(|b| b != b'0') {
        let code = currency.code();
        return Err(format!("{quoted} has more decimals than {code} has ({digits}). Please round it in the file."));
    }
    let plain = if part.is_empty() { whole } else { format!("{whole}.{part}") };
    Money::parse(&plain, currency).ok_or_else(|| format!("{quoted} is too large for a price."))
}

/// "1,234": people mean a thousand, some programs mean decimals. "1.234" is always a program's.
fn is_ambiguous(number: &str, digits: usize) -> bool {
    digits != 3 && !number.contains('.') && number.split_once(',').is_some_and(|(_, part)| part.len() == 3)
}

/// The digits before and after the decimal sign, the signs between thousands taken out.
fn split_decimals(number: &str) -> Option<(String, &str)> {
    let last = number.rfind(['.', ',']);
    let decimal = last.filter(|at| number.matches(&number[*at..=*at]).count() == 1);
    let (whole, part) = decimal.map_or((number, ""), |at| (&number[..at], &number[at + 1..]));
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len());
    let whole = groups.concat();
    let all_digits = whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
    let whole = if whole.is_empty() && !part.is_empty() { "0".to_owned() } else { whole };
    (grouped && all_digits && !whole.is_empty()).then_some((whole, part))
}

/// A number of things: "12", "-3", "12.00".
pub fn quantity(text: &str) -> Result<i64, String> {
    let wrong = || format!("{} is not a whole number.", quote(text));
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if part.is_empty() || part.bytes().any(|b| b != b'0') {
        return Err(wrong());
    }
    let n: i64 = whole.parse().map_err(|_| wrong())?;
    if n.abs() > QUANTITY_MAX { Err(format!("{} is too large a number.", quote(text))) } else { Ok(n) }
}

/// A weight whose unit has `grams_per_unit`, rounded to whole grams.
pub fn weight(text: &str, grams_per_unit: f64) -> Result<u32, String> {
    let wrong = || format!("{} is not a weight. Write the number alone.", quote(text));
    let plain = text.replace(',', ".");
    if !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(wrong());
    }
    let grams = plain.parse::<f64>().map_err(|_| wrong())? * grams_per_unit;
    // Within the limit it is neither negative nor too large to be cut to a whole number.
    if grams <= GRAMS_MAX { Ok(grams.round() as u32) } else { Err(format!("{} is too heavy.", quote(text))) }
}

pub fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" | "wahr" | "vrai" | "verdadero" => Ok(true),
        "false" | "no" | "0" | "falsch" | "faux" | "falso" => Ok(false),
        _ => Err(format!("{} should be TRUE or FALSE.", quote(text))),
    }
}

/// The web address of a picture.
pub fn picture_url(text: &str) -> Result<String, String> {
    let scheme = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let is_web = scheme.starts_with("http://") || scheme.starts_with("https://");
    if is_web && text.len() <= URL_BYTES_MAX && !text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Ok(text.to_owned())
    } else {
        Err(format!("{} is not the web address of a picture.", quote(text)))
    }
}

/// Text without line breaks and other control characters, cut at `chars_max`.
pub fn one_line(text: &str, chars_max: usize) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(chars_max).collect::<String>().trim_end().to_owned()
}

/// The category of what has none is not one: no collection should be called so.
pub fn is_category(title: &str) -> bool {
    let placeholders = ["", "uncategorized", "uncategorised", "unkategorisiert", "non classé", "sin categorizar"];
    !placeholders.contains(&title.trim().to_lowercase().as_str())
}

/// "“24 €”", shortened when it is long.
pub fn quote(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(QUOTED_CHARS_MAX).collect();
    let more = if text.chars().nth(QUOTED_CHARS_MAX).is_some() { "…" } else { "" };
    format!("“{short}{more}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact_or_refused() {
        for (text, currency, plain) in [
            ("24", Currency::EUR, "24.00"),
            ("24.5", Currency::EUR, "24.50"),
            ("24.500", Currency::EUR, "24.50"),
            ("24,50", Currency::EUR, "24.50"),
            (".5", Currency::EUR, "0.50"),
            ("1,234.50", Currency::EUR, "1234.50"),
            ("1.234,50", Currency::EUR, "1234.50"),
            ("1 234,5", Currency::EUR, "1234.50"),
            ("1.234.567", Currency::EUR, "1234567.00"),
            ("1500.00", Currency::JPY, "1500"),
            ("24,500", Currency::parse("TND").unwrap(), "24.500"),
        ] {
            assert_eq!(price(text, currency).unwrap().plain(), plain, "{text}");
        }
        for (text, why) in [
            ("", "The price is missing."),
            ("abc", "“abc” is not a price. Write the number alone, as 24.50."),
            ("€24", "“€24” is not a price. Write the number alone, as 24.50."),
            (".", "“.” is not a price. Write the number alone, as 24.50."),
            ("1.2.3", "“1.2.3” is not a price. Write the number alone, as 24.50."),
            ("-3", "“-3” is below zero; a price cannot be."),
            ("24.505", "“24.505” has more decimals than EUR has (2). Please round it in the file."),
            ("1,234", "“1,234” could mean a thousand or three decimals. Write 1234.00 or 1.234."),
            ("99999999999", "“99999999999” is too large for a price."),
            ("99999999999999999999999999", "“99999999999999999999999999” is too large for a price."),
        ] {
            assert_eq!(price(text, Currency::EUR).unwrap_err(), why, "{text}");
        }
    }

    #[test]
    fn numbers_and_weights() {
        for (text, n) in [("12", Some(12)), ("-3", Some(-3)), ("12.00", Some(12)), ("2.5", None), ("x", None)] {
            assert_eq!(quantity(text).ok(), n, "{text}");
        }
        for (text, unit, grams) in
            [("1,2", 1000.0, Some(1200)), (".5", 453.592_37, Some(227)), ("1e9", 1.0, None), ("nan", 1.0, None)]
        {
            assert_eq!(weight(text, unit).ok(), grams, "{text}");
        }
        assert!(picture_url("https://a.example/b.jpg").is_ok());
        assert!(picture_url("mug.jpg").is_err() && picture_url("javascript:x").is_err() && picture_url("é").is_err());
    }
}
