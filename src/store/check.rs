//! Looks at everything that is kept: every checksum, record, key, index row, sum, and the chain of the journal.
//!
//! It runs beside a selling shop. Each stretch of rows is read through a view of its own, so no view lives long; within one
//! view rows and index rows must agree exactly. Sums belong to one position: stretches that the journal says were changed
//! since they were read are read again, until few enough are left to read and compare within a single view.

mod rows;

use super::Store;
use super::head;
use super::journal::{Entry, Position};
use crate::base::Broken;

/// Rows or entries read through one view.
const STRETCH_ROWS: usize = 500;
const STRETCH_BYTES: usize = 4 << 20;
/// More troubles than this are only counted.
const TROUBLES_MAX: usize = 100;

/// What `check` found.
#[derive(Debug)]
pub struct Report {
    /// The journal was followed up to here.
    pub position: Position,
    pub tables: Vec<Counted>,
    /// One sentence each.
    pub troubles: Vec<String>,
    /// How many more troubles there were.
    pub untold: u64,
}

/// One table as it was found.
#[derive(Debug)]
pub struct Counted {
    pub name: &'static str,
    pub rows: u64,
    /// Its rows were added up and compared with the sum the store keeps. `false` for passing tables, which have none, and
    /// when the table changed faster than it could be read.
    pub added_up: bool,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.troubles.is_empty()
    }

    fn trouble(&mut self, sentence: String) {
        if self.troubles.contains(&sentence) {
            return;
        }
        if self.troubles.len() < TROUBLES_MAX {
            self.troubles.push(sentence);
        } else {
            self.untold += 1;
        }
    }
}

impl Store {
    /// Reads and verifies everything. It may take long and may run at any time.
    ///
    /// # Errors
    /// The disk cannot be read at all; damage that was found is in the report.
    pub fn check(&self) -> Result<Report, Broken> {
        let (tables, troubles) = (Vec::new(), Vec::new());
        let mut report = Report { position: self.position(), tables, troubles, untold: 0 };
        if self.kept {
            report.position = check_journal(self, &mut report)?;
        }
        for table in self.tables {
            let counted = rows::check_table(self, table, &mut report)?;
            report.tables.push(counted);
            for index in table.indexes {
                rows::check_index(self, table, index, &mut report)?;
            }
        }
        Ok(report)
    }
}

/// Follows the chain from the oldest entry to the head.
fn check_journal(store: &Store, report: &mut Report) -> Result<Position, Broken> {
    let (mut next, mut last): (u64, Option<Position>) = (0, None);
    loop {
        let view = store.engine.snapshot()?;
        let head = super::follow::known_head(&*view)?;
        if next < head.first {
            // The first look, or old entries were taken away meanwhile.
            (next, last) = (head.first, None);
        }
        if next > head.position.seq {
            if last.is_some_and(|last| last != head.position) {
                report.trouble("The journal does not end where the store says it ends.".into());
            }
            return Ok(head.position);
        }
        let records = head::records_after(&*view, next - 1, STRETCH_ROWS, STRETCH_BYTES)?;
        if records.is_empty() {
            report.trouble(format!("Journal entry {next} is missing."));
            (next, last) = (next + 1, None);
        }
        for (seq, record) in records {
            last = check_entry(seq, &record, last, report);
            next = seq + 1;
        }
    }
}

fn check_entry(seq: u64, record: &[u8], last: Option<Position>, report: &mut Report) -> Option<Position> {
    match Entry::read(seq, record) {
        Ok((entry, position)) => {
            if last.is_some_and(|last| !entry.follows(&last)) {
                report.trouble(format!("Journal entry {seq} does not follow the one before it."));
            }
            Some(position)
        }
        Err(broken) => {
            report.trouble(format!("Journal entry {seq} cannot be read: {broken:?}."));
            None
        }
    }
}
