//! The store's own few rows: where the journal stands, the sums of each table, the level it is written at.

use super::codec::{self, Stored};
use super::engine::{Batch, Durability, Engine, Snapshot, Span, TableId};
use super::journal::{Entry, Position};
use super::keys;
use crate::base::{Broken, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The store's own rows. Neither journalled nor backed up.
pub const META: TableId = 0;
/// Journal entries by their number.
pub const JOURNAL: TableId = 1;

/// What this version writes. A release reads one level above it, so that it can be gone back to.
pub const LEVEL_WRITTEN: u32 = 1;
pub const LEVEL_READ_MAX: u32 = LEVEL_WRITTEN + 1;

/// The journal inside the store grows no larger, whether its entries were copied elsewhere or not.
pub const JOURNAL_BYTES_MAX: u64 = 256 << 20;
/// So many entries stay even when they were copied, for followers that are a moment behind.
const JOURNAL_ENTRIES_KEPT: u64 = 1_000;
/// Entries taken away by one commit.
const TRIMMED_MAX: u64 = 200;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Head {
    pub position: Position,
    /// The latest time any entry bears.
    pub wall: Time,
    /// The oldest entry that is still here; `position.seq + 1` when none is.
    pub first: u64,
    pub journal_bytes: u64,
    pub level: u32,
    /// Where this line began: the position on the line before it.
    pub forked_from: Option<Position>,
}

impl Stored for Head {
    const SCHEMA: u16 = 1;
}

/// How many rows a table has, and the sum of their hashes: two states compared in sixteen bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sum {
    pub rows: u64,
    pub hash: u64,
}

impl Stored for Sum {
    const SCHEMA: u16 = 1;
}

pub type Sums = BTreeMap<TableId, Sum>;

impl Sum {
    pub const ZERO: Sum = Sum { rows: 0, hash: 0 };

    pub fn add(&mut self, row: u64) {
        self.rows = self.rows.wrapping_add(1);
        self.hash = self.hash.wrapping_add(row);
    }

    pub fn remove(&mut self, row: u64) {
        self.rows = self.rows.wrapping_sub(1);
        self.hash = self.hash.wrapping_sub(row);
    }
}

const HEAD_KEY: &[u8] = b"head";
const BARRIER_KEY: &[u8] = b"barrier";

fn sum_key(table: TableId) -> Vec<u8> {
    [b"sum".as_slice(), &table.to_be_bytes()].concat()
}

pub fn read_head(view: &dyn Snapshot) -> Result<Option<Head>, Broken> {
    view.get(META, HEAD_KEY)?.map(|record| codec::get(META, HEAD_KEY, &record)).transpose()
}

pub fn read_sum(view: &dyn Snapshot, table: TableId) -> Result<Sum, Broken> {
    let key = sum_key(table);
    Ok(view.get(META, &key)?.map(|record| codec::get(META, &key, &record)).transpose()?.unwrap_or(Sum::ZERO))
}

pub fn lay_head(batch: &mut Batch, head: &Head, sums: &Sums) -> Result<(), Broken> {
    for (table, sum) in sums {
        let key = sum_key(*table);
        let record = codec::put(META, &key, sum)?;
        batch.insert((META, key), Some(record));
    }
    batch.insert((META, HEAD_KEY.to_vec()), Some(codec::put(META, HEAD_KEY, head)?));
    Ok(())
}

pub fn lay_journal(batch: &mut Batch, entries: &[Entry]) -> Result<(), Broken> {
    for entry in entries {
        let key = keys::encode(&entry.seq);
        let record = codec::put(JOURNAL, &key, entry)?;
        batch.insert((JOURNAL, key), Some(record));
    }
    Ok(())
}

/// Takes away old entries: those a target confirmed, and the oldest of all when there are too many.
pub fn lay_trim(batch: &mut Batch, head: &mut Head, confirmed: u64) {
    let kept_from = head.position.seq.saturating_sub(JOURNAL_ENTRIES_KEPT);
    let mut end = confirmed.saturating_add(1).min(kept_from);
    let entries = (head.position.seq + 1).saturating_sub(head.first).max(1);
    if head.journal_bytes > JOURNAL_BYTES_MAX {
        end = end.max(head.first + TRIMMED_MAX).min(head.position.seq);
    }
    let end = end.min(head.first + TRIMMED_MAX);
    let mean = head.journal_bytes / entries;
    while head.first < end {
        batch.insert((JOURNAL, keys::encode(&head.first)), None);
        head.first += 1;
        head.journal_bytes = head.journal_bytes.saturating_sub(mean);
    }
}

/// One synced write that must succeed before a reopened store is believed; answers where it stands.
pub fn barrier(engine: &dyn Engine, boot: u64) -> Result<Head, Broken> {
    let mut batch = Batch::new();
    batch.insert((META, BARRIER_KEY.to_vec()), Some(boot.to_be_bytes().to_vec()));
    engine.commit(&batch, Durability::Synced)?;
    read_head(&*engine.snapshot()?)?.ok_or_else(|| Broken::new("the reopened store has no head"))
}

/// The entry with that number.
pub fn entry(view: &dyn Snapshot, seq: u64) -> Result<Option<Entry>, Broken> {
    let key = keys::encode(&seq);
    view.get(JOURNAL, &key)?.map(|record| codec::get(JOURNAL, &key, &record)).transpose()
}

/// Entries after `seq`, oldest first, until `bytes_max` or `entries_max` is reached; at least one when there is one.
pub fn entries_after(
    view: &dyn Snapshot,
    seq: u64,
    entries_max: usize,
    bytes_max: usize,
) -> Result<Vec<Entry>, Broken> {
    const STEP: usize = 64;
    let (mut found, mut bytes, mut from) = (Vec::new(), 0, seq + 1);
    loop {
        let span = Span { from: keys::encode(&from), to: None, backwards: false };
        let rows = view.scan(JOURNAL, &span, STEP)?;
        let last = rows.len() < STEP;
        for (key, record) in rows {
            bytes += record.len();
            if !found.is_empty() && (bytes > bytes_max || found.len() >= entries_max) {
                return Ok(found);
            }
            let entry: Entry = codec::get(JOURNAL, &key, &record)?;
            from = entry.seq + 1;
            found.push(entry);
        }
        if last {
            return Ok(found);
        }
    }
}
