//! What a search means in the catalogue's own words: corrected, and joined or split as the catalogue writes them.
//! Must not know how products are ranked.

use std::ops::Range;

use super::spelling::Speller;
use super::words::{Cutter, Word};

const APART_CHARS_MIN: usize = 3;
/// "Often written apart" begins here.
const APART_NAMES_MIN: usize = 3;

/// One word of the search and how else the catalogue may write it.
#[derive(Debug, Clone)]
pub struct Slot {
    pub stem: String,
    pub plain: String,
    /// The same in two words: "wallpaper", "wall paper".
    pub apart: Option<[String; 2]>,
    /// With the next word, the same in one: "wall paper", "wallpaper".
    pub joined: Option<String>,
}

impl Slot {
    /// A word that has no other spelling.
    pub fn plain(plain: &str, cutter: &mut Cutter) -> Slot {
        Slot { stem: cutter.stem(plain), plain: plain.to_owned(), apart: None, joined: None }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Meaning {
    pub slots: Vec<Slot>,
    /// The search as it was understood, if that is not how it was typed.
    pub corrected: Option<String>,
}

impl Speller<'_> {
    pub fn understand(&mut self, typed: &str, words: Vec<Word>) -> tantivy::Result<Meaning> {
        let better = if quoted(typed) { vec![None; words.len()] } else { self.corrections(&words)? };
        let mut meant: Vec<Word> = Vec::with_capacity(words.len());
        let mut changes = Vec::new();
        for (word, better) in words.into_iter().zip(better) {
            let Some(better) = better else {
                meant.push(word);
                continue;
            };
            let words = better.iter().flat_map(|better| self.cutter.words(better));
            meant.extend(words.map(|new| Word { span: word.span.clone(), ..new }));
            changes.push((word.span, better.join(" ")));
        }
        let mut slots = Vec::with_capacity(meant.len());
        for (i, word) in meant.iter().enumerate() {
            let joined = meant.get(i + 1).and_then(|next| self.joined(word, next));
            slots.push(Slot {
                apart: self.apart(word)?,
                joined: joined.map(|joined| self.cutter.stem(&joined)),
                stem: word.stem.clone(),
                plain: word.plain.clone(),
            });
        }
        let corrected = (!changes.is_empty()).then(|| replaced(typed, changes));
        Ok(Meaning { slots, corrected })
    }

    /// The catalogue's one word for two typed words.
    pub fn joined(&self, first: &Word, second: &Word) -> Option<String> {
        let joined = format!("{}{}", first.plain, second.plain);
        let word = !first.is_number() && !second.is_number();
        (word && self.catalogue.vocabulary.has(&joined)).then_some(joined)
    }

    /// The two words of the catalogue that stand side by side most often and spell this one together.
    pub fn split(&mut self, plain: &str, chars_min: usize) -> tantivy::Result<Option<(usize, [String; 2])>> {
        let mut best: Option<(usize, [String; 2])> = None;
        for (i, _) in plain.char_indices() {
            let (a, b) = plain.split_at(i);
            let long = a.chars().count() >= chars_min && b.chars().count() >= chars_min;
            if long && self.catalogue.vocabulary.has(a) && self.catalogue.vocabulary.has(b) {
                let (first, second) = (self.cutter.stem(a), self.cutter.stem(b));
                let names = self.catalogue.side_by_side(self.fields, &first, &second)?;
                if names > best.as_ref().map_or(0, |(most, _)| *most) {
                    best = Some((names, [a.to_owned(), b.to_owned()]));
                }
            }
        }
        Ok(best)
    }

    fn apart(&mut self, word: &Word) -> tantivy::Result<Option<[String; 2]>> {
        if word.is_number() {
            return Ok(None);
        }
        let split = self.split(&word.plain, APART_CHARS_MIN)?.filter(|(names, _)| *names >= APART_NAMES_MIN);
        Ok(split.map(|(_, parts)| parts.map(|part| self.cutter.stem(&part))))
    }
}

/// A search in quotation marks means exactly these words.
fn quoted(typed: &str) -> bool {
    typed.strip_prefix('"').is_some_and(|rest| rest.ends_with('"'))
}

/// The typed text with the corrected words in place; all else stays as it was typed.
fn replaced(typed: &str, changes: Vec<(Range<usize>, String)>) -> String {
    let mut text = typed.to_owned();
    for (span, better) in changes.into_iter().rev() {
        text.replace_range(span, &better);
    }
    text
}
