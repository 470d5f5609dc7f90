//! An id knows its kind: `Id<Order>` cannot be given where an `Id<Customer>` is wanted.
//!
//! 48 bits of milliseconds, 16 of a count within one piece of work, 64 random ones: ids sort by age, so new rows are appended
//! to the tree, and what one piece of work wrote stays in its order.
//! Ids are not secrets; what must be unguessable is a `Secret`.

use super::{Random, Time};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Crockford's base 32, lower case: no i, l, o, u.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const PRINTED_CHARS: usize = 26;

/// 16 bytes, big-endian: byte order is age order.
pub struct Id<T> {
    bytes: [u8; 16],
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    pub fn new(now: Time, random: &mut Random) -> Id<T> {
        let mut bytes = [0; 16];
        let millis = (now.micros() / 1000).max(0).to_be_bytes();
        bytes[..6].copy_from_slice(&millis[2..]);
        bytes[6..8].copy_from_slice(&random.count().to_be_bytes());
        random.fill(&mut bytes[8..]);
        Id::from_bytes(bytes)
    }

    pub const fn from_bytes(bytes: [u8; 16]) -> Id<T> {
        Id { bytes, kind: PhantomData }
    }

    pub fn bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// When it was made, to the millisecond.
    pub fn made(&self) -> Time {
        let mut millis = [0; 8];
        millis[2..].copy_from_slice(&self.bytes[..6]);
        Time::from_micros(i64::try_from(u64::from_be_bytes(millis)).unwrap_or(i64::MAX).saturating_mul(1000))
    }

    /// Reads what `Display` printed; anything else is `None`.
    pub fn parse(text: &str) -> Option<Id<T>> {
        if text.len() != PRINTED_CHARS {
            return None;
        }
        let mut value: u128 = 0;
        for (i, letter) in text.bytes().enumerate() {
            let digit = LETTERS.iter().position(|l| *l == letter.to_ascii_lowercase())? as u128;
            if i == 0 && digit > 7 {
                return None;
            }
            value = (value << 5) | digit;
        }
        Some(Id::from_bytes(value.to_be_bytes()))
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = u128::from_be_bytes(self.bytes);
        for i in (0..PRINTED_CHARS).rev() {
            let digit = (value >> (5 * i)) & 31;
            write!(f, "{}", LETTERS[digit as usize] as char)?;
        }
        Ok(())
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() { s.collect_str(self) } else { self.bytes.serialize(s) }
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            let text = String::deserialize(d)?;
            return Id::parse(&text).ok_or_else(|| D::Error::custom("no id"));
        }
        <[u8; 16]>::deserialize(d).map(Id::from_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_and_parsing_are_inverse_and_order_is_age() {
        let mut random = Random::from_seed([7; 32]);
        let mut last: Option<Id<()>> = None;
        for ms in [0_i64, 1, 1_700_000_000_000, 4_000_000_000_000] {
            let id: Id<()> = Id::new(Time::from_micros(ms * 1000), &mut random);
            assert_eq!(Id::parse(&id.to_string()), Some(id));
            assert!(last.is_none_or(|l| l < id && l.to_string() < id.to_string()));
            last = Some(id);
        }
    }

    #[test]
    fn nonsense_is_no_id() {
        for text in ["", "42", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000u"] {
            assert_eq!(Id::<()>::parse(text), None, "{text}");
        }
    }
}
