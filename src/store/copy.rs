//! Reading a store out while it sells: rows in the order of their keys, a stretch at a time, each through a short view of its
//! own and stamped with that view's position. Knows nothing of backups.

use super::engine::{Pair, Span};
use super::follow::known_head;
use super::head::{self, Sum};
use super::journal::Position;
use super::table::TableDef;
use super::{Store, TableId};
use crate::base::Broken;

/// Rows read through one view.
const STRETCH_ROWS: usize = 500;

/// Neighbouring rows as they stood at one position.
pub struct Stretch {
    pub rows: Vec<Pair>,
    pub at: Position,
    /// What comes after them; `None` at the table's end.
    pub rest: Option<Span>,
}

impl Store {
    pub fn tables(&self) -> &'static [TableDef] {
        self.tables
    }

    /// The first rows of a span. Each is decoded, so that damage is named here and not copied.
    ///
    /// # Errors
    /// A damaged row, by table and key; or the disk fails.
    pub fn stretch(&self, table: &TableDef, span: &Span) -> Result<Stretch, Broken> {
        let view = self.engine.snapshot()?;
        let at = known_head(&*view)?.position;
        let rows = view.scan(table.id, span, STRETCH_ROWS)?;
        for (key, record) in &rows {
            (table.read)(table.id, key, record)?;
        }
        let last = rows.last().filter(|_| rows.len() == STRETCH_ROWS);
        let rest = last.map(|(key, _)| span.clone().after(key));
        Ok(Stretch { rows, at, rest })
    }

    /// Each table's rows and the sum of their hashes, at one position.
    pub fn sums(&self) -> Result<(Position, Vec<(TableId, Sum)>), Broken> {
        let view = self.engine.snapshot()?;
        let at = known_head(&*view)?.position;
        let sum = |table: &TableDef| Ok((table.id, head::read_sum(&*view, table.id)?));
        Ok((at, self.tables.iter().map(sum).collect::<Result<_, Broken>>()?))
    }
}
