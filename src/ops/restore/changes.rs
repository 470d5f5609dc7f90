//! The newest value of every row that a stretch of history changed, in the order of the keys. What memory does not hold is
//! laid down beside in sorted runs, so that a month of history needs no more memory than an hour.

use crate::base::Broken;
use crate::ops::archive::Trouble;
use crate::store::Entry;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Changes held in memory. There may be two of these at once.
const HELD_BYTES_MAX: usize = 8 << 20;
/// What a changed row costs beside its bytes.
const ROW_BYTES: usize = 96;
const ZSTD_LEVEL: i32 = 1;

pub type Key = (u16, Vec<u8>);
/// A row's new value, or that it went.
pub type Changed = (Key, Option<Vec<u8>>);

pub struct Changes {
    folder: PathBuf,
    held: BTreeMap<Key, Option<Vec<u8>>>,
    held_bytes: usize,
    runs: Vec<PathBuf>,
}

impl Changes {
    /// `folder` may be written to and is thrown away afterwards.
    pub fn new(folder: &Path) -> Changes {
        Changes { folder: folder.to_owned(), held: BTreeMap::new(), held_bytes: 0, runs: Vec::new() }
    }

    pub fn add(&mut self, entry: Entry) -> Result<(), Broken> {
        for change in entry.changes {
            self.held_bytes += change.key.len() + change.value.as_ref().map_or(0, Vec::len) + ROW_BYTES;
            self.held.insert((change.table, change.key), change.value);
        }
        if self.held_bytes > HELD_BYTES_MAX { self.lay_down() } else { Ok(()) }
    }

    fn lay_down(&mut self) -> Result<(), Broken> {
        let path = self.folder.join(format!("changes-{:06}", self.runs.len()));
        write_run(&path, std::mem::take(&mut self.held)).map_err(|e| Broken::because("sorting history", &e))?;
        self.held_bytes = 0;
        self.runs.push(path);
        Ok(())
    }

    pub fn sorted(self) -> Result<Sorted, Broken> {
        let mut sources: Vec<Source> = Vec::new();
        for path in &self.runs {
            let file = File::open(path).map_err(|e| Broken::because("reading sorted history", &e))?;
            let file = zstd::Decoder::new(file).map_err(|e| Broken::because("reading sorted history", &e))?;
            sources.push(Source::Run(BufReader::new(file)));
        }
        sources.push(Source::Held(self.held.into_iter()));
        let mut sorted = Sorted { heads: Vec::new(), sources };
        for at in 0..sorted.sources.len() {
            let head = sorted.sources[at].next()?;
            sorted.heads.push(head);
        }
        Ok(sorted)
    }
}

fn write_run(path: &Path, rows: BTreeMap<Key, Option<Vec<u8>>>) -> std::io::Result<()> {
    let mut out = zstd::Encoder::new(BufWriter::new(File::create(path)?), ZSTD_LEVEL)?;
    for ((table, key), value) in rows {
        out.write_all(&table.to_le_bytes())?;
        out.write_all(&(key.len() as u32).to_le_bytes())?;
        out.write_all(&value.as_ref().map_or(u32::MAX, |v| v.len() as u32).to_le_bytes())?;
        out.write_all(&key)?;
        out.write_all(value.as_deref().unwrap_or_default())?;
    }
    out.finish()?.flush()
}

enum Source {
    Run(BufReader<zstd::Decoder<'static, BufReader<File>>>),
    Held(std::collections::btree_map::IntoIter<Key, Option<Vec<u8>>>),
}

impl Source {
    fn next(&mut self) -> Result<Option<Changed>, Broken> {
        match self {
            Source::Held(rows) => Ok(rows.next()),
            Source::Run(file) => read_row(file).map_err(|e| Broken::because("reading sorted history", &e)),
        }
    }
}

fn read_row(file: &mut impl Read) -> std::io::Result<Option<Changed>> {
    let mut table = [0; 2];
    match file.read_exact(&mut table) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut lengths = [[0; 4]; 2];
    for length in &mut lengths {
        file.read_exact(length)?;
    }
    let [key, value] = lengths.map(u32::from_le_bytes);
    let mut read = |length: u32| {
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes).map(|()| bytes)
    };
    let key = read(key)?;
    let value = if value == u32::MAX { None } else { Some(read(value)?) };
    Ok(Some(((u16::from_le_bytes(table), key), value)))
}

/// All changes in the order of their keys, each key once.
pub struct Sorted {
    /// The next of each source; later sources are newer.
    heads: Vec<Option<Changed>>,
    sources: Vec<Source>,
}

impl Iterator for Sorted {
    type Item = Result<Changed, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().map_err(Trouble::from).transpose()
    }
}

impl Sorted {
    fn step(&mut self) -> Result<Option<Changed>, Broken> {
        let Some(smallest) = self.heads.iter().flatten().map(|(key, _)| key).min().cloned() else { return Ok(None) };
        let mut newest = None;
        for (head, source) in self.heads.iter_mut().zip(&mut self.sources) {
            if head.as_ref().is_some_and(|(key, _)| *key == smallest) {
                newest = std::mem::replace(head, source.next()?);
            }
        }
        Ok(newest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Time;
    use crate::store::Cause;
    use crate::store::journal::Change;

    fn entry(seq: u64, changes: Vec<Change>) -> Entry {
        let wall = Time::from_micros(0);
        Entry { line: 1, seq, prev: [0; 32], wall, boot: 1, mono: 0, cause: Cause::of("test", "shop"), changes }
    }

    #[test]
    fn the_newest_value_wins_whether_it_was_laid_down_or_not() {
        let folder = std::env::temp_dir().join(format!("duka-changes-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let change = |key: u8, value: Option<&[u8]>| Change { table: 5, key: vec![key], value: value.map(Into::into) };
        let mut changes = Changes::new(&folder);
        changes
            .add(entry(1, vec![change(1, Some(b"old")), change(2, Some(b"stays")), change(3, Some(b"goes"))]))
            .unwrap();
        changes.lay_down().unwrap();
        changes.add(entry(2, vec![change(1, Some(b"middle")), change(4, Some(b""))])).unwrap();
        changes.lay_down().unwrap();
        changes.add(entry(3, vec![change(1, Some(b"new")), change(3, None)])).unwrap();
        let sorted = changes.sorted().unwrap().map(Result::unwrap);
        let found: Vec<_> = sorted.map(|((_, key), value)| (key[0], value)).collect();
        let wanted: Vec<(u8, Option<Vec<u8>>)> =
            vec![(1, Some(b"new".to_vec())), (2, Some(b"stays".to_vec())), (3, None), (4, Some(Vec::new()))];
        assert_eq!(found, wanted);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
