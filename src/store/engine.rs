//! The narrow waist: ordered bytes, a consistent view, one atomic write. All an engine has to do.
//!
//! Queues, overlays, indexes, journal and recovery stand above it and are the same for every engine (`writer`).
//! An engine must not know what a row means.

use crate::base::Broken;
use std::collections::BTreeMap;

/// Which table a row belongs to. Numbers are never reused.
pub type TableId = u16;
pub type Key = Vec<u8>;
pub type Pair = (Key, Vec<u8>);

/// The changes of one atomic write, in key order: a new value, or `None` for a row that goes.
pub type Batch = BTreeMap<(TableId, Key), Option<Vec<u8>>>;

/// A run of keys within one table: `from` inclusive, `to` exclusive, `None` is the table's end.
#[derive(Clone, Debug)]
pub struct Span {
    pub from: Key,
    pub to: Option<Key>,
    pub backwards: bool,
}

impl Span {
    pub fn all() -> Span {
        Span { from: Vec::new(), to: None, backwards: false }
    }

    /// Every key that begins with `prefix`.
    pub fn prefix(prefix: &[u8]) -> Span {
        let mut end = prefix.to_vec();
        while let Some(last) = end.pop() {
            if last < u8::MAX {
                end.push(last + 1);
                return Span { from: prefix.to_vec(), to: Some(end), backwards: false };
            }
        }
        Span { from: prefix.to_vec(), to: None, backwards: false }
    }

    pub fn backwards(self) -> Span {
        Span { backwards: true, ..self }
    }

    /// Only what comes after `key`, in the direction of reading.
    pub fn after(self, key: &[u8]) -> Span {
        if self.backwards {
            return Span { to: Some(key.to_vec()), ..self };
        }
        let mut from = key.to_vec();
        from.push(0);
        Span { from, ..self }
    }

    pub fn contains(&self, key: &[u8]) -> bool {
        key >= self.from.as_slice() && self.to.as_ref().is_none_or(|to| key < to.as_slice())
    }

    pub fn is_empty(&self) -> bool {
        self.to.as_ref().is_some_and(|to| to <= &self.from)
    }
}

/// What must be on disk before a commit answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// All of it.
    Synced,
    /// It may be lost with the machine until the next synced commit.
    Late,
}

/// A consistent view of every table at one moment. Short-lived: it keeps old pages from being reused.
pub trait Snapshot: Send {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken>;
    /// At most `limit` rows of the span, in its direction.
    fn scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken>;
    /// The engine took this view away to close its file: whoever reads starts again on a new one.
    fn was_cut(&self) -> bool {
        false
    }
}

/// Why a commit failed.
#[derive(Clone, Debug)]
pub enum Failed {
    /// The disk has no room: nothing is wrong with it, and there may be room again.
    Full(Broken),
    Broken(Broken),
}

impl Failed {
    pub fn broken(self) -> Broken {
        match self {
            Failed::Full(broken) | Failed::Broken(broken) => broken,
        }
    }
}

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Failed {
        Failed::Broken(broken)
    }
}

impl From<Failed> for Broken {
    fn from(failed: Failed) -> Broken {
        failed.broken()
    }
}

pub trait Engine: Send + Sync {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, Broken>;
    /// Writes all of the batch or nothing.
    ///
    /// # Errors
    /// After an error nobody knows which of the two happened: `reopen` and look.
    fn commit(&self, batch: &Batch, durability: Durability) -> Result<(), Failed>;
    /// Closes and opens what lies beneath. Views are cut; what was committed late may be lost.
    fn reopen(&self) -> Result<(), Broken>;
    /// How much room the rows take, in bytes.
    fn bytes(&self) -> Result<u64, Broken>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_spans_its_keys_and_no_others() {
        let span = Span::prefix(b"ab");
        assert!(span.contains(b"ab") && span.contains(b"ab\xff\xff") && !span.contains(b"ac") && !span.contains(b"aa"));
        let top = Span::prefix(b"\xff\xff");
        assert!(top.contains(b"\xff\xff\x01") && !top.contains(b"\xff\xfe"));
        assert!(!Span::prefix(b"a").after(b"ab").contains(b"ab"));
        assert!(Span::prefix(b"a").after(b"ab").contains(b"ab\0"));
        assert!(!Span::prefix(b"a").backwards().after(b"ab").contains(b"ab"));
    }
}
