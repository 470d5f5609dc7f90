//! The table of address customs: for every country what is asked, in which order, and how it stands on a letter.
//!
//! `form` and `post` are read alike: `|` ends a row, words are fields, signs around a word come and go with it. A
//! country without a row of its own is written as most of Europe writes. Sources: the posts' own guides as the Universal
//! Postal Union collects them. This file must not know: what anybody typed.

use crate::domain::place::Country;

use super::field::Field;

/// How a group of countries asks for addresses and writes them.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    countries: &'static str,
    /// The rows of the form; the country itself always comes first.
    pub(super) form: &'static str,
    /// The lines of the label. `region` is written as the post wants it, `province` by its English name.
    pub(super) post: &'static str,
    /// The lines when the address was typed in Latin letters, where that turns them round.
    pub(super) post_latin: Option<&'static str>,
    /// Fields that may stay empty.
    pub(super) optional: &'static str,
    /// What the fields are called, where not as in `LABELS`.
    pub(super) labels: &'static [Label],
}

/// What a field is called.
type Label = (Field, &'static str);

const LABELS: [Label; 9] = [
    (Field::Country, "Country"),
    (Field::Name, "Full name"),
    (Field::Company, "Company"),
    (Field::Line1, "Street and house number"),
    (Field::Line2, "Apartment, floor or building"),
    (Field::Postcode, "Postcode"),
    (Field::City, "City"),
    (Field::Region, "State or province"),
    (Field::Phone, "Phone"),
];

// Labels that several countries share.
const HOUSE: Label = (Field::Line1, "House number or name, and street");
const FLAT: Label = (Field::Line2, "Flat, building or locality");
const TOWN: Label = (Field::City, "Town or city");
const STREET: Label = (Field::Line1, "Street address");
const UNIT: Label = (Field::Line2, "Apartment, suite or unit");
const ZIP: Label = (Field::Postcode, "ZIP code");

const USUAL: Layout = Layout {
    countries: "",
    form: "name|company|line1|line2|postcode city|phone",
    post: "name|company|line1|line2|postcode city",
    post_latin: None,
    optional: "company line2 phone",
    labels: &[],
};

const LAYOUTS: [Layout; 12] = [
    Layout { countries: "FR MC", labels: &[(Field::Line1, "House number and street")], ..USUAL },
    Layout {
        countries: "GB GG IM JE",
        form: "name|company|line1|line2|city|postcode|phone",
        post: "name|company|line1|line2|city|postcode",
        labels: &[HOUSE, FLAT, TOWN],
        ..USUAL
    },
    Layout {
        countries: "IE",
        form: "name|company|line1|line2|city|region|postcode|phone",
        post: "name|company|line1|line2|city|region|postcode",
        optional: "company line2 region postcode phone",
        labels: &[HOUSE, FLAT, TOWN, (Field::Region, "County"), (Field::Postcode, "Eircode")],
        ..USUAL
    },
    Layout {
        countries: "US",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city, region postcode",
        labels: &[STREET, UNIT, (Field::Region, "State"), ZIP],
        ..USUAL
    },
    Layout {
        countries: "AS GU MP PR VI",
        form: "name|company|line1|line2|city postcode|phone",
        post: "name|company|line1|line2|city postcode",
        labels: &[STREET, UNIT, ZIP],
        ..USUAL
    },
    Layout {
        countries: "CA",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city region postcode",
        labels: &[STREET, UNIT, (Field::Region, "Province or territory"), (Field::Postcode, "Postal code")],
        ..USUAL
    },
    Layout {
        countries: "AU",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city region postcode",
        labels: &[STREET, UNIT, (Field::City, "Suburb or town"), (Field::Region, "State or territory")],
        ..USUAL
    },
    Layout {
        countries: "JP",
        form: "name|company|postcode region|city|line1|line2|phone",
        post: "〒postcode|region city|line1|line2|company|name",
        post_latin: Some("name|company|line1|line2|city, province postcode"),
        labels: &[
            (Field::Postcode, "Postcode (〒)"),
            (Field::Region, "Prefecture"),
            (Field::City, "City or ward"),
            (Field::Line1, "Area, block and house number"),
            (Field::Line2, "Building and room"),
        ],
        ..USUAL
    },
    Layout {
        countries: "IT SM VA",
        form: "name|company|line1|line2|postcode city|region|phone",
        post: "name|company|line1|line2|postcode city region",
        optional: "company line2 region phone",
        labels: &[(Field::Region, "Province (two letters)")],
        ..USUAL
    },
    Layout {
        countries: "BD LK NP NZ PK SA SG TW ZA",
        form: "name|company|line1|line2|city postcode|phone",
        post: "name|company|line1|line2|city postcode",
        ..USUAL
    },
    Layout {
        countries: "AR BR CL CN CO EC EG ID IN KR MX MY PE PH RU TH UA UY VE VN",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city, region postcode",
        optional: "company line2 region phone",
        ..USUAL
    },
    // No postcodes there, as the Universal Postal Union has it.
    Layout {
        countries: "AE AG AO AW BB BF BI BJ BO BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GQ GY HK KI KM KN \
                    LC LY ML MO MR MW NR NU QA RW SB SC SL SR ST SX SY TD TG TK TL TO TV UG VU YE ZW",
        form: "name|company|line1|line2|city|phone",
        post: "name|company|line1|line2|city",
        labels: &[(Field::City, "City or district")],
        ..USUAL
    },
];

impl Layout {
    pub(super) fn of(country: Country) -> &'static Layout {
        let ours = |layout: &&Layout| layout.countries.split(' ').any(|code| code == country.code());
        LAYOUTS.iter().find(ours).unwrap_or(&USUAL)
    }

    pub(super) fn label(&self, field: Field) -> &'static str {
        let named = |labels: &[Label]| labels.iter().find(|l| l.0 == field).map(|l| l.1);
        named(self.labels).or_else(|| named(&LABELS)).unwrap_or_default()
    }

    pub(super) fn may_stay_empty(&self, field: Field) -> bool {
        self.optional.split(' ').any(|key| key == field.key())
    }
}
