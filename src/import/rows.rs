//! Text cut into rows and cells, by the habits of spreadsheets (RFC 4180 and what programs make of it).
//!
//! Written here and not taken from the `csv` package because a cell must not grow without bound: one missing
//! quotation mark turns the rest of a file into a single cell. Must not know what the columns mean.

use super::encoding::Text;
use encoding_rs::WINDOWS_1252;
use std::io::{self, Read};
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

    fn start(&mut self, line: u64) {
        let mut bytes = mem::take(&mut self.text).into_bytes();
        let mut ends = mem::take(&mut self.ends);
        bytes.clear();
        ends.clear();
        *self = Row { line, bytes, ends, ..Row::default() };
    }

    fn push(&mut self, byte: u8) {
        let cell = self.bytes.len() - self.ends.last().copied().unwrap_or(0);
        match byte {
            _ if self.fault.is_some() => {}
            0 => self.had_zero_bytes = true,
            _ if cell >= CELL_BYTES_MAX => self.fault = Some(Fault::CellTooLong { column: self.ends.len() }),
            _ if self.bytes.len() >= ROW_BYTES_MAX => self.fault = Some(Fault::RowTooLong),
            _ => self.bytes.push(byte),
        }
    }

    fn end_cell(&mut self) {
        if self.ends.len() < CELLS_MAX {
            self.ends.push(self.bytes.len());
        } else {
            self.fault = self.fault.or(Some(Fault::TooManyCells));
        }
    }

    /// No cell holds anything: a blank line, or the empty tail of a spreadsheet.
    fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace) && self.fault.is_none()
    }

    fn finish(&mut self) {
        match String::from_utf8(mem::take(&mut self.bytes)) {
            Ok(text) => self.text = text,
            Err(e) => self.read_western(e.as_bytes()),
        }
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

pub struct Rows<R> {
    text: Text<R>,
    scan: Scan,
}

impl<R: Read> Rows<R> {
    pub fn new(text: Text<R>, delimiter: u8) -> Rows<R> {
        Rows { text, scan: Scan { delimiter, at: At::CellStart, line: 1, after_cr: false } }
    }

    /// Reads the next row that holds something into `row`; `false` at the end.
    pub fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        row.start(self.scan.line);
        loop {
            let ahead = self.text.ahead();
            if let Some(last) = ahead.iter().position(|byte| self.scan.step(*byte, row)) {
                self.text.take(last + 1);
                row.finish();
                return Ok(true);
            }
            let all = ahead.len();
            self.text.take(all);
            if !self.text.fill()? {
                break;
            }
        }
        if self.scan.at == At::Quoted {
            row.fault = row.fault.or(Some(Fault::Unclosed { column: row.ends.len() }));
            self.scan.at = At::CellStart;
        }
        if row.is_blank() {
            return Ok(false);
        }
        // The last line of a file may lack its end.
        self.scan.line += 1;
        row.end_cell();
        row.finish();
        Ok(true)
    }

    /// The line that comes next.
    pub fn line(&self) -> u64 {
        self.scan.line
    }

    pub fn bytes_read(&self) -> u64 {
        self.text.bytes_read()
    }
}

/// Where in a row the reading stands.
struct Scan {
    delimiter: u8,
    at: At,
    line: u64,
    after_cr: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    CellStart,
    Plain,
    Quoted,
    /// After a quotation mark within quotes: the end of the cell, or the first half of a doubled one.
    QuoteInQuoted,
}

impl Scan {
    /// Takes one byte; `true` when it ended a row.
    fn step(&mut self, byte: u8, row: &mut Row) -> bool {
        let second_half = byte == b'\n' && self.after_cr;
        self.after_cr = byte == b'\r';
        if second_half {
            return false;
        }
        let line_ends = matches!(byte, b'\r' | b'\n');
        self.line += u64::from(line_ends);
        match self.at {
            At::Quoted if byte == b'"' => self.at = At::QuoteInQuoted,
            At::Quoted => row.push(if line_ends { b'\n' } else { byte }),
            At::CellStart if byte == b'"' => self.at = At::Quoted,
            At::QuoteInQuoted if byte == b'"' => {
                row.push(b'"');
                self.at = At::Quoted;
            }
            _ if line_ends => return self.end_row(row),
            _ if byte == self.delimiter => {
                row.end_cell();
                self.at = At::CellStart;
            }
            _ => {
                row.push(byte);
                self.at = At::Plain;
            }
        }
        false
    }

    fn end_row(&mut self, row: &mut Row) -> bool {
        self.at = At::CellStart;
        if row.is_blank() {
            row.start(self.line);
            return false;
        }
        row.end_cell();
        true
    }
}
