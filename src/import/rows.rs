//! Text cut into rows and cells, by the habits of spreadsheets (RFC 4180 and what programs make of it).
//!
//! Written here and not taken from the `csv` package because a cell must not grow without bound: one missing
//! quotation mark turns the rest of a file into a single cell. Must not know what the columns mean.

use super::encoding::Text;
use super::row::Row;
use std::io::{self, Read};

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
            row.set_unclosed();
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
