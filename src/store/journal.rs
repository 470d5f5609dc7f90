//! The journal: every commit, in order, with its cause, each entry chained to the one before by its hash.
//!
//! From it live the search index, page tags, backups and the warm second machine, each with a position of its own.

use super::codec::{self, Stored};
use super::engine::{Key, TableId};
use super::head::JOURNAL;
use super::{keys, raw};
use crate::base::{Broken, Time};
use serde::{Deserialize, Serialize};

/// A place in the history. Never a bare number: `line` changes whenever something may have been lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Position {
    /// A random name of this timeline.
    pub line: u64,
    pub seq: u64,
    /// BLAKE3 of the entry at `seq`, which covers the one before it, and so on.
    pub hash: [u8; 32],
}

impl Position {
    pub fn start(line: u64) -> Position {
        Position { line, seq: 0, hash: [0; 32] }
    }
}

/// As text for those who keep it elsewhere: `line-seq-hash`.
impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}-{}-{}", self.line, self.seq, codec::hex(&self.hash))
    }
}

impl std::str::FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> Result<Position, ()> {
        let mut parts = text.splitn(3, '-');
        let line = parts.next().and_then(|t| u64::from_str_radix(t, 16).ok()).ok_or(())?;
        let seq = parts.next().and_then(|t| t.parse().ok()).ok_or(())?;
        let hex = parts.next().filter(|t| t.len() == 64 && t.is_ascii()).ok_or(())?;
        let mut hash = [0; 32];
        for (i, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).map_err(|_| ())?;
        }
        Ok(Position { line, seq, hash })
    }
}

/// Why something was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cause {
    /// The verb: "checkout.place".
    pub verb: String,
    /// Who asked: a staff id, "buyer", "shop".
    pub actor: String,
    /// The number a page shows when something breaks.
    pub request: u64,
    /// What belongs together, so that it can be undone together.
    pub batch: Option<[u8; 16]>,
}

impl Cause {
    pub fn of(verb: &str, actor: &str) -> Cause {
        Cause { verb: verb.into(), actor: actor.into(), request: 0, batch: None }
    }
}

/// One row's new value, or that it went.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    pub table: TableId,
    #[serde(with = "raw")]
    pub key: Key,
    #[serde(with = "raw::option")]
    pub value: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub line: u64,
    pub seq: u64,
    /// Hash of the entry before.
    pub prev: [u8; 32],
    pub wall: Time,
    /// Names this run of the program; `mono` is microseconds since it began.
    pub boot: u64,
    pub mono: i64,
    pub cause: Cause,
    /// By table and key.
    pub changes: Vec<Change>,
}

impl Stored for Entry {
    const SCHEMA: u16 = 1;
}

impl Entry {
    /// Reads the record kept under `seq`: the entry, and the position after it by the bytes as they were written.
    ///
    /// # Errors
    /// Damage, or an entry that stands under another's number.
    pub fn read(seq: u64, record: &[u8]) -> Result<(Entry, Position), Broken> {
        let key = keys::encode(&seq);
        let (_, payload) = codec::open(JOURNAL, &key, record)?;
        let hash = *blake3::hash(payload).as_bytes();
        let entry: Entry = codec::get(JOURNAL, &key, record)?;
        if entry.seq != seq {
            return Err(Broken::new(format!("journal entry {seq} says it is {}", entry.seq)));
        }
        let position = Position { line: entry.line, seq, hash };
        Ok((entry, position))
    }

    /// Is it the one right after `position`?
    pub fn follows(&self, position: &Position) -> bool {
        self.line == position.line && self.prev == position.hash && self.seq == position.seq + 1
    }

    /// The entry as bytes, and the position after it. For entries this version wrote.
    pub fn seal(&self) -> Result<(Vec<u8>, Position), Broken> {
        let payload = codec::payload(self)?;
        let hash = *blake3::hash(&payload).as_bytes();
        Ok((payload, Position { line: self.line, seq: self.seq, hash }))
    }
}

/// Why the journal cannot go on from a position.
#[derive(Debug)]
pub enum Gap {
    /// That position is not in this history, or what came after it is no longer here: rebuild.
    Unknown,
    Broken(Broken),
}

impl From<Broken> for Gap {
    fn from(broken: Broken) -> Gap {
        Gap::Broken(broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_reads_back() {
        let position = Position { line: 7, seq: 42, hash: [0xab; 32] };
        assert_eq!(position.to_string().parse(), Ok(position));
        for bad in ["", "7-42", "7-x-00", "zz-1-ab"] {
            assert_eq!(bad.parse::<Position>(), Err(()));
        }
    }
}
