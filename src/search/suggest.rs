//! What to offer while a search is being typed: words of the catalogue that complete it and products that fit.
//! Must not know how a full search is ranked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Query};
use tantivy::schema::Value;

use super::catalogue::Catalogue;
use super::find::{typed_words, word_clauses};
use super::meaning::{Meaning, Slot};
use super::ranking::Ranking;
use super::schema::{Fields, prefix};
use super::spelling::Speller;
use super::vocabulary::Entry;
use super::words::{Cutter, Word, fold};

const TYPED_CHARS_MIN: usize = 2;
const TYPED_BYTES_MAX: usize = 100;
/// A typo is forgiven from this length on: shorter beginnings are near to everything.
const FORGIVEN_CHARS_MIN: usize = 3;
const COMPLETIONS_MAX: usize = 8;
/// So many products are looked at closely.
const RANKED_MAX: usize = 100;
/// At most a third of the suggestions are words, the others products.
const WORDS_SHARE: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// A search worth making: "ceramic bowl" for "ceramic bo".
    Words(String),
    Product {
        id: [u8; 16],
        title: String,
    },
}

pub fn suggest(fields: &Fields, catalogue: &Catalogue, typed: &str, limit: usize) -> tantivy::Result<Vec<Suggestion>> {
    let text = prefix(typed.trim_start(), TYPED_BYTES_MAX);
    let mut cutter = Cutter::new();
    let mut words = typed_words(text, &mut cutter);
    let long = |last: &Word, before: usize| before > 0 || last.shown.chars().count() >= TYPED_CHARS_MIN;
    let Some(last) = words.pop().filter(|last| long(last, words.len())) else {
        return Ok(Vec::new());
    };
    let before = prefix(text, last.span.start);
    let meaning = Speller { fields, catalogue, cutter: &mut cutter }.understand(before, words)?;
    let before = meaning.corrected.as_deref().unwrap_or(before).trim();
    let must = || meaning.slots.iter().map(|slot| any(fields, slot));
    let mut found = Vec::new();
    let mut likeliest = None;
    let mut last_words: BTreeMap<String, Box<dyn Query>> = BTreeMap::new();
    for entry in completions(catalogue, &last) {
        let slot = Slot::plain(&entry.plain, &mut cutter);
        let word = any(fields, &slot);
        let all = BooleanQuery::intersection(must().chain([word.box_clone()]).collect());
        let fits = catalogue.searcher.search(&all, &Count)? > 0;
        // One of "bowl" and "bowls" is enough, and only where the shop has it together with the words before.
        if fits && !last_words.contains_key(&slot.stem) {
            if found.len() < limit.div_ceil(WORDS_SHARE) {
                found.push(Suggestion::Words(format!("{before} {}", entry.shown()).trim().to_owned()));
            }
            // However rare a word is, only how many products have it says how likely it is meant.
            let likely = (1.0 + entry.products as f32).ln();
            last_words.insert(slot.stem.clone(), Box::new(ConstScoreQuery::new(word, likely)));
            likeliest.get_or_insert(slot);
        }
    }
    let last_word: Box<dyn Query> = Box::new(BooleanQuery::union(last_words.into_values().collect()));
    let all = BooleanQuery::intersection(must().chain([last_word]).collect());
    let meant = Meaning { slots: meaning.slots.iter().cloned().chain(likeliest).collect(), corrected: None };
    let ranking = Ranking::new(&meant, fields, catalogue)?;
    let left = limit.saturating_sub(found.len());
    found.extend(products(fields, catalogue, &all, &ranking, left)?);
    Ok(found)
}

/// The words the last, unfinished word may become, the commonest first; with one typo only if nothing else fits.
fn completions<'a>(catalogue: &'a Catalogue, last: &Word) -> Vec<&'a Entry> {
    let typed = fold(&last.shown);
    let mut fitting: Vec<&Entry> = catalogue.vocabulary.starting_with(&typed).collect();
    if fitting.is_empty() && typed.chars().count() >= FORGIVEN_CHARS_MIN && !last.is_number() {
        fitting = catalogue.vocabulary.starting_near(&typed).collect();
    }
    // A finished word comes before those it begins.
    fitting.sort_by_key(|entry| (*entry.plain != *typed, Reverse(entry.products)));
    fitting.truncate(COMPLETIONS_MAX);
    fitting
}

/// A word of the search anywhere in a product, in any of its spellings.
fn any(fields: &Fields, slot: &Slot) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(word_clauses(fields, std::slice::from_ref(slot))))
}

fn products(
    fields: &Fields,
    catalogue: &Catalogue,
    query: &dyn Query,
    ranking: &Ranking,
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    let mut candidates = catalogue.searcher.search(query, &TopDocs::with_limit(RANKED_MAX).order_by_score())?;
    ranking.sort(catalogue, &mut candidates);
    let mut found = Vec::with_capacity(limit);
    for (_, at) in candidates.into_iter().take(limit) {
        let product: TantivyDocument = catalogue.searcher.doc(at)?;
        let title = product.get_first(fields.title).and_then(|title| title.as_str().map(str::to_owned));
        found.extend(title.map(|title| Suggestion::Product { id: catalogue.id(at), title }));
    }
    Ok(found)
}
