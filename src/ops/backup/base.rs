//! A base: every kept row, read through many short views while the shop sells. Parts differ in age by what was written
//! meanwhile; with the journal from `from` to `to` they become the state at `to`, which the sums are of.

use super::lay::{About, Laying, counted, made};
use crate::base::Time;
use crate::ops::archive::{self, Holds, Manifest, Trouble};
use crate::ops::quietly::gently;
use crate::outside::targets::Target;
use crate::store::table::TableDef;
use crate::store::{Span, Store};

/// Reads the whole store and leaves it at the target. What was left there by an attempt that did not end is replaced.
///
/// # Errors
/// A damaged row is named and not copied; the target fails. Nothing without a manifest counts as a backup.
pub fn make(store: &Store, target: &dyn Target, now: Time) -> Result<Manifest, Trouble> {
    let from = store.position();
    let mut laying = Laying::begin(target, archive::base_name(&from), Holds::Everything)?;
    // Whoever brings them back merges by table and key, whatever the order of our own list.
    let mut tables: Vec<&TableDef> = store.tables().iter().collect();
    tables.sort_by_key(|table| table.id);
    for table in tables {
        copy(store, table, &mut laying)?;
    }
    let (to, tables) = counted(store)?;
    laying.finish(About { made: made(store, now), from, to, tables })
}

fn copy(store: &Store, table: &TableDef, laying: &mut Laying<'_>) -> Result<(), Trouble> {
    let mut next = Some(Span::all());
    while let Some(span) = next {
        next = gently(|| -> Result<_, Trouble> {
            let stretch = store.stretch(table, &span)?;
            for (key, record) in &stretch.rows {
                laying.row(table.id, key, Some(record))?;
            }
            Ok(stretch.rest)
        })?;
    }
    Ok(())
}
