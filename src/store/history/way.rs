//! The way history really took: from a position on, entry by entry, over the forks. Where a store came back older than what
//! had been copied, what it had lost is no part of the way.

use super::super::journal::{Entry, Position};
use super::Segment;
use super::read::Entries;
use super::segment;
use crate::base::Broken;
use std::path::{Path, PathBuf};

/// Entries after a position. After an error it ends.
pub struct Way {
    folder: PathBuf,
    /// Each with the last number of it that counts.
    segments: std::vec::IntoIter<(Segment, u64)>,
    open: Option<(Entries, u64)>,
    at: Position,
    ended: bool,
}

impl Way {
    /// # Errors
    /// The folder cannot be read.
    pub fn from(folder: &Path, from: &Position) -> Result<Way, Broken> {
        let (segments, _) = segment::list(folder)?;
        let mut counting = Vec::new();
        let mut end = u64::MAX;
        for segment in segments.into_iter().rev() {
            let last = segment.name.last.min(end);
            end = end.min(segment.name.first - 1);
            if last >= segment.name.first && last > from.seq {
                counting.push((segment, last));
            }
        }
        counting.reverse();
        Ok(Way { folder: folder.to_owned(), segments: counting.into_iter(), open: None, at: *from, ended: false })
    }

    /// Where the way has come to.
    pub fn at(&self) -> Position {
        self.at
    }

    /// The next entry, with its record as the store that made it wrote it.
    pub fn step(&mut self) -> Option<Result<(Entry, Vec<u8>), Broken>> {
        if self.ended {
            return None;
        }
        let step = self.try_step().transpose();
        self.ended = !matches!(step, Some(Ok(_)));
        step
    }

    fn try_step(&mut self) -> Result<Option<(Entry, Vec<u8>)>, Broken> {
        loop {
            let (mut entries, last) = match self.open.take() {
                Some(open) => open,
                None => match self.segments.next() {
                    Some((segment, last)) => (Entries::of(&self.folder, vec![segment]), last),
                    None => return Ok(None),
                },
            };
            let Some((entry, record)) = entries.step().transpose()? else { continue };
            let after = entries.position().ok_or_else(|| Broken::new("an entry without a position"))?;
            if entry.seq < last {
                self.open = Some((entries, last));
            }
            if entry.seq < self.at.seq {
                continue;
            }
            if entry.seq == self.at.seq {
                if after.hash != self.at.hash {
                    return Err(Broken::new(format!("history has another entry {} than the one asked for", entry.seq)));
                }
                continue;
            }
            if entry.seq != self.at.seq + 1 || entry.prev != self.at.hash {
                return Err(Broken::new(format!("history has a gap after entry {}", self.at.seq)));
            }
            self.at = after;
            return Ok(Some((entry, record)));
        }
    }
}

impl Iterator for Way {
    type Item = Result<Entry, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().map(|step| step.map(|(entry, _)| entry))
    }
}
