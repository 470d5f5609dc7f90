//! Which product comes first. BM25 over the weighted fields brings the candidates; for the best of them the rules
//! below look at how the search stands in the product. Every rule is one sentence; the weights were measured on
//! human judgements. Must not know how words are cut or corrected.

use std::collections::BTreeMap;

use tantivy::{DocAddress, Score};

use super::catalogue::Catalogue;
use super::meaning::Meaning;
use super::outline::{Mark, Outline};
use super::schema::Fields;

/// The more of the search a product covers, rare words counting more, the better.
const COVERED: f32 = 14.0;
/// Words that stand side by side in the search should stand side by side in the name.
const SIDE_BY_SIDE: f32 = 8.0;
/// The last word of a search is usually the thing itself, so the name should have it.
const LAST_WORD: f32 = 1.0;
/// A name whose head is what was searched is the thing itself and not its accessory.
const HEAD: f32 = 4.0;
/// Among equals, the product that resembles the best ones is rather meant than the odd one out.
const KINSHIP: f32 = 8.0;
/// What cannot be bought now stands a little lower, and never vanishes.
const SOLD_OUT: f32 = 1.5;

/// Kinship looks at so many of the best, and each counts e times less for being this much worse.
const BEST: usize = 20;
const BEST_FADE: f32 = 3.0;

/// The search as ranking compares it: marks instead of words.
pub struct Ranking {
    slots: Vec<Marks>,
}

struct Marks {
    word: Mark,
    apart: Option<[Mark; 2]>,
    joined: Option<Mark>,
    share: f32,
}

impl Ranking {
    pub fn new(meaning: &Meaning, fields: &Fields, catalogue: &Catalogue) -> tantivy::Result<Ranking> {
        let mut slots = Vec::with_capacity(meaning.slots.len());
        for slot in &meaning.slots {
            slots.push(Marks {
                word: Mark::of(&slot.stem),
                apart: slot.apart.as_ref().map(|[a, b]| [Mark::of(a), Mark::of(b)]),
                joined: slot.joined.as_ref().map(|joined| Mark::of(joined)),
                share: catalogue.rarity(fields, &slot.stem)?,
            });
        }
        let all: f32 = slots.iter().map(|slot| slot.share).sum();
        slots.iter_mut().for_each(|slot| slot.share /= all.max(f32::EPSILON));
        Ok(Ranking { slots })
    }

    /// Sorts candidates by all rules; equal ones keep the order BM25 gave.
    pub fn sort(&self, catalogue: &Catalogue, candidates: &mut [(Score, DocAddress)]) {
        let mut product = Outline::default();
        for (score, at) in candidates.iter_mut() {
            let columns = catalogue.columns(*at);
            product.read(&columns.outline, at.doc_id);
            let sold_out = columns.available.first(at.doc_id) == Some(false);
            *score += self.bonus(&product) - SOLD_OUT * truth(sold_out);
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        let kin = Kin::of(catalogue, &candidates[..candidates.len().min(BEST)]);
        for (score, at) in candidates.iter_mut() {
            product.read(&catalogue.columns(*at).outline, at.doc_id);
            *score += KINSHIP * kin.resemblance(&product);
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    }

    /// What the rules on one product add to the score BM25 gave.
    fn bonus(&self, product: &Outline) -> f32 {
        let found: Vec<Found> = (0..self.slots.len()).map(|i| self.find(i, product)).collect();
        let Some(last) = found.last() else {
            return 0.0;
        };
        let shares = self.slots.iter().zip(&found).filter(|(_, at)| at.anywhere);
        let covered: f32 = shares.map(|(slot, _)| slot.share).sum();
        let beside = |pair: &&[Found]| pair[0].with_next || pair[0].name << 1 & pair[1].name != 0;
        let pairs = share(found.windows(2).filter(beside).count(), found.len() - 1);
        let in_name = found.iter().fold(0, |places, at| places | at.name);
        let in_head = (in_name & product.head).count_ones() as usize;
        COVERED * covered
            + SIDE_BY_SIDE * pairs
            + LAST_WORD * truth(last.name != 0)
            + HEAD * share(in_head, product.head.count_ones() as usize)
    }

    /// Where a word of the search stands in the product, in any of its spellings.
    fn find(&self, i: usize, product: &Outline) -> Found {
        let slot = &self.slots[i];
        let mut name = product.in_name(slot.word);
        let mut anywhere = product.has(slot.word);
        if let Some([first, second]) = slot.apart {
            let second_after = product.in_name(first) << 1 & product.in_name(second);
            name |= second_after | second_after >> 1;
            anywhere |= product.has(first) && product.has(second);
        }
        let before = i.checked_sub(1).and_then(|before| self.slots[before].joined);
        for joined in [slot.joined, before].into_iter().flatten() {
            name |= product.in_name(joined);
            anywhere |= product.has(joined);
        }
        let with_next = slot.joined.is_some_and(|joined| product.has(joined));
        Found { name, anywhere, with_next }
    }
}

/// Where one word of the search was found: places in the name as bits.
struct Found {
    name: u64,
    anywhere: bool,
    with_next: bool,
}

/// How common each word is among the names of the best candidates, 0 to 1.
struct Kin {
    words: BTreeMap<Mark, f32>,
}

impl Kin {
    fn of(catalogue: &Catalogue, best: &[(Score, DocAddress)]) -> Kin {
        let mut words: BTreeMap<Mark, f32> = BTreeMap::new();
        let top = best.first().map_or(0.0, |(score, _)| *score);
        let weight = |score: Score| ((score - top) / BEST_FADE).exp();
        let all: f32 = best.iter().map(|(score, _)| weight(*score)).sum();
        let mut product = Outline::default();
        for (score, at) in best {
            product.read(&catalogue.columns(*at).outline, at.doc_id);
            product.name.sort_unstable();
            product.name.dedup();
            for mark in &product.name {
                *words.entry(*mark).or_default() += weight(*score) / all;
            }
        }
        Kin { words }
    }

    /// How common the words of this name are among the best, on average.
    fn resemblance(&self, product: &Outline) -> f32 {
        let common: f32 = product.name.iter().filter_map(|mark| self.words.get(mark)).sum();
        common / product.name.len().max(1) as f32
    }
}

fn truth(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
