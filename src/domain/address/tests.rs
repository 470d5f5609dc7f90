//! Addresses as a table of cases, one file for each side: the form, what is said about it, the label.

mod forms;
mod labels;
mod typing;

use super::{Address, Field, Typed};
use crate::domain::place::Country;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

/// Reads "DE name=Ada Lang; line1=Goethestr. 5" into the fields of a form.
fn typed(words: &str) -> Typed {
    let (code, rest) = words.split_once(' ').unwrap_or((words, ""));
    let mut typed = Typed { country: code.to_owned(), ..Typed::default() };
    for pair in rest.split(';').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.trim().split_once('=').unwrap();
        let slot = match Field::from_key(key).unwrap() {
            Field::Country => &mut typed.country,
            Field::Name => &mut typed.name,
            Field::Company => &mut typed.company,
            Field::Line1 => &mut typed.line1,
            Field::Line2 => &mut typed.line2,
            Field::Postcode => &mut typed.postcode,
            Field::City => &mut typed.city,
            Field::Region => &mut typed.region,
            Field::Phone => &mut typed.phone,
        };
        *slot = value.to_owned();
    }
    typed
}

fn address(words: &str) -> Address {
    Address::parse(&typed(words)).unwrap_or_else(|problems| panic!("{words}: {problems:?}")).address
}
