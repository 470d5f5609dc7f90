//! What a search means in the catalogue's own words: misspelt words corrected, words joined or split as the
//! catalogue writes them. Must not know how products are ranked.

use super::catalogue::Catalogue;
use super::schema::Fields;
use super::vocabulary::Entry;
use super::words::{Cutter, Word};

/// Shorter words are too near to too many others.
const CORRECTED_CHARS_MIN: usize = 4;
/// Up to this length a word may be one edit off, longer ones two.
const ONE_EDIT_CHARS_MAX: usize = 5;
/// So many candidates are weighed against the words around them.
const CANDIDATES_MAX: usize = 8;
const SPLIT_CHARS_MIN: usize = 2;
const APART_CHARS_MIN: usize = 3;
/// "Often written apart" begins here.
const APART_NAMES_MIN: usize = 3;

/// One edit costs as much as being fifty times rarer.
const EDIT: f32 = 4.0;
/// People seldom mistype the first letter.
const FIRST_LETTER: f32 = 2.0;
/// A word that stands with the other words of the search in the catalogue's names is likelier.
const COMPANY: f32 = 0.7;

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

#[derive(Debug, Clone, Default)]
pub struct Meaning {
    pub slots: Vec<Slot>,
    /// The search as it was understood, if that is not how it was typed.
    pub corrected: Option<String>,
}

pub struct Speller<'a> {
    pub fields: &'a Fields,
    pub catalogue: &'a Catalogue,
    pub cutter: &'a mut Cutter,
}

impl Speller<'_> {
    pub fn understand(&mut self, typed: &str, words: Vec<Word>) -> tantivy::Result<Meaning> {
        let mut known = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let joins = |a: Option<&Word>, b: Option<&Word>| a.zip(b).is_some_and(|(a, b)| self.joined(a, b).is_some());
            let beside = joins(i.checked_sub(1).map(|p| &words[p]), Some(word)) || joins(Some(word), words.get(i + 1));
            known.push(beside || self.knows(word)?);
        }
        let company: Vec<String> =
            words.iter().zip(&known).filter(|(_, known)| **known).map(|(w, _)| w.stem.clone()).collect();
        let mut meant: Vec<Word> = Vec::with_capacity(words.len());
        let mut changes = Vec::new();
        for (word, known) in words.into_iter().zip(known) {
            match if known { None } else { self.correction(&word, &company)? } {
                None => meant.push(word),
                Some(better) => {
                    changes.push((word.span.clone(), better.join(" ")));
                    let words = better.iter().flat_map(|b| self.cutter.words(b));
                    meant.extend(words.map(|w| Word { span: word.span.clone(), ..w }));
                }
            }
        }
        let mut slots = Vec::with_capacity(meant.len());
        for (i, word) in meant.iter().enumerate() {
            let joined = meant.get(i + 1).and_then(|next| self.joined(word, next));
            slots.push(Slot {
                apart: self.apart(word)?,
                joined: joined.map(|j| self.cutter.stem(&j)),
                stem: word.stem.clone(),
                plain: word.plain.clone(),
            });
        }
        let corrected = (!changes.is_empty()).then(|| replaced(typed, changes));
        Ok(Meaning { slots, corrected })
    }

    fn knows(&self, word: &Word) -> tantivy::Result<bool> {
        let correctable = word.plain.chars().count() >= CORRECTED_CHARS_MIN && !word.is_number();
        Ok(!correctable
            || self.catalogue.vocabulary.has(&word.plain)
            || self.catalogue.products_with(self.fields, &word.stem)? > 0)
    }

    /// The catalogue's one word for two typed words.
    fn joined(&self, first: &Word, second: &Word) -> Option<String> {
        let joined = format!("{}{}", first.plain, second.plain);
        let word = !first.is_number() && !second.is_number();
        (word && self.catalogue.vocabulary.has(&joined)).then_some(joined)
    }

    /// The likeliest word or two words of the catalogue for a word it does not have.
    fn correction(&mut self, word: &Word, company: &[String]) -> tantivy::Result<Option<Vec<String>>> {
        let edits_max = if word.plain.chars().count() <= ONE_EDIT_CHARS_MAX { 1 } else { 2 };
        let first = word.plain.chars().next();
        let mut near: Vec<(f32, &Entry)> = self
            .catalogue
            .vocabulary
            .near(&word.plain, edits_max)
            .map(|(edits, entry)| {
                let other_first = if entry.plain.chars().next() == first { 0.0 } else { FIRST_LETTER };
                ((entry.products as f32).ln() - EDIT * edits as f32 - other_first, entry)
            })
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.plain.cmp(&b.1.plain)));
        let mut best: Option<(f32, Vec<String>)> = None;
        for (likely, entry) in near.into_iter().take(CANDIDATES_MAX) {
            let stem = self.cutter.stem(&entry.plain);
            let mut beside = 0;
            for other in company {
                beside += self.catalogue.together(self.fields, &stem, other)?;
            }
            let score = likely + COMPANY * (1.0 + beside as f32).ln();
            if best.as_ref().is_none_or(|(b, _)| score > *b) {
                best = Some((score, vec![entry.shown().to_owned()]));
            }
        }
        if let Some((names, parts)) = self.split(&word.plain, SPLIT_CHARS_MIN)? {
            let score = (names as f32).ln() - EDIT;
            if best.as_ref().is_none_or(|(b, _)| score > *b) {
                best = Some((score, parts.into()));
            }
        }
        Ok(best.map(|(_, words)| words))
    }

    /// The two words of the catalogue that stand side by side most often and spell this one together.
    fn split(&mut self, plain: &str, chars_min: usize) -> tantivy::Result<Option<(usize, [String; 2])>> {
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

/// The typed text with the corrected words in place; all else stays as it was typed.
fn replaced(typed: &str, changes: Vec<(std::ops::Range<usize>, String)>) -> String {
    let mut text = typed.to_owned();
    for (span, better) in changes.into_iter().rev() {
        text.replace_range(span, &better);
    }
    text
}
