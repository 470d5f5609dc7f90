//! The rows of one snapshot, in the order of table and key, part by part. Each part is verified before its first row is told,
//! and the next few are fetched together, so that a place far away is not waited for once per part.

use super::changes::{Changed, Key};
use crate::ops::archive::{Manifest, Part, Trouble};
use crate::ops::at_once::at_once;
use crate::ops::backup::part::{self, Reading};
use crate::outside::targets::Target;
use crate::store::codec;
use std::collections::VecDeque;

/// Parts fetched together; compressed, a base's are about a megabyte each.
const FETCHED_AT_ONCE: usize = 4;

pub struct Parts<'a> {
    target: &'a dyn Target,
    left: &'a [Part],
    fetched: VecDeque<(&'a Part, Vec<u8>)>,
    open: Option<Open<'a>>,
    last: Option<Key>,
}

struct Open<'a> {
    part: &'a Part,
    rows: Reading,
    read: u64,
}

impl<'a> Parts<'a> {
    pub fn of(target: &'a dyn Target, manifest: &'a Manifest) -> Parts<'a> {
        Parts { target, left: &manifest.parts, fetched: VecDeque::new(), open: None, last: None }
    }

    fn try_next(&mut self) -> Result<Option<Changed>, Trouble> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(row) = open.rows.next() {
                    let row = row.map_err(|why| Trouble::damaged(&open.part.name, why))?;
                    open.read += 1;
                    return verified(open.part, row, &mut self.last).map(Some);
                }
                if open.read != open.part.rows {
                    let why = format!("{} rows of {} are there", open.read, open.part.rows);
                    return Err(Trouble::damaged(&open.part.name, why));
                }
            }
            if self.fetched.is_empty() && !self.fetch()? {
                return Ok(None);
            }
            self.open = match self.fetched.pop_front() {
                Some((part, file)) => {
                    let rows = part::read(part.table, &file).map_err(|why| Trouble::damaged(&part.name, why))?;
                    Some(Open { part, rows, read: 0 })
                }
                None => None,
            };
        }
    }

    /// `false`: there are no more.
    fn fetch(&mut self) -> Result<bool, Trouble> {
        let (now, later) = self.left.split_at(self.left.len().min(FETCHED_AT_ONCE));
        self.left = later;
        let numbered: Vec<(usize, &Part)> = now.iter().enumerate().collect();
        let mut files = at_once(&numbered, |(at, part)| Ok((*at, file(self.target, part)?)))?;
        files.sort_unstable_by_key(|(at, _)| *at);
        self.fetched.extend(now.iter().zip(files.into_iter().map(|(_, file)| file)));
        Ok(!now.is_empty())
    }
}

/// A part as it was written.
fn file(target: &dyn Target, part: &Part) -> Result<Vec<u8>, Trouble> {
    let file = target.get(&part.name)?.ok_or_else(|| Trouble::damaged(&part.name, "it is not there"))?;
    if blake3::hash(&file).to_hex().as_str() != part.hash {
        return Err(Trouble::damaged(&part.name, "its content is not what was written"));
    }
    Ok(file)
}

/// A hash proves only that the file is what was written: the row may have been wrong by then.
fn verified(part: &Part, (key, record): part::Row, last: &mut Option<Key>) -> Result<Changed, Trouble> {
    if let Some(record) = &record {
        codec::open(part.table, &key, record).map_err(|broken| Trouble::damaged(&part.name, format!("{broken:?}")))?;
    }
    let key = (part.table, key);
    if last.as_ref().is_some_and(|last| *last >= key) {
        return Err(Trouble::damaged(&part.name, "its rows are out of order"));
    }
    last.get_or_insert_default().clone_from(&key);
    Ok((key, record))
}

impl Iterator for Parts<'_> {
    type Item = Result<Changed, Trouble>;

    /// After an error it ends.
    fn next(&mut self) -> Option<Self::Item> {
        let next = self.try_next();
        if next.is_err() {
            (self.left, self.open) = (&[], None);
            self.fetched.clear();
        }
        next.transpose()
    }
}
