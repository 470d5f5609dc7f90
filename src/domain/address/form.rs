//! The form a country needs: fields in its order, with the name of its label, autofill token, keyboard and bounds.
//!
//! A page draws it as it stands. This file must not know: HTML, which countries the shop delivers to.

use crate::domain::place::Country;
use crate::domain::place::postcode::Postcodes;
use crate::domain::place::region::Region;

use super::field::{Field, InputMode};
use super::layout::Layout;

/// The address form of one country, row by row. The country itself is the first row, as it decides all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub country: Country,
    pub rows: Vec<Vec<Asked>>,
}

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub field: Field,
    /// How the words call it.
    pub label: &'static str,
    pub required: bool,
    pub autocomplete: &'static str,
    pub input_mode: InputMode,
    /// Most characters.
    pub length_max: usize,
    /// What to choose from; typed freely where empty. The list of countries is the shop's to give.
    pub options: &'static [Region],
}

impl Form {
    pub fn of(country: Country) -> Form {
        let layout = Layout::of(country);
        let asked = |field| Asked::of(country, layout, field);
        let row = |words: &str| words.split(' ').filter_map(Field::from_key).map(asked).collect();
        let first = vec![asked(Field::Country)];
        Form { country, rows: std::iter::once(first).chain(layout.form.split('|').map(row)).collect() }
    }

    /// All fields in order, rows aside.
    pub fn fields(&self) -> impl Iterator<Item = &Asked> {
        self.rows.iter().flatten()
    }
}

impl Asked {
    fn of(country: Country, layout: &Layout, field: Field) -> Asked {
        let postcodes = Postcodes::of(country);
        // Where we do not know what a postcode looks like, we do not know that everybody has one.
        let unsure = field == Field::Postcode && postcodes.is_none();
        Asked {
            field,
            label: layout.label(field),
            required: !unsure && !layout.may_stay_empty(field),
            autocomplete: field.autocomplete(),
            input_mode: match field {
                Field::Phone => InputMode::Tel,
                Field::Postcode if postcodes.is_some_and(Postcodes::only_digits) => InputMode::Numeric,
                _ => InputMode::Text,
            },
            length_max: field.length_max(),
            options: if field == Field::Region { Region::all(country) } else { &[] },
        }
    }
}
