//! Products that vary, waiting for their variations, which may stand anywhere below them.
//!
//! What waits is bounded: when it is too much, the oldest product comes out with the variations it has.

use super::variations::Family;
use crate::import::Out;
use std::collections::{BTreeMap, HashMap};

/// Of rows as they stand in the file; about fifty thousand variations.
const WAITING_BYTES_MAX: usize = 16 * 1024 * 1024;
/// What a row costs beyond its text.
const ROW_OVERHEAD_BYTES: usize = 500;

#[derive(Default)]
pub struct Waiting {
    families: BTreeMap<u64, Entry>,
    by_reference: HashMap<String, u64>,
    /// How many came in, ever.
    serial: u64,
    bytes: usize,
}

struct Entry {
    family: Family,
    references: Vec<String>,
    bytes: usize,
}

impl Waiting {
    pub fn add(&mut self, family: Family, references: Vec<String>, row_bytes: usize) {
        self.serial += 1;
        for reference in &references {
            self.by_reference.insert(reference.clone(), self.serial);
        }
        self.families.insert(self.serial, Entry { family, references, bytes: 0 });
        self.count(self.serial, row_bytes);
    }

    /// The product a variation names, which one more row will belong to.
    pub fn family(&mut self, reference: &str, row_bytes: usize) -> Option<&mut Family> {
        let serial = *self.by_reference.get(reference)?;
        self.count(serial, row_bytes);
        self.families.get_mut(&serial).map(|entry| &mut entry.family)
    }

    pub fn make_room(&mut self, out: &mut Out) {
        while self.bytes > WAITING_BYTES_MAX && self.finish_oldest(out) {}
    }

    pub fn finish_all(&mut self, out: &mut Out) {
        while self.finish_oldest(out) {}
    }

    fn finish_oldest(&mut self, out: &mut Out) -> bool {
        let Some((serial, entry)) = self.families.pop_first() else { return false };
        self.bytes -= entry.bytes;
        for reference in &entry.references {
            // A later product may go by the same article number.
            if self.by_reference.get(reference) == Some(&serial) {
                self.by_reference.remove(reference);
            }
        }
        entry.family.finish(out);
        true
    }

    fn count(&mut self, serial: u64, row_bytes: usize) {
        let bytes = row_bytes + ROW_OVERHEAD_BYTES;
        self.bytes += bytes;
        if let Some(entry) = self.families.get_mut(&serial) {
            entry.bytes += bytes;
        }
    }
}
