//! The store's own few rows: where the journal stands, the sums of each table, the level it is written at.

use super::codec::{self, Stored};
use super::engine::{Batch, Durability, Engine, Failed, Snapshot, TableId};
use super::journal::{Entry, Position};
use super::keys;
use crate::base::time::HOUR;
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
/// So long an entry waits for a target to confirm it, in microseconds of the shop running: a night switched off is no delay.
pub const JOURNAL_AGE_MAX: i64 = HOUR;
/// So many entries stay even when they were copied, for followers that are a moment behind.
pub const JOURNAL_ENTRIES_KEPT: u64 = 1_000;
/// What one commit takes away at most: more than it can add, or the journal would grow.
const TRIMMED_MAX: u64 = 200;
const TRIMMED_BYTES_MAX: u64 = 16 << 20;

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

    pub fn plus(self, other: Sum) -> Sum {
        Sum { rows: self.rows.wrapping_add(other.rows), hash: self.hash.wrapping_add(other.hash) }
    }

    pub fn remove(&mut self, row: u64) {
        self.rows = self.rows.wrapping_sub(1);
        self.hash = self.hash.wrapping_sub(row);
    }
}

const HEAD_KEY: &[u8] = b"head";
/// Written for the sake of writing: it says whether the disk still takes anything.
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

/// What trimming goes by.
pub struct Trim {
    /// A target has the entries up to there.
    pub confirmed: u64,
    /// Nobody follows from before there any more: it is older than all that is kept.
    pub too_old: u64,
    /// This run of the program, and microseconds since it began.
    pub boot: u64,
    pub mono: i64,
}

impl Trim {
    /// An entry of an earlier run counts from the start of this one. What cannot be read will never be confirmed.
    fn waited_too_long(&self, seq: u64, record: &[u8]) -> bool {
        Entry::read(seq, record).map_or(true, |(entry, _)| {
            let since = if entry.boot == self.boot { entry.mono } else { 0 };
            self.mono - since > JOURNAL_AGE_MAX
        })
    }
}

/// Is there anything that could be taken away?
pub fn may_trim(head: &Head, too_old: u64) -> bool {
    head.first <= too_old
        || head.journal_bytes > JOURNAL_BYTES_MAX
        || head.first + JOURNAL_ENTRIES_KEPT <= head.position.seq
}

/// Takes away the oldest entries: those a target confirmed or did not fetch in time, and any when they are too many bytes.
pub fn lay_trim(view: &dyn Snapshot, batch: &mut Batch, head: &mut Head, by: &Trim) -> Result<(), Broken> {
    let (mut entries, mut bytes) = (0, 0);
    while may_trim(head, by.too_old)
        && head.first < head.position.seq
        && entries < TRIMMED_MAX
        && bytes < TRIMMED_BYTES_MAX
    {
        let key = keys::encode(&head.first);
        let record = view.get(JOURNAL, &key)?.unwrap_or_default();
        let crowded = head.journal_bytes > JOURNAL_BYTES_MAX;
        if !crowded && head.first > by.confirmed && !by.waited_too_long(head.first, &record) {
            break;
        }
        batch.insert((JOURNAL, key), None);
        head.first += 1;
        head.journal_bytes = head.journal_bytes.saturating_sub(record.len() as u64);
        entries += 1;
        bytes += record.len() as u64;
    }
    Ok(())
}

/// One synced write. It puts late ones before it on disk, too, and says whether a reopened store can be believed.
pub fn sync(engine: &dyn Engine, boot: u64) -> Result<(), Failed> {
    let mut batch = Batch::new();
    batch.insert((META, BARRIER_KEY.to_vec()), Some(boot.to_be_bytes().to_vec()));
    engine.commit(&batch, Durability::Synced)
}

/// The records of the entries after `seq`, oldest first, until `bytes_max` or `entries_max` is reached; at least one when
/// there is one. One by one, because a single entry may be as large as a work.
pub fn records_after(
    view: &dyn Snapshot,
    seq: u64,
    entries_max: usize,
    bytes_max: usize,
) -> Result<Vec<(u64, Vec<u8>)>, Broken> {
    let (mut found, mut bytes) = (Vec::new(), 0);
    for seq in (seq + 1..).take(entries_max) {
        let Some(record) = view.get(JOURNAL, &keys::encode(&seq))? else { break };
        bytes += record.len();
        if bytes > bytes_max && !found.is_empty() {
            break;
        }
        found.push((seq, record));
    }
    Ok(found)
}
