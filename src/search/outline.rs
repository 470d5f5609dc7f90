//! A product as ranking sees it: one number per word of its name and labels, kept as a column, so that ranking reads
//! some bytes per product instead of its text. Must not know how products are ranked.

use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::Column;
use xxhash_rust::xxh3::xxh3_64;

use super::words::{Cutter, Word};

/// One bit each.
const NAME_WORDS_MAX: usize = 64;
const LABEL_WORDS_MAX: usize = 96;

/// A word as a number: 24 bits tell the few words of a search from those of a product well enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u32);

impl Mark {
    pub fn of(stem: &str) -> Mark {
        Mark((xxh3_64(stem.as_bytes()) & 0xff_ffff) as u32)
    }
}

/// Where a word stands: the two low bits of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Name = 0,
    Head = 1,
    Label = 2,
}

/// What the column holds for a product.
pub fn numbers<'a>(name: &[Word], head: Range<usize>, labels: impl Iterator<Item = &'a Word>) -> Vec<u64> {
    let place = |i: usize| {
        if head.contains(&i) { Place::Head } else { Place::Name }
    };
    let names = name.iter().take(NAME_WORDS_MAX).enumerate().map(|(i, word)| (word, place(i)));
    let labels = labels.take(LABEL_WORDS_MAX).map(|word| (word, Place::Label));
    let number = |(word, place): (&Word, Place)| u64::from(Mark::of(&word.stem).0) << 2 | place as u64;
    names.chain(labels).map(number).collect()
}

/// The head of a name says what the thing is: its last two words before it turns to details, the "Shower Door" of
/// "Pivot Shower Door in Nickel with Handle".
pub fn head(title: &str, cutter: &mut Cutter) -> Range<usize> {
    const TURNS: [&str; 6] = [" in ", " with ", " for ", " - ", "(", ","];
    let lower = title.to_ascii_lowercase();
    let turns = TURNS.iter().filter_map(|turn| lower.find(turn));
    let end = turns.filter(|end| *end > 0).min().unwrap_or(title.len());
    let words = cutter.words(&title[..end]).len();
    words.saturating_sub(2)..words
}

/// Read back. Sets of places in the name are bits of a `u64`.
#[derive(Default)]
pub struct Outline {
    pub name: Vec<Mark>,
    pub head: u64,
    labels: Vec<Mark>,
}

impl Outline {
    /// Reads a product's numbers over those of the one before.
    pub fn read(&mut self, column: &Column<u64>, doc: DocId) {
        self.name.clear();
        self.labels.clear();
        self.head = 0;
        for number in column.values_for_doc(doc) {
            let mark = Mark((number >> 2) as u32);
            let place = number & 3;
            if place == Place::Label as u64 {
                self.labels.push(mark);
            } else if self.name.len() < NAME_WORDS_MAX {
                self.head |= u64::from(place == Place::Head as u64) << self.name.len();
                self.name.push(mark);
            }
        }
    }

    /// The places in the name where the word stands.
    pub fn in_name(&self, mark: Mark) -> u64 {
        let places = self.name.iter().enumerate().filter(|(_, other)| **other == mark);
        places.fold(0, |bits, (i, _)| bits | 1 << i)
    }

    pub fn has(&self, mark: Mark) -> bool {
        self.name.contains(&mark) || self.labels.contains(&mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_ends_where_details_begin() {
        for (title, expected) in [
            ("Pivot Shower Door in Nickel with Handle", "shower door"),
            ("Walnut Cutting Board (Large)", "cutting board"),
            ("Teapot", "teapot"),
            ("(New) Teapot", "new teapot"),
            ("", ""),
        ] {
            let mut cutter = Cutter::new();
            let range = head(title, &mut cutter);
            let words: Vec<_> = cutter.words(title)[range].iter().map(|w| w.plain.clone()).collect();
            assert_eq!(words.join(" "), expected);
        }
    }
}
