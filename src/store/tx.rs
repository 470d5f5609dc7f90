//! One piece of work while it runs: its own overlay over its group's, over a view of the store.
//!
//! It cannot wait. `now` and its randomness were fixed when it was accepted, so it can be run again with the same result.
//! Indexes follow the rows by themselves: every put and removal compares the keys of the old row with those of the new.

use super::codec::{self, Stored};
use super::engine::{Batch, Key, Pair, Snapshot, Span, TableId};
use super::journal::Change;
use super::keys::{self, KeyPart};
use super::rows::Rows;
use super::table::{Index, Row, Table, TableDef};
use crate::base::random::Seed;
use crate::base::{Broken, Random, Time};
use std::collections::BTreeMap;

/// What one piece of work may write, keys and index rows counted.
pub const WORK_BYTES_MAX: usize = 4 << 20;
/// What a row costs in the journal beside its key and its value.
const ROW_BYTES: usize = 16;

pub struct Tx<'a> {
    view: &'a dyn Snapshot,
    /// What earlier works of the same group wrote.
    group: &'a Batch,
    own: Batch,
    bytes: usize,
    /// A write that failed. Nothing of the work is kept then, even if it went on regardless.
    spoiled: Option<Broken>,
    tables: &'a BTreeMap<TableId, &'static TableDef>,
    now: Time,
    random: Random,
}

/// A record and the row it was made from; `None` for a row that goes.
type NewRow<'r> = Option<(Vec<u8>, &'r Row)>;

/// What a work wrote in the end; rows that are as they were before are not in it.
#[derive(PartialEq)]
pub struct Written {
    pub batch: Batch,
    /// Rows without index rows, each with what it was before.
    pub rows: Vec<(Change, Option<Vec<u8>>)>,
    pub bytes: usize,
}

impl<'a> Tx<'a> {
    pub fn new(
        view: &'a dyn Snapshot,
        group: &'a Batch,
        tables: &'a BTreeMap<TableId, &'static TableDef>,
        now: Time,
        seed: Seed,
    ) -> Tx<'a> {
        Tx { view, group, own: Batch::new(), bytes: 0, spoiled: None, tables, now, random: Random::from_seed(seed) }
    }

    /// When the work was accepted.
    pub fn now(&self) -> Time {
        self.now
    }

    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// The same reading words as on a view.
    pub fn rows(&self) -> &(dyn Rows + '_) {
        self
    }

    pub fn get<K: KeyPart, V: Stored>(&self, table: &Table<K, V>, key: &K) -> Result<Option<V>, Broken> {
        self.rows().get(table, key)
    }

    pub fn one<By: KeyPart, K: KeyPart>(&self, index: &Index<By, K>, by: &By) -> Result<Option<K>, Broken> {
        self.rows().one(index, by)
    }

    pub fn put<K: KeyPart, V: Stored>(&mut self, table: &Table<K, V>, key: &K, value: &V) -> Result<(), Broken> {
        let key = keys::encode(key);
        let record = codec::put(table.id, &key, value);
        self.write(table.id, key, record.map(|record| Some((record, value as &Row))))
    }

    pub fn remove<K: KeyPart, V: Stored>(&mut self, table: &Table<K, V>, key: &K) -> Result<(), Broken> {
        self.write(table.id, keys::encode(key), Ok(None))
    }

    /// What another store wrote, byte for byte. Indexes follow as ever.
    pub(super) fn repeat(&mut self, change: &Change) -> Result<(), Broken> {
        let (table, key) = (change.table, change.key.clone());
        let def = *self.tables.get(&table).ok_or_else(|| Broken::new(format!("table {table} is not in this store")))?;
        let Some(record) = &change.value else { return self.lay_row(table, key, None) };
        let row = (def.read)(table, &key, record)?;
        self.lay_row(table, key, Some((record.clone(), &*row)))
    }

    fn write(&mut self, table: TableId, key: Key, new: Result<NewRow<'_>, Broken>) -> Result<(), Broken> {
        let done = new.and_then(|new| self.lay_row(table, key, new));
        if let Err(broken) = &done {
            self.spoiled.get_or_insert_with(|| broken.clone());
        }
        done
    }

    fn lay_row(&mut self, table: TableId, key: Key, new: NewRow<'_>) -> Result<(), Broken> {
        let def = *self.tables.get(&table).ok_or_else(|| Broken::new(format!("table {table} is not in this store")))?;
        let (record, row) = new.unzip();
        if !def.indexes.is_empty() {
            let old = self.raw(table, &key)?.map(|old| (def.read)(table, &key, &old)).transpose()?;
            for index in def.indexes {
                let before = index.keys_of(&key, old.as_deref())?;
                let after = index.keys_of(&key, row)?;
                for gone in before.iter().filter(|key| after.binary_search(key).is_err()) {
                    self.lay(index.id, gone.clone(), None);
                }
                for new in after.into_iter().filter(|key| before.binary_search(key).is_err()) {
                    self.lay(index.id, new, Some(Vec::new()));
                }
            }
        }
        self.lay(table, key, record);
        if self.bytes > WORK_BYTES_MAX {
            return Err(Broken::new("one piece of work wrote more than 4 MiB"));
        }
        Ok(())
    }

    fn lay(&mut self, table: TableId, key: Key, record: Option<Vec<u8>>) {
        self.bytes += ROW_BYTES + key.len() + record.as_ref().map_or(0, Vec::len);
        self.own.insert((table, key), record);
    }

    /// The row as it was before this work.
    fn before(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        match self.group.get(&(table, key.to_vec())) {
            Some(value) => Ok(value.clone()),
            None => self.view.get(table, key),
        }
    }

    /// Ends the work.
    ///
    /// # Errors
    /// One of its writes failed, or a row it writes over cannot be read.
    pub fn finish(self) -> Result<Written, Broken> {
        if let Some(broken) = self.spoiled {
            return Err(broken);
        }
        let mut rows = Vec::new();
        for ((table, key), value) in self.own.iter().filter(|((table, _), _)| self.tables.contains_key(table)) {
            let old = self.before(*table, key)?;
            if old != *value {
                rows.push((Change { table: *table, key: key.clone(), value: value.clone() }, old));
            }
        }
        // Index rows follow their rows: where no row differs, they do not either.
        let batch = if rows.is_empty() { Batch::new() } else { self.own };
        Ok(Written { batch, rows, bytes: self.bytes })
    }
}

impl Rows for Tx<'_> {
    fn raw(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        match self.own.get(&(table, key.to_vec())) {
            Some(value) => Ok(value.clone()),
            None => self.before(table, key),
        }
    }

    fn raw_scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken> {
        if span.is_empty() {
            return Ok(Vec::new());
        }
        let over: BTreeMap<&[u8], &Option<Vec<u8>>> =
            laid(self.group, table, span).chain(laid(&self.own, table, span)).collect();
        if over.is_empty() {
            return self.view.scan(table, span, limit);
        }
        // Each row that is laid over can hide at most one row beneath.
        let beneath = self.view.scan(table, span, limit.saturating_add(over.len()))?;
        let mut merged: BTreeMap<Key, Vec<u8>> = beneath.into_iter().collect();
        for (key, value) in over {
            match value {
                Some(value) => merged.insert(key.to_vec(), value.clone()),
                None => merged.remove(key),
            };
        }
        Ok(if span.backwards {
            merged.into_iter().rev().take(limit).collect()
        } else {
            merged.into_iter().take(limit).collect()
        })
    }
}

fn laid<'b>(batch: &'b Batch, table: TableId, span: &'b Span) -> impl Iterator<Item = (&'b [u8], &'b Option<Vec<u8>>)> {
    batch
        .range((table, span.from.clone())..)
        .take_while(move |((t, key), _)| *t == table && span.contains(key))
        .map(|((_, key), value)| (key.as_slice(), value))
}
