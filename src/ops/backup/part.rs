//! One file of rows: what table, then each key with its record, compressed. Knows no targets.

use crate::base::Broken;
use std::io::{Read, Write};

/// Rows of one part are about so many bytes before they are compressed.
pub const PART_BYTES: usize = 4 << 20;
const MAGIC: &[u8; 8] = b"duka/row";
const ZSTD_LEVEL: i32 = 3;
/// No key and no record is longer.
const FIELD_BYTES_MAX: u32 = 16 << 20;
/// A part holds at most this when it is opened: what was written plus one record.
const OPENED_BYTES_MAX: u64 = 64 << 20;

pub type Row = (Vec<u8>, Vec<u8>);

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

    pub fn add(&mut self, key: &[u8], record: &[u8]) {
        for field in [key, record] {
            self.bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
            self.bytes.extend_from_slice(field);
        }
        self.rows += 1;
    }

    pub fn is_full(&self) -> bool {
        self.bytes.len() >= PART_BYTES
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

/// The rows of a part, in the order of their keys. The error says what is wrong with it.
pub fn read(table: u16, file: &[u8]) -> Result<Vec<Row>, String> {
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
    let mut rows = Vec::new();
    while !rest.is_empty() {
        rows.push((field(&mut rest)?, field(&mut rest)?));
    }
    Ok(rows)
}

fn field(rest: &mut &[u8]) -> Result<Vec<u8>, String> {
    let mut length = [0; 4];
    length.copy_from_slice(take(rest, 4)?);
    let length = u32::from_le_bytes(length);
    if length > FIELD_BYTES_MAX {
        return Err("a row is longer than any can be".into());
    }
    Ok(take(rest, length as usize)?.to_vec())
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
            part.add(&n.to_be_bytes(), &vec![n as u8; n as usize]);
        }
        assert_eq!((part.rows(), part.table()), (300, 7));
        let file = part.finish().unwrap();
        let rows = read(7, &file).unwrap();
        assert_eq!((rows.len(), &rows[255]), (300, &(255_u32.to_be_bytes().to_vec(), vec![255; 255])));
        assert!(read(8, &file).is_err());
        assert!(read(7, &file[..file.len() - 1]).is_err());
        assert!(read(7, b"").is_err());
    }
}
