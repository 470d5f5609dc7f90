//! Following the journal: what index, caches and targets read, each with a position of its own.

use super::Store;
use super::engine::Snapshot;
use super::head::{self, Head};
use super::journal::{Entry, Gap, Position};
use crate::base::Broken;
use std::sync::atomic::Ordering;

/// Entries handed over in one go.
const ENTRIES_MAX: usize = 4_096;

impl Store {
    /// Entries after a position, in order, at most about `bytes_max`.
    ///
    /// # Errors
    /// [`Gap::Unknown`] when the position is not in this history, or what came after it was taken away.
    pub fn journal(&self, from: &Position, bytes_max: usize) -> Result<Vec<Entry>, Gap> {
        let records = self.records(from, bytes_max)?;
        Ok(records.into_iter().map(|(seq, record)| Ok(Entry::read(seq, &record)?.0)).collect::<Result<_, Broken>>()?)
    }

    /// The same as records, by number.
    pub(super) fn records(&self, from: &Position, bytes_max: usize) -> Result<Vec<(u64, Vec<u8>)>, Gap> {
        let view = self.engine.snapshot()?;
        let head = known_head(&*view)?;
        if from.line != head.position.line || from.seq > head.position.seq || from.seq + 1 < head.first {
            return Err(Gap::Unknown);
        }
        let records = head::records_after(&*view, from.seq, ENTRIES_MAX, bytes_max)?;
        let follows = match records.first() {
            Some((seq, record)) => Entry::read(*seq, record)?.0.follows(from),
            None => *from == head.position,
        };
        if follows { Ok(records) } else { Err(Gap::Unknown) }
    }

    /// The earliest position from which the journal can still be followed.
    pub fn oldest(&self) -> Result<Position, Broken> {
        let view = self.engine.snapshot()?;
        let head = known_head(&*view)?;
        let Some((seq, record)) = head::records_after(&*view, head.first - 1, 1, 0)?.pop() else {
            return Ok(head.position);
        };
        let (entry, _) = Entry::read(seq, &record)?;
        Ok(Position { line: entry.line, seq: seq - 1, hash: entry.prev })
    }

    /// A target has everything up to there; the store may let go of it.
    pub fn confirm(&self, position: &Position) {
        if position.line == self.position().line {
            self.shared.confirmed.fetch_max(position.seq, Ordering::AcqRel);
        }
    }

    /// Entries up to there are older than anything that is kept: the next commits take them away, some at a time.
    pub fn let_go(&self, seq: u64) {
        self.shared.too_old.fetch_max(seq, Ordering::AcqRel);
    }
}

pub(super) fn known_head(view: &dyn Snapshot) -> Result<Head, Broken> {
    head::read_head(view)?.ok_or_else(|| Broken::new("the store has no head"))
}
