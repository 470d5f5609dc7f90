//! The nine things an address is made of, and what a browser must know of each.
//!
//! This file must not know: any country.

use serde::{Deserialize, Serialize};

/// Most characters a field may hold. Labels print about 40 to a line; the rest is room for long names.
const NAME_CHARS_MAX: usize = 80;
const COMPANY_CHARS_MAX: usize = 80;
const LINE_CHARS_MAX: usize = 100;
const POSTCODE_CHARS_MAX: usize = 16;
const CITY_CHARS_MAX: usize = 80;
const REGION_CHARS_MAX: usize = 60;
const COUNTRY_CHARS_MAX: usize = 2;
const PHONE_CHARS_MAX: usize = 32;

/// One part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    Country,
    Name,
    Company,
    Line1,
    Line2,
    Postcode,
    City,
    Region,
    Phone,
}

/// Which keyboard a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputMode {
    Text,
    Numeric,
    Tel,
}

impl Field {
    pub const ALL: [Field; 9] = [
        Field::Country,
        Field::Name,
        Field::Company,
        Field::Line1,
        Field::Line2,
        Field::Postcode,
        Field::City,
        Field::Region,
        Field::Phone,
    ];

    /// The name of the form field, and of the part in a layout.
    pub const fn key(self) -> &'static str {
        match self {
            Field::Country => "country",
            Field::Name => "name",
            Field::Company => "company",
            Field::Line1 => "line1",
            Field::Line2 => "line2",
            Field::Postcode => "postcode",
            Field::City => "city",
            Field::Region => "region",
            Field::Phone => "phone",
        }
    }

    pub fn from_key(key: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The autofill token of the HTML standard.
    pub const fn autocomplete(self) -> &'static str {
        match self {
            Field::Country => "country",
            Field::Name => "name",
            Field::Company => "organization",
            Field::Line1 => "address-line1",
            Field::Line2 => "address-line2",
            Field::Postcode => "postal-code",
            Field::City => "address-level2",
            Field::Region => "address-level1",
            Field::Phone => "tel",
        }
    }

    /// Most characters it may hold.
    pub const fn length_max(self) -> usize {
        match self {
            Field::Country => COUNTRY_CHARS_MAX,
            Field::Name => NAME_CHARS_MAX,
            Field::Company => COMPANY_CHARS_MAX,
            Field::Line1 | Field::Line2 => LINE_CHARS_MAX,
            Field::Postcode => POSTCODE_CHARS_MAX,
            Field::City => CITY_CHARS_MAX,
            Field::Region => REGION_CHARS_MAX,
            Field::Phone => PHONE_CHARS_MAX,
        }
    }
}

impl InputMode {
    /// The value of the HTML attribute `inputmode`.
    pub const fn as_str(self) -> &'static str {
        match self {
            InputMode::Text => "text",
            InputMode::Numeric => "numeric",
            InputMode::Tel => "tel",
        }
    }
}
