//! Where a parcel or a letter goes: the fields each country needs, what was typed in them, and the lines on the label.
//!
//! One table (`layout`) says for every country what is asked, in which order, and how it is written. A person knows
//! their own address better than any rule: only an empty or overlong field is refused, an odd postcode is a question.
//! This room must not know: who delivers there, what it costs, which language the page speaks.

mod field;
mod form;
mod layout;
mod lines;
mod parse;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::place::Country;
use super::place::region::Region;

pub use self::field::{Field, InputMode};
pub use self::form::{Asked, Form};
pub use self::parse::{Parsed, Problem, Typed, Warning, Why};

/// An address good enough to send something to. Fields its country does not ask for are empty.
///
/// Made by `Address::parse`: trimmed, bounded, one line each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    pub name: String,
    pub company: String,
    pub line1: String,
    pub line2: String,
    pub postcode: String,
    pub city: String,
    /// The code of a region where its country has a list of them ("CA", "13"), else as typed.
    pub region: String,
    pub country: Country,
    pub phone: String,
}

impl Address {
    /// Nothing but the country, to be filled in.
    fn blank(country: Country) -> Address {
        let empty = String::new;
        Address {
            name: empty(),
            company: empty(),
            line1: empty(),
            line2: empty(),
            postcode: empty(),
            city: empty(),
            region: empty(),
            country,
            phone: empty(),
        }
    }

    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Country => self.country.code(),
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

    /// The region as its country lists it; taxes and delivery zones ask for this.
    pub fn known_region(&self) -> Option<&'static Region> {
        Region::find(self.country, &self.region)
    }
}
