//! One row of cells, its size bounded, its letters made UTF-8. Must not know what the columns mean.

use encoding_rs::WINDOWS_1252;
use std::mem;

/// Longer than any description, much shorter than a file.
const CELL_BYTES_MAX: usize = 256 * 1024;
const ROW_BYTES_MAX: usize = 1024 * 1024;
const CELLS_MAX: usize = 2_000;

/// One row, its buffers used again for the next.
#[derive(Default)]
pub struct Row {
    line: u64,
    bytes: Vec<u8>,
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
    fault: Option<Fault>,
    had_zero_bytes: bool,
    was_western: bool,
}

/// What makes a row useless.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    CellTooLong { column: usize },
    RowTooLong,
    TooManyCells,
    Unclosed { column: usize },
}

impl Fault {
    pub fn column(self) -> Option<usize> {
        match self {
            Fault::CellTooLong { column } | Fault::Unclosed { column } => Some(column),
            Fault::RowTooLong | Fault::TooManyCells => None,
        }
    }

    pub fn sentence(self) -> String {
        match self {
            Fault::CellTooLong { .. } => {
                let most = CELL_BYTES_MAX / 1024;
                format!("This cell is longer than {most} KB. Is a quotation mark missing here?")
            }
            Fault::RowTooLong => format!("This line is longer than {} KB.", ROW_BYTES_MAX / 1024),
            Fault::TooManyCells => format!("This line has more than {CELLS_MAX} cells."),
            Fault::Unclosed { .. } => "A quotation mark opens here and is never closed.".into(),
        }
    }
}

impl Row {
    /// The line it begins on.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many cells.
    pub fn cells(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands; one that is not there is empty.
    pub fn get(&self, column: usize) -> &str {
        let from = if column == 0 { 0 } else { self.ends.get(column - 1).copied().unwrap_or(0) };
        self.ends.get(column).and_then(|to| self.text.get(from..*to)).unwrap_or("")
    }

    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    pub fn had_zero_bytes(&self) -> bool {
        self.had_zero_bytes
    }

    /// It was not UTF-8.
    pub fn was_western(&self) -> bool {
        self.was_western
    }

    pub(super) fn start(&mut self, line: u64) {
        let mut bytes = mem::take(&mut self.text).into_bytes();
        let mut ends = mem::take(&mut self.ends);
        bytes.clear();
        ends.clear();
        *self = Row { line, bytes, ends, ..Row::default() };
    }

    pub(super) fn push(&mut self, byte: u8) {
        let cell = self.bytes.len() - self.ends.last().copied().unwrap_or(0);
        match byte {
            _ if self.fault.is_some() => {}
            0 => self.had_zero_bytes = true,
            _ if cell >= CELL_BYTES_MAX => self.fault = Some(Fault::CellTooLong { column: self.ends.len() }),
            _ if self.bytes.len() >= ROW_BYTES_MAX => self.fault = Some(Fault::RowTooLong),
            _ => self.bytes.push(byte),
        }
    }

    pub(super) fn end_cell(&mut self) {
        if self.ends.len() < CELLS_MAX {
            self.ends.push(self.bytes.len());
        } else {
            self.fault = self.fault.or(Some(Fault::TooManyCells));
        }
    }

    /// No cell holds anything: a blank line, or the empty tail of a spreadsheet.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace) && self.fault.is_none()
    }

    /// All cells are there: their bytes become text.
    pub(super) fn finish(&mut self) {
        match String::from_utf8(mem::take(&mut self.bytes)) {
            Ok(text) => self.text = text,
            Err(e) => self.read_western(e.as_bytes()),
        }
    }

    /// The file ended within a quoted cell.
    pub(super) fn set_unclosed(&mut self) {
        self.fault = self.fault.or(Some(Fault::Unclosed { column: self.ends.len() }));
    }

    fn read_western(&mut self, bytes: &[u8]) {
        self.was_western = true;
        let mut from = 0;
        for end in &mut self.ends {
            let (cell, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[from..*end]);
            self.text.push_str(&cell);
            from = mem::replace(end, self.text.len());
        }
    }
}
