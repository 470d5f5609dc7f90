//! One segment file: its name, how it comes to be, whether it is whole.
//!
//! The name tells everything but the entries: which unbroken run it belongs to, its first and last number, its line, and the
//! hash of its last entry. As each entry holds the hash of the one before, that hash proves the whole content.

use super::super::codec::hex;
use super::super::journal::Position;
use super::Segment;
use super::read::{Entries, Unsound};
use crate::base::Broken;
use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const ZSTD_LEVEL: i32 = 3;
const ENDING: &str = ".zst";
/// The file that is being written. Whatever it holds, the store holds it still.
const UNFINISHED: &str = "unfinished.part";
const DAMAGED: &str = ".damaged";

/// Sorts by time; of two that begin alike, the one that holds more comes first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Grows by one wherever the history is broken or moves to another line.
    pub run: u32,
    pub first: u64,
    pub last: u64,
    pub line: u64,
    pub hash: [u8; 32],
    /// How often it was merged.
    pub level: u8,
}

impl Name {
    pub fn parse(text: &str) -> Option<Name> {
        let mut parts = text.strip_suffix(ENDING)?.split('-');
        let mut next = || parts.next();
        let (run, first, last) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
        let level = next()?.parse().ok()?;
        let position: Position = format!("{}-{last}-{}", next()?, next()?).parse().ok()?;
        let name = Name { run, first, last, line: position.line, hash: position.hash, level };
        (name.to_string() == text && first <= last).then_some(name)
    }

    /// After its last entry.
    pub fn position(&self) -> Position {
        Position { line: self.line, seq: self.last, hash: self.hash }
    }

    pub fn holds(&self, other: &Name) -> bool {
        (self.run, self.line) == (other.run, other.line) && self.first <= other.first && other.last <= self.last
    }

    pub fn follows(&self, before: &Name) -> bool {
        self.run == before.run && self.first == before.last + 1
    }

    fn order(&self) -> impl Ord + use<> {
        (self.run, self.first, std::cmp::Reverse(self.last), std::cmp::Reverse(self.level))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Name { run, first, last, line, hash, level } = self;
        write!(f, "{run:06}-{first:012}-{last:012}-{level}-{line:016x}-{}{ENDING}", hex(hash))
    }
}

/// A segment on its way to the disk.
pub struct Writing {
    folder: PathBuf,
    out: zstd::Encoder<'static, BufWriter<File>>,
}

impl Writing {
    pub fn begin(folder: &Path) -> Result<Writing, Broken> {
        let file = File::create(folder.join(UNFINISHED)).map_err(|e| failed(&e))?;
        let out = zstd::Encoder::new(BufWriter::new(file), ZSTD_LEVEL).map_err(|e| failed(&e))?;
        Ok(Writing { folder: folder.to_owned(), out })
    }

    /// A record: its length, then its bytes.
    pub fn add(&mut self, record: &[u8]) -> Result<(), Broken> {
        let length = (record.len() as u64).to_le_bytes();
        self.out.write_all(&length).and_then(|()| self.out.write_all(record)).map_err(|e| failed(&e))
    }

    /// Syncs the file, gives it its name and syncs the folder.
    pub fn finish(self, name: Name) -> Result<Segment, Broken> {
        let file = self.out.finish().map_err(|e| failed(&e))?;
        let file = file.into_inner().map_err(|e| failed(e.error()))?;
        file.sync_all().map_err(|e| failed(&e))?;
        let bytes = file.metadata().map_err(|e| failed(&e))?.len();
        let place = self.folder.join(name.to_string());
        move_to(&self.folder, &self.folder.join(UNFINISHED), &place)?;
        Ok(Segment { name, bytes })
    }
}

fn failed(error: &std::io::Error) -> Broken {
    Broken::because("writing history", error)
}

/// Renames, and never onto another file. This folder has one writer, so nobody comes between looking and moving.
fn move_to(folder: &Path, from: &Path, to: &Path) -> Result<(), Broken> {
    if to.exists() {
        return Err(Broken::new(format!("{} is there already and is not overwritten", to.display())));
    }
    std::fs::rename(from, to).map_err(|e| failed(&e))?;
    sync_folder(folder)
}

pub fn sync_folder(folder: &Path) -> Result<(), Broken> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| failed(&e))
}

/// The segments of a folder in their order, and the names of all that is no segment.
pub fn list(folder: &Path) -> Result<(Vec<Segment>, Vec<String>), Broken> {
    let (mut segments, mut strange) = (Vec::new(), Vec::new());
    for file in std::fs::read_dir(folder).map_err(|e| failed(&e))? {
        let file = file.map_err(|e| failed(&e))?;
        let text = file.file_name().to_string_lossy().into_owned();
        let about = file.metadata().map_err(|e| failed(&e))?;
        match Name::parse(&text).filter(|_| about.is_file()) {
            Some(name) => segments.push(Segment { name, bytes: about.len() }),
            None if text == UNFINISHED => {}
            None => strange.push(text),
        }
    }
    segments.sort_by_key(|segment| segment.name.order());
    strange.sort();
    Ok((segments, strange))
}

/// Each of its entries as the store wrote it.
pub fn records(folder: &Path, name: &Name) -> impl Iterator<Item = Result<Vec<u8>, Broken>> {
    Entries::of(folder, vec![Segment { name: name.clone(), bytes: 0 }]).records()
}

/// Reads it to its end.
pub fn verify(folder: &Path, name: &Name) -> Result<(), Unsound> {
    let mut entries = Entries::of(folder, vec![Segment { name: name.clone(), bytes: 0 }]);
    std::iter::from_fn(|| entries.sound_step()).try_for_each(|step| step.map(drop))
}

/// Gives a damaged segment another name, so that a whole one can stand in its place; its bytes are kept for a person.
pub fn put_aside(folder: &Path, name: &Name) -> Result<String, Broken> {
    let from = folder.join(name.to_string());
    let free = (0_u32..).map(|n| format!("{name}{DAMAGED}{n}")).find(|other| !folder.join(other).exists());
    let other = free.ok_or_else(|| Broken::new("too many damaged pieces of history"))?;
    move_to(folder, &from, &folder.join(&other))?;
    Ok(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_a_foreign_one_is_none() {
        let name = Name { run: 3, first: 17, last: 4_000_000_000_000, line: 0xab, hash: [0xcd; 32], level: 2 };
        assert_eq!(Name::parse(&name.to_string()), Some(name.clone()));
        let backwards = Name { first: 9, last: 8, ..name.clone() };
        let text = name.to_string();
        for foreign in ["", "notes.txt", ".zst", &text[1..], &text.replace(ENDING, ".gz"), &backwards.to_string()] {
            assert_eq!(Name::parse(foreign), None, "{foreign}");
        }
    }
}
