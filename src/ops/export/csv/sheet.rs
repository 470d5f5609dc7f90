//! One CSV file. What people typed cannot become a formula in it.

use super::super::Stopped;
use std::fs::{File, OpenOptions};
use std::io::BufWriter;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// One field, safe to open in a spreadsheet.
pub struct Cell(String);

impl Cell {
    /// What the program itself wrote: numbers, codes, times.
    pub fn plain(text: impl Into<String>) -> Cell {
        Cell(text.into())
    }
}

pub fn number(number: impl std::fmt::Display) -> Cell {
    Cell(number.to_string())
}

/// What somebody typed. A spreadsheet would run what begins like a formula; after an apostrophe it is text.
pub fn text(typed: &str) -> Cell {
    let begins_a_formula = typed.starts_with(['=', '+', '-', '@', '\t', '\r']);
    Cell(if begins_a_formula { format!("'{typed}") } else { typed.to_owned() })
}

pub struct Sheet {
    path: PathBuf,
    out: csv::Writer<BufWriter<File>>,
}

impl Sheet {
    pub fn new(path: PathBuf, head: &[&str]) -> Result<Sheet, Stopped> {
        let file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(Stopped::at(&path))?;
        let mut out = csv::Writer::from_writer(BufWriter::new(file));
        let written = out.write_record(head);
        let mut sheet = Sheet { path, out };
        sheet.told(written)?;
        Ok(sheet)
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Stopped> {
        let written = self.out.write_record(cells.iter().map(|cell| cell.0.as_bytes()));
        self.told(written)
    }

    fn told(&mut self, written: csv::Result<()>) -> Result<(), Stopped> {
        written.map_err(|error| Stopped(format!("{}: {error}.", self.path.display())))
    }

    pub fn finish(self) -> Result<(), Stopped> {
        let Sheet { path, out } = self;
        let failed = |why: &dyn std::fmt::Display| Stopped(format!("{}: {why}.", path.display()));
        let buffered = out.into_inner().map_err(|e| failed(&e.error()))?;
        let file = buffered.into_inner().map_err(|e| failed(&e.error()))?;
        file.sync_all().map_err(|e| failed(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_never_a_formula() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+49 30 1", "'+49 30 1"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("Mug = cup", "Mug = cup"),
            ("", ""),
        ];
        for (typed, written) in table {
            assert_eq!(text(typed).0, written);
        }
        assert_eq!(number(-5).0, "-5");
    }
}
