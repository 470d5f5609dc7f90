//! Timelines. A store that does not know what it once told a target has lost something, and begins a new line: whoever
//! followed the old one must not take the new entries for its continuation.

use super::engine::{Batch, Durability};
use super::head::{self, Head, JOURNAL, Sums};
use super::journal::{Gap, Position};
use super::writer::Writer;
use super::{Store, keys};
use crate::base::Broken;

/// Old entries taken away by one commit.
const REMOVED_MAX: u64 = 10_000;

impl Store {
    /// Compares with the last position a target has seen, and begins a new line when the store no longer holds it. To be
    /// called before anybody drives the writer. `true`: a new line began.
    ///
    /// # Errors
    /// The disk fails, or the writer is driven already.
    pub fn reconcile(&self, seen: &Position) -> Result<bool, Broken> {
        if seen.line != self.position().line {
            // It knows another line; whether that is an older one of ours, the target can tell by itself.
            return Ok(false);
        }
        match self.records(seen, 0) {
            Ok(_) => return Ok(false),
            Err(Gap::Broken(broken)) => return Err(broken),
            Err(Gap::Unknown) => {}
        }
        // Merely older than what is still here: nothing is lost.
        if seen.seq + 1 < self.shared.head.borrow().first {
            return Ok(false);
        }
        tracing::error!(seq = seen.seq, "The store has lost entries that were copied before; a new line begins");
        self.begin_own_line()?;
        Ok(true)
    }
}

impl Writer {
    /// The chain goes on from the last entry, under another name. The old entries go: nobody may follow them over the fork.
    pub(super) fn begin_line(&mut self, line: u64) -> Result<(), Broken> {
        let parent = self.head.position;
        let mut first = self.head.first;
        while first <= parent.seq {
            let end = (parent.seq + 1).min(first + REMOVED_MAX);
            let mut batch: Batch = (first..end).map(|seq| ((JOURNAL, keys::encode(&seq)), None)).collect();
            first = end;
            self.lay_alone(&mut batch, Head { first, ..self.head.clone() })?;
        }
        let position = Position { line, ..parent };
        let head = Head { position, journal_bytes: 0, forked_from: Some(parent), ..self.head.clone() };
        self.lay_alone(&mut Batch::new(), head)
    }

    fn lay_alone(&mut self, batch: &mut Batch, head: Head) -> Result<(), Broken> {
        head::lay_head(batch, &head, &Sums::new())?;
        self.engine.commit(batch, Durability::Synced)?;
        self.shared.committed(&head, &[]);
        self.head = head;
        Ok(())
    }
}
