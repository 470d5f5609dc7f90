//! From what was typed to an address, or to what each field needs that must be looked at again.
//!
//! This file must not know: the page the fields stood on, whether anybody delivers there.

use serde::{Deserialize, Serialize};

use crate::domain::place::Country;
use crate::domain::place::postcode::Postcodes;
use crate::domain::place::region::Region;

use super::form::{Asked, Form};
use super::{Address, Field};

/// The fields of an address form as they arrived; what is missing is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub company: String,
    pub line1: String,
    pub line2: String,
    pub postcode: String,
    pub city: String,
    pub region: String,
    pub country: String,
    pub phone: String,
}

/// An address that can be used, with questions worth asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub address: Address,
    pub warnings: Vec<Warning>,
}

/// A field that cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: Field,
    /// How the words call the field.
    pub label: &'static str,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Missing,
    NotChosen,
    NotInList,
    /// Of so many characters at most.
    TooLong(usize),
    NoCountry,
}

/// Something odd that may well be right: shown beside the field, never in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    pub field: Field,
}

impl Address {
    /// Takes what the country's form asks for and leaves the rest aside, such as a state chosen before the country
    /// was changed.
    pub fn parse(typed: &Typed) -> Result<Parsed, Vec<Problem>> {
        let country = Country::parse(&typed.country)
            .map_err(|_| vec![Problem { field: Field::Country, label: "address-country", why: Why::NoCountry }])?;
        let mut address = Address::blank(country);
        let mut problems = Vec::new();
        for asked in Form::of(country).fields() {
            match asked.read(country, typed.get(asked.field)) {
                Ok(text) => address.put(asked.field, text),
                Err(why) => problems.push(Problem { field: asked.field, label: asked.label, why }),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let warnings = address.tidy_postcode().into_iter().collect();
        Ok(Parsed { address, warnings })
    }

    fn put(&mut self, field: Field, text: String) {
        match field {
            Field::Country => {} // given at birth
            Field::Name => self.name = text,
            Field::Company => self.company = text,
            Field::Line1 => self.line1 = text,
            Field::Line2 => self.line2 = text,
            Field::Postcode => self.postcode = text,
            Field::City => self.city = text,
            Field::Region => self.region = text,
            Field::Phone => self.phone = text,
        }
    }

    /// Writes the postcode as the post does if it fits, and asks about it if it does not.
    fn tidy_postcode(&mut self) -> Option<Warning> {
        let postcodes = Postcodes::of(self.country).filter(|_| !self.postcode.is_empty())?;
        if let Some(tidy) = postcodes.tidy(&self.postcode) {
            self.postcode = tidy;
            return None;
        }
        Some(Warning { field: Field::Postcode })
    }
}

impl Asked {
    /// One field, cleaned and bounded; a region that has a list becomes its code.
    fn read(&self, country: Country, typed: &str) -> Result<String, Why> {
        let text = one_line(typed);
        match text.chars().count() {
            0 if self.required => Err(if self.options.is_empty() { Why::Missing } else { Why::NotChosen }),
            0 => Ok(text),
            n if n > self.length_max => Err(Why::TooLong(self.length_max)),
            _ if self.options.is_empty() => Ok(text),
            _ => match Region::find(country, &text) {
                Some(region) => Ok(region.code.to_owned()),
                None => Err(Why::NotInList),
            },
        }
    }
}

impl Typed {
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Country => &self.country,
            Field::Name => &self.name,
            Field::Company => &self.company,
            Field::Line1 => &self.line1,
            Field::Line2 => &self.line2,
            Field::Postcode => &self.postcode,
            Field::City => &self.city,
            Field::Region => &self.region,
            Field::Phone => &self.phone,
        }
    }
}

/// A saved address, back in the form.
impl From<&Address> for Typed {
    fn from(address: &Address) -> Typed {
        let text = |field| address.get(field).to_owned();
        Typed {
            name: text(Field::Name),
            company: text(Field::Company),
            line1: text(Field::Line1),
            line2: text(Field::Line2),
            postcode: text(Field::Postcode),
            city: text(Field::City),
            region: text(Field::Region),
            country: text(Field::Country),
            phone: text(Field::Phone),
        }
    }
}

/// One trimmed line: runs of blanks and line ends become a space, invisible signs that could reorder a label go.
fn one_line(typed: &str) -> String {
    let shown = |c: &char| c.is_whitespace() || !(c.is_control() || turns_text(*c));
    let seen: String = typed.chars().filter(shown).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Unicode's marks that turn the direction of writing, and the byte order mark.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
