//! What postcodes look like, country by country: recognising, tidying and describing them.
//!
//! Patterns are written as one reads them: `9` a digit, `A` a letter, `*` either, `|` between alternatives, anything
//! else itself. Spaces and hyphens belong to the tidy form and may be left out when typing. A code that does not fit is
//! odd, never wrong: posts change their rules faster than shops do. This file must not know: addresses, forms.

use super::Country;
use super::postcodes::POSTCODES;

/// The postcodes of one country.
#[derive(Clone, Copy, Debug)]
pub struct Postcodes {
    pub(super) country: &'static str,
    pattern: &'static str,
    pub example: &'static str,
}

impl Postcodes {
    /// The postcodes of a country, if it has any and we know them.
    pub fn of(country: Country) -> Option<&'static Postcodes> {
        POSTCODES.iter().find(|known| known.country == country.code())
    }

    pub(super) const fn new(country: &'static str, pattern: &'static str, example: &'static str) -> Postcodes {
        Postcodes { country, pattern, example }
    }

    /// The code as the post writes it ("sw1a1aa" gives "SW1A 1AA"), or nothing if it does not fit.
    pub fn tidy(&self, typed: &str) -> Option<String> {
        let bare: Vec<char> = typed.chars().map(half_width).filter(|c| !is_spacing(*c)).collect();
        self.pattern.split('|').find_map(|pattern| fit(pattern, &bare))
    }

    /// Whether a keypad of digits is enough to type one.
    pub fn only_digits(&self) -> bool {
        !self.pattern.contains(|c: char| c == '*' || c.is_alphabetic())
    }

    /// What to say of them to somebody who typed something else.
    pub fn shape(&self) -> Shape {
        self.digits().map_or(Shape::Like(self.example), Shape::Digits)
    }

    /// How many digits a code has, if the first alternative is nothing but digits.
    fn digits(&self) -> Option<usize> {
        let first = self.pattern.split('|').next()?;
        let plain = first.chars().all(|c| matches!(c, '9' | ' '));
        plain.then(|| first.chars().filter(|c| *c == '9').count())
    }
}

/// What the postcodes of a country are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// So many digits and nothing else.
    Digits(usize),
    /// An example says it best.
    Like(&'static str),
}

/// Lays typed letters and digits into a pattern; all must be used up.
fn fit(pattern: &str, bare: &[char]) -> Option<String> {
    let mut rest = bare.iter().copied();
    let mut tidy = String::with_capacity(pattern.len());
    for place in pattern.chars() {
        let c = if is_spacing(place) { place } else { rest.next()?.to_ascii_uppercase() };
        let fits = match place {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_uppercase(),
            '*' => c.is_ascii_alphanumeric(),
            exact => c == exact,
        };
        tidy.push(fits.then_some(c)?);
    }
    rest.next().is_none().then_some(tidy)
}

/// Spaces, hyphens of all kinds, and the Japanese postal mark say nothing about a code.
fn is_spacing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '〒')
}

/// Japanese keyboards write full-width digits and letters; they mean the plain ones.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}
