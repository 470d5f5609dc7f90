//! The words the catalogue itself uses, with how many products use each: what a search is corrected against and
//! completed from. Read anew from the index after every change. Must not know what a search is.

use std::collections::BTreeMap;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED};

use super::slips::{self, Against, COMPARED_CHARS_MAX};
use super::words::fold;

/// Two words look alike when a third of their letter pairs agree.
const LIKENESS_MIN: f32 = 0.34;

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

    pub fn starting_with(&self, prefix: &str) -> impl Iterator<Item = &Entry> {
        let start = self.entries.partition_point(|e| *e.plain < *prefix);
        self.entries[start..].iter().take_while(move |e| e.plain.starts_with(prefix))
    }

    /// Words so many slips away, with what the slips cost. A scan: one glance at the set of letters rules out
    /// nearly every word, so that 60,000 words take a fraction of a millisecond and no second dictionary is kept.
    pub fn near(&self, plain: &str, slips_max: u8) -> impl Iterator<Item = (f32, &Entry)> {
        let typed: Vec<char> = plain.chars().take(COMPARED_CHARS_MAX + 1).collect();
        let mask = letters(typed.iter().copied());
        let (limit, slips_max) = (f32::from(slips_max) * slips::ONE, usize::from(slips_max));
        self.entries.iter().filter_map(move |entry| {
            let possible = typed.len().abs_diff(usize::from(entry.chars)) <= slips_max
                && (mask & !entry.letters).count_ones() as usize <= slips_max
                && (entry.letters & !mask).count_ones() as usize <= slips_max;
            let compare = || slips::cost(&typed, &entry.plain, Against::Word, limit);
            possible.then(compare).flatten().map(|cost| (cost, entry))
        })
    }

    /// Words that begin with what was typed but for one slip.
    pub fn starting_near(&self, typed: &str) -> impl Iterator<Item = &Entry> {
        let typed: Vec<char> = typed.chars().take(COMPARED_CHARS_MAX + 1).collect();
        let mask = letters(typed.iter().copied());
        self.entries.iter().filter(move |entry| {
            usize::from(entry.chars) + 1 >= typed.len()
                && (mask & !entry.letters).count_ones() <= 1
                && slips::cost(&typed, &entry.plain, Against::Beginning, slips::ONE).is_some()
        })
    }

    /// The words that look most like this one, for a search that no correction explains.
    pub fn alike(&self, plain: &str, count: usize) -> Vec<&Entry> {
        let mask = letters(plain.chars());
        let half = |entry: &&Entry| 2 * (mask & entry.letters).count_ones() >= mask.count_ones();
        let alike = self.entries.iter().filter(half).map(|entry| (likeness(plain, &entry.plain), entry));
        let mut alike: Vec<_> = alike.filter(|(likeness, _)| *likeness >= LIKENESS_MIN).collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.products.cmp(&a.1.products)));
        alike.into_iter().take(count).map(|(_, entry)| entry).collect()
    }
}

/// The set of letters of a word, one bit each; other signs share the rest.
fn letters(word: impl Iterator<Item = char>) -> u32 {
    word.fold(0, |set, c| match c {
        'a'..='z' => set | 1 << (c as u32 - 'a' as u32),
        _ => set | 1 << (26 + c as u32 % 6),
    })
}

/// How alike two words look, 0 to 1: the share of neighbouring letters they have in common (Dice).
fn likeness(a: &str, b: &str) -> f32 {
    let pairs = |w: &str| w.chars().zip(w.chars().skip(1)).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    let mut common = 0.0;
    for pair in &a {
        if let Some(i) = b.iter().position(|other| other == pair) {
            b.swap_remove(i);
            common += 1.0;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * common / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_between_none_and_all() {
        assert_eq!(likeness("bowl", "bowl"), 1.0);
        assert_eq!(likeness("bowl", "tray"), 0.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
