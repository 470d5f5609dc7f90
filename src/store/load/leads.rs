//! The index rows of a load, put in order. Rows come in the order of their tables, so their index rows come in none; laid down
//! as they come they would touch every page of every index again and again. What memory does not hold is written beside in
//! sorted runs, and all of it is merged at the end.

use super::super::engine::{Key, TableId};
use crate::base::Broken;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Index rows held in memory, in bytes.
const HELD_BYTES_MAX: usize = 16 << 20;
/// What an index row costs beside its bytes.
const ROW_BYTES: usize = 40;
const ZSTD_LEVEL: i32 = 1;

pub type Lead = (TableId, Key);

pub struct Leads {
    folder: PathBuf,
    held: Vec<Lead>,
    held_bytes: usize,
    runs: Vec<PathBuf>,
}

impl Leads {
    /// `folder` is there, may be written to, and is thrown away afterwards.
    pub fn new(folder: &Path) -> Leads {
        Leads { folder: folder.to_owned(), held: Vec::new(), held_bytes: 0, runs: Vec::new() }
    }

    pub fn add(&mut self, lead: Lead) -> Result<(), Broken> {
        self.held_bytes += lead.1.len() + ROW_BYTES;
        self.held.push(lead);
        if self.held_bytes > HELD_BYTES_MAX { self.lay_down() } else { Ok(()) }
    }

    fn lay_down(&mut self) -> Result<(), Broken> {
        let path = self.folder.join(format!("index-rows-{:06}", self.runs.len()));
        self.held.sort_unstable();
        write_run(&path, self.held.drain(..)).map_err(|e| Broken::because("sorting index rows", &e))?;
        self.held_bytes = 0;
        self.runs.push(path);
        Ok(())
    }

    /// All of them, in order.
    pub fn sorted(mut self) -> Result<Sorted, Broken> {
        self.held.sort_unstable();
        let mut sources = vec![Source::Held(self.held.into_iter())];
        for path in &self.runs {
            let file = File::open(path).map_err(failed)?;
            sources.push(Source::Run(BufReader::new(zstd::Decoder::new(file).map_err(failed)?)));
        }
        let mut sorted = Sorted { heads: BinaryHeap::new(), sources, runs: self.runs };
        for at in 0..sorted.sources.len() {
            sorted.advance(at)?;
        }
        Ok(sorted)
    }
}

fn failed(error: std::io::Error) -> Broken {
    Broken::because("reading sorted index rows", &error)
}

fn write_run(path: &Path, rows: impl Iterator<Item = Lead>) -> std::io::Result<()> {
    let mut out = zstd::Encoder::new(BufWriter::new(File::create(path)?), ZSTD_LEVEL)?;
    for (table, key) in rows {
        out.write_all(&table.to_le_bytes())?;
        out.write_all(&(key.len() as u32).to_le_bytes())?;
        out.write_all(&key)?;
    }
    out.finish()?.flush()
}

enum Source {
    Held(std::vec::IntoIter<Lead>),
    Run(BufReader<zstd::Decoder<'static, BufReader<File>>>),
}

impl Source {
    fn next(&mut self) -> std::io::Result<Option<Lead>> {
        match self {
            Source::Held(rows) => Ok(rows.next()),
            Source::Run(file) => read_row(file),
        }
    }
}

fn read_row(file: &mut impl Read) -> std::io::Result<Option<Lead>> {
    let mut table = [0; 2];
    match file.read_exact(&mut table) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut length = [0; 4];
    file.read_exact(&mut length)?;
    let mut key = vec![0; u32::from_le_bytes(length) as usize];
    file.read_exact(&mut key)?;
    Ok(Some((u16::from_le_bytes(table), key)))
}

pub struct Sorted {
    /// The next of each source, the smallest first.
    heads: BinaryHeap<Reverse<(Lead, usize)>>,
    sources: Vec<Source>,
    runs: Vec<PathBuf>,
}

impl Sorted {
    pub fn next(&mut self) -> Result<Option<Lead>, Broken> {
        let Some(Reverse((lead, source))) = self.heads.pop() else { return Ok(None) };
        self.advance(source)?;
        Ok(Some(lead))
    }

    fn advance(&mut self, source: usize) -> Result<(), Broken> {
        let next = self.sources[source].next().map_err(failed)?;
        self.heads.extend(next.map(|lead| Reverse((lead, source))));
        Ok(())
    }
}

/// What was laid down is of no more use.
impl Drop for Sorted {
    fn drop(&mut self) {
        for run in &self.runs {
            if let Err(error) = std::fs::remove_file(run) {
                tracing::warn!(cause = %error, "{} could not be removed", run.display());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_come_in_order_whether_they_were_laid_down_or_not() {
        let folder = std::env::temp_dir().join(format!("duka-leads-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut leads = Leads::new(&folder);
        let lead = |n: u32| ((n % 3) as TableId, (n.wrapping_mul(2_654_435_761)).to_be_bytes().to_vec());
        for n in 0..1_000 {
            leads.add(lead(n)).unwrap();
            if n % 300 == 299 {
                leads.lay_down().unwrap();
            }
        }
        let mut sorted = leads.sorted().unwrap();
        let found: Vec<Lead> = std::iter::from_fn(|| sorted.next().unwrap()).collect();
        let mut wanted: Vec<Lead> = (0..1_000).map(lead).collect();
        wanted.sort();
        assert_eq!(found, wanted);
        drop(sorted);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
