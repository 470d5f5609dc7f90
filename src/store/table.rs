//! What a table is, for those who declare one (`tables`) and for the waist that keeps its indexes.

use super::codec::{self, Stored};
use super::engine::{Key, TableId};
use super::json;
use super::keys::{self, KeyPart};
use crate::base::Broken;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::Any;
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
    pub const fn with(&self, indexes: &'static [IndexDef]) -> TableDef
    where
        K: Serialize + DeserializeOwned,
    {
        TableDef {
            id: self.id,
            name: self.name,
            schema: V::SCHEMA,
            indexes,
            read: read::<K, V>,
            to_json: json::write::<K, V>,
            from_json: json::read::<K, V>,
        }
    }
}

/// A second way into a table: the keys a pure function gives each row. Its rows have no value; their keys end with the
/// key of the row they lead to.
pub struct Index<By, K> {
    pub id: TableId,
    pub name: &'static str,
    types: PhantomData<fn() -> (By, K)>,
}

/// A decoded row of any table; its own indexes know its type.
pub type Row = dyn Any;

/// Index keys of one row, by its key.
pub type KeysOf = fn(&[u8], &Row) -> Result<Vec<Key>, Broken>;

impl<By: KeyPart, K: KeyPart> Index<By, K> {
    pub const fn new(id: TableId, name: &'static str) -> Index<By, K> {
        Index { id, name, types: PhantomData }
    }

    /// The index without its types. `keys` calls [`Index::keys`] with the function that makes them.
    pub const fn made(&self, keys: KeysOf) -> IndexDef {
        IndexDef { id: self.id, name: self.name, keys, lead: lead::<By, K> }
    }

    pub fn keys<V: Stored>(&self, key: &[u8], row: &Row, of: fn(K, &V) -> Vec<By>) -> Result<Vec<Key>, Broken> {
        let row =
            row.downcast_ref().ok_or_else(|| Broken::new(format!("“{}” is declared for other rows", self.name)))?;
        let lead = |by: &By| {
            let mut bytes = keys::encode(by);
            bytes.extend_from_slice(key);
            bytes
        };
        Ok(of(read_key(self.id, key)?, row).iter().map(lead).collect())
    }
}

pub struct IndexDef {
    pub id: TableId,
    pub name: &'static str,
    keys: KeysOf,
    lead: fn(&[u8]) -> Option<Key>,
}

impl IndexDef {
    /// The index's keys of one row, each once, in order; none of a row that is not there.
    pub fn keys_of(&self, key: &[u8], row: Option<&Row>) -> Result<Vec<Key>, Broken> {
        let mut keys = row.map(|row| (self.keys)(key, row)).transpose()?.unwrap_or_default();
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }

    /// The key of the row that an index key leads to; `None` when it is no key of this index.
    pub fn lead(&self, key: &[u8]) -> Option<Key> {
        (self.lead)(key)
    }
}

/// A decoded record, whatever its type.
pub type Read = fn(TableId, &[u8], &[u8]) -> Result<Box<Row>, Broken>;

/// A row as a line of JSON, and as this version keeps it.
pub type ToJson = fn(TableId, &[u8], &[u8]) -> Result<(String, json::Kept), Broken>;

/// The row that a line of JSON is.
pub type FromJson = fn(TableId, &[u8]) -> Result<json::Kept, Broken>;

pub struct TableDef {
    pub id: TableId,
    pub name: &'static str,
    /// Under which its rows are written.
    pub schema: u16,
    pub indexes: &'static [IndexDef],
    /// Decodes key and record whole.
    pub read: Read,
    pub to_json: ToJson,
    pub from_json: FromJson,
}

fn read<K: KeyPart, V: Stored>(table: TableId, key: &[u8], record: &[u8]) -> Result<Box<Row>, Broken> {
    read_key::<K>(table, key)?;
    Ok(Box::new(codec::get::<V>(table, key, record)?))
}

fn lead<By: KeyPart, K: KeyPart>(key: &[u8]) -> Option<Key> {
    keys::decode::<(By, K)>(key).map(|(_, row)| keys::encode(&row))
}

pub fn read_key<K: KeyPart>(table: TableId, key: &[u8]) -> Result<K, Broken> {
    keys::decode(key).ok_or_else(|| Broken::new(format!("table {table} has a key that is none: {}", codec::hex(key))))
}
