//! Stock codes (SKUs): found with or without dashes, spaces and capitals, whole by shoppers and by their beginning
//! by staff. Must not know words.

use tantivy::Term;
use tantivy::query::{Query, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;

use super::catalogue::Catalogue;
use super::schema::Fields;
use super::words::code;

/// How a typed code is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    Whole,
    Beginning,
}

/// A shorter part of a search is a word or a measure, not a code.
const PART_CHARS_MIN: usize = 4;
const BEGINNING_CHARS_MIN: usize = 2;
const BEGINNINGS_MAX: usize = 200;

/// Queries for the codes in a search that some product has: the whole text, or a part with a digit in it.
pub fn held(fields: &Fields, catalogue: &Catalogue, text: &str, codes: Codes) -> tantivy::Result<Vec<Box<dyn Query>>> {
    let whole = code(text);
    let part = |p: &str| p.chars().count() >= PART_CHARS_MIN && p.bytes().any(|b| b.is_ascii_digit());
    let mut typed: Vec<String> = text.split_whitespace().map(code).filter(|p| part(p) && *p != whole).collect();
    typed.push(whole.clone());
    let mut queries: Vec<Box<dyn Query>> = Vec::new();
    for typed in typed {
        let term = Term::from_field_text(fields.code, &typed);
        if catalogue.searcher.doc_freq(&term)? > 0 {
            queries.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
    }
    // Only where no product has the whole code: who typed a whole one wants that one first.
    if codes == Codes::Beginning && queries.is_empty() && whole.chars().count() >= BEGINNING_CHARS_MIN {
        let terms = beginning_with(fields, catalogue, &whole)?;
        if !terms.is_empty() {
            queries.push(Box::new(TermSetQuery::new(terms)));
        }
    }
    Ok(queries)
}

fn beginning_with(fields: &Fields, catalogue: &Catalogue, beginning: &str) -> tantivy::Result<Vec<Term>> {
    let mut terms = Vec::new();
    for segment in catalogue.searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.code)?;
        let mut codes = inverted.terms().range().ge(beginning).into_stream()?;
        while let Some((code, _)) = codes.next().filter(|(code, _)| code.starts_with(beginning.as_bytes())) {
            if terms.len() == BEGINNINGS_MAX {
                return Ok(terms);
            }
            terms.extend(std::str::from_utf8(code).ok().map(|code| Term::from_field_text(fields.code, code)));
        }
    }
    Ok(terms)
}
