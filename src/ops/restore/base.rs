//! The rows of a base, in the order of table and key, part by part.

use crate::ops::archive::{Manifest, Part, Trouble};
use crate::ops::backup::part;
use crate::outside::targets::Target;

pub type Row = (u16, Vec<u8>, Vec<u8>);

pub struct Rows<'a> {
    target: &'a dyn Target,
    parts: std::slice::Iter<'a, Part>,
    open: (u16, std::vec::IntoIter<part::Row>),
    read: u64,
}

impl<'a> Rows<'a> {
    pub fn of(target: &'a dyn Target, manifest: &'a Manifest) -> Rows<'a> {
        Rows { target, parts: manifest.parts.iter(), open: (0, Vec::new().into_iter()), read: 0 }
    }

    fn fetch(&mut self, wanted: &Part) -> Result<(), Trouble> {
        let file = self.target.get(&wanted.name)?.ok_or_else(|| Trouble::damaged(&wanted.name, "it is not there"))?;
        if blake3::hash(&file).to_hex().as_str() != wanted.hash {
            return Err(Trouble::damaged(&wanted.name, "its content is not what was written"));
        }
        let rows = part::read(wanted.table, &file).map_err(|why| Trouble::damaged(&wanted.name, why))?;
        if rows.len() as u64 != wanted.rows {
            return Err(Trouble::damaged(&wanted.name, format!("{} rows of {} are there", rows.len(), wanted.rows)));
        }
        self.read += wanted.bytes;
        self.open = (wanted.table, rows.into_iter());
        Ok(())
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((key, record)) = self.open.1.next() {
                return Some(Ok((self.open.0, key, record)));
            }
            let part = self.parts.next()?;
            if let Err(trouble) = self.fetch(part) {
                self.parts = [].iter();
                return Some(Err(trouble));
            }
        }
    }
}
