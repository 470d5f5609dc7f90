//! An increment: the newest value of every row that was written since another snapshot. Made of history's files alone; the
//! shop is asked only for its sums, and none of its rows is read.

use super::lay::{About, Laying, counted, made};
use crate::base::{Broken, Time};
use crate::ops::archive::{self, Holds, Manifest, Trouble};
use crate::ops::restore::Changes;
use crate::outside::targets::Target;
use crate::store::Store;
use crate::store::history::Way;
use std::path::Path;

/// What came of trying to make one.
pub enum Made {
    Increment(Manifest),
    /// Nothing was written since.
    NothingNew,
    /// History does not lead from that snapshot to now: a base is needed.
    NoWay(Broken),
}

/// Which of the snapshots, oldest first, to go on from: the newest of the store's own line, else of those before it. What
/// lies beyond was lost, or given up, when the shop was brought back.
pub fn newest<'m>(snapshots: impl DoubleEndedIterator<Item = &'m Manifest>, store: &Store) -> Option<&'m Manifest> {
    let now = store.position();
    let mut nearest = None;
    for snapshot in snapshots.rev().filter(|m| m.to.seq <= now.seq) {
        if snapshot.to.line == now.line {
            return Some(snapshot);
        }
        nearest = nearest.or(Some(snapshot));
    }
    nearest
}

/// Where an increment ends, and how the store adds up there. Taken first: history that is pinned later reaches it.
pub struct End {
    about: About,
    is_new: bool,
}

impl End {
    pub fn of(store: &Store, before: &Manifest, now: Time) -> Result<End, Broken> {
        let (to, tables) = counted(store)?;
        let about = About { made: made(store, now), from: before.goes_on(), to, tables };
        Ok(End { about, is_new: to != before.to })
    }

    pub fn seq(&self) -> u64 {
        self.about.to.seq
    }

    /// `history`: a folder of segments that reach the end. `work` may be written to and is thrown away afterwards.
    ///
    /// # Errors
    /// The target or the disk fails.
    pub fn make(self, history: &Path, target: &dyn Target, work: &Path) -> Result<Made, Trouble> {
        if !self.is_new {
            return Ok(Made::NothingNew);
        }
        let (from, to) = (self.about.from, self.about.to);
        let mut changes = Changes::new(work);
        let mut way = Way::from(history, &from)?;
        while way.at().seq < to.seq {
            match way.next() {
                Some(Ok(entry)) => changes.add(entry)?,
                Some(Err(broken)) => return Ok(Made::NoWay(broken)),
                None => return Ok(Made::NoWay(Broken::new(format!("history ends at entry {}", way.at().seq)))),
            }
        }
        if way.at() != to {
            return Ok(Made::NoWay(Broken::new(format!("history has another entry {}", to.seq))));
        }
        let mut laying = Laying::begin(target, archive::increment_name(&from, &to), Holds::Changes)?;
        for changed in changes.sorted()? {
            let ((table, key), record) = changed?;
            laying.row(table, &key, record.as_deref())?;
        }
        Ok(Made::Increment(laying.finish(self.about)?))
    }
}
