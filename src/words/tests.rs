//! The tables held against each other, against the sources that use them, and against the rules of the CLDR.

use super::table::{TABLES, bundle};
use super::*;
use crate::base::{Currency, Money};
use fluent_bundle::{FluentResource, FluentValue};
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each message by its key, as it stands in the file.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for text in TABLES.iter().find(|(l, _)| *l == language).unwrap().1 {
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            match line.split_once(" =").filter(|(key, _)| !key.contains([' ', '{', '}', '[', '*'])) {
                Some((key, value)) => {
                    assert!(found.insert(key.into(), value.into()).is_none(), "{language:?} says {key} twice");
                    last = key.into();
                }
                None => found.get_mut(&last).unwrap().push_str(line),
            }
        }
    }
    found
}

/// The things a message speaks of.
fn args(message: &str) -> BTreeSet<String> {
    let name = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    message.split('$').skip(1).map(name).collect()
}

#[test]
fn every_language_says_the_same_things() {
    let english = messages(Language::English);
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let theirs = messages(language);
        for (key, text) in &english {
            match theirs.get(key) {
                None => wrong.push(format!("{language:?} lacks {key}")),
                Some(other) if args(other) != args(text) => {
                    wrong.push(format!("{language:?} {key}: not of the same things"))
                }
                Some(_) => {}
            }
        }
        wrong.extend(
            theirs.keys().filter(|k| !english.contains_key(*k)).map(|k| format!("{language:?}: {k} is not in English")),
        );
        for text in TABLES.iter().find(|(l, _)| *l == language).unwrap().1 {
            if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
                wrong.push(format!("{language:?}: {errors:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words that are the same in another language, too. Names of countries often are, and are not looked at.
const SAME: [&str; 14] = [
    "de code-of",
    "de shop",
    "fr code-of",
    "fr menu",
    "fr minutes",
    "fr page-n",
    "fr pages",
    "fr title-page",
    "fr total",
    "fr total-is",
    "nl address-postcode",
    "nl address-postcode-japan",
    "nl menu",
    "nl postcodes",
];

#[test]
fn nothing_is_left_in_english() {
    let english = messages(Language::English);
    let mut wrong = Vec::new();
    for language in Language::ALL.into_iter().filter(|l| *l != Language::English) {
        for (key, text) in messages(language) {
            let letters = text.split(['{', '}']).step_by(2).any(|part| part.chars().any(char::is_alphabetic));
            let same = english.get(&key) == Some(&text) && letters && !key.starts_with("country-");
            if same && !SAME.contains(&format!("{} {key}", language.code()).as_str()) {
                wrong.push(format!("{} {key} ={text}", language.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sources(folder: &Path, all: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("words/tests.rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_word_that_is_asked_for_is_there_and_none_is_left_over() {
    let mut code = String::new();
    sources(Path::new("src"), &mut code);
    let english = messages(Language::English);
    let mut wrong = Vec::new();
    for asking in [".say(\"", ".tell(\"", ".around(\"", "Saying::of(\""] {
        for after in code.split(asking).skip(1) {
            let key = after.split('"').next().unwrap();
            if !english.contains_key(key) {
                wrong.push(format!("nobody says {key}"));
            }
        }
    }
    let left_over = |key: &&String| !key.starts_with("country-") && !code.contains(&format!("\"{key}\""));
    wrong.extend(english.keys().filter(left_over).map(|key| format!("nobody asks for {key}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fluent has plural rules of its own; they must be those of the Unicode CLDR as ICU has them.
#[test]
fn plurals_are_those_of_the_cldr() {
    const ASK: &str = "n = { $n ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}\n";
    for language in Language::ALL {
        let bundle = bundle(language, &[ASK]);
        let rules = PluralRules::try_new_cardinal(Words::of(language).locale().into()).unwrap();
        for n in 0..=1000_i64 {
            let mut given = FluentArgs::new();
            given.set("n", FluentValue::from(n));
            let pattern = bundle.get_message("n").unwrap().value().unwrap();
            let said = bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned();
            let right = match rules.category_for(usize::try_from(n).unwrap()) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            assert_eq!(said, right, "{language:?} {n}");
        }
    }
}

#[test]
fn amounts_stand_as_each_language_writes_them() {
    let said = |language, minor, code| Words::of(language).money(Money::new(minor, Currency::parse(code).unwrap()));
    for (language, minor, code, text) in [
        (Language::English, 123_456, "EUR", "€1,234.56"),
        (Language::English, -490, "EUR", "−€4.90"),
        (Language::English, 1_200, "PLN", "zł\u{a0}12.00"),
        (Language::German, 123_456, "EUR", "1.234,56\u{a0}€"),
        (Language::German, -490, "EUR", "−4,90\u{a0}€"),
        (Language::French, 123_456, "EUR", "1\u{202f}234,56\u{a0}€"),
        (Language::Spanish, 1_234_567, "EUR", "12.345,67\u{a0}€"),
        (Language::Spanish, 123_456, "EUR", "1234,56\u{a0}€"),
        (Language::Italian, 1_234_567, "EUR", "12.345,67\u{a0}€"),
        (Language::Dutch, 123_456, "EUR", "€\u{a0}1.234,56"),
        (Language::Polish, 1_234_567, "PLN", "12\u{a0}345,67\u{a0}zł"),
        (Language::German, 5_000, "JPY", "5.000\u{a0}¥"),
    ] {
        assert_eq!(said(language, minor, code), text, "{language:?}");
    }
    assert_eq!(Words::of(Language::German).percent(55_000), "5,5 %");
    assert_eq!(Words::ENGLISH.percent(190_000), "19 %");
}

#[test]
fn days_are_told_as_one_says_them() {
    let at = "2026-11-28T14:05[Europe/Berlin]".parse::<jiff::Zoned>().unwrap();
    for (language, weekday, year) in [
        (Language::English, "Saturday 28 November", "28 November 2026"),
        (Language::German, "Samstag, 28. November", "28. November 2026"),
        (Language::French, "samedi 28 novembre", "28 novembre 2026"),
        (Language::Spanish, "sábado, 28 de noviembre", "28 de noviembre de 2026"),
        (Language::Italian, "sabato 28 novembre", "28 novembre 2026"),
        (Language::Dutch, "zaterdag 28 november", "28 november 2026"),
        (Language::Polish, "sobota, 28 listopada", "28 listopada 2026"),
    ] {
        let words = Words::of(language);
        assert_eq!((words.weekday(&at).as_str(), words.day_and_year(&at).as_str()), (weekday, year));
        assert_eq!(words.clock(&at), "14:05");
    }
    assert_eq!(Words::ENGLISH.weekday_and_clock(&at), "Saturday 28 November at 14:05");
    assert_eq!(Words::of(Language::German).day(&at), "28. November");
}

#[test]
fn countries_stand_where_a_reader_looks_for_them() {
    let sorted = |language, codes: &[&str]| {
        let words = Words::of(language);
        words.by_name(codes.iter().map(|code| words.country(code)), Clone::clone).join(", ")
    };
    assert_eq!(sorted(Language::German, &["PL", "OM", "AT", "NL"]), "Niederlande, Oman, Österreich, Polen");
    assert_eq!(sorted(Language::Polish, &["LT", "LU", "LV", "LA"]), "Laos, Litwa, Luksemburg, Łotwa");
    assert_eq!(sorted(Language::French, &["ES", "EE", "EG"]), "Égypte, Espagne, Estonie");
}

#[test]
fn a_sentence_parts_around_what_is_no_text() {
    let (before, after) = Words::ENGLISH.around("write-and-name", "email", [("n", 1042_i64.into())]);
    assert_eq!((before.as_str(), after.as_str()), ("Write to ", " and name order 1,042."));
    assert_eq!(Words::of(Language::German).to_country("CH"), "in die Schweiz");
    assert_eq!(Words::of(Language::German).named("VAT"), "MwSt.");
    assert_eq!(Words::of(Language::German).named("DHL"), "DHL");
    assert_eq!(Words::ENGLISH.to_country("GB"), "to the United Kingdom");
}
