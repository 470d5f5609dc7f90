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

/// A second way into a table: a pure function from a row to the keys under which it is found.
pub trait Index {
    const ID: TableId;
    const NAME: &'static str;
    type Key: KeyPart;
    type Row: Stored;
    type By: KeyPart;

    fn keys(key: &Self::Key, row: &Self::Row) -> Vec<Self::By>;

    const DEF: IndexDef = IndexDef { id: Self::ID, name: Self::NAME, keys: index_keys::<Self> };
}

/// An index without its types. Its rows have no value; their keys end with the key of the row they lead to.
pub struct IndexDef {
    pub id: TableId,
    pub name: &'static str,
    pub keys: fn(TableId, &[u8], &[u8]) -> Result<Vec<Key>, Broken>,
}

pub struct TableDef {
    pub id: TableId,
    pub name: &'static str,
    pub indexes: &'static [IndexDef],
    /// Decodes key and record whole; for `check`.
    pub verify: fn(TableId, &[u8], &[u8]) -> Result<(), Broken>,
}

fn index_keys<I: Index + ?Sized>(table: TableId, key: &[u8], record: &[u8]) -> Result<Vec<Key>, Broken> {
    let row: I::Row = codec::get(table, key, record)?;
    let typed: I::Key = read_key(table, key)?;
    let lead = |by: &I::By| {
        let mut bytes = keys::encode(by);
        bytes.extend_from_slice(key);
        bytes
    };
    Ok(I::keys(&typed, &row).iter().map(lead).collect())
}

fn verify<K: KeyPart, V: Stored>(table: TableId, key: &[u8], record: &[u8]) -> Result<(), Broken> {
    read_key::<K>(table, key)?;
    codec::get::<V>(table, key, record).map(|_| ())
}

pub fn read_key<K: KeyPart>(table: TableId, key: &[u8]) -> Result<K, Broken> {
    keys::decode(key).ok_or_else(|| Broken::new(format!("table {table} has a key that is none: {}", codec::hex(key))))
}
