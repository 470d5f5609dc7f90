//! What nine countries are asked, in which order, and that every other country can be asked at all.

use super::{address, country};
use crate::domain::address::{Asked, Field, Form};
use crate::domain::place::Country;
use crate::domain::place::postcode::Postcodes;

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
        let whole = format!("country* | name* | organization | address-line1* | address-line2 | {middle} | tel");
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
    // Street, postcode and its keyboard, city, region and how many to choose from.
    let cases = [
        ("DE", "address-street-number; address-postcode numeric; address-city"),
        ("AT", "address-street-number; address-postcode numeric; address-city"),
        ("NL", "address-street-number; address-postcode text; address-city"),
        ("FR", "address-number-street; address-postcode numeric; address-city"),
        ("GB", "address-house; address-postcode text; address-town"),
        ("IE", "address-house; address-eircode text; address-town; address-county of 26"),
        ("US", "address-street; address-zip numeric; address-city; address-state of 59"),
        ("CA", "address-street; address-postal-code text; address-city; address-territory of 13"),
        ("JP", "address-area; address-postcode-japan numeric; address-ward; address-prefecture of 47"),
    ];
    for (code, said) in cases {
        assert_eq!(described(code), said, "{code}");
    }
}

fn described(code: &str) -> String {
    let form = Form::of(country(code));
    let describe = |field| {
        let asked = form.fields().find(|asked| asked.field == field)?;
        Some(match field {
            Field::Postcode => format!("{} {}", asked.label, asked.input_mode.as_str()),
            Field::Region => format!("{} of {}", asked.label, asked.options.len()),
            _ => asked.label.to_owned(),
        })
    };
    let order = [Field::Line1, Field::Postcode, Field::City, Field::Region];
    order.into_iter().filter_map(describe).collect::<Vec<_>>().join("; ")
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
            assert!(form.fields().any(|a| a.field == field && a.required), "{country:?} {field:?}");
        }
        let postcode = form.fields().find(|a| a.field == Field::Postcode);
        let known = Postcodes::of(country);
        assert!(postcode.is_some() || known.is_none(), "{country:?}: a known postcode is asked");
        assert!(postcode.is_none_or(|a| !a.required || known.is_some()), "{country:?}: an unknown one is not demanded");
        let region = form.fields().find_map(|a| a.options.first()).map_or("R", |r| r.code);
        let code = known.map_or("1", |k| k.example);
        let filled = address(&format!(
            "{} name=NAME; company=FIRM; line1=STREET; line2=FLAT; city=TOWN; region={region}; postcode={code}",
            country.code()
        ));
        let label = filled.lines().join(" ");
        for asked in form.fields().filter(|a| !matches!(a.field, Field::Country | Field::Phone | Field::Region)) {
            assert!(label.contains(filled.get(asked.field)), "{country:?} {:?}: {label}", asked.field);
        }
    }
}
