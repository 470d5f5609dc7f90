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

/// How the words call a field.
type Label = (Field, &'static str);

const LABELS: [Label; 9] = [
    (Field::Country, "address-country"),
    (Field::Name, "address-name"),
    (Field::Company, "address-company"),
    (Field::Line1, "address-street-number"),
    (Field::Line2, "address-more"),
    (Field::Postcode, "address-postcode"),
    (Field::City, "address-city"),
    (Field::Region, "address-region"),
    (Field::Phone, "address-phone"),
];

// Labels that several countries share.
const HOUSE: Label = (Field::Line1, "address-house");
const FLAT: Label = (Field::Line2, "address-flat");
const TOWN: Label = (Field::City, "address-town");
const STREET: Label = (Field::Line1, "address-street");
const UNIT: Label = (Field::Line2, "address-unit");
const ZIP: Label = (Field::Postcode, "address-zip");

const USUAL: Layout = Layout {
    countries: "",
    form: "name|company|line1|line2|postcode city|phone",
    post: "name|company|line1|line2|postcode city",
    post_latin: None,
    optional: "company line2 phone",
    labels: &[],
};

const LAYOUTS: [Layout; 12] = [
    Layout { countries: "FR MC", labels: &[(Field::Line1, "address-number-street")], ..USUAL },
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
        labels: &[HOUSE, FLAT, TOWN, (Field::Region, "address-county"), (Field::Postcode, "address-eircode")],
        ..USUAL
    },
    Layout {
        countries: "US",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city, region postcode",
        labels: &[STREET, UNIT, (Field::Region, "address-state"), ZIP],
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
        labels: &[STREET, UNIT, (Field::Region, "address-territory"), (Field::Postcode, "address-postal-code")],
        ..USUAL
    },
    Layout {
        countries: "AU",
        form: "name|company|line1|line2|city|region postcode|phone",
        post: "name|company|line1|line2|city region postcode",
        labels: &[STREET, UNIT, (Field::City, "address-suburb"), (Field::Region, "address-state-territory")],
        ..USUAL
    },
    Layout {
        countries: "JP",
        form: "name|company|postcode region|city|line1|line2|phone",
        post: "〒postcode|region city|line1|line2|company|name",
        post_latin: Some("name|company|line1|line2|city, province postcode"),
        labels: &[
            (Field::Postcode, "address-postcode-japan"),
            (Field::Region, "address-prefecture"),
            (Field::City, "address-ward"),
            (Field::Line1, "address-area"),
            (Field::Line2, "address-room"),
        ],
        ..USUAL
    },
    Layout {
        countries: "IT SM VA",
        form: "name|company|line1|line2|postcode city|region|phone",
        post: "name|company|line1|line2|postcode city region",
        optional: "company line2 region phone",
        labels: &[(Field::Region, "address-province")],
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
        labels: &[(Field::City, "address-district")],
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
