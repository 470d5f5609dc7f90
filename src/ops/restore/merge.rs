//! Rows in order, and changes in order, to rows in order. Two of these after each other make a later state of a base.

use super::base::Row;
use super::changes::{Changed, Sorted};
use crate::ops::archive::Trouble;

pub struct Merged<R> {
    rows: R,
    changes: Sorted,
    row: Option<Row>,
    change: Option<Changed>,
    begun: bool,
}

impl<R: Iterator<Item = Result<Row, Trouble>>> Merged<R> {
    pub fn of(rows: R, changes: Sorted) -> Merged<R> {
        Merged { rows, changes, row: None, change: None, begun: false }
    }

    /// What the rows came from.
    pub fn into_rows(self) -> R {
        self.rows
    }

    fn try_next(&mut self) -> Result<Option<Row>, Trouble> {
        if !self.begun {
            self.begun = true;
            self.row = self.rows.next().transpose()?;
            self.change = self.changes.next()?;
        }
        loop {
            let comes_first = match (&self.row, &self.change) {
                (None, None) => return Ok(None),
                (Some(_), None) => Side::Row,
                (None, Some(_)) => Side::Change,
                (Some((table, key, _)), Some(((changed_table, changed_key), _))) => {
                    match (table, key).cmp(&(changed_table, changed_key)) {
                        std::cmp::Ordering::Less => Side::Row,
                        std::cmp::Ordering::Equal => Side::Both,
                        std::cmp::Ordering::Greater => Side::Change,
                    }
                }
            };
            if matches!(comes_first, Side::Row) {
                let next = self.rows.next().transpose()?;
                return Ok(std::mem::replace(&mut self.row, next));
            }
            if matches!(comes_first, Side::Both) {
                self.row = self.rows.next().transpose()?;
            }
            let next = self.changes.next()?;
            if let Some(((table, key), Some(value))) = std::mem::replace(&mut self.change, next) {
                return Ok(Some((table, key, value)));
            }
        }
    }
}

enum Side {
    Row,
    Change,
    Both,
}

impl<R: Iterator<Item = Result<Row, Trouble>>> Iterator for Merged<R> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}
