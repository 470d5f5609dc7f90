//! The search seen from outside: a small pottery and tool shop, searched as people search.

mod following;
mod names;
mod typos;

use super::*;
use names::NAMES;

fn id(n: usize) -> [u8; 16] {
    (n as u128 + 1).to_be_bytes()
}

fn doc(n: usize, title: &str) -> Doc {
    Doc { id: id(n), title: title.to_owned(), available: true, ..Doc::default() }
}

fn shop() -> Search {
    let search = Search::in_memory().unwrap();
    search.follow(NAMES.iter().enumerate().map(|(n, title)| Change::Put(doc(n, title))), "1").unwrap();
    search
}

fn titles(found: &Found) -> Vec<&'static str> {
    found.ids.iter().map(|id| NAMES[u128::from_be_bytes(*id) as usize - 1]).collect()
}

/// The first product found for a search is the expected one.
#[track_caller]
fn first(search: &Search, typed: &str, expected: &str) {
    let found = search.find(typed, 0, 10).unwrap();
    assert_eq!(titles(&found).first(), Some(&expected), "{typed}: {:?}", titles(&found));
}

#[test]
fn a_product_is_found_as_people_type_it() {
    let search = shop();
    for (typed, expected) in [
        ("oat bowl", "Oat Ceramic Cereal Bowl, 450 ml"),
        ("bwol oat", "Oat Ceramic Cereal Bowl, 450 ml"),
        ("cerael bowls", "Oat Ceramic Cereal Bowl, 450 ml"),
        ("tea pot", "Cast Iron Teapot with Strainer"),
        ("teapot", "Cast Iron Teapot with Strainer"),
        ("kuchengabel", "Kuchengabel Set, 6 Stück"),
        ("stuck", "Kuchengabel Set, 6 Stück"),
        ("stueck", "Kuchengabel Set, 6 Stück"),
        ("18v cordless drill", "Cordless Drill 18V with Two Batteries"),
        ("18-volt drill", "Cordless Drill 18V with Two Batteries"),
        ("waterin can", "Galvanised Watering Can, 5 L"),
        ("teelight holder", "Stoneware Tealight Holder"),
        ("CUTTING BOARD walnut!!", "Walnut Cutting Board with Juice Groove"),
        ("cuttingboard", "Walnut Cutting Board with Juice Groove"),
    ] {
        first(&search, typed, expected);
    }
}

#[test]
fn a_correction_is_shown_in_the_shops_own_spelling() {
    let search = shop();
    let corrected = |typed: &str| search.find(typed, 0, 5).unwrap().corrected;
    assert_eq!(corrected("oat bowl"), None);
    assert_eq!(corrected("Oat bwol"), Some("Oat bowl".to_owned()));
    assert_eq!(corrected("\"Oat bwol\""), None);
    assert_eq!(corrected("18V cordles drill"), Some("18V cordless drill".to_owned()));
    assert_eq!(corrected("kuchengabl stük"), Some("kuchengabel stück".to_owned()));
}

#[test]
fn a_rare_word_is_doubted_only_beside_words_it_never_stands_with() {
    let search = Search::in_memory().unwrap();
    let common = (0..60).map(|n| Change::Put(doc(n, &format!("Window Lock {n}"))));
    search.follow(common.chain([Change::Put(doc(99, "Black Widow Spray"))]), "1").unwrap();
    let corrected = |typed: &str| search.find(typed, 0, 5).unwrap().corrected;
    assert_eq!(corrected("widow lock").as_deref(), Some("window lock"));
    assert_eq!(corrected("widow spray"), None);
    assert_eq!(corrected("widow"), None);
    assert_eq!(corrected("windwo lokc").as_deref(), Some("window lock"), "each vouches for the other");
}

#[test]
fn where_nothing_matches_the_nearest_are_shown() {
    let search = shop();
    let found = search.find("bowlingball", 0, 5).unwrap();
    assert!(found.nearest && titles(&found)[0].contains("Bowl"), "{:?}", titles(&found));
    let found = search.find("xqzj", 0, 5).unwrap();
    assert!(found.nearest && found.ids.len() == 5 && found.total == NAMES.len());
    let empty = Search::in_memory().unwrap();
    assert_eq!(empty.find("bowl", 0, 5).unwrap(), Found::default());
    assert_eq!(empty.suggest("bo", 5).unwrap(), []);
}

#[test]
fn a_stock_code_comes_first() {
    let search = shop();
    let coded = Doc { skus: vec!["BWL-0042-OAT".into()], ..doc(500, "Something Else Entirely") };
    search.follow([Change::Put(coded), Change::Put(doc(501, "Bwl 0042 Oat Bowl"))], "2").unwrap();
    for typed in ["BWL-0042-OAT", "bwl0042oat", "bwl 0042 oat", "bowl bwl-0042-oat"] {
        let found = search.find(typed, 0, 3).unwrap();
        assert_eq!((found.ids[0], found.corrected), (id(500), None), "{typed}");
    }
    for typed in ["bwl-0", "BWL"] {
        assert_eq!(search.find_for_staff(typed, 0, 3).unwrap().ids[0], id(500), "{typed}");
    }
}

#[test]
fn the_fields_weigh_as_a_shopkeeper_would() {
    let search = Search::in_memory().unwrap();
    let docs = [
        Doc { description: "Goes well with a lantern.".into(), ..doc(0, "Candle") },
        Doc { options: vec!["Lantern".into()], ..doc(1, "Candle") },
        Doc { tags: vec!["lantern".into()], ..doc(2, "Candle") },
        doc(3, "Lantern"),
        Doc { available: false, ..doc(4, "Lantern") },
    ];
    search.follow(docs.map(Change::Put), "1").unwrap();
    let order = [id(3), id(4), id(2), id(1), id(0)];
    assert_eq!(search.find("lantern", 0, 9).unwrap().ids, order);
}

#[test]
fn pages_follow_each_other() {
    let search = shop();
    let all = search.find("ceramic bowl set", 0, 20).unwrap();
    let (one, two) = (search.find("ceramic bowl set", 0, 3).unwrap(), search.find("ceramic bowl set", 3, 3).unwrap());
    assert_eq!(all.ids[..6], [one.ids, two.ids].concat());
    assert_eq!(one.total, all.total);
    assert!(search.find("bowl", usize::MAX, usize::MAX).unwrap().ids.is_empty());
}

#[test]
fn any_text_can_be_typed() {
    let search = shop();
    let long = "bowl ".repeat(10_000);
    for typed in ["", " ", "\"", "title:bowl AND (", "*", "🍵", "a", "the of", "\u{0}", "ö".repeat(300).as_str(), &long]
    {
        search.find(typed, 0, 10).unwrap();
        search.find_for_staff(typed, 0, 10).unwrap();
        search.suggest(typed, 10).unwrap();
    }
}

#[test]
fn suggestions_complete_and_forgive() {
    let search = shop();
    let suggested = |typed: &str| {
        let text = |s: Suggestion| match s {
            Suggestion::Words(words) => words,
            Suggestion::Product { title, .. } => title,
        };
        search.suggest(typed, 8).unwrap().into_iter().map(text).collect::<Vec<_>>()
    };
    assert!(suggested("t").is_empty());
    assert!(suggested("te").contains(&"Cast Iron Teapot with Strainer".to_owned()));
    assert!(suggested("ceramic bo").contains(&"ceramic bowl".to_owned()));
    for typed in ["tepo", "teapto", "cast iorn teap"] {
        let found = suggested(typed);
        assert!(found.contains(&"Cast Iron Teapot with Strainer".to_owned()), "{typed}: {found:?}");
    }
}
