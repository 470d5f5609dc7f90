//! The languages that pages and letters are written in, by their BCP 47 tags. What they say stands in `words`.

use serde::{Deserialize, Serialize};

/// A language the shop has all its words in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "it")]
    Italian,
    #[serde(rename = "nl")]
    Dutch,
    #[serde(rename = "pl")]
    Polish,
}

impl Language {
    pub const ALL: [Language; 7] = [
        Language::English,
        Language::German,
        Language::French,
        Language::Spanish,
        Language::Italian,
        Language::Dutch,
        Language::Polish,
    ];

    /// The tag in its canonical form, as pages and addresses have it.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Italian => "it",
            Language::Dutch => "nl",
            Language::Polish => "pl",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
            Language::French => "Français",
            Language::Spanish => "Español",
            Language::Italian => "Italiano",
            Language::Dutch => "Nederlands",
            Language::Polish => "Polski",
        }
    }

    /// Takes a tag in any case; a region or script behind it is left aside, so that "de-AT" is German.
    pub fn parse(tag: &str) -> Option<Language> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(first))
    }

    /// The language somebody in that country most likely reads; English where we have none of theirs.
    pub fn of_country(code: &str) -> Language {
        match code {
            "DE" | "AT" | "CH" | "LI" => Language::German,
            "FR" | "MC" | "LU" | "BJ" | "BF" | "CI" | "GA" | "GN" | "ML" | "NE" | "SN" | "TG" => Language::French,
            "ES" | "AD" | "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "GT" | "HN" | "MX" | "NI" | "PA"
            | "PE" | "PY" | "SV" | "UY" | "VE" => Language::Spanish,
            "IT" | "SM" | "VA" => Language::Italian,
            "NL" | "BE" | "SR" => Language::Dutch,
            "PL" => Language::Polish,
            _ => Language::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_people_and_browsers_write_them() {
        for (tag, language) in [
            ("de", Some(Language::German)),
            ("DE-at", Some(Language::German)),
            ("de_CH", Some(Language::German)),
            (" en ", Some(Language::English)),
            ("pt", None),
            ("", None),
            ("english", None),
        ] {
            assert_eq!(Language::parse(tag), language, "{tag}");
        }
        assert!(Language::ALL.into_iter().all(|l| Language::parse(l.code()) == Some(l)));
    }
}
