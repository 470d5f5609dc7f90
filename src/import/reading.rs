//! A file from its first byte to its last: what kind it is, then row after row to the format's builder.
//!
//! What is wrong with a row whatever it means (too long, torn, not text) is found here.

use super::encoding::Text;
use super::header::Header;
use super::row::Row;
use super::rows::Rows;
use super::values::quote;
use super::{Builder, Effect, FORMATS, Format, Found, Out, Trouble, Unreadable, UnusedColumn};
use crate::base::Currency;
use std::io::Read;

/// What spreadsheets put between cells, the standard one first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// How much of a strange first line is quoted back.
const SHOWN_COLUMNS_MAX: usize = 12;

/// Finds out what kind of file this is by its first bytes and its first line.
///
/// # Errors
/// It is empty, cannot be read, or no format knows its columns.
pub fn open<R: Read>(input: R, currency: Currency) -> Result<Import<R>, Unreadable> {
    let text = Text::open(input).map_err(|e| Unreadable(format!("The file could not be read: {e}.")))?;
    if text.ahead().is_empty() {
        return Err(Unreadable("The file is empty.".into()));
    }
    if text.ahead().starts_with(b"PK\x03\x04") {
        let why = "This is a spreadsheet or a compressed file. Save it as CSV (UTF-8) and try again.";
        return Err(Unreadable(why.into()));
    }
    let headers = DELIMITERS.map(|delimiter| (delimiter, Header::read(text.ahead(), delimiter)));
    let known = headers.iter().find_map(|(delimiter, header)| {
        FORMATS.iter().find(|format| format.recognises(header)).map(|format| (*delimiter, header.clone(), *format))
    });
    let Some((delimiter, header, format)) = known else {
        let likely = headers.iter().map(|(_, header)| header).max_by_key(|header| header.names().len());
        return Err(unknown(likely.map_or(&[], Header::names)));
    };
    let builder = format.builder(&header, currency);
    let unused = (0..header.names().len()).filter(|column| !builder.uses(*column)).map(|column| (column, 0)).collect();
    let mut import = Import {
        rows: Rows::new(text, delimiter),
        row: Row::default(),
        header,
        format,
        builder,
        unused,
        out: Out::new(),
        ended: false,
        western_noted: false,
    };
    // The header was understood above; here it is only passed over.
    import.ended = !matches!(import.rows.read(&mut import.row), Ok(true));
    Ok(import)
}

fn unknown(names: &[String]) -> Unreadable {
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    let readable = format!("What can be read is {}.", formats.join(" and "));
    let mut columns: Vec<String> =
        names.iter().filter(|name| !name.is_empty()).take(SHOWN_COLUMNS_MAX).map(|name| quote(name)).collect();
    if names.len() > SHOWN_COLUMNS_MAX {
        columns.push("…".into());
    }
    if columns.is_empty() {
        return Unreadable(format!("This is not a product list. {readable}"));
    }
    let columns = columns.join(", ");
    Unreadable(format!(
        "This is not a product list that is known here: its first line has the columns {columns}. {readable}"
    ))
}

/// A file being read: an iterator over what is found in it.
pub struct Import<R> {
    rows: Rows<R>,
    row: Row,
    header: Header,
    format: &'static dyn Format,
    builder: Box<dyn Builder>,
    /// Columns nobody uses, with how many rows fill them.
    unused: Vec<(usize, u64)>,
    out: Out,
    ended: bool,
    western_noted: bool,
}

impl<R: Read> Iterator for Import<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while self.out.is_empty() && !self.ended {
            match self.rows.read(&mut self.row) {
                Ok(true) => self.take_row(),
                Ok(false) => {
                    self.ended = true;
                    self.builder.end(&mut self.out);
                }
                Err(e) => {
                    // What was waiting for more rows is incomplete, so it is not handed on.
                    self.ended = true;
                    let sentence = format!("From here on the file could not be read: {e}.");
                    self.trouble(self.rows.line(), None, Effect::LeftOut, sentence);
                }
            }
        }
        self.out.pop_front()
    }
}

impl<R: Read> Import<R> {
    pub fn format(&self) -> &'static str {
        self.format.name()
    }

    /// The columns that are not used; how full they are is known at the end.
    pub fn columns_unknown(&self) -> Vec<UnusedColumn> {
        let names = self.header.names();
        let named = |(column, filled): &(usize, u64)| UnusedColumn { name: names[*column].clone(), filled: *filled };
        self.unused.iter().map(named).collect()
    }

    pub fn lines_read(&self) -> u64 {
        self.rows.line() - 1
    }

    /// Of the file as it lies on the disk, to be compared with its length.
    pub fn bytes_read(&self) -> u64 {
        self.rows.bytes_read()
    }

    fn take_row(&mut self) {
        let (line, cells, columns) = (self.row.line(), self.row.cells(), self.header.names().len());
        if let Some(fault) = self.row.fault() {
            let column = fault.column().and_then(|c| self.header.names().get(c).cloned());
            return self.trouble(line, column, Effect::LeftOut, fault.sentence());
        }
        if (columns..cells).any(|column| !self.row.get(column).trim().is_empty()) {
            let sentence = format!(
                "This line has {cells} cells, but the first line names {columns} columns. Is a comma or a quotation mark out of place?"
            );
            return self.trouble(line, None, Effect::LeftOut, sentence);
        }
        if cells < columns {
            let sentence = format!(
                "This line has {cells} cells, but the first line names {columns} columns. The missing ones were taken as empty."
            );
            self.trouble(line, None, Effect::Noted, sentence);
        }
        if self.row.had_zero_bytes() {
            let sentence = "This line had bytes that are not text. They were left out.".to_owned();
            self.trouble(line, None, Effect::Noted, sentence);
        }
        if self.row.was_western() && !self.western_noted {
            self.western_noted = true;
            let sentence = "From this line on there are letters that are not UTF-8. They were read as Windows letters; please look whether accents are right.";
            self.trouble(line, None, Effect::Noted, sentence.to_owned());
        }
        for (column, filled) in &mut self.unused {
            *filled += u64::from(!self.row.get(*column).trim().is_empty());
        }
        self.builder.row(&self.row, &mut self.out);
    }

    fn trouble(&mut self, line: u64, column: Option<String>, effect: Effect, sentence: String) {
        self.out.push_back(Found::Trouble(Trouble { line, column, effect, sentence }));
    }
}
