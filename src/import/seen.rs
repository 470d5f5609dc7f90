//! What a file has said before, so that nothing is taken twice. Only hashes are kept: memory is bounded.

use super::Out;
use super::cells::Cells;
use super::values::quote;
use crate::base::text::Handle;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Beyond this many different texts a repetition is no longer noticed.
const SEEN_MAX: usize = 500_000;

/// Texts and the line each first stood on.
#[derive(Default)]
pub struct Seen(HashMap<u64, u64>);

impl Seen {
    /// The earlier line with this text; if there is none, this line is remembered.
    pub fn before(&mut self, text: &str, line: u64) -> Option<u64> {
        let earlier = self.line_of(text);
        if earlier.is_none() && self.0.len() < SEEN_MAX {
            self.0.insert(hash(text), line);
        }
        earlier
    }

    /// Notes an article number that an earlier line has too; both lines are taken.
    pub fn note_repeated<C: Copy + PartialEq>(&mut self, cells: &Cells<'_, C>, column: C, sku: &str, out: &mut Out) {
        if sku.is_empty() {
            return;
        }
        if let Some(line) = self.before(sku, cells.line()) {
            let sentence = format!("{} is also the article number on line {line}. Both were taken.", quote(sku));
            cells.note(Some(column), sentence, out);
        }
    }

    pub fn line_of(&self, text: &str) -> Option<u64> {
        self.0.get(&hash(text)).copied()
    }
}

/// Addresses given out, and the last number put behind each.
#[derive(Default)]
pub struct Handles(HashMap<u64, u32>);

impl Handles {
    /// The wanted address, or the next with a number: the same file always gives the same ones.
    pub fn free(&mut self, wanted: &Handle) -> Handle {
        let mut handle = wanted.clone();
        let mut n = self.0.get(&hash(wanted.as_str())).copied().unwrap_or(1);
        while self.0.contains_key(&hash(handle.as_str())) {
            n += 1;
            handle = wanted.numbered(n);
        }
        if self.0.len() < SEEN_MAX {
            self.0.insert(hash(wanted.as_str()), n);
            self.0.entry(hash(handle.as_str())).or_insert(1);
        }
        handle
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
