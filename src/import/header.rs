//! The first line of a file: which column is which, whatever language or version its names come from.

use super::encoding::Text;
use super::row::Row;
use super::rows::Rows;
use crate::base::text::Handle;

#[derive(Clone, Debug)]
pub struct Header {
    names: Vec<String>,
    folded: Vec<String>,
}

impl Header {
    /// Cuts the first line of a file at `delimiter`.
    pub(super) fn read(start: &[u8], delimiter: u8) -> Header {
        let mut row = Row::default();
        // Reading from memory cannot fail; what is too long or unclosed gives columns that nobody recognises.
        let read = Text::open(start).and_then(|text| Rows::new(text, delimiter).read(&mut row));
        let names = match read {
            Ok(true) => (0..row.cells()).map(|column| row.get(column).trim().to_owned()).collect(),
            _ => Vec::new(),
        };
        Header::new(names)
    }

    pub fn new(names: Vec<String>) -> Header {
        let folded = names.iter().map(|name| Handle::from_title(name).as_str().to_owned()).collect();
        Header { names, folded }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// Where a format's columns stand. `C` is the format's list of columns it uses.
pub struct Columns<C> {
    /// The column, where it stands, and its name in this file.
    found: Vec<(C, usize, String)>,
}

impl<C: Copy + PartialEq> Columns<C> {
    /// `meaning` is asked with each name folded as addresses are: "Regulärer Preis" is "regularer-preis".
    /// Of two columns that mean the same the first is used.
    pub fn find(header: &Header, meaning: impl Fn(&str) -> Option<C>) -> Columns<C> {
        let mut columns = Columns { found: Vec::new() };
        for (at, (name, folded)) in header.names.iter().zip(&header.folded).enumerate() {
            if let Some(column) = meaning(folded).filter(|column| !columns.has(*column)) {
                columns.found.push((column, at, name.clone()));
            }
        }
        columns
    }

    pub fn has(&self, column: C) -> bool {
        self.entry(column).is_some()
    }

    pub fn at(&self, column: C) -> Option<usize> {
        self.entry(column).map(|(_, at, _)| *at)
    }

    pub fn name(&self, column: C) -> Option<&str> {
        self.entry(column).map(|(_, _, name)| name.as_str())
    }

    pub fn uses(&self, at: usize) -> bool {
        self.found.iter().any(|(_, used, _)| *used == at)
    }

    pub fn all(&self) -> impl Iterator<Item = C> {
        self.found.iter().map(|(column, _, _)| *column)
    }

    fn entry(&self, column: C) -> Option<&(C, usize, String)> {
        self.found.iter().find(|(found, _, _)| *found == column)
    }
}
