//! Reading history back, entry by entry, across segments. Every entry is verified: its checksum, its place in the chain, and
//! at each segment's end the hash in its name.

use super::super::codec::RECORD_BYTES_MAX;
use super::super::journal::{Entry, Position};
use super::Segment;
use super::segment::Name;
use crate::base::Broken;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The entries of some segments, oldest first. After an error it ends.
pub struct Entries {
    folder: PathBuf,
    segments: std::vec::IntoIter<Segment>,
    open: Option<Open>,
    /// After the entry that was read last, and the run it belongs to.
    at: Option<(u32, Position)>,
    ended: bool,
}

struct Open {
    name: Name,
    next: u64,
    file: zstd::Decoder<'static, BufReader<File>>,
}

/// Why an entry is not told. The difference matters to whoever would put a damaged file aside.
#[derive(Debug)]
pub enum Unsound {
    /// The disk or the memory failed: the file may be whole.
    Unreadable(Broken),
    /// Its content is not what was written.
    Damaged(Broken),
}

impl From<Unsound> for Broken {
    fn from(unsound: Unsound) -> Broken {
        match unsound {
            Unsound::Unreadable(broken) | Unsound::Damaged(broken) => broken,
        }
    }
}

impl From<Broken> for Unsound {
    fn from(broken: Broken) -> Unsound {
        Unsound::Damaged(broken)
    }
}

impl Open {
    fn new(folder: &Path, name: Name) -> Result<Open, Unsound> {
        let file = File::open(folder.join(name.to_string())).map_err(|e| failed(&name, &e))?;
        let file = zstd::Decoder::new(file).map_err(|e| failed(&name, &e))?;
        Ok(Open { next: name.first, name, file })
    }

    /// The next record; its length says how far it goes.
    fn record(&mut self) -> Result<Vec<u8>, Unsound> {
        let mut length = [0; 8];
        self.file.read_exact(&mut length).map_err(|e| failed(&self.name, &e))?;
        let length = u64::from_le_bytes(length);
        if length > RECORD_BYTES_MAX as u64 {
            return Err(damaged(&self.name, "an entry is longer than any can be"));
        }
        let mut record = Vec::new();
        let read = self.file.by_ref().take(length).read_to_end(&mut record).map_err(|e| failed(&self.name, &e))?;
        if read as u64 == length { Ok(record) } else { Err(damaged(&self.name, "it ends within an entry")) }
    }
}

/// The system's own errors have numbers; zstd's have none, and tell of the content, but for this one.
fn failed(name: &Name, error: &std::io::Error) -> Unsound {
    const NO_MEMORY: &str = "Allocation error";
    let broken = Broken::because(&format!("reading history {name}"), error);
    let is_system = error.raw_os_error().is_some() || error.kind() == ErrorKind::OutOfMemory;
    if is_system || error.to_string().starts_with(NO_MEMORY) {
        Unsound::Unreadable(broken)
    } else {
        Unsound::Damaged(broken)
    }
}

fn damaged(name: &Name, why: &str) -> Unsound {
    Unsound::Damaged(Broken::new(format!("history {name} is damaged: {why}")))
}

impl Entries {
    pub(super) fn of(folder: &Path, segments: Vec<Segment>) -> Entries {
        Entries { folder: folder.to_owned(), segments: segments.into_iter(), open: None, at: None, ended: false }
    }

    /// After the entry that was read last.
    pub(super) fn position(&self) -> Option<Position> {
        self.at.map(|(_, position)| position)
    }

    /// The records themselves, verified as the entries are.
    pub(super) fn records(mut self) -> impl Iterator<Item = Result<Vec<u8>, Broken>> {
        std::iter::from_fn(move || self.step().map(|step| step.map(|(_, record)| record)))
    }

    /// The next entry with its record as it was written.
    pub(super) fn step(&mut self) -> Option<Result<(Entry, Vec<u8>), Broken>> {
        self.sound_step().map(|step| step.map_err(Broken::from))
    }

    /// The same, and what is the matter.
    pub(super) fn sound_step(&mut self) -> Option<Result<(Entry, Vec<u8>), Unsound>> {
        if self.ended {
            return None;
        }
        let step = self.try_step().transpose();
        self.ended = !matches!(step, Some(Ok(_)));
        step
    }

    fn try_step(&mut self) -> Result<Option<(Entry, Vec<u8>)>, Unsound> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => match self.segments.next() {
                Some(segment) => Open::new(&self.folder, segment.name)?,
                None => return Ok(None),
            },
        };
        let record = open.record()?;
        let (entry, position) = Entry::read(open.next, &record)?;
        // A new run begins where it begins; within one, each entry follows the last.
        if self.at.is_some_and(|(run, at)| run == open.name.run && !entry.follows(&at)) {
            return Err(damaged(&open.name, &format!("entry {} does not follow the one before it", entry.seq)));
        }
        self.at = Some((open.name.run, position));
        open.next += 1;
        if position.seq < open.name.last {
            self.open = Some(open);
        } else if position != open.name.position() {
            return Err(damaged(&open.name, "its last entry is not the one it is named after"));
        }
        Ok(Some((entry, record)))
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().map(|step| step.map(|(entry, _)| entry))
    }
}
