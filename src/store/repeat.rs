//! Repeating what another store wrote: same entries, same numbers, same line. Such a store writes nothing of its own until it
//! begins a line, and then it repeats nothing more.

use super::engine::{Durability, Engine, Snapshot};
use super::follow::known_head;
use super::head::{self, Head, JOURNAL, Sums};
use super::journal::{Entry, Position};
use super::tx::Tx;
use super::writer::{self, GROUP_BYTES_MAX, Group, Writer};
use super::{Store, keys};
use crate::base::{Broken, Random};
use std::sync::{MutexGuard, PoisonError};

/// A restored store began a line of its own. One that is to repeat the old line goes back to it, before anybody opens it.
///
/// # Errors
/// Something was written since it was restored, or the disk fails.
pub fn stay_on(engine: &dyn Engine, line: &Position) -> Result<(), Broken> {
    let head = known_head(&*engine.snapshot()?)?;
    if head.forked_from != Some(*line) || head.position.seq != line.seq {
        return Err(Broken::new("this store went on already: it cannot repeat what another one writes"));
    }
    let mut batch = super::engine::Batch::new();
    head::lay_head(&mut batch, &Head { position: *line, forked_from: None, ..head }, &Sums::new())?;
    Ok(engine.commit(&batch, Durability::Synced)?)
}

impl Store {
    /// Until it begins a line it takes no works: all it writes is what it repeats.
    pub fn only_repeats(&self) {
        self.queues.close();
    }

    /// Lays down entries with their records, as the store they come from wrote them. Bounded by what the caller hands over;
    /// the writer must not be driven.
    ///
    /// # Errors
    /// An entry does not follow the last one, or does not fit the rows that are here: nothing after it is laid down. Or the
    /// disk fails.
    pub fn repeat(&self, entries: &[(Entry, Vec<u8>)]) -> Result<Position, Broken> {
        let mut writer = self.writer();
        let writer = writer.as_mut().ok_or_else(driven)?;
        let mut rest = entries;
        while !rest.is_empty() {
            rest = writer.repeat_some(rest)?;
        }
        Ok(writer.head.position)
    }

    /// Leaves the line it repeated and begins its own, so that nobody takes one for the other. It takes works again.
    ///
    /// # Errors
    /// The writer is driven, or the disk fails.
    pub fn begin_own_line(&self) -> Result<Position, Broken> {
        let line =
            writer::name(&mut Random::from_seed(self.seeds.lock().unwrap_or_else(PoisonError::into_inner).seed()));
        let mut writer = self.writer();
        let writer = writer.as_mut().ok_or_else(driven)?;
        writer.begin_line(line)?;
        self.queues.open();
        Ok(writer.head.position)
    }

    /// `None` in it: a thread drives it.
    fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn driven() -> Broken {
    Broken::new("a store whose writer is driven can neither repeat nor begin a line")
}

impl Writer {
    /// As many as one commit takes; answers the rest.
    fn repeat_some<'e>(&mut self, entries: &'e [(Entry, Vec<u8>)]) -> Result<&'e [(Entry, Vec<u8>)], Broken> {
        if let Some(broken) = self.shared.closed_because() {
            return Err(broken);
        }
        let view = self.engine.snapshot()?;
        let mut group = Group::begin(self.head.clone());
        let mut done = 0;
        for (entry, record) in entries {
            self.repeat_one(&*view, &mut group, entry, record)?;
            done += 1;
            if group.bytes >= GROUP_BYTES_MAX {
                break;
            }
        }
        // A view that lives on would be waited for if the store must be reopened.
        drop(view);
        self.keep(group)?;
        Ok(&entries[done..])
    }

    fn repeat_one(&self, view: &dyn Snapshot, group: &mut Group, entry: &Entry, record: &[u8]) -> Result<(), Broken> {
        if !entry.follows(&group.head.position) {
            return Err(Broken::new(format!("entry {} does not follow {}", entry.seq, group.head.position.seq)));
        }
        let (_, position) = Entry::read(entry.seq, record)?;
        // Nothing here is left to chance, so any seed will do.
        let mut tx = Tx::new(view, &group.batch, &self.tables, entry.wall, [0; 32]);
        entry.changes.iter().try_for_each(|change| tx.repeat(change))?;
        let written = tx.finish()?;
        let (changes, before): (Vec<_>, Vec<_>) = written.rows.into_iter().unzip();
        if changes != entry.changes {
            return Err(Broken::new(format!("entry {} changes rows that are not as they were before it", entry.seq)));
        }
        self.add_up(&mut group.sums, &changes, &before);
        group.head.position = position;
        group.head.wall = group.head.wall.max(entry.wall);
        group.head.journal_bytes += record.len() as u64;
        group.bytes += written.bytes;
        group.batch.extend(written.batch);
        group.batch.insert((JOURNAL, keys::encode(&entry.seq)), Some(record.to_vec()));
        group.entries.push(entry.clone());
        Ok(())
    }
}
