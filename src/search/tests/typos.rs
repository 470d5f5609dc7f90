//! Every longer word of every name, mistyped in every way.

use super::*;

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
