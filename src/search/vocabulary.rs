//! The words the catalogue itself uses, with how many products use each: what a search is corrected against and
//! completed from. Read anew from the index after every change. Must not know what a search is.

use std::collections::BTreeMap;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED};

use super::words::fold;

/// Longer words are found only as they are written.
const COMPARED_CHARS_MAX: usize = 32;

pub struct Entry {
    pub plain: Box<str>,
    /// As the catalogue writes it, where that differs: "töpfe" for "topfe".
    accented: Option<Box<str>>,
    /// How many products have it.
    pub products: u32,
    letters: u32,
    chars: u8,
}

impl Entry {
    pub fn shown(&self) -> &str {
        self.accented.as_deref().unwrap_or(&self.plain)
    }
}

/// Sorted by the plain word. About 60 bytes a word: some 60,000 words, 4 MB, for 100,000 products.
#[derive(Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
}

impl Vocabulary {
    pub fn read(searcher: &Searcher, field: Field) -> tantivy::Result<Vocabulary> {
        let mut words: BTreeMap<String, (u32, u32, String)> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((word, info)) = terms.next() {
                let Ok(shown) = std::str::from_utf8(word) else {
                    continue;
                };
                let products = match segment.alive_bitset() {
                    None => info.doc_freq,
                    // A word that only deleted products had is no word of the catalogue.
                    Some(alive) => {
                        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                        let mut count = 0;
                        while postings.doc() != TERMINATED {
                            count += u32::from(alive.is_alive(postings.doc()));
                            postings.advance();
                        }
                        count
                    }
                };
                if products > 0 {
                    let (all, most, best) = words.entry(fold(shown)).or_default();
                    *all += products;
                    if products > *most {
                        (*most, *best) = (products, shown.to_owned());
                    }
                }
            }
        }
        let entries = words.into_iter().map(|(plain, (products, _, shown))| Entry {
            letters: letters(plain.chars()),
            chars: plain.chars().count().min(usize::from(u8::MAX)) as u8,
            accented: (shown != plain).then(|| shown.into()),
            plain: plain.into(),
            products,
        });
        Ok(Vocabulary { entries: entries.collect() })
    }

    pub fn get(&self, plain: &str) -> Option<&Entry> {
        self.entries.binary_search_by(|e| (*e.plain).cmp(plain)).ok().map(|i| &self.entries[i])
    }

    pub fn has(&self, plain: &str) -> bool {
        self.get(plain).is_some()
    }

    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    pub fn starting_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Entry> {
        let start = self.entries.partition_point(|e| *e.plain < *prefix);
        self.entries[start..].iter().take_while(move |e| e.plain.starts_with(prefix))
    }

    /// Words at most so many edits away, with the edits. A scan: one glance at the set of letters rules out nearly
    /// every word, so that 60,000 words take a fraction of a millisecond and no second dictionary is kept.
    pub fn near(&self, plain: &str, edits_max: usize) -> impl Iterator<Item = (usize, &Entry)> {
        let typed: Vec<char> = plain.chars().take(COMPARED_CHARS_MAX + 1).collect();
        let mask = letters(typed.iter().copied());
        self.entries.iter().filter_map(move |entry| {
            let possible = typed.len().abs_diff(usize::from(entry.chars)) <= edits_max
                && (mask & !entry.letters).count_ones() as usize <= edits_max
                && (entry.letters & !mask).count_ones() as usize <= edits_max;
            let edits = possible.then(|| edits(&typed, &entry.plain, Whole::Word))?;
            (edits <= edits_max).then_some((edits, entry))
        })
    }

    /// Words that begin with what was typed but for one edit.
    pub fn starting_near(&self, typed: &str) -> impl Iterator<Item = &Entry> {
        let typed: Vec<char> = typed.chars().take(COMPARED_CHARS_MAX + 1).collect();
        let mask = letters(typed.iter().copied());
        self.entries.iter().filter(move |entry| {
            usize::from(entry.chars) + 1 >= typed.len()
                && (mask & !entry.letters).count_ones() <= 1
                && edits(&typed, &entry.plain, Whole::Beginning) <= 1
        })
    }
}

/// The set of letters of a word, one bit each; other signs share the rest.
fn letters(word: impl Iterator<Item = char>) -> u32 {
    word.fold(0, |set, c| match c {
        'a'..='z' => set | 1 << (c as u32 - 'a' as u32),
        _ => set | 1 << (26 + c as u32 % 6),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Word,
    Beginning,
}

/// Damerau's distance (wrong, missing, extra letter, two swapped) between what was typed and a word, or the
/// beginning of the word that comes nearest.
fn edits(typed: &[char], word: &str, whole: Whole) -> usize {
    let mut rows = [[0_u8; COMPARED_CHARS_MAX + 2]; 3];
    let long = match whole {
        Whole::Word => COMPARED_CHARS_MAX,
        Whole::Beginning => (typed.len() + 1).min(COMPARED_CHARS_MAX),
    };
    let mut letters = ['\0'; COMPARED_CHARS_MAX];
    let mut n = 0;
    for c in word.chars().take(long) {
        letters[n] = c;
        n += 1;
    }
    if typed.len() > COMPARED_CHARS_MAX {
        return usize::MAX;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for i in 1..=typed.len() {
        let (row, above, twice) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[row][0] = i as u8;
        for j in 1..=n {
            let wrong = u8::from(typed[i - 1] != letters[j - 1]);
            let mut best = (rows[above][j - 1] + wrong).min(rows[above][j] + 1).min(rows[row][j - 1] + 1);
            if i > 1 && j > 1 && typed[i - 1] == letters[j - 2] && typed[i - 2] == letters[j - 1] {
                best = best.min(rows[twice][j - 2] + 1);
            }
            rows[row][j] = best;
        }
    }
    let last = &rows[typed.len() % 3][..=n];
    usize::from(match whole {
        Whole::Word => last[n],
        Whole::Beginning => last.iter().copied().min().unwrap_or(u8::MAX),
    })
}

/// How alike two words look, 0 to 1: the share of neighbouring letters they have in common (Dice). For searches
/// that no correction explains.
pub fn likeness(a: &str, b: &str) -> f32 {
    let pairs = |w: &str| w.chars().zip(w.chars().skip(1)).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    let common = a.iter().filter(|pair| b.iter().position(|p| p == *pair).map(|i| b.swap_remove(i)).is_some()).count();
    if all == 0 { 0.0 } else { 2.0 * common as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_as_people_make_them() {
        for (typed, word, expected) in
            [("bowl", "bowl", 0), ("bwol", "bowl", 1), ("bow", "bowl", 1), ("bowll", "bowl", 1), ("bpwl", "bowl", 1)]
        {
            let typed: Vec<char> = typed.chars().collect();
            assert_eq!(edits(&typed, word, Whole::Word), expected, "{typed:?}");
        }
        let typed: Vec<char> = "cremic".chars().collect();
        assert_eq!(edits(&typed, "ceramics", Whole::Word), 3);
        let typed: Vec<char> = "cofe".chars().collect();
        assert_eq!(edits(&typed, "coffeehouse", Whole::Beginning), 1);
    }

    #[test]
    fn likeness_is_between_none_and_all() {
        assert_eq!(likeness("bowl", "bowl"), 1.0);
        assert_eq!(likeness("bowl", "tray"), 0.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
