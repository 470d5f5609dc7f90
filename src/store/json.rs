//! A row as a line of JSON, there and back to the same bytes: the form in which a shop leaves for another program.
//!
//! The line carries the row's hash, so that a changed digit is as much of a damage as a missing brace. This file must not know
//! what a row means, nor where lines lie.

use super::codec::{self, Stored, row_hash};
use super::engine::{Key, TableId};
use super::keys::{self, KeyPart};
use super::table::read_key;
use crate::base::Broken;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<K, V> {
    key: K,
    row: V,
    /// The hash of the row as the store keeps it, in hexadecimal digits.
    check: String,
}

/// A row as the store of this version keeps it.
pub type Kept = (Key, Vec<u8>);

fn check(table: TableId, key: &[u8], record: &[u8]) -> String {
    format!("{:016x}", row_hash(table, key, record))
}

/// Decodes a record of any schema and writes it as this version would.
///
/// # Errors
/// The record is damaged.
pub fn write<K, V>(table: TableId, key: &[u8], record: &[u8]) -> Result<(String, Kept), Broken>
where
    K: KeyPart + Serialize,
    V: Stored,
{
    let row = codec::get::<V>(table, key, record)?;
    let record = codec::put(table, key, &row)?;
    let line = Line { key: read_key::<K>(table, key)?, row, check: check(table, key, &record) };
    let text = serde_json::to_string(&line).map_err(|e| Broken::because("writing a row", &e))?;
    Ok((text, (key.to_vec(), record)))
}

/// # Errors
/// It is no row of this table, or not the one that was written.
pub fn read<K, V>(table: TableId, text: &[u8]) -> Result<Kept, Broken>
where
    K: KeyPart + DeserializeOwned,
    V: Stored,
{
    let line: Line<K, V> = serde_json::from_slice(text).map_err(|e| Broken::because("this is no such row", &e))?;
    let key = keys::encode(&line.key);
    let record = codec::put(table, &key, &line.row)?;
    if check(table, &key, &record) != line.check {
        return Err(Broken::new("something in this row was changed: its check does not fit"));
    }
    Ok((key, record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Row(i64, u64, Option<String>);
    impl Stored for Row {
        const SCHEMA: u16 = 1;
    }

    fn there_and_back(row: &Row) -> String {
        let key = keys::encode(&("tea".to_owned(), u64::MAX));
        let record = codec::put(7, &key, row).unwrap();
        let (text, kept) = write::<(String, u64), Row>(7, &key, &record).unwrap();
        assert_eq!(kept, (key, record));
        assert_eq!(read::<(String, u64), Row>(7, text.as_bytes()).unwrap(), kept);
        text
    }

    #[test]
    fn the_largest_numbers_come_back_and_no_byte_of_a_line_can_change() {
        let text = there_and_back(&Row(i64::MIN, u64::MAX, Some("\0 “quoted” \u{1f375}".into())));
        there_and_back(&Row(i64::MAX, (1 << 53) + 1, None));
        for at in 0..text.len() {
            for bit in [0, 4, 7] {
                let mut bad = text.as_bytes().to_vec();
                bad[at] ^= 1 << bit;
                assert!(read::<(String, u64), Row>(7, &bad).is_err(), "{}", String::from_utf8_lossy(&bad));
            }
        }
        assert!(read::<(String, u64), Row>(8, text.as_bytes()).is_err());
    }
}
