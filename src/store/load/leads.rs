//! The index rows of a load, put in order. Rows come in the order of their tables, so their index rows come in none; laid down
//! as they come they would touch every page of every index again and again. What memory does not hold is written beside in
//! sorted runs, and all of it is merged at the end.

use super::super::engine::{Key, TableId};
use crate::base::Broken;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Index rows held in memory, in bytes.
const HELD_BYTES_MAX: usize = 16 << 20;
const ZSTD_LEVEL: i32 = 1;

pub type Lead = (TableId, Key);

pub struct Leads {
    folder: PathBuf,
    held: Held,
    runs: Vec<PathBuf>,
}

/// Index rows side by side in one piece of memory, each after its table's number, so that its bytes sort as it does.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    /// From where to where.
    rows: Vec<(u32, u32)>,
}

impl Held {
    fn add(&mut self, table: TableId, key: &[u8]) {
        let from = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&table.to_be_bytes());
        self.bytes.extend_from_slice(key);
        self.rows.push((from, self.bytes.len() as u32));
    }

    fn len(&self) -> usize {
        self.bytes.len() + size_of_val(self.rows.as_slice())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let row = |(from, to): &(u32, u32)| &bytes[*from as usize..*to as usize];
        self.rows.sort_unstable_by(|one, other| row(one).cmp(row(other)));
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut out = zstd::Encoder::new(BufWriter::new(File::create(path)?), ZSTD_LEVEL)?;
        for (from, to) in &self.rows {
            out.write_all(&(to - from).to_le_bytes())?;
            out.write_all(&self.bytes[*from as usize..*to as usize])?;
        }
        out.finish()?.flush()
    }
}

impl Leads {
    /// `folder` is there, may be written to, and is thrown away afterwards.
    pub fn new(folder: &Path) -> Leads {
        Leads { folder: folder.to_owned(), held: Held::default(), runs: Vec::new() }
    }

    pub fn add(&mut self, index: TableId, key: &[u8]) -> Result<(), Broken> {
        self.held.add(index, key);
        if self.held.len() > HELD_BYTES_MAX { self.lay_down() } else { Ok(()) }
    }

    fn lay_down(&mut self) -> Result<(), Broken> {
        let path = self.folder.join(format!("index-rows-{:06}", self.runs.len()));
        self.held.sort();
        self.held.write(&path).map_err(|e| Broken::because("sorting index rows", &e))?;
        self.held.bytes.clear();
        self.held.rows.clear();
        self.runs.push(path);
        Ok(())
    }

    /// All of them, in order.
    pub fn sorted(mut self) -> Result<Sorted, Broken> {
        self.lay_down()?;
        let mut sources: Vec<Run> = Vec::new();
        for path in &self.runs {
            let file = File::open(path).map_err(failed)?;
            sources.push(BufReader::new(zstd::Decoder::new(file).map_err(failed)?));
        }
        let mut heads = BinaryHeap::new();
        for (at, source) in sources.iter_mut().enumerate() {
            heads.extend(read_row(source).map_err(failed)?.map(|lead| Reverse((lead, at))));
        }
        Ok(Sorted { heads, sources, runs: self.runs })
    }
}

fn failed(error: std::io::Error) -> Broken {
    Broken::because("reading sorted index rows", &error)
}

type Run = BufReader<zstd::Decoder<'static, BufReader<File>>>;

fn read_row(run: &mut Run) -> std::io::Result<Option<Lead>> {
    if run.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let (mut length, mut table) = ([0; 4], [0; 2]);
    run.read_exact(&mut length)?;
    run.read_exact(&mut table)?;
    let mut key = vec![0; (u32::from_le_bytes(length) as usize).saturating_sub(table.len())];
    run.read_exact(&mut key)?;
    Ok(Some((TableId::from_be_bytes(table), key)))
}

pub struct Sorted {
    /// The next of each source, the smallest first.
    heads: BinaryHeap<Reverse<(Lead, usize)>>,
    sources: Vec<Run>,
    runs: Vec<PathBuf>,
}

impl Sorted {
    pub fn next(&mut self) -> Result<Option<Lead>, Broken> {
        let Some(mut first) = self.heads.peek_mut() else { return Ok(None) };
        let Reverse((lead, source)) = &mut *first;
        Ok(Some(match read_row(&mut self.sources[*source]).map_err(failed)? {
            Some(following) => std::mem::replace(lead, following),
            None => PeekMut::pop(first).0.0,
        }))
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
            let (table, key) = lead(n);
            leads.add(table, &key).unwrap();
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
