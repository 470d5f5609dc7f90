//! Which pictures neither a row, nor a snapshot that is kept, nor anything in history names.
//!
//! Whatever names a picture holds the 32 bytes of its hash. So bytes are looked through, of all tables alike: a new kind of row
//! that names pictures needs no line here.

use crate::base::Broken;
use crate::ops::archive::{self, Trouble};
use crate::ops::backup::part;
use crate::ops::quietly::gently;
use crate::ops::send::pace::Pace;
use crate::outside::blobs::BlobHash;
use crate::outside::targets::Target;
use crate::store::history::{SegmentName, segment_records};
use crate::store::{Span, Store};
use std::collections::HashSet;
use std::path::Path;

const HASH_BYTES: usize = size_of::<BlobHash>();
/// A bit for each pair of bytes a hash can begin with.
const BEGINNINGS: usize = 1 << 16;

/// Those that nothing was found to name so far.
pub struct Unnamed {
    hashes: HashSet<BlobHash>,
    /// Which pairs of bytes they begin with: nearly everything is passed over by one look.
    beginnings: Vec<bool>,
}

impl Unnamed {
    pub fn of(hashes: HashSet<BlobHash>) -> Unnamed {
        let mut beginnings = vec![false; BEGINNINGS];
        for [first, second, ..] in &hashes {
            beginnings[beginning(*first, *second)] = true;
        }
        Unnamed { hashes, beginnings }
    }

    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    pub fn holds(&self, hash: &BlobHash) -> bool {
        self.hashes.contains(hash)
    }

    fn look_through(&mut self, bytes: &[u8]) {
        for window in bytes.windows(HASH_BYTES) {
            if self.beginnings[beginning(window[0], window[1])] {
                self.hashes.remove(window);
            }
        }
    }

    /// The rows that are there now.
    pub fn rows(&mut self, store: &Store) -> Result<(), Broken> {
        for table in store.tables() {
            let mut next = Some(Span::all());
            while let Some(span) = next {
                next = gently(|| -> Result<_, Broken> {
                    let stretch = store.stretch(table, &span)?;
                    stretch.rows.iter().for_each(|(_, record)| self.look_through(record));
                    Ok(stretch.rest)
                })?;
            }
        }
        Ok(())
    }

    /// Every snapshot.
    ///
    /// # Errors
    /// The target fails, or something is damaged: then nobody knows what it names.
    pub fn snapshots(&mut self, target: &dyn Target, pace: &mut Pace) -> Result<(), Trouble> {
        let (manifests, troubles) = archive::manifests(target)?;
        if let Some(trouble) = troubles.into_iter().next() {
            return Err(trouble);
        }
        for part in manifests.iter().flat_map(|manifest| &manifest.parts) {
            pace.before(part.bytes);
            let damaged = |why: &str| Trouble::damaged(&part.name, why);
            let file = target.get(&part.name)?.ok_or_else(|| damaged("it is not there"))?;
            if blake3::hash(&file).to_hex().as_str() != part.hash {
                return Err(damaged("its content is not what was written"));
            }
            for row in part::read(part.table, &file).map_err(|why| damaged(&why))? {
                let (_, record) = row.map_err(|why| damaged(&why))?;
                self.look_through(&record.unwrap_or_default());
            }
        }
        Ok(())
    }

    /// The pieces of history in a folder where they were pinned.
    ///
    /// # Errors
    /// One of them cannot be read, or is damaged.
    pub fn history(&mut self, pinned: &Path, pace: &mut Pace) -> Result<(), Broken> {
        let failed = |e| Broken::because("reading history's folder", &e);
        for file in std::fs::read_dir(pinned).map_err(failed)? {
            let file = file.map_err(failed)?;
            let Some(name) = SegmentName::parse(&file.file_name().to_string_lossy()) else { continue };
            pace.before(file.metadata().map_err(failed)?.len());
            for record in segment_records(pinned, &name) {
                self.look_through(&record?);
            }
        }
        Ok(())
    }
}

fn beginning(first: u8, second: u8) -> usize {
    usize::from(u16::from_be_bytes([first, second]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog::Picture;
    use crate::store::codec;

    #[test]
    fn a_row_that_names_a_picture_is_found_by_its_bytes() {
        let hash = |n: u8| *blake3::hash(&[n]).as_bytes();
        let mut unnamed = Unnamed::of((0..10).map(hash).collect());
        let picture = Picture { blob: hash(3), alt: "A mug".into(), width: 4, height: 5, colour: [1, 2, 3] };
        unnamed.look_through(&codec::payload(&picture).unwrap());
        unnamed.look_through(&[&hash(5)[..31], b"x", &hash(7)].concat());
        let left: Vec<u8> = (0..10).filter(|n| unnamed.holds(&hash(*n))).collect();
        assert_eq!(left, [0, 1, 2, 4, 5, 6, 8, 9]);
    }
}
