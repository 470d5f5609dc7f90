//! What nine countries are asked, in which order, and that every other country can be asked at all.

use super::{address, country};
use crate::domain::address::{Asked, Field, Form, InputMode};
use crate::domain::place::Country;
use crate::domain::place::postcode::{Postcodes, noun};

#[test]
fn forms_of_nine_countries() {
    // Rows of autofill tokens; "*" is required. Every form begins and ends alike.
    const CITY_LINE: &str = "postal-code* address-level2*";
    let cases = [
        ("DE", CITY_LINE),
        ("AT", CITY_LINE),
        ("FR", CITY_LINE),
        ("NL", CITY_LINE),
        ("GB", "address-level2* | postal-code*"),
        ("IE", "address-level2* | address-level1 | postal-code"),
        ("US", "address-level2* | address-level1* postal-code*"),
        ("CA", "address-level2* | address-level1* postal-code*"),
    ];
    for (code, middle) in cases {
        let whole = format!(
            "country* | name* | organization | address-line1* | address-line2 | {middle} | tel"
        );
        assert_eq!(rows(code), whole, "{code}");
    }
    assert_eq!(
        rows("JP"),
        "country* | name* | organization | postal-code* address-level1* | address-level2* | address-line1* | address-line2 | tel"
    );
}

fn rows(code: &str) -> String {
    let form = Form::of(country(code));
    let asked = |a: &Asked| format!("{}{}", a.autocomplete, if a.required { "*" } else { "" });
    let row = |row: &Vec<Asked>| row.iter().map(asked).collect::<Vec<_>>().join(" ");
    form.rows.iter().map(row).collect::<Vec<_>>().join(" | ")
}

#[test]
fn labels_keyboards_and_choices_of_nine_countries() {
    use InputMode::{Numeric, Text};
    // country, street, postcode, its keyboard, city, region and how many to choose from
    let cases = [
        (
            "DE",
            "Street and house number",
            "Postcode",
            Numeric,
            "City",
            None,
        ),
        (
            "AT",
            "Street and house number",
            "Postcode",
            Numeric,
            "City",
            None,
        ),
        (
            "NL",
            "Street and house number",
            "Postcode",
            Text,
            "City",
            None,
        ),
        (
            "FR",
            "House number and street",
            "Postcode",
            Numeric,
            "City",
            None,
        ),
        (
            "GB",
            "House number or name, and street",
            "Postcode",
            Text,
            "Town or city",
            None,
        ),
        (
            "IE",
            "House number or name, and street",
            "Eircode",
            Text,
            "Town or city",
            Some(("County", 26)),
        ),
        (
            "US",
            "Street address",
            "ZIP code",
            Numeric,
            "City",
            Some(("State", 59)),
        ),
        (
            "CA",
            "Street address",
            "Postal code",
            Text,
            "City",
            Some(("Province or territory", 13)),
        ),
        (
            "JP",
            "Area, block and house number",
            "Postcode (〒)",
            Numeric,
            "City or ward",
            Some(("Prefecture", 47)),
        ),
    ];
    for (code, street, postcode, keyboard, city, region) in cases {
        let form = Form::of(country(code));
        let asked = |field| form.fields().find(|asked| asked.field == field);
        let label = |field| asked(field).map(|asked| asked.label);
        assert_eq!(label(Field::Line1), Some(street), "{code}");
        assert_eq!(label(Field::Postcode), Some(postcode), "{code}");
        assert_eq!(
            asked(Field::Postcode).map(|a| a.input_mode),
            Some(keyboard),
            "{code}"
        );
        assert_eq!(label(Field::City), Some(city), "{code}");
        assert_eq!(
            asked(Field::Region).map(|a| (a.label, a.options.len())),
            region,
            "{code}"
        );
    }
}

#[test]
fn every_country_has_a_form_that_can_be_filled_and_printed() {
    for country in Country::all() {
        let form = Form::of(country);
        let mut seen: Vec<Field> = form.fields().map(|asked| asked.field).collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count, "{country:?}: no field twice");
        for field in [Field::Country, Field::Name, Field::Line1, Field::City] {
            assert!(
                form.fields().any(|a| a.field == field && a.required),
                "{country:?} {field:?}"
            );
        }
        let postcode = form.fields().find(|a| a.field == Field::Postcode);
        let known = Postcodes::of(country);
        assert!(
            postcode.is_some() || known.is_none(),
            "{country:?}: a known postcode is asked"
        );
        assert!(
            postcode.is_none_or(|a| !a.required || known.is_some()),
            "{country:?}: an unknown one is not demanded"
        );

        let region = form
            .fields()
            .find_map(|a| a.options.first())
            .map_or("R", |r| r.code);
        let code = known.map_or("1", |k| k.example);
        let filled = address(&format!(
            "{} name=N; company=O; line1=A; line2=B; city=C; region={region}; postcode={code}",
            country.code()
        ));
        let label = filled.lines().join(" ");
        for asked in form
            .fields()
            .filter(|a| !matches!(a.field, Field::Country | Field::Phone | Field::Region))
        {
            assert!(
                label.contains(filled.get(asked.field)),
                "{country:?} {:?}: {label}",
                asked.field
            );
        }
    }
}
