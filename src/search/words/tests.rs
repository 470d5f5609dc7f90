//! How texts are cut.

use super::*;

#[test]
fn names_and_searches_are_cut_alike() {
    let stems = |text: &str| Cutter::new().words(text).into_iter().map(|w| w.stem).collect::<Vec<_>>().join(" ");
    for (text, expected) in [
        ("Oat Bowls, 2-Pack", "oat bowl 2 pack"),
        ("18V drill", "18 volt drill"),
        ("18 volts", "18 volt"),
        ("3/4 inch .440 x 5.5\"", "3/4 in .440 5.5 in"),
        ("6' ladder", "6 ft ladder"),
        ("24x36", "24 36"),
        ("1,000 ml", "1000 ml"),
        ("0,75 l", "0.75 liter"),
        ("DeckOver paint", "deck over paint"),
        ("iPhone case", "iphon case"),
        ("Töpferei & Café", "topferei cafe"),
        ("Große Schüssel", "gross schussel"),
        ("men's shirts for the beach", "men shirt beach"),
        ("T-Shirt", "t shirt"),
        ("LEDs", "led"),
        ("'\" ,.-", ""),
        ("", ""),
        ("чашка", "чашка"),
    ] {
        assert_eq!(stems(text), expected, "{text}");
    }
}

#[test]
fn a_word_knows_where_it_stood() {
    let text = "The Große Schüssel";
    let words = Cutter::new().words(text);
    assert_eq!(&text[words[1].span.clone()], "Schüssel");
    assert_eq!(words[1].shown, "schüssel");
}

#[test]
fn codes_are_compared_by_letters_and_digits() {
    assert_eq!(code("Bwl-01 / oat"), "bwl01oat");
}
