//! Shopify's product export, under the header in use since 2026 and the one before.
//!
//! One row per variant and per further picture; the rows of a product stand together and share its address, only
//! the first has a title. Prices are in machine decimals.

mod columns;
mod product;

#[cfg(test)]
mod tests;

use super::cells::Cells;
use super::draft::Draft;
use super::header::{Columns, Header};
use super::row::Row;
use super::seen::{Handles, Seen};
use super::values::quote;
use super::{Builder, Effect, Format, Found, Out, Trouble};
use crate::base::Currency;
use crate::base::text::Handle;
use crate::domain::catalog::TITLE_CHARS_MAX;
use columns::{Column, meaning};
use product::Product;

pub struct Shopify;

impl Format for Shopify {
    fn name(&self) -> &'static str {
        "Shopify's product export"
    }

    /// Shopify's stock and order lists share some columns with this one, but none has prices and titles like it.
    fn recognises(&self, header: &Header) -> bool {
        let columns = Columns::find(header, meaning);
        let telling = [Column::Handle, Column::OptionName(1), Column::Published, Column::Vendor];
        columns.has(Column::Title) && columns.has(Column::Price) && telling.into_iter().any(|c| columns.has(c))
    }

    fn builder(&self, header: &Header, currency: Currency) -> Box<dyn Builder> {
        Box::new(Products {
            columns: Columns::find(header, meaning),
            currency,
            keys: Seen::default(),
            skus: Seen::default(),
            handles: Handles::default(),
            open: None,
            refused: None,
        })
    }
}

struct Products {
    columns: Columns<Column>,
    currency: Currency,
    keys: Seen,
    skus: Seen,
    handles: Handles,
    /// The product whose rows are being read.
    open: Option<Product>,
    /// The last product that could not be begun, and its line.
    refused: Option<(String, u64)>,
}

impl Builder for Products {
    fn uses(&self, column: usize) -> bool {
        self.columns.uses(column)
    }

    fn row(&mut self, row: &Row, out: &mut Out) {
        if let Err(trouble) = self.take(row, out) {
            out.push_back(Found::Trouble(trouble));
        }
    }

    fn end(&mut self, out: &mut Out) {
        let Some(product) = self.open.take() else { return };
        let (line, title, rows) = (product.draft.line, product.draft.title.clone(), product.rows);
        if let Some(draft) = product.draft.finish() {
            out.push_back(Found::Product(draft));
        } else if rows > 1 {
            let sentence = format!("None of the {rows} lines of {} could be taken, so it is left out.", quote(&title));
            out.push_back(Found::Trouble(Trouble { line, column: None, effect: Effect::LeftOut, sentence }));
        }
    }
}

impl Products {
    fn take(&mut self, row: &Row, out: &mut Out) -> Result<(), Trouble> {
        let key = key(&Cells::new(row, &self.columns))?;
        if self.open.as_ref().is_none_or(|product| product.draft.key != key) {
            self.end(out);
            self.start(row, key, out)?;
        }
        let cells = Cells::new(row, &self.columns);
        match &mut self.open {
            Some(product) => product.take(&cells, self.currency, &mut self.skus, out),
            None => Ok(()),
        }
    }

    fn start(&mut self, row: &Row, key: String, out: &mut Out) -> Result<(), Trouble> {
        let cells = Cells::new(row, &self.columns);
        if let Some(earlier) = self.keys.line_of(&key) {
            let sentence =
                format!("{} was read from line {earlier} on. Keep the lines of a product together.", quote(&key));
            return Err(cells.left_out(Some(Column::Handle), sentence));
        }
        if let Some((_, line)) = self.refused.as_ref().filter(|(refused, _)| *refused == key) {
            let sentence = format!("{} was left out on line {line}, and this line with it.", quote(&key));
            return Err(cells.left_out(Some(Column::Handle), sentence));
        }
        let title = cells.words(Column::Title, TITLE_CHARS_MAX, out);
        if title.is_empty() {
            let sentence = format!("{} has no title here, and no line above gives one.", quote(&key));
            return Err(cells.left_out(Some(Column::Title), sentence));
        }
        let written = cells.text(Column::Handle);
        let wanted = Handle::parse(&key).unwrap_or_else(|_| Handle::from_title(&key));
        let handle = self.handles.free(&wanted);
        if !written.is_empty() && handle.as_str() != written {
            let why = if wanted == handle { "cannot be a web address" } else { "is taken by another product" };
            cells.note(Some(Column::Handle), format!("{} {why}; it became “{handle}”.", quote(written)), out);
        }
        let draft = Draft::new(cells.line(), key.clone(), handle, title);
        match Product::start(&cells, draft, out) {
            Ok(product) => {
                self.keys.before(&key, cells.line());
                self.open = Some(product);
                Ok(())
            }
            Err(trouble) => {
                self.refused = Some((key, cells.line()));
                Err(trouble)
            }
        }
    }
}

/// What the rows of a product share. A list without addresses has one row for each product.
fn key(cells: &Cells<'_, Column>) -> Result<String, Trouble> {
    match (cells.text(Column::Handle), cells.text(Column::Title)) {
        ("", "") => Err(cells.left_out(None, "This line does not say which product it belongs to.".into())),
        ("", title) => Ok(Handle::from_title(title).as_str().to_owned()),
        (handle, _) => Ok(handle.to_lowercase()),
    }
}
