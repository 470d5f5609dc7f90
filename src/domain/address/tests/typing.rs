//! What is refused, what is wondered about, what is quietly put in order.

use super::{address, typed};
use crate::domain::address::{Address, Field, Typed};
use crate::domain::place::Country;
use crate::domain::place::region::Region;

/// What was typed against "field: why" of everything refused, or asked ("?").
fn check_said(words: &str, said: &str) {
    let told = match Address::parse(&typed(words)) {
        Ok(parsed) => parsed.warnings.iter().map(|w| format!("{}?", w.field.key())).collect::<Vec<_>>(),
        Err(problems) => problems.iter().map(|p| format!("{}: {:?}", p.field.key(), p.why)).collect(),
    };
    assert_eq!(told.join(" / "), said, "{words}");
}

#[test]
fn an_odd_postcode_is_a_question_and_never_a_refusal() {
    let rest = "name=A; line1=B 1; city=C";
    let cases = [
        ("DE", "1234"),
        ("AT", "A-1010"),
        ("FR", "7500"),
        ("NL", "1012"),
        ("GB", "LS1"),
        ("IE", "Dublin 2"),
        ("US; region=CA", "9410"),
        ("CA; region=ON", "K1A"),
        ("JP; region=13", "100"),
    ];
    for (place, postcode) in cases {
        let (code, region) = place.split_once("; ").unwrap_or((place, ""));
        let words = format!("{code} {rest}; postcode={postcode};{region}");
        check_said(&words, "postcode?");
        assert_eq!(address(&words).postcode, postcode, "kept as typed");
    }
}

#[test]
fn what_is_missing_is_said_at_its_field() {
    check_said(
        "DE",
        "name: Missing / line1: Missing \
         / postcode: Missing / city: Missing",
    );
    check_said("AT name=A; line1=B; postcode=1010", "city: Missing");
    check_said("FR name=A; postcode=75001; city=C", "line1: Missing");
    check_said("NL name=A; line1=B; city=C", "postcode: Missing");
    check_said("GB name=A; line1=B; postcode=LS1 4DY", "city: Missing");
    check_said("IE name=A; line1=B; city=C", "");
    check_said("IE name=A; line1=B; city=C; region=Kent", "region: NotInList");
    check_said("US name=A; line1=B; city=C", "region: NotChosen / postcode: Missing");
    check_said("CA name=A; line1=B; city=C; postcode=K1A 0B1", "region: NotChosen");
    check_said("JP name=A; line1=B; city=C", "postcode: Missing / region: NotChosen");
    check_said("AE name=A; line1=B; city=Dubai", "");
    check_said("", "country: NoCountry");
    check_said("XX name=A", "country: NoCountry");
}

#[test]
fn fields_are_one_clean_bounded_line() {
    let clean =
        address("DE name=  Ada\t\u{202E}Lang\u{0} ; line1=Goethestr.\n 5; postcode=06114; city=Halle; region=CA");
    assert_eq!((clean.name.as_str(), clean.line1.as_str()), ("Ada Lang", "Goethestr. 5"));
    assert_eq!(clean.region, "", "not asked in Germany, so left aside");
    let rest = "line1=B; postcode=06114; city=C";
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Country) {
        let most = field.length_max();
        let long = |count: usize| format!("DE name=A; {rest}; {}={}", field.key(), "é".repeat(count));
        let refused = Address::parse(&typed(&long(most + 1))).err().map(|problems| problems[0].field);
        assert_eq!(refused, (field != Field::Region).then_some(field), "one too many");
        assert!(Address::parse(&typed(&long(most))).is_ok(), "{field:?}: just enough");
    }
    check_said(&format!("DE name={}; {rest}", "x".repeat(81)), "name: TooLong(80)");
}

#[test]
fn a_saved_address_comes_back_into_the_form_and_out_again() {
    for words in [
        "US name=Sam; line1=1 Market St; city=San Francisco; region=CA; postcode=94105; phone=+1 415 555 0100",
        "IE name=Aoife; line1=3 Main Street; city=Kinsale; region=CO; postcode=P17 AB12",
    ] {
        let saved = address(words);
        assert_eq!(Address::parse(&Typed::from(&saved)).map(|p| p.address), Ok(saved));
    }
}

proptest::proptest! {
    /// Whatever is typed, anywhere: what is accepted is one clean line a field, and is accepted again unchanged.
    #[test]
    fn nothing_typed_breaks_an_address(at in 0..249usize, text in "\\PC{0,12}|[\\s\\x00-\\x1f0-9a-zA-Z\u{202E}]{1,12}") {
        let country = Country::all().nth(at).unwrap();
        let mut typed = Typed::from(&address("HK name=A; line1=B; city=C"));
        typed.country = country.code().to_owned();
        typed.region = Region::all(country).first().map_or(text.clone(), |region| region.name.to_owned());
        (typed.name, typed.city, typed.postcode) = (format!("N{text}"), format!("C{text}"), format!("1{text}"));
        let taken = Address::parse(&typed).unwrap().address;
        assert!(taken.lines().iter().all(|line| !line.contains(char::is_control)), "{taken:?}");
        let again = Address::parse(&Typed::from(&taken)).map(|parsed| parsed.address);
        assert_eq!(again, Ok(taken));
    }
}
