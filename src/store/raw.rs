//! Bytes within a record, written and read as one piece. By itself serde takes a `Vec<u8>` apart into single numbers.
//!
//! The encoded form is the same either way: a length, then the bytes.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

struct Raw<B>(B);

impl Serialize for Raw<&[u8]> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(self.0)
    }
}

impl<'de> Deserialize<'de> for Raw<Vec<u8>> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
                Ok(bytes)
            }
        }
        d.deserialize_byte_buf(Bytes).map(Raw)
    }
}

pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
    Raw(bytes).serialize(s)
}

pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
    Raw::deserialize(d).map(|Raw(bytes)| bytes)
}

/// For bytes that may not be there.
pub mod option {
    use super::Raw;
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{Serialize, Serializer};

    pub fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, s: S) -> Result<S::Ok, S::Error> {
        bytes.as_deref().map(Raw).serialize(s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Vec<u8>>, D::Error> {
        Ok(Option::deserialize(d)?.map(|Raw(bytes)| bytes))
    }
}

#[cfg(test)]
mod tests {
    use crate::store::codec::{from_payload, payload};
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Apart(Vec<u8>, Option<Vec<u8>>, u8);
    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Whole(#[serde(with = "super")] Vec<u8>, #[serde(with = "super::option")] Option<Vec<u8>>, u8);

    #[test]
    fn both_ways_write_the_same() {
        for (key, value) in [(vec![], None), (vec![0, 255], Some(vec![])), (vec![7; 300], Some(vec![251; 70_000]))] {
            let whole = Whole(key.clone(), value.clone(), 9);
            let bytes = payload(&whole).unwrap();
            assert_eq!(bytes, payload(&Apart(key, value, 9)).unwrap());
            assert_eq!(from_payload::<Whole>(&bytes).unwrap(), whole);
        }
    }
}
