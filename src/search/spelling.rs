//! What a search means in the catalogue's own words: misspelt words corrected, words joined or split as the
//! catalogue writes them. Must not know how products are ranked.

use super::catalogue::Catalogue;
use super::schema::Fields;
use super::vocabulary::Entry;
use super::words::{Cutter, Word, fold};

/// Shorter words are too near to too many others.
const CORRECTED_CHARS_MIN: usize = 4;
/// Up to this length a word may be one slip off, longer ones two.
const ONE_SLIP_CHARS_MAX: usize = 5;
/// So many words of a search are looked at, each against so many candidates and so many words around it.
const CORRECTED_WORDS_MAX: usize = 6;
const CANDIDATES_MAX: usize = 8;
const COMPANY_WORDS_MAX: usize = 4;
const ROUNDS_MAX: usize = 2;
/// A word of the catalogue that so few products have, and at most one together with the words around it, may be a
/// slip for a common one: "widow lock".
const DOUBTED_PRODUCTS_MAX: u32 = 20;
const DOUBTED_COMPANY_MAX: usize = 1;
const SPLIT_CHARS_MIN: usize = 2;
const APART_CHARS_MIN: usize = 3;
/// "Often written apart" begins here.
const APART_NAMES_MIN: usize = 3;

/// One slip costs as much as being some hundred times rarer.
const SLIP: f32 = 5.0;
/// People seldom mistype the first letter.
const FIRST_LETTER: f32 = 2.0;
/// A word that stands with the other words of the search in the catalogue's names is likelier.
const COMPANY: f32 = 1.0;

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
        Slot {
            stem: cutter.stem(plain),
            plain: plain.to_owned(),
            apart: None,
            joined: None,
        }
    }
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

/// A typed word before it is understood.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Known,
    Doubted,
    Unknown,
}

impl<'a> Speller<'a> {
    pub fn understand(&mut self, typed: &str, words: Vec<Word>) -> tantivy::Result<Meaning> {
        let better = if quoted(typed) {
            vec![None; words.len()]
        } else {
            self.corrections(&words)?
        };
        let mut meant: Vec<Word> = Vec::with_capacity(words.len());
        let mut changes = Vec::new();
        for (word, better) in words.into_iter().zip(better) {
            let Some(better) = better else {
                meant.push(word);
                continue;
            };
            let words = better.iter().flat_map(|better| self.cutter.words(better));
            meant.extend(words.map(|new| Word {
                span: word.span.clone(),
                ..new
            }));
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

    /// What is meant by each word, where that is another. Each is weighed against the words around it as they are
    /// understood so far; a second round lets the first of two misspelt words learn from the second.
    fn corrections(&mut self, words: &[Word]) -> tantivy::Result<Vec<Option<Vec<String>>>> {
        let trust = self.trust(words)?;
        let unsure: Vec<usize> = (0..words.len())
            .filter(|i| trust[*i] != Trust::Known)
            .collect();
        let unsure = &unsure[..unsure.len().min(CORRECTED_WORDS_MAX)];
        let near: Vec<Vec<_>> = unsure
            .iter()
            .map(|i| self.near(&words[*i], trust[*i]))
            .collect();
        let mut better: Vec<Option<Vec<String>>> = vec![None; words.len()];
        for _ in 0..unsure.len().min(ROUNDS_MAX) {
            for (&i, near) in unsure.iter().zip(&near) {
                let mut around: Vec<usize> = (0..words.len()).filter(|j| *j != i).collect();
                around.sort_by_key(|j| j.abs_diff(i));
                let mut company: Vec<String> = Vec::new();
                for j in around {
                    match &better[j] {
                        Some(parts) => {
                            company.extend(parts.iter().map(|part| self.cutter.stem(&fold(part))))
                        }
                        None if trust[j] != Trust::Unknown => company.push(words[j].stem.clone()),
                        None => {}
                    }
                }
                company.truncate(COMPANY_WORDS_MAX);
                better[i] = self.correction(&words[i], trust[i], near, &company)?;
            }
        }
        Ok(better)
    }

    fn trust(&self, words: &[Word]) -> tantivy::Result<Vec<Trust>> {
        let joins: Vec<bool> = words
            .windows(2)
            .map(|pair| self.joined(&pair[0], &pair[1]).is_some())
            .collect();
        let mut trust = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let joined = joins.get(i) == Some(&true) || (i > 0 && joins[i - 1]);
            let correctable =
                word.plain.chars().count() >= CORRECTED_CHARS_MIN && !word.is_number();
            let entry = self.catalogue.vocabulary.get(&word.plain);
            let rare = entry.is_some_and(|entry| entry.products <= DOUBTED_PRODUCTS_MAX);
            let known =
                entry.is_some() || self.catalogue.products_with(self.fields, &word.stem)? > 0;
            trust.push(match (correctable && !joined, known) {
                (true, false) => Trust::Unknown,
                (true, true) if rare && words.len() > 1 => Trust::Doubted,
                _ => Trust::Known,
            });
        }
        Ok(trust)
    }

    /// The catalogue's one word for two typed words.
    fn joined(&self, first: &Word, second: &Word) -> Option<String> {
        let joined = format!("{}{}", first.plain, second.plain);
        let word = !first.is_number() && !second.is_number();
        (word && self.catalogue.vocabulary.has(&joined)).then_some(joined)
    }

    /// The likeliest word or two words of the catalogue for what was typed, if it is another.
    fn correction(
        &mut self,
        word: &Word,
        trust: Trust,
        near: &[(f32, &Entry)],
        company: &[String],
    ) -> tantivy::Result<Option<Vec<String>>> {
        let others: Vec<&String> = company
            .iter()
            .filter(|other| **other != word.stem)
            .collect();
        if trust == Trust::Doubted
            && (others.is_empty() || self.beside(&word.stem, &others)? > DOUBTED_COMPANY_MAX)
        {
            return Ok(None);
        }
        let mut best: Option<(f32, Vec<String>)> = None;
        for (likely, entry) in near {
            let stem = self.cutter.stem(&entry.plain);
            let beside = self.beside(&stem, &others)?;
            let score = likely + COMPANY * (1.0 + beside as f32).ln();
            if best.as_ref().is_none_or(|(b, _)| score > *b) {
                best = Some((score, vec![entry.shown().to_owned()]));
            }
        }
        // A missing space is one slip.
        if trust == Trust::Unknown
            && let Some((names, parts)) = self.split(&word.plain, SPLIT_CHARS_MIN)?
        {
            let score = (names as f32).ln() - SLIP;
            if best.as_ref().is_none_or(|(b, _)| score > *b) {
                best = Some((score, parts.into()));
            }
        }
        let mut same =
            |words: &[String]| words.len() == 1 && self.cutter.stem(&fold(&words[0])) == word.stem;
        Ok(best.map(|(_, words)| words).filter(|words| !same(words)))
    }

    /// The likeliest candidates for a word by themselves: near and common.
    fn near(&self, word: &Word, trust: Trust) -> Vec<(f32, &'a Entry)> {
        let short = word.plain.chars().count() <= ONE_SLIP_CHARS_MAX;
        let slips_max = if short || trust == Trust::Doubted {
            1
        } else {
            2
        };
        let first = word.plain.chars().next();
        let likely = |cost: f32, entry: &Entry| {
            let other_first = entry.plain.chars().next() != first;
            let penalty = if other_first { FIRST_LETTER } else { 0.0 };
            (entry.products as f32).ln() - SLIP * cost - penalty
        };
        let near = self.catalogue.vocabulary.near(&word.plain, slips_max);
        let mut near: Vec<_> = near
            .map(|(cost, entry)| (likely(cost, entry), entry))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.plain.cmp(&b.1.plain)));
        near.truncate(CANDIDATES_MAX);
        near
    }

    /// How often a word stands in a name with the other words of the search.
    fn beside(&self, stem: &str, others: &[&String]) -> tantivy::Result<usize> {
        let mut names = 0;
        for other in others {
            names += self.catalogue.together(self.fields, stem, other)?;
        }
        Ok(names)
    }

    /// The two words of the catalogue that stand side by side most often and spell this one together.
    fn split(
        &mut self,
        plain: &str,
        chars_min: usize,
    ) -> tantivy::Result<Option<(usize, [String; 2])>> {
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
        let split = self
            .split(&word.plain, APART_CHARS_MIN)?
            .filter(|(names, _)| *names >= APART_NAMES_MIN);
        Ok(split.map(|(_, parts)| parts.map(|part| self.cutter.stem(&part))))
    }
}

/// A search in quotation marks means exactly these words.
fn quoted(typed: &str) -> bool {
    typed
        .strip_prefix('"')
        .is_some_and(|rest| rest.ends_with('"'))
}

/// The typed text with the corrected words in place; all else stays as it was typed.
fn replaced(typed: &str, changes: Vec<(std::ops::Range<usize>, String)>) -> String {
    let mut text = typed.to_owned();
    for (span, better) in changes.into_iter().rev() {
        text.replace_range(span, &better);
    }
    text
}
