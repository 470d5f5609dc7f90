//! Keys as bytes that sort as their values do: hand-written, the same on every engine.

use crate::base::random::SecretHash;
use crate::base::text::{Email, Handle};
use crate::base::{Day, Id, Time};
use crate::domain::event::Subject;
use crate::domain::reservation::Network;

/// A value that can stand in a key.
pub trait KeyPart: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// Takes itself off the front; `None` when the bytes are no such key.
    fn take(bytes: &mut &[u8]) -> Option<Self>;
}

pub fn encode<K: KeyPart>(key: &K) -> Vec<u8> {
    let mut out = Vec::with_capacity(32);
    key.put(&mut out);
    out
}

/// The whole of `bytes` as a key.
pub fn decode<K: KeyPart>(mut bytes: &[u8]) -> Option<K> {
    let key = K::take(&mut bytes)?;
    bytes.is_empty().then_some(key)
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

impl KeyPart for () {
    fn put(&self, _: &mut Vec<u8>) {}
    fn take(_: &mut &[u8]) -> Option<()> {
        Some(())
    }
}

impl KeyPart for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }
    fn take(bytes: &mut &[u8]) -> Option<u8> {
        take_array::<1>(bytes).map(|[b]| b)
    }
}

impl KeyPart for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_be_bytes());
    }
    fn take(bytes: &mut &[u8]) -> Option<u32> {
        take_array(bytes).map(u32::from_be_bytes)
    }
}

impl KeyPart for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_be_bytes());
    }
    fn take(bytes: &mut &[u8]) -> Option<u64> {
        take_array(bytes).map(u64::from_be_bytes)
    }
}

/// The sign bit is turned over, so that below zero comes first.
impl KeyPart for i64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&(*self as u64 ^ (1 << 63)).to_be_bytes());
    }
    fn take(bytes: &mut &[u8]) -> Option<i64> {
        take_array(bytes).map(|b| (u64::from_be_bytes(b) ^ (1 << 63)) as i64)
    }
}

impl KeyPart for Time {
    fn put(&self, out: &mut Vec<u8>) {
        self.micros().put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Time> {
        i64::take(bytes).map(Time::from_micros)
    }
}

impl KeyPart for Day {
    fn put(&self, out: &mut Vec<u8>) {
        (self.0 as u32 ^ (1 << 31)).put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Day> {
        u32::take(bytes).map(|n| Day((n ^ (1 << 31)) as i32))
    }
}

/// Ends with 00 01; a NUL within becomes 00 FF, so a longer text sorts after its beginning.
impl KeyPart for String {
    fn put(&self, out: &mut Vec<u8>) {
        for byte in self.bytes() {
            out.push(byte);
            if byte == 0 {
                out.push(0xff);
            }
        }
        out.extend_from_slice(&[0, 1]);
    }
    fn take(bytes: &mut &[u8]) -> Option<String> {
        let mut text = Vec::new();
        let mut rest = bytes.iter();
        loop {
            match (rest.next()?, rest.as_slice().first()) {
                (0, Some(1)) => break,
                (0, Some(0xff)) => {
                    rest.next();
                    text.push(0);
                }
                (0, _) => return None,
                (byte, _) => text.push(*byte),
            }
        }
        rest.next();
        *bytes = rest.as_slice();
        String::from_utf8(text).ok()
    }
}

impl KeyPart for Handle {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Handle> {
        String::take(bytes).and_then(|s| Handle::parse(&s).ok())
    }
}

/// Folded letter by letter, so that the key is an address again: a whole word folds into signs that no address has.
impl KeyPart for Email {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().chars().map(fold).collect::<String>().put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Email> {
        String::take(bytes).and_then(|s| Email::parse(&s).ok())
    }
}

/// The small letter, where it is one letter of the same length.
fn fold(letter: char) -> char {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

impl<T> KeyPart for Id<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.bytes());
    }
    fn take(bytes: &mut &[u8]) -> Option<Id<T>> {
        take_array(bytes).map(Id::from_bytes)
    }
}

impl KeyPart for [u8; 32] {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }
    fn take(bytes: &mut &[u8]) -> Option<[u8; 32]> {
        take_array(bytes)
    }
}

impl KeyPart for SecretHash {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<SecretHash> {
        take_array(bytes).map(SecretHash)
    }
}

impl KeyPart for Network {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<Network> {
        take_array(bytes).map(Network)
    }
}

impl KeyPart for Subject {
    fn put(&self, out: &mut Vec<u8>) {
        let (tag, id) = match self {
            Subject::Order(id) => (1, *id),
            Subject::Product(id) => (2, *id),
            Subject::Collection(id) => (3, *id),
            Subject::Discount => (4, [0; 16]),
            Subject::Settings => (5, [0; 16]),
            Subject::Staff(id) => (6, *id),
        };
        out.push(tag);
        out.extend_from_slice(&id);
    }
    fn take(bytes: &mut &[u8]) -> Option<Subject> {
        let tag = u8::take(bytes)?;
        let id = take_array(bytes)?;
        Some(match tag {
            1 => Subject::Order(id),
            2 => Subject::Product(id),
            3 => Subject::Collection(id),
            4 => Subject::Discount,
            5 => Subject::Settings,
            6 => Subject::Staff(id),
            _ => return None,
        })
    }
}

impl<A: KeyPart, B: KeyPart> KeyPart for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<(A, B)> {
        Some((A::take(bytes)?, B::take(bytes)?))
    }
}

impl<A: KeyPart, B: KeyPart, C: KeyPart> KeyPart for (A, B, C) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }
    fn take(bytes: &mut &[u8]) -> Option<(A, B, C)> {
        Some((A::take(bytes)?, B::take(bytes)?, C::take(bytes)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same_order<K: KeyPart + Ord + Clone + std::fmt::Debug>(a: K, b: K) {
        assert_eq!(a.cmp(&b), encode(&a).cmp(&encode(&b)), "{a:?} {b:?}");
        assert_eq!(decode::<K>(&encode(&a)), Some(a));
    }

    proptest! {
        #[test]
        fn bytes_sort_as_values_do(
            a: (i64, String, u64), b: (i64, String, u64), s in "[ab\0]{0,4}", t in "[ab\0]{0,4}",
            d: (i32, u32), e: (i32, u32),
        ) {
            same_order(a.clone(), b.clone());
            same_order((s.clone(), a.0), (t.clone(), b.0));
            same_order((Day(d.0), d.1), (Day(e.0), e.1));
            same_order(Time::from_micros(a.0), Time::from_micros(b.0));
        }

        #[test]
        fn the_key_of_an_address_is_an_address(text in "[A-Za-z0-9üÜßİȺẞÆ.+]{1,12}@[A-Za-zÜ]{1,8}\\.[a-z]{2,3}") {
            if let Ok(email) = Email::parse(&text) {
                let key = encode(&email);
                prop_assert_eq!(decode::<Email>(&key).map(|folded| encode(&folded)), Some(key));
            }
        }

        #[test]
        fn any_bytes_are_a_key_or_none(bytes: Vec<u8>) {
            if let Some(key) = decode::<(String, u64)>(&bytes) {
                prop_assert_eq!(encode(&key), bytes);
            }
        }
    }
}
