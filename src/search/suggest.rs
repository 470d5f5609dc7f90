//! What to offer while a search is being typed: words of the catalogue that complete it and products that fit.
//! Must not know how a full search is ranked.

use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};

use super::catalogue::Catalogue;
use super::find::{typed_words, word_clauses};
use super::ranking::Ids;
use super::schema::{Fields, Searched, prefix};
use super::spelling::{Meaning, Speller};
use super::vocabulary::Entry;
use super::words::{Cutter, Word};

const TYPED_CHARS_MIN: usize = 2;
const TYPED_BYTES_MAX: usize = 100;
/// A typo is forgiven from this length on: shorter beginnings are near to everything.
const FORGIVEN_CHARS_MIN: usize = 3;
const COMPLETIONS_MAX: usize = 8;
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
    let long = |w: &Word| w.plain.chars().count() >= TYPED_CHARS_MIN || w.is_number();
    let Some(last) = words.pop().filter(|last| long(last) || !words.is_empty()) else {
        return Ok(Vec::new());
    };
    let before = prefix(text, last.span.start);
    let meaning = Speller { fields, catalogue, cutter: &mut cutter }.understand(before, words)?;
    let completions = completions(catalogue, &last);
    let must: Vec<Box<dyn Query>> = meaning.slots.iter().map(|slot| any(fields, slot_only(slot))).collect();
    let mut found = Vec::new();
    for entry in &completions {
        let all = must.iter().map(|q| q.box_clone()).chain([named(fields, &cutter.stem(&entry.plain))]).collect();
        let fits = must.is_empty() || catalogue.searcher.search(&BooleanQuery::intersection(all), &Count)? > 0;
        if fits && found.len() < limit.div_ceil(WORDS_SHARE) {
            let before = meaning.corrected.as_deref().unwrap_or(before).trim();
            found.push(Suggestion::Words(format!("{before} {}", entry.shown()).trim().to_owned()));
        }
    }
    let last_words = completions.iter().map(|entry| named(fields, &cutter.stem(&entry.plain))).collect();
    let last_word: Box<dyn Query> = Box::new(BooleanQuery::union(last_words));
    let query = BooleanQuery::intersection(must.into_iter().chain([last_word]).collect());
    found.extend(products(fields, catalogue, &query, limit.saturating_sub(found.len()))?);
    Ok(found)
}

/// The words the last, unfinished word may become, the commonest first; with one typo only if nothing else fits.
fn completions<'a>(catalogue: &'a Catalogue, last: &'a Word) -> Vec<&'a Entry> {
    let mut fitting: Vec<&Entry> = catalogue.vocabulary.starting_with(&last.plain).collect();
    if fitting.is_empty() && last.plain.chars().count() >= FORGIVEN_CHARS_MIN && !last.is_number() {
        fitting = catalogue.vocabulary.starting_near(&last.plain).collect();
    }
    // A finished word comes before those it begins.
    fitting.sort_by_key(|entry| (*entry.plain != *last.plain, std::cmp::Reverse(entry.products)));
    fitting.truncate(COMPLETIONS_MAX);
    fitting
}

fn slot_only(slot: &super::spelling::Slot) -> Meaning {
    Meaning { slots: vec![slot.clone()], corrected: None }
}

fn any(fields: &Fields, meaning: Meaning) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(word_clauses(fields, &meaning)))
}

/// The word in a name, or with less weight among the labels.
fn named(fields: &Fields, stem: &str) -> Box<dyn Query> {
    let within = |searched: Searched, weight: f32| -> Box<dyn Query> {
        let term = Term::from_field_text(fields.of(searched), stem);
        Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), weight))
    };
    Box::new(BooleanQuery::union(vec![within(Searched::Name, 1.0), within(Searched::Labels, 0.3)]))
}

fn products(
    fields: &Fields,
    catalogue: &Catalogue,
    query: &dyn Query,
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut found = Vec::with_capacity(limit);
    for (_, at) in catalogue.searcher.search(query, &TopDocs::with_limit(limit).order_by_score())? {
        let product: TantivyDocument = catalogue.searcher.doc(at)?;
        let title = product.get_first(fields.title).and_then(|t| t.as_str().map(str::to_owned));
        let id = Ids::of(catalogue.searcher.segment_reader(at.segment_ord))?.get(at.doc_id);
        found.extend(title.map(|title| Suggestion::Product { id, title }));
    }
    Ok(found)
}
