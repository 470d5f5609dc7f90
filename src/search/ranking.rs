//! Which product comes first. BM25 over the weighted fields brings the candidates; for the first of them the rules
//! below look at how the search stands in the product. Every rule is one sentence. Must not know how words are cut
//! or corrected.

use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::catalogue::Catalogue;
use super::schema::{self, Fields, NAME_WORDS_MAX, Place};
use super::spelling::Meaning;

/// The share of the search a product covers, rare words counting more, is worth as much as a very rare word.
const COVERED: f32 = 8.0;
/// Words that stand side by side in the search should stand side by side in the name.
const SIDE_BY_SIDE: f32 = 8.0;
/// The last word of a search is usually the thing itself, so a name should have it.
const LAST_WORD: f32 = 1.0;
/// Better still, the thing itself is what the name says the product is.
const LAST_WORD_IN_HEAD: f32 = 1.0;
/// Each further word of the search in the name's head says that this is the thing and not its accessory.
const WORD_IN_HEAD: f32 = 2.0;
/// What cannot be bought now stands a little lower, and never vanishes.
const SOLD_OUT: f32 = 1.5;

/// The search as ranking compares it: marks instead of words.
pub struct Ranking {
    slots: Vec<Marks>,
}

struct Marks {
    word: u32,
    apart: Option<[u32; 2]>,
    joined: Option<u32>,
    share: f32,
}

impl Ranking {
    pub fn new(meaning: &Meaning, fields: &Fields, catalogue: &Catalogue) -> tantivy::Result<Ranking> {
        let mut slots = Vec::with_capacity(meaning.slots.len());
        for slot in &meaning.slots {
            slots.push(Marks {
                word: schema::mark(&slot.stem),
                apart: slot.apart.as_ref().map(|[a, b]| [schema::mark(a), schema::mark(b)]),
                joined: slot.joined.as_ref().map(|j| schema::mark(j)),
                share: catalogue.rarity(fields, &slot.stem)?,
            });
        }
        let all: f32 = slots.iter().map(|s| s.share).sum();
        slots.iter_mut().for_each(|s| s.share /= all.max(f32::EPSILON));
        Ok(Ranking { slots })
    }

    /// What the rules add to the score BM25 gave.
    fn bonus(&self, product: &Outline) -> f32 {
        let n = self.slots.len();
        let places: Vec<Found> = (0..n).map(|i| self.find(i, product)).collect();
        let Some(last) = places.last() else {
            return 0.0;
        };
        let covered: f32 = self.slots.iter().zip(&places).filter(|(_, at)| at.anywhere).map(|(s, _)| s.share).sum();
        let pairs = (1..n).filter(|&i| places[i - 1].with_next || follows(places[i - 1].name, places[i].name)).count();
        let in_head = places.iter().filter(|at| at.name & product.head != 0).count();
        COVERED * covered
            + SIDE_BY_SIDE * pairs as f32 / (n - 1).max(1) as f32
            + LAST_WORD * truth(last.name != 0)
            + LAST_WORD_IN_HEAD * truth(last.name & product.head != 0)
            + WORD_IN_HEAD * in_head as f32
    }

    /// Where a word of the search stands in the product, in any of its spellings.
    fn find(&self, i: usize, product: &Outline) -> Found {
        let slot = &self.slots[i];
        let mut name = product.in_name(slot.word);
        let mut anywhere = name != 0 || product.has_label(slot.word);
        if let Some([first, second]) = slot.apart {
            let second_after = product.in_name(first) << 1 & product.in_name(second);
            name |= second_after | second_after >> 1;
            anywhere |= product.has(first) && product.has(second);
        }
        let with_next = slot.joined.is_some_and(|joined| product.has(joined));
        let joins = [slot.joined, i.checked_sub(1).and_then(|before| self.slots[before].joined)];
        for joined in joins.into_iter().flatten() {
            name |= product.in_name(joined);
            anywhere |= product.has(joined);
        }
        Found { name, anywhere, with_next }
    }
}

/// Where one word of the search was found: places in the name as bits.
struct Found {
    name: u64,
    anywhere: bool,
    with_next: bool,
}

fn follows(first: u64, second: u64) -> bool {
    first << 1 & second != 0
}

fn truth(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

/// A product's words as marks, read from its column.
#[derive(Default)]
struct Outline {
    name: Vec<u32>,
    labels: Vec<u32>,
    head: u64,
}

impl Outline {
    fn read(&mut self, column: &Column<u64>, doc: DocId) {
        self.name.clear();
        self.labels.clear();
        self.head = 0;
        for number in column.values_for_doc(doc) {
            let (mark, place) = schema::place(number);
            match place {
                Place::Label => self.labels.push(mark),
                Place::Name | Place::Head if self.name.len() < NAME_WORDS_MAX => {
                    self.head |= u64::from(place == Place::Head) << self.name.len();
                    self.name.push(mark);
                }
                Place::Name | Place::Head => {}
            }
        }
    }

    fn in_name(&self, mark: u32) -> u64 {
        self.name.iter().enumerate().filter(|(_, m)| **m == mark).fold(0, |bits, (i, _)| bits | 1 << i)
    }

    fn has_label(&self, mark: u32) -> bool {
        self.labels.contains(&mark)
    }

    fn has(&self, mark: u32) -> bool {
        self.has_label(mark) || self.name.contains(&mark)
    }
}

/// Sorts candidates by all rules; equal ones keep the order BM25 gave.
pub fn rank(ranking: &Ranking, catalogue: &Catalogue, candidates: &mut [(Score, DocAddress)]) -> tantivy::Result<()> {
    let mut columns = Vec::new();
    for segment in catalogue.searcher.segment_readers() {
        columns.push((segment.fast_fields().u64(schema::OUTLINE)?, segment.fast_fields().bool(schema::AVAILABLE)?));
    }
    let mut product = Outline::default();
    for (score, at) in candidates.iter_mut() {
        let (outline, available) = &columns[at.segment_ord as usize];
        product.read(outline, at.doc_id);
        let sold_out = available.first(at.doc_id) == Some(false);
        *score += ranking.bonus(&product) - SOLD_OUT * truth(sold_out);
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(())
}

/// The ids of one segment's products.
pub struct Ids {
    high: Column<u64>,
    low: Column<u64>,
}

impl Ids {
    pub fn of(segment: &SegmentReader) -> tantivy::Result<Ids> {
        let columns = segment.fast_fields();
        Ok(Ids { high: columns.u64(schema::ID_HIGH)?, low: columns.u64(schema::ID_LOW)? })
    }

    pub fn get(&self, doc: DocId) -> [u8; 16] {
        schema::whole(self.high.first(doc).unwrap_or_default(), self.low.first(doc).unwrap_or_default())
    }
}
