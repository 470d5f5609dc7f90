//! A row read through its header: cells by meaning, and troubles that name their line and column.

use super::draft::LINE_CHARS_MAX;
use super::header::Columns;
use super::row::Row;
use super::values::one_line;
use super::{Effect, Found, Out, Trouble};

pub struct Cells<'a, C> {
    row: &'a Row,
    columns: &'a Columns<C>,
}

impl<'a, C: Copy + PartialEq> Cells<'a, C> {
    pub fn new(row: &'a Row, columns: &'a Columns<C>) -> Cells<'a, C> {
        Cells { row, columns }
    }

    pub fn line(&self) -> u64 {
        self.row.line()
    }

    pub fn columns(&self) -> &'a Columns<C> {
        self.columns
    }

    /// The text of a cell without the space around it; empty when the file has no such column.
    pub fn text(&self, column: C) -> &'a str {
        let text = self.columns.at(column).map_or("", |at| self.row.get(at)).trim();
        // Exports put an apostrophe before what a spreadsheet would take for a formula.
        match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => text,
        }
    }

    pub fn is_empty(&self, column: C) -> bool {
        self.text(column).is_empty()
    }

    /// A value the line cannot do without.
    pub fn need<T>(&self, column: C, read: impl FnOnce(&str) -> Result<T, String>) -> Result<T, Trouble> {
        read(self.text(column)).map_err(|sentence| self.left_out(Some(column), sentence))
    }

    /// A value the line can do without: nothing when the cell is empty, nothing and a note when it is wrong.
    pub fn want<T>(&self, column: C, read: impl FnOnce(&str) -> Result<T, String>, out: &mut Out) -> Option<T> {
        if self.is_empty(column) {
            return None;
        }
        match read(self.text(column)) {
            Ok(value) => Some(value),
            Err(sentence) => {
                self.note(Some(column), format!("{sentence} The line was taken without it."), out);
                None
            }
        }
    }

    /// One line of text, cut (with a note) when it is too long.
    pub fn words(&self, column: C, chars_max: usize, out: &mut Out) -> String {
        let text = one_line(self.text(column), chars_max.saturating_add(1));
        if text.chars().count() <= chars_max {
            return text;
        }
        self.note(Some(column), format!("This is longer than {chars_max} letters and was cut there."), out);
        one_line(&text, chars_max)
    }

    /// A list of names, each once; what is beyond `most` is left away with a note.
    pub fn names<S: AsRef<str>>(
        &self,
        column: C,
        names: impl IntoIterator<Item = S>,
        most: usize,
        out: &mut Out,
    ) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for name in names {
            let name = one_line(name.as_ref(), LINE_CHARS_MAX);
            if name.is_empty() || kept.contains(&name) {
                continue;
            }
            if kept.len() == most {
                self.note(Some(column), format!("Only the first {most} of these were taken."), out);
                break;
            }
            kept.push(name);
        }
        kept
    }

    pub fn note(&self, column: Option<C>, sentence: String, out: &mut Out) {
        out.push_back(Found::Trouble(self.trouble(column, Effect::Noted, sentence)));
    }

    pub fn left_out(&self, column: Option<C>, sentence: String) -> Trouble {
        self.trouble(column, Effect::LeftOut, sentence)
    }

    fn trouble(&self, column: Option<C>, effect: Effect, sentence: String) -> Trouble {
        let column = column.and_then(|c| self.columns.name(c)).map(str::to_owned);
        Trouble { line: self.line(), column, effect, sentence }
    }
}
