//! Which words of a search are misspelt and what was meant: the catalogue's own words, weighed by how near and how
//! common they are and what stands around them. Must not know how products are ranked.

use super::catalogue::Catalogue;
use super::schema::Fields;
use super::vocabulary::Entry;
use super::words::{Cutter, Word, fold};

/// Shorter words are too near to too many others.
const CORRECTED_CHARS_MIN: usize = 4;
/// Up to this length a word may be one slip off, longer ones two.
const ONE_SLIP_CHARS_MAX: usize = 5;
const SPLIT_CHARS_MIN: usize = 2;
/// So many words of a search are looked at, each against so many candidates and so many words around it.
const CORRECTED_WORDS_MAX: usize = 6;
const CANDIDATES_MAX: usize = 8;
const COMPANY_WORDS_MAX: usize = 4;
const ROUNDS_MAX: usize = 2;
/// A word of the catalogue that so few products have, and at most one together with the words around it, may be a
/// slip for a common one: "widow lock".
const DOUBTED_PRODUCTS_MAX: u32 = 20;
const DOUBTED_COMPANY_MAX: usize = 1;

/// One slip costs as much as being some hundred times rarer.
const SLIP: f32 = 5.0;
/// People seldom mistype the first letter.
const FIRST_LETTER: f32 = 2.0;
/// A word that stands with the other words of the search in the catalogue's names is likelier.
const COMPANY: f32 = 1.0;

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
    /// What is meant by each word, where that is another. Each is weighed against the words around it as they are
    /// understood so far; a second round lets the first of two misspelt words learn from the second.
    pub fn corrections(&mut self, words: &[Word]) -> tantivy::Result<Vec<Option<Vec<String>>>> {
        let trust = self.trust(words)?;
        let unsure: Vec<usize> = (0..words.len()).filter(|i| trust[*i] != Trust::Known).collect();
        let unsure = &unsure[..unsure.len().min(CORRECTED_WORDS_MAX)];
        let near: Vec<Vec<_>> = unsure.iter().map(|i| self.near(&words[*i], trust[*i])).collect();
        let mut better: Vec<Option<Vec<String>>> = vec![None; words.len()];
        for _ in 0..unsure.len().min(ROUNDS_MAX) {
            for (&i, near) in unsure.iter().zip(&near) {
                let mut around: Vec<usize> = (0..words.len()).filter(|j| *j != i).collect();
                around.sort_by_key(|j| j.abs_diff(i));
                let mut company: Vec<String> = Vec::new();
                for j in around {
                    match &better[j] {
                        Some(parts) => company.extend(parts.iter().map(|part| self.cutter.stem(&fold(part)))),
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
        let joins: Vec<bool> = words.windows(2).map(|pair| self.joined(&pair[0], &pair[1]).is_some()).collect();
        let mut trust = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let joined = joins.get(i) == Some(&true) || (i > 0 && joins[i - 1]);
            let correctable = word.plain.chars().count() >= CORRECTED_CHARS_MIN && !word.is_number();
            let entry = self.catalogue.vocabulary.get(&word.plain);
            let rare = entry.is_some_and(|entry| entry.products <= DOUBTED_PRODUCTS_MAX);
            let known = entry.is_some() || self.catalogue.products_with(self.fields, &word.stem)? > 0;
            trust.push(match (correctable && !joined, known) {
                (true, false) => Trust::Unknown,
                (true, true) if rare && words.len() > 1 => Trust::Doubted,
                _ => Trust::Known,
            });
        }
        Ok(trust)
    }

    /// The likeliest word or two words of the catalogue for what was typed, if it is another.
    fn correction(
        &mut self,
        word: &Word,
        trust: Trust,
        near: &[(f32, &Entry)],
        company: &[String],
    ) -> tantivy::Result<Option<Vec<String>>> {
        let others: Vec<&String> = company.iter().filter(|other| **other != word.stem).collect();
        if trust == Trust::Doubted && (others.is_empty() || self.beside(&word.stem, &others)? > DOUBTED_COMPANY_MAX) {
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
        let mut same = |words: &[String]| words.len() == 1 && self.cutter.stem(&fold(&words[0])) == word.stem;
        Ok(best.map(|(_, words)| words).filter(|words| !same(words)))
    }

    /// The likeliest candidates for a word by themselves: near and common.
    fn near(&self, word: &Word, trust: Trust) -> Vec<(f32, &'a Entry)> {
        let short = word.plain.chars().count() <= ONE_SLIP_CHARS_MAX;
        let slips_max = if short || trust == Trust::Doubted { 1 } else { 2 };
        let first = word.plain.chars().next();
        let likely = |cost: f32, entry: &Entry| {
            let other_first = entry.plain.chars().next() != first;
            let penalty = if other_first { FIRST_LETTER } else { 0.0 };
            (entry.products as f32).ln() - SLIP * cost - penalty
        };
        let near = self.catalogue.vocabulary.near(&word.plain, slips_max);
        let mut near: Vec<_> = near.map(|(cost, entry)| (likely(cost, entry), entry)).collect();
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
}
