//! Records: the only module that names bincode.
//!
//! A record is a format byte, a schema number, the payload, and a checksum over table, key and payload. redb never
//! verifies its pages on reading, so a flipped bit must be caught here, named, and never become a price. The checksum
//! knows the key, so a record that turns up under another key is caught too.
//!
//! bincode does not describe itself: a struct is frozen under its schema number, and a changed one gets the next number.

use super::engine::TableId;
use crate::base::Broken;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::hash::Hasher;
use xxhash_rust::xxh3::Xxh3;

/// bincode 2 `standard()`.
const FORMAT: u8 = 1;
const HEAD_BYTES: usize = 3;
const SUM_BYTES: usize = 8;
/// No record is larger; also the decoder's bound on what it allocates. A journal entry is a record that holds everything one
/// work wrote, so this is twice what a work may write.
pub const RECORD_BYTES_MAX: usize = 8 << 20;

/// A type that is kept in a table.
///
/// Forbidden in stored types, because bincode cannot take them back: `untagged`, `flatten`, `tag`, `skip_serializing_if`,
/// `default`, floats for money, `HashMap`, `usize`.
pub trait Stored: Serialize + DeserializeOwned + 'static {
    /// The number under which this shape is written.
    const SCHEMA: u16;

    /// Reads a record of an earlier schema: decode the frozen struct of that number and convert it.
    ///
    /// # Errors
    /// The default knows no earlier one.
    fn from_schema(schema: u16, _payload: &[u8]) -> Result<Self, Broken> {
        Err(Broken::new(format!("no way to read schema {schema}")))
    }
}

fn config() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<RECORD_BYTES_MAX>()
}

fn sum(table: TableId, key: &[u8], body: &[u8]) -> u64 {
    let mut hasher = Xxh3::with_seed(u64::from(table));
    hasher.write(&(key.len() as u64).to_le_bytes());
    hasher.write(key);
    hasher.write(body);
    hasher.finish()
}

/// A number for a whole row, to add up tables by.
pub fn row_hash(table: TableId, key: &[u8], record: &[u8]) -> u64 {
    sum(table ^ 0xa5a5, key, record)
}

#[expect(clippy::disallowed_methods, reason = "this is the module that names bincode")]
pub fn payload<T: Serialize>(value: &T) -> Result<Vec<u8>, Broken> {
    bincode::serde::encode_to_vec(value, config()).map_err(|e| Broken::because("encoding a record", &e))
}

/// # Errors
/// The payload is not a `T`, or has bytes left over.
#[expect(clippy::disallowed_methods, reason = "this is the module that names bincode")]
pub fn from_payload<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Broken> {
    let (value, read) =
        bincode::serde::decode_from_slice(payload, config()).map_err(|e| Broken::because("decoding a record", &e))?;
    if read != payload.len() {
        return Err(Broken::new(format!("decoding a record: {} bytes left over", payload.len() - read)));
    }
    Ok(value)
}

pub fn put<T: Stored>(table: TableId, key: &[u8], value: &T) -> Result<Vec<u8>, Broken> {
    wrap::<T>(table, key, &payload(value)?)
}

/// A record around a payload that was encoded before.
pub fn wrap<T: Stored>(table: TableId, key: &[u8], payload: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut record = Vec::with_capacity(HEAD_BYTES + payload.len() + SUM_BYTES);
    record.push(FORMAT);
    record.extend_from_slice(&T::SCHEMA.to_le_bytes());
    record.extend_from_slice(payload);
    if record.len() + SUM_BYTES > RECORD_BYTES_MAX {
        return Err(Broken::new(format!("a record of table {table} has {} bytes", record.len())));
    }
    record.extend_from_slice(&sum(table, key, &record).to_le_bytes());
    Ok(record)
}

/// Takes the record apart after verifying its checksum: schema number and payload.
///
/// # Errors
/// Damage, named by table and key.
pub fn open<'a>(table: TableId, key: &[u8], record: &'a [u8]) -> Result<(u16, &'a [u8]), Broken> {
    let damaged = |why: &str| Err(Broken::new(format!("damaged record in table {table}, key {}: {why}", hex(key))));
    if record.len() < HEAD_BYTES + SUM_BYTES {
        return damaged("too short");
    }
    let (body, tail) = record.split_at(record.len() - SUM_BYTES);
    let mut kept = [0; SUM_BYTES];
    kept.copy_from_slice(tail);
    if sum(table, key, body) != u64::from_le_bytes(kept) {
        return damaged("its checksum does not fit");
    }
    if body[0] != FORMAT {
        return damaged(&format!("format {} is not known to this version", body[0]));
    }
    Ok((u16::from_le_bytes([body[1], body[2]]), &body[HEAD_BYTES..]))
}

/// # Errors
/// Damage, or a schema newer than this version knows.
pub fn get<T: Stored>(table: TableId, key: &[u8], record: &[u8]) -> Result<T, Broken> {
    let (schema, payload) = open(table, key, record)?;
    let value = match schema {
        s if s == T::SCHEMA => from_payload(payload),
        s if s > T::SCHEMA => Err(Broken::new(format!(
            "schema {s} was written by a newer version of duka; this one reads up to {}",
            T::SCHEMA
        ))),
        s => T::from_schema(s, payload),
    };
    value.map_err(|b| b.during(&format!("table {table}, key {}", hex(key))))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, serde::Deserialize, PartialEq, Debug)]
    struct Old(u8);
    #[derive(Serialize, serde::Deserialize, PartialEq, Debug)]
    struct New(u8, String);
    impl Stored for Old {
        const SCHEMA: u16 = 1;
    }
    impl Stored for New {
        const SCHEMA: u16 = 2;
        fn from_schema(schema: u16, payload: &[u8]) -> Result<New, Broken> {
            match schema {
                1 => from_payload(payload).map(|Old(n)| New(n, "old".into())),
                s => Err(Broken::new(format!("no way to read schema {s}"))),
            }
        }
    }

    #[test]
    fn every_flipped_bit_and_every_wrong_place_is_caught() {
        let record = put(7, b"key", &New(3, "tea".into())).unwrap();
        assert_eq!(get::<New>(7, b"key", &record).unwrap(), New(3, "tea".into()));
        for bit in 0..record.len() * 8 {
            let mut bad = record.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(get::<New>(7, b"key", &bad).is_err(), "bit {bit}");
        }
        assert!(get::<New>(8, b"key", &record).is_err());
        assert!(get::<New>(7, b"kez", &record).is_err());
        assert!(get::<New>(7, b"key", &record[..5]).is_err());
    }

    #[test]
    fn an_older_schema_is_upgraded_and_a_newer_one_refused() {
        let old = put(7, b"k", &Old(9)).unwrap();
        assert_eq!(get::<New>(7, b"k", &old).unwrap(), New(9, "old".into()));
        let new = put(7, b"k", &New(9, "x".into())).unwrap();
        assert!(format!("{:?}", get::<Old>(7, b"k", &new)).contains("newer version"));
    }
}
