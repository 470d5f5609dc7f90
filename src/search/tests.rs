//! The search seen from outside: a small pottery and tool shop, searched as people search.

mod names;

use std::path::PathBuf;

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

/// A folder of its own per test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("duka-search-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
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
    assert_eq!(corrected("18V cordles drill"), Some("18V cordless drill".to_owned()));
    assert_eq!(corrected("kuchengabl stük"), Some("kuchengabel stück".to_owned()));
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
        assert_eq!(search.find(typed, 0, 3).unwrap().ids[0], id(500), "{typed}");
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

#[test]
fn following_again_changes_nothing() {
    let folder = Folder::new("follow");
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position(), search.count()), (None, 0));
    let changes = [Change::Put(doc(0, "Blue Mug")), Change::Put(doc(1, "Red Mug")), Change::Gone(id(1))];
    for _ in 0..3 {
        search.follow(changes.clone(), "line-7").unwrap();
        assert_eq!((search.position().as_deref(), search.count()), (Some("line-7"), 1));
    }
    assert_eq!(search.find("red", 0, 9).unwrap().ids, [id(0)], "only the nearest is left");
    drop(search);
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position().as_deref(), search.count()), (Some("line-7"), 1));
    assert_eq!(search.find("blue mug", 0, 9).unwrap().ids, [id(0)]);
    assert_eq!(search.check(), Ok(()));
}

#[test]
fn a_rebuild_replaces_all_or_nothing() {
    let search = shop();
    let broken = || Broken::Folder(std::io::Error::other("the store"));
    assert!(search.rebuild([Ok(doc(0, "Blue Mug")), Err(broken())], "2").is_err());
    assert_eq!((search.position().as_deref(), search.count()), (Some("1"), NAMES.len() as u64));
    search.rebuild([Ok::<_, Broken>(doc(0, "Blue Mug"))], "3").unwrap();
    assert_eq!((search.position().as_deref(), search.count()), (Some("3"), 1));
}

#[test]
fn a_damaged_or_foreign_index_begins_anew() {
    let folder = Folder::new("damage");
    Search::open(&folder.0).unwrap().follow([Change::Put(doc(0, "Blue Mug"))], "1").unwrap();
    std::fs::create_dir_all(folder.0.join("an-older-form")).unwrap();
    let home = folder.0.join(Fields::new().version());
    let file = std::fs::read_dir(&home).unwrap().map(|f| f.unwrap().path());
    let file = file.filter(|p| p.extension().is_some_and(|e| e == "idx")).min().unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[0] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position(), search.count()), (None, 0));
    assert!(!folder.0.join("an-older-form").exists());
    search.follow([Change::Put(doc(0, "Blue Mug"))], "1").unwrap();
    assert_eq!(search.count(), 1);
}

/// Numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// One missing, extra, swapped or wrong letter somewhere in the word.
fn mistyped(word: &str, kind: usize, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len());
    let any = char::from(b'a' + dice.below(26) as u8);
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, any),
        2 => letters.swap(at.min(word.chars().count() - 2), at.min(word.chars().count() - 2) + 1),
        _ => letters[at] = any,
    }
    letters.into_iter().collect()
}

#[test]
fn one_typo_still_finds_the_product_among_the_first_three() {
    let search = shop();
    let mut dice = Dice(7);
    let (mut tried, mut name_found, mut word_found) = (0, 0, 0);
    for title in NAMES {
        for word in title.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 5) {
            for kind in 0..4 {
                let typo = mistyped(word, kind, &mut dice);
                tried += 1;
                let found = search.find(&title.replacen(word, &typo, 1), 0, 3).unwrap();
                name_found += usize::from(titles(&found).contains(title));
                let found = search.find(&typo, 0, 3).unwrap();
                let has_word = |t: &&str| t.to_lowercase().contains(&word.to_lowercase());
                word_found += usize::from(titles(&found).iter().any(has_word));
            }
        }
    }
    assert!(tried > 500, "{tried}");
    assert!(name_found * 100 >= tried * 95, "whole name: {name_found} of {tried}");
    assert!(word_found * 100 >= tried * 95, "the word alone: {word_found} of {tried}");
}
