//! One search from the typed text to a page of product ids. Bounded whatever is typed; the text never reaches
//! tantivy's query language. Must not know the index folder.

use std::collections::BTreeSet;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Score, Term};

use super::Found;
use super::catalogue::Catalogue;
use super::codes::{self, Codes};
use super::meaning::{Meaning, Slot};
use super::ranking::Ranking;
use super::schema::{Fields, WEIGHTS, prefix};
use super::spelling::Speller;
use super::words::{Cutter, Word};

const TYPED_BYTES_MAX: usize = 200;
const TYPED_WORDS_MAX: usize = 20;
/// Nobody pages deeper, and deeper pages would cost more than they give.
pub const DEPTH_MAX: usize = 1_000;
/// So many of the candidates BM25 brings are looked at closely.
const RANKED_MAX: usize = 500;
/// A whole stock code outweighs any words.
const CODE_SCORE: Score = 1_000.0;
/// Where nothing matches, so many words of the search are replaced by so many that look like them.
const ALIKE_WORDS_MAX: usize = 4;
const ALIKE_MAX: usize = 3;

pub struct Asked<'a> {
    pub text: &'a str,
    pub offset: usize,
    pub limit: usize,
    pub codes: Codes,
}

pub fn find(fields: &Fields, catalogue: &Catalogue, asked: &Asked) -> tantivy::Result<Found> {
    let text = prefix(asked.text.trim(), TYPED_BYTES_MAX);
    let mut cutter = Cutter::new();
    let words = typed_words(text, &mut cutter);
    let mut meaning = Speller { fields, catalogue, cutter: &mut cutter }.understand(text, words)?;
    let mut clauses = word_clauses(fields, &meaning.slots);
    for code in codes::held(fields, catalogue, text, asked.codes)? {
        // Who typed a code did not misspell a word.
        meaning.corrected = None;
        clauses.push(Box::new(ConstScoreQuery::new(code, CODE_SCORE)));
    }
    let mut query: Box<dyn Query> = Box::new(BooleanQuery::union(clauses));
    let mut total = catalogue.searcher.search(&*query, &Count)?;
    let nearest = total == 0 && catalogue.products() > 0;
    if nearest {
        meaning = alike(catalogue, &meaning, &mut cutter);
        let clauses = word_clauses(fields, &meaning.slots);
        query = if clauses.is_empty() { Box::new(AllQuery) } else { Box::new(BooleanQuery::union(clauses)) };
        total = catalogue.searcher.search(&*query, &Count)?;
    }
    let ranking = Ranking::new(&meaning, fields, catalogue)?;
    let found = page(catalogue, &*query, &ranking, asked)?;
    let ids = found.into_iter().map(|(_, at)| catalogue.id(at)).collect();
    Ok(Found { ids, total, corrected: meaning.corrected, nearest })
}

/// The words of a search, never more than can be looked up in good time.
pub fn typed_words(text: &str, cutter: &mut Cutter) -> Vec<Word> {
    let mut words = cutter.words(text);
    words.truncate(TYPED_WORDS_MAX);
    words
}

/// Each word of the search, in each of its spellings, in each field: any may match, more is better.
pub fn word_clauses(fields: &Fields, slots: &[Slot]) -> Vec<Box<dyn Query>> {
    let spellings = |slot: &Slot| {
        let other = slot.apart.iter().flatten().chain(&slot.joined).cloned();
        std::iter::once(slot.stem.clone()).chain(other).collect::<Vec<_>>()
    };
    let stems: BTreeSet<String> = slots.iter().flat_map(spellings).collect();
    let mut clauses: Vec<Box<dyn Query>> = Vec::new();
    for stem in &stems {
        for (searched, weight) in WEIGHTS {
            let term = Term::from_field_text(fields.of(searched), stem);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            clauses.push(Box::new(BoostQuery::new(query, weight)));
        }
    }
    clauses
}

fn page(
    catalogue: &Catalogue,
    query: &dyn Query,
    ranking: &Ranking,
    asked: &Asked,
) -> tantivy::Result<Vec<(Score, DocAddress)>> {
    let end = asked.offset.saturating_add(asked.limit).min(DEPTH_MAX);
    let top = TopDocs::with_limit(end.max(RANKED_MAX)).order_by_score();
    let mut found = catalogue.searcher.search(query, &top)?;
    let ranked = found.len().min(RANKED_MAX);
    ranking.sort(catalogue, &mut found[..ranked]);
    found.truncate(end);
    Ok(found.split_off(asked.offset.min(found.len())))
}

/// Where nothing matched: the catalogue's words that look most like the typed ones.
fn alike(catalogue: &Catalogue, meaning: &Meaning, cutter: &mut Cutter) -> Meaning {
    let mut slots = Vec::new();
    for slot in meaning.slots.iter().take(ALIKE_WORDS_MAX) {
        let entries = catalogue.vocabulary.alike(&slot.plain, ALIKE_MAX);
        slots.extend(entries.into_iter().map(|entry| Slot::plain(&entry.plain, cutter)));
    }
    Meaning { slots, corrected: None }
}
