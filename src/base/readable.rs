//! Bytes as hexadecimal digits where people read them (JSON), as they are everywhere else. For `#[serde(with = …)]`.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub fn serialize<B, S>(bytes: &B, s: S) -> Result<S::Ok, S::Error>
where
    B: AsRef<[u8]> + Serialize,
    S: Serializer,
{
    if !s.is_human_readable() {
        return bytes.serialize(s);
    }
    let digits: String = bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.serialize(s)
}

pub fn deserialize<'de, B, D>(d: D) -> Result<B, D::Error>
where
    B: TryFrom<Vec<u8>> + Deserialize<'de>,
    D: Deserializer<'de>,
{
    if !d.is_human_readable() {
        return B::deserialize(d);
    }
    let digits = String::deserialize(d)?;
    bytes(&digits).and_then(|bytes| B::try_from(bytes).ok()).ok_or_else(|| D::Error::custom("no hexadecimal digits"))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let is_digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(is_digit) {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_come_back_and_nothing_else_is_taken() {
        let table = [("", Some(vec![])), ("00ff", Some(vec![0, 255])), ("0", None), ("0G", None), ("ÄÄ", None)];
        for (digits, wanted) in table {
            assert_eq!(super::bytes(digits), wanted, "{digits}");
        }
    }
}
