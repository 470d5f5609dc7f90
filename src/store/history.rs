//! The local target every shop has from its first minute: the journal copied into segment files, so that the store may let go.
//!
//! A step, driven by whoever calls `follow`. Segments are written beside, synced, renamed, and never changed again: seconds
//! are merged into minutes, minutes into hours, so that their number stays small. A budget of bytes drops the oldest, and what
//! no moment that can be brought back needs goes when it is old ([`History::let_go`]). What
//! could not be copied is a gap, and a gap is told. Nothing that is not ours, or not whole, is ever overwritten.

mod aging;
mod read;
mod segment;
mod way;

pub use read::{Entries, Unsound};
pub use segment::{Name as SegmentName, records as segment_records, verify as verify_segment};
pub use way::Way;

use super::Store;
use super::journal::{Entry, Gap, Position};
use crate::base::{Broken, Time};
use aging::MERGED_SPAN_MAX;
use segment::{Name, Writing};
use std::path::{Path, PathBuf};

/// One segment holds at most about so many bytes of records when it is first written.
const STEP_BYTES_MAX: usize = 4 << 20;
/// So many neighbours of one level become one of the next.
const MERGED_FILES: usize = 16;
/// Segments beyond this size are merged no further.
const MERGED_BYTES_MAX: u64 = 64 << 20;
/// The disk that history may take. Beyond it the oldest goes.
pub const BUDGET_BYTES: u64 = 2 << 30;

/// What one step copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Copied {
    pub entries: u64,
    /// Everything up to here is in the files.
    pub position: Position,
}

/// A piece of history that no file holds: what came after `after` until `resumed`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Missing {
    pub after: Position,
    pub resumed_line: u64,
    pub resumed_seq: u64,
}

/// How it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    pub first_seq: Option<u64>,
    pub last: Option<Position>,
    pub files: usize,
    pub bytes: u64,
    pub missing: Vec<Missing>,
    /// Files in the folder that are not whole segments. They are left alone.
    pub strange: Vec<String>,
}

pub struct History {
    folder: PathBuf,
    budget_bytes: u64,
    /// In the order of their runs and numbers.
    segments: Vec<Segment>,
    strange: Vec<String>,
    /// Those up to here could not be merged and are left as they are.
    merged_to: usize,
}

#[derive(Clone)]
struct Segment {
    name: Name,
    bytes: u64,
}

impl History {
    /// Opens the folder, or makes it. The newest segment is read whole; others when they are needed. One that cannot be read
    /// just now stays where it is.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn open(folder: &Path, budget_bytes: u64) -> Result<History, Broken> {
        std::fs::create_dir_all(folder).map_err(|e| Broken::because("making the history's folder", &e))?;
        let (segments, strange) = segment::list(folder)?;
        let mut history = History { folder: folder.to_owned(), budget_bytes, segments, strange, merged_to: 0 };
        history.forget_merged()?;
        while let Some(last) = history.segments.last() {
            let broken = match segment::verify(folder, &last.name) {
                Ok(()) => break,
                Err(Unsound::Unreadable(broken)) => {
                    tracing::error!(cause = ?broken, "The newest piece of history cannot be read");
                    break;
                }
                Err(Unsound::Damaged(broken)) => broken,
            };
            tracing::error!(cause = ?broken, "The newest piece of history is damaged; it is put aside and copied again");
            let put_aside = segment::put_aside(folder, &last.name)?;
            history.strange.push(put_aside);
            history.segments.pop();
        }
        Ok(history)
    }

    /// Copies what the store has since, as one segment, and tells the store that it is safe. Call it again while it copies.
    ///
    /// # Errors
    /// The disk takes nothing more, or the journal is damaged; the store keeps what was not copied.
    pub fn follow(&mut self, store: &Store) -> Result<Copied, Broken> {
        let (run, from) = self.goes_on(store)?;
        let records = match store.records(&from, STEP_BYTES_MAX) {
            Ok(records) => records,
            Err(Gap::Broken(broken)) => return Err(broken),
            // Trimmed between two looks: the next step begins a new run.
            Err(Gap::Unknown) => return Ok(Copied { entries: 0, position: from }),
        };
        let position = self.write(run, &from, &records)?;
        store.confirm(&position);
        if let Err(broken) = self.merge(store.heads().borrow().wall) {
            tracing::error!(cause = ?broken, "Pieces of history could not be merged; they stay as they are");
            self.merged_to = self.segments.len();
        }
        self.drop_oldest()?;
        Ok(Copied { entries: records.len() as u64, position })
    }

    /// Where copying goes on: after the last segment, or, when the store has no such position, at its oldest as a new run.
    fn goes_on(&self, store: &Store) -> Result<(u32, Position), Broken> {
        let Some(last) = self.segments.last().map(|segment| &segment.name) else { return Ok((1, store.oldest()?)) };
        match store.records(&last.position(), 1) {
            Ok(_) => Ok((last.run, last.position())),
            Err(Gap::Broken(broken)) => Err(broken),
            Err(Gap::Unknown) => Ok((last.run + 1, store.oldest()?)),
        }
    }

    /// Verifies the chain and puts the records on disk.
    fn write(&mut self, run: u32, from: &Position, records: &[(u64, Vec<u8>)]) -> Result<Position, Broken> {
        let Some((first, _)) = records.first() else { return Ok(*from) };
        let mut writing = Writing::begin(&self.folder)?;
        let mut at = *from;
        for (seq, record) in records {
            let (entry, position) = Entry::read(*seq, record)?;
            if !entry.follows(&at) {
                return Err(Broken::new(format!("journal entry {seq} does not follow the one before it")));
            }
            writing.add(record)?;
            at = position;
        }
        let name = Name { run, first: *first, last: at.seq, line: at.line, hash: at.hash, level: 0 };
        self.segments.push(writing.finish(name)?);
        Ok(at)
    }

    /// Makes one segment of many small ones, and again of many such.
    fn merge(&mut self, newest: Time) -> Result<(), Broken> {
        while let Some(from) = self.mergeable() {
            let together = &self.segments[from..];
            if newest.since(self.began(&together[0])?) > MERGED_SPAN_MAX {
                break;
            }
            let (Some(first), Some(last)) = (together.first(), together.last()) else { break };
            let name = Name { first: first.name.first, level: last.name.level + 1, ..last.name.clone() };
            let mut writing = Writing::begin(&self.folder)?;
            for entry in read::Entries::of(&self.folder, together.to_vec()).records() {
                writing.add(&entry?)?;
            }
            let merged = writing.finish(name)?;
            // From here on a crash leaves both; the next opening forgets the small ones.
            let small = self.segments.split_off(from);
            self.segments.push(merged);
            self.remove(&small)?;
        }
        Ok(())
    }

    /// Where the newest segments begin that can become one.
    fn mergeable(&self) -> Option<usize> {
        let from = self.segments.len().checked_sub(MERGED_FILES).filter(|from| *from >= self.merged_to)?;
        let together = &self.segments[from..];
        let last = &together.last()?.name;
        let alike = together.iter().all(|s| (s.name.run, s.name.level) == (last.run, last.level));
        let bytes: u64 = together.iter().map(|s| s.bytes).sum();
        (alike && bytes <= MERGED_BYTES_MAX).then_some(from)
    }

    /// Takes away segments that a merged one holds already: a crash came between the two.
    fn forget_merged(&mut self) -> Result<(), Broken> {
        let (mut kept, mut double): (Vec<Segment>, Vec<Segment>) = (Vec::new(), Vec::new());
        for segment in std::mem::take(&mut self.segments) {
            // Sorted so that the one that holds most comes first.
            let Some(merged) = kept.pop_if(|merged| merged.name.holds(&segment.name)) else {
                kept.push(segment);
                continue;
            };
            match segment::verify(&self.folder, &merged.name) {
                Ok(()) => {
                    kept.push(merged);
                    double.push(segment);
                }
                // The small ones hold the same.
                Err(unsound) => {
                    self.strange.push(match unsound {
                        Unsound::Damaged(_) => segment::put_aside(&self.folder, &merged.name)?,
                        Unsound::Unreadable(_) => merged.name.to_string(),
                    });
                    kept.push(segment);
                }
            }
        }
        self.segments = kept;
        self.remove(&double)
    }

    fn drop_oldest(&mut self) -> Result<(), Broken> {
        let (mut bytes, mut old) = (self.bytes(), 0);
        while bytes > self.budget_bytes && old + 1 < self.segments.len() {
            bytes -= self.segments[old].bytes;
            old += 1;
        }
        self.drop_first(old)
    }

    fn drop_first(&mut self, old: usize) -> Result<(), Broken> {
        let gone: Vec<Segment> = self.segments.drain(..old).collect();
        self.merged_to = self.merged_to.saturating_sub(old);
        self.remove(&gone)
    }

    fn remove(&self, segments: &[Segment]) -> Result<(), Broken> {
        for segment in segments {
            let file = self.folder.join(segment.name.to_string());
            std::fs::remove_file(file).map_err(|e| Broken::because("removing an old piece of history", &e))?;
        }
        if segments.is_empty() { Ok(()) } else { segment::sync_folder(&self.folder) }
    }

    fn bytes(&self) -> u64 {
        self.segments.iter().map(|segment| segment.bytes).sum()
    }

    /// Gives a reader its own names for the files as they are now, in an empty folder on the same disk, so that merging and
    /// dropping take nothing away from under it.
    pub fn pin(&self, folder: &Path) -> Result<(), Broken> {
        for segment in &self.segments {
            let name = segment.name.to_string();
            std::fs::hard_link(self.folder.join(&name), folder.join(&name))
                .map_err(|e| Broken::because("pinning history", &e))?;
        }
        Ok(())
    }

    /// Every entry from the oldest on, each verified against the one before it.
    pub fn read(&self) -> Entries {
        Entries::of(&self.folder, self.segments.clone())
    }

    pub fn status(&self) -> Status {
        let pairs = self.segments.iter().zip(self.segments.iter().skip(1));
        let missing = pairs.filter(|(before, after)| !after.name.follows(&before.name));
        let tell = |(before, after): (&Segment, &Segment)| Missing {
            after: before.name.position(),
            resumed_line: after.name.line,
            resumed_seq: after.name.first,
        };
        Status {
            first_seq: self.segments.first().map(|segment| segment.name.first),
            last: self.segments.last().map(|segment| segment.name.position()),
            files: self.segments.len(),
            bytes: self.bytes(),
            missing: missing.map(tell).collect(),
            strange: self.strange.clone(),
        }
    }
}
