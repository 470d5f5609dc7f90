//! One file of rows: what table, then each key with its record or the word that it went, compressed. Knows no targets.

use crate::base::Broken;
use std::io::{Read, Write};

/// Rows of one part of a base are about so many bytes before they are compressed.
pub const PART_BYTES: usize = 4 << 20;
/// The same for an increment: many of them are open at once.
pub const INCREMENT_PART_BYTES: usize = 256 << 10;
/// Stands for the length of a record: the row went.
const GONE: u32 = u32::MAX;
const MAGIC: &[u8; 8] = b"duka/row";
const ZSTD_LEVEL: i32 = 3;
/// No key and no record is longer.
const FIELD_BYTES_MAX: u32 = 16 << 20;
/// A part holds at most this when it is opened: what was written plus one record.
const OPENED_BYTES_MAX: u64 = 64 << 20;

/// A key and its record; `None`: the row went.
pub type Row = (Vec<u8>, Option<Vec<u8>>);

pub struct Writing {
    table: u16,
    rows: u64,
    bytes: Vec<u8>,
}

impl Writing {
    pub fn of(table: u16) -> Writing {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&table.to_le_bytes());
        Writing { table, rows: 0, bytes }
    }

    pub fn add(&mut self, key: &[u8], record: Option<&[u8]>) {
        self.field(key);
        match record {
            Some(record) => self.field(record),
            None => self.bytes.extend_from_slice(&GONE.to_le_bytes()),
        }
        self.rows += 1;
    }

    fn field(&mut self, field: &[u8]) {
        self.bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
        self.bytes.extend_from_slice(field);
    }

    /// Before they are compressed.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn table(&self) -> u16 {
        self.table
    }

    pub fn rows(&self) -> u64 {
        self.rows
    }

    pub fn finish(self) -> Result<Vec<u8>, Broken> {
        let failed = |e: std::io::Error| Broken::because("compressing a part", &e);
        let mut out = zstd::Encoder::new(Vec::new(), ZSTD_LEVEL).map_err(failed)?;
        out.include_checksum(true).map_err(failed)?;
        out.write_all(&self.bytes).map_err(failed)?;
        out.finish().map_err(failed)
    }
}

/// The rows of a part, in the order of their keys, taken out one by one. An error says what is wrong with it, and ends it.
pub struct Reading {
    bytes: Vec<u8>,
    at: usize,
}

pub fn read(table: u16, file: &[u8]) -> Result<Reading, String> {
    let mut bytes = Vec::new();
    let decoder = zstd::Decoder::new(file).map_err(|e| e.to_string())?;
    decoder.take(OPENED_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > OPENED_BYTES_MAX {
        return Err("it holds more than any part".into());
    }
    let mut rest = bytes.strip_prefix(MAGIC).ok_or("it is no part of a backup")?;
    if take(&mut rest, 2)? != table.to_le_bytes() {
        return Err("it holds the rows of another table".into());
    }
    let at = bytes.len() - rest.len();
    Ok(Reading { bytes, at })
}

impl Iterator for Reading {
    type Item = Result<Row, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let row = row(&mut rest);
        self.at = if row.is_ok() { self.bytes.len() - rest.len() } else { self.bytes.len() };
        Some(row)
    }
}

fn row(rest: &mut &[u8]) -> Result<Row, String> {
    let key = field(rest)?.ok_or("it has a row without a key")?;
    Ok((key, field(rest)?))
}

fn field(rest: &mut &[u8]) -> Result<Option<Vec<u8>>, String> {
    let mut length = [0; 4];
    length.copy_from_slice(take(rest, 4)?);
    let length = u32::from_le_bytes(length);
    if length == GONE {
        return Ok(None);
    }
    if length > FIELD_BYTES_MAX {
        return Err("a row is longer than any can be".into());
    }
    Ok(Some(take(rest, length as usize)?.to_vec()))
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Result<&'a [u8], String> {
    let (taken, left) = rest.split_at_checked(n).ok_or("it ends within a row")?;
    *rest = left;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_and_damage_does_not_pass() {
        let mut part = Writing::of(7);
        for n in 0..300_u32 {
            part.add(&n.to_be_bytes(), (n != 9).then(|| vec![n as u8; n as usize]).as_deref());
        }
        assert_eq!((part.rows(), part.table()), (300, 7));
        let file = part.finish().unwrap();
        let rows: Vec<Row> = read(7, &file).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!((rows.len(), &rows[255]), (300, &(255_u32.to_be_bytes().to_vec(), Some(vec![255; 255]))));
        assert_eq!((&rows[0].1, &rows[9].1), (&Some(Vec::new()), &None), "empty is not gone");
        assert!(read(8, &file).is_err());
        assert!(read(7, &file[..file.len() - 1]).is_err());
        assert!(read(7, b"").is_err());
    }
}
