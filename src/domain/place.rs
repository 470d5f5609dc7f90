//! Places of the world as a shop meets them: countries, their regions, postcodes, currencies and tax presets.
//!
//! Everything here is a public fact held in tables; what this shop does with it (where it delivers, which rates it
//! really charges) stands in its settings. This room must not know: addresses, carts, the day it is.

mod countries;
pub mod postcode;
mod postcodes;
pub mod region;
mod regions;
pub mod tax;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use self::countries::{COUNTRIES, Row};

/// A country of ISO 3166-1, held as its row in the table, so that every question about it has an answer.
///
/// Stored, sent and sorted as the two-letter code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Country(&'static Row);

/// The members of the European Union.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

impl Country {
    pub const DE: Country = Country::known(*b"DE");
    pub const GB: Country = Country::known(*b"GB");
    pub const US: Country = Country::known(*b"US");

    /// Takes "DE", "de" or " De ".
    pub fn parse(typed: &str) -> Result<Country, NoSuchCountry> {
        let code = typed.trim();
        COUNTRIES.iter().find(|row| row.0.eq_ignore_ascii_case(code)).map(Country).ok_or(NoSuchCountry)
    }

    /// The two capital letters of ISO 3166-1.
    pub fn code(self) -> &'static str {
        self.0.0
    }

    /// The name in English, as a buyer looks for it.
    pub fn name(self) -> &'static str {
        self.0.1
    }

    /// The usual currency, three letters of ISO 4217.
    pub fn currency(self) -> &'static str {
        self.0.2
    }

    /// Every country, by name.
    pub fn all() -> impl ExactSizeIterator<Item = Country> {
        COUNTRIES.iter().map(Country)
    }

    /// A member state of the European Union. Its far territories with codes of their own (Åland, Réunion, …) are not
    /// listed: most lie outside its VAT area, which is what a shop asks for.
    pub fn is_eu(self) -> bool {
        EU.contains(&self.code())
    }

    /// For constants: a code that is not in the table does not compile.
    const fn known(code: [u8; 2]) -> Country {
        let mut i = 0;
        while COUNTRIES[i].0.as_bytes()[0] != code[0] || COUNTRIES[i].0.as_bytes()[1] != code[1] {
            i += 1;
        }
        Country(&COUNTRIES[i])
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Country> for &'static str {
    fn from(country: Country) -> &'static str {
        country.code()
    }
}

impl TryFrom<String> for Country {
    type Error = NoSuchCountry;

    fn try_from(code: String) -> Result<Country, NoSuchCountry> {
        Country::parse(&code)
    }
}

/// What was typed is no country's two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchCountry;

impl fmt::Display for NoSuchCountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Please choose a country from the list.")
    }
}

impl std::error::Error for NoSuchCountry {}
