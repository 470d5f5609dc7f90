//! The parts of a country that its addresses name and its taxes may depend on: states, provinces, counties, prefectures.
//!
//! This file must not know: which form asks for a region, or whether it must.

use super::Country;
use super::regions::{AUSTRALIA, CANADA, IRELAND, JAPAN, UNITED_STATES};

/// A region as a buyer picks it from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The part of the ISO 3166-2 code behind the country's: what an address keeps.
    pub code: &'static str,
    /// The name in English.
    pub name: &'static str,
    /// As the country's post wants it on a letter.
    pub written: &'static str,
}

impl Region {
    /// The regions of a country, in the order of its list; none where nobody writes one.
    pub fn all(country: Country) -> &'static [Region] {
        match country.code() {
            "AU" => &AUSTRALIA,
            "CA" => &CANADA,
            "IE" => &IRELAND,
            "JP" => &JAPAN,
            "US" => &UNITED_STATES,
            _ => &[],
        }
    }

    /// Takes the code, the name or the written form, in any case, as browsers fill in either.
    pub fn find(country: Country, typed: &str) -> Option<&'static Region> {
        let same = |known: &str| known.to_lowercase() == typed.trim().to_lowercase();
        Region::all(country).iter().find(|r| same(r.code) || same(r.name) || same(r.written))
    }
}
