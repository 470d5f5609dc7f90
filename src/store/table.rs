//! What a table is, for those who declare one (`tables`) and for the waist that keeps its indexes.

use super::codec::{self, Stored};
use super::engine::{Key, TableId};
use super::keys::{self, KeyPart};
use crate::base::Broken;
use std::marker::PhantomData;

/// A table with its key and row types. Zero bytes of its own: a name for a number.
pub struct Table<K, V> {
    pub id: TableId,
    pub name: &'static str,
    types: PhantomData<fn() -> (K, V)>,
}

impl<K: KeyPart, V: Stored> Table<K, V> {
    pub const fn new(id: TableId, name: &'static str) -> Table<K, V> {
        Table { id, name, types: PhantomData }
    }

    /// The table without its types, as the writer sees it.
    pub const fn with(&self, indexes: &'static [IndexDef]) -> TableDef {
        TableDef { id: self.id, name: self.name, indexes, verify: verify::<K, V> }
    }
}

/// A second way into a table: the keys a pure function gives each row. Its rows have no value; their keys end with the
/// key of the row they lead to.
pub struct Index<By, K> {
    pub id: TableId,
    pub name: &'static str,
    types: PhantomData<fn() -> (By, K)>,
}

/// Index keys of one record.
pub type KeysOf = fn(TableId, &[u8], &[u8]) -> Result<Vec<Key>, Broken>;

impl<By: KeyPart, K: KeyPart> Index<By, K> {
    pub const fn new(id: TableId, name: &'static str) -> Index<By, K> {
        Index { id, name, types: PhantomData }
    }

    /// The index without its types. `keys` calls [`Index::keys`] with the function that makes them.
    pub const fn made(&self, keys: KeysOf) -> IndexDef {
        IndexDef { id: self.id, name: self.name, keys }
    }

    pub fn keys<V: Stored>(
        &self,
        table: TableId,
        key: &[u8],
        record: &[u8],
        of: fn(K, &V) -> Vec<By>,
    ) -> Result<Vec<Key>, Broken> {
        let row: V = codec::get(table, key, record)?;
        let lead = |by: &By| {
            let mut bytes = keys::encode(by);
            bytes.extend_from_slice(key);
            bytes
        };
        Ok(of(read_key(table, key)?, &row).iter().map(lead).collect())
    }
}

pub struct IndexDef {
    pub id: TableId,
    pub name: &'static str,
    pub keys: KeysOf,
}

pub struct TableDef {
    pub id: TableId,
    pub name: &'static str,
    pub indexes: &'static [IndexDef],
    /// Decodes key and record whole; for `check`.
    pub verify: fn(TableId, &[u8], &[u8]) -> Result<(), Broken>,
}

fn verify<K: KeyPart, V: Stored>(table: TableId, key: &[u8], record: &[u8]) -> Result<(), Broken> {
    read_key::<K>(table, key)?;
    codec::get::<V>(table, key, record).map(|_| ())
}

pub fn read_key<K: KeyPart>(table: TableId, key: &[u8]) -> Result<K, Broken> {
    keys::decode(key).ok_or_else(|| Broken::new(format!("table {table} has a key that is none: {}", codec::hex(key))))
}
