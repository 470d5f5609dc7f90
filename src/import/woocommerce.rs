//! WooCommerce's product export, in whatever language the shop wrote its header.
//!
//! A product that varies is one row, its variations are later rows that name it, anywhere in the file. So such
//! products wait (`waiting`) for the end of the file or until too much waits; all others come out at once.

mod columns;
mod product;
mod text;
mod variations;
mod waiting;

#[cfg(test)]
mod tests;

use super::cells::Cells;
use super::header::{Columns, Header};
use super::row::Row;
use super::seen::{Handles, Seen};
use super::values::quote;
use super::{Builder, Format, Found, Out, Trouble};
use crate::base::Currency;
use crate::base::text::Handle;
use crate::domain::catalog::TITLE_CHARS_MAX;
use columns::{Column, meaning};
use variations::{Family, Variation};
use waiting::Waiting;

pub struct WooCommerce;

impl Format for WooCommerce {
    fn name(&self) -> &'static str {
        "WooCommerce's product export"
    }

    fn recognises(&self, header: &Header) -> bool {
        let columns = Columns::find(header, meaning);
        [Column::Name, Column::Kind, Column::RegularPrice].into_iter().all(|column| columns.has(column))
    }

    fn builder(&self, header: &Header, currency: Currency) -> Box<dyn Builder> {
        Box::new(Products {
            columns: Columns::find(header, meaning),
            currency,
            keys: Seen::default(),
            skus: Seen::default(),
            handles: Handles::default(),
            waiting: Waiting::default(),
        })
    }
}

struct Products {
    columns: Columns<Column>,
    currency: Currency,
    keys: Seen,
    skus: Seen,
    handles: Handles,
    waiting: Waiting,
}

/// What a row is, by its list of types ("simple, virtual").
enum Kind {
    Simple,
    Variable,
    Variation,
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
        self.waiting.finish_all(out);
    }
}

impl Products {
    fn take(&mut self, row: &Row, out: &mut Out) -> Result<(), Trouble> {
        let cells = Cells::new(row, &self.columns);
        let kind = kind(&cells)?;
        if let Kind::Variation = kind {
            return self.take_variation(row, out);
        }
        let title = cells.words(Column::Name, TITLE_CHARS_MAX, out);
        if title.is_empty() {
            return Err(cells.left_out(Some(Column::Name), "The name is missing.".into()));
        }
        let references = references(&cells);
        if let Some((key, line)) = references.first().and_then(|key| Some((key, self.keys.line_of(key)?))) {
            return Err(cells.left_out(None, format!("{} is already on line {line}.", quote(key))));
        }
        // Read before anything is remembered: a product that cannot be taken uses up neither number nor address.
        let variant = match kind {
            Kind::Simple => Some(product::variant(&cells, self.currency, out)?),
            _ => None,
        };
        for reference in &references {
            self.keys.before(reference, cells.line());
        }
        let handle = self.handles.free(&Handle::from_title(&title));
        let key = references.first().cloned().unwrap_or_else(|| handle.as_str().to_owned());
        let mut draft = product::draft(&cells, key, handle, title, out);
        let Some(variant) = variant else {
            self.waiting.add(Family::new(&cells, draft), references, row.bytes());
            self.waiting.make_room(out);
            return Ok(());
        };
        draft.facts = product::facts(&product::attributes(&cells));
        self.skus.note_repeated(&cells, Column::Sku, &variant.sku, out);
        draft.add_variant(variant).map_err(|sentence| cells.left_out(None, sentence))?;
        out.extend(draft.finish().map(Found::Product));
        Ok(())
    }

    fn take_variation(&mut self, row: &Row, out: &mut Out) -> Result<(), Trouble> {
        let cells = Cells::new(row, &self.columns);
        let parent = cells.text(Column::Parent);
        if parent.is_empty() {
            let sentence = "This variation does not say which product it belongs to.".to_owned();
            return Err(cells.left_out(Some(Column::Parent), sentence));
        }
        if !matches!(cells.text(Column::Published), "" | "1") {
            let sentence = "This variation is switched off in the old shop.".to_owned();
            return Err(cells.left_out(Some(Column::Published), sentence));
        }
        let Some(family) = self.waiting.family(parent, row.bytes()) else {
            let sentence = match self.keys.line_of(parent) {
                Some(line) => format!(
                    "The product on line {line} takes no variations, or stands too far above. Put its lines together."
                ),
                None => format!("No line above is the product {} that this variation belongs to.", quote(parent)),
            };
            return Err(cells.left_out(Some(Column::Parent), sentence));
        };
        let mut variant = product::variant(&cells, self.currency, out)?;
        if family.has_sku(&variant.sku) {
            variant.sku.clear();
        }
        let sku = variant.sku.clone();
        let variation = Variation::new(&cells, variant, out);
        family.add(variation).map_err(|sentence| cells.left_out(None, sentence))?;
        self.skus.note_repeated(&cells, Column::Sku, &sku, out);
        self.waiting.make_room(out);
        Ok(())
    }
}

fn kind(cells: &Cells<'_, Column>) -> Result<Kind, Trouble> {
    let text = cells.text(Column::Kind).to_lowercase();
    let kinds: Vec<&str> = text.split(',').map(str::trim).collect();
    let is = |kind| kinds.contains(&kind);
    let sentence = match () {
        () if is("variation") => return Ok(Kind::Variation),
        () if is("variable") => return Ok(Kind::Variable),
        () if is("grouped") => {
            "A group of products has no price of its own; its members are taken by themselves.".into()
        }
        () if is("external") => "This product is sold in another shop; such products cannot be taken.".into(),
        () if kinds.iter().all(|kind| matches!(*kind, "" | "simple" | "virtual" | "downloadable")) => {
            return Ok(Kind::Simple);
        }
        () => format!("{} is a type of product that is not known here.", quote(&text)),
    };
    Err(cells.left_out(Some(Column::Kind), sentence))
}

/// How other rows may name this one: by its number, by its article number.
fn references(cells: &Cells<'_, Column>) -> Vec<String> {
    let (id, sku) = (cells.text(Column::Id), cells.text(Column::Sku));
    let numbered = (!id.is_empty()).then(|| format!("id:{id}"));
    numbered.into_iter().chain((!sku.is_empty()).then(|| sku.to_owned())).collect()
}
