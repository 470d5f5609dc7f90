//! A base: every kept row, read through many short views while the shop sells. Parts differ in age by what was written
//! meanwhile; with the journal from `from` to `to` they become the state at `to`, which the sums are of.

use super::part::Writing;
use crate::base::Time;
use crate::ops::archive::{self, Counted, FORMAT, Manifest, Part, Trouble};
use crate::outside::targets::Target;
use crate::store::table::TableDef;
use crate::store::{Span, Store};

/// Reads the whole store and leaves it at the target. What was left there by an attempt that did not end is replaced.
///
/// # Errors
/// A damaged row is named and not copied; the target fails. Nothing without a manifest counts as a backup.
pub fn make(store: &Store, target: &dyn Target, now: Time) -> Result<Manifest, Trouble> {
    let from = store.position();
    let name = archive::base_name(&from);
    let mut parts = Vec::new();
    // Whoever brings them back merges by table and key, whatever the order of our own list.
    let mut tables: Vec<&TableDef> = store.tables().iter().collect();
    tables.sort_by_key(|table| table.id);
    for table in tables {
        copy(store, table, target, &name, &mut parts)?;
    }
    let (to, sums) = store.sums()?;
    let named = |id: u16| store.tables().iter().find(|t| t.id == id).map_or("", |t| t.name).to_owned();
    let tables = sums.into_iter().map(|(table, sum)| Counted { table, name: named(table), sum }).collect();
    let manifest =
        Manifest { format: FORMAT, name, made: now, duka: env!("CARGO_PKG_VERSION").into(), from, to, parts, tables };
    archive::put_manifest(target, &manifest)?;
    Ok(manifest)
}

fn copy(
    store: &Store,
    table: &TableDef,
    target: &dyn Target,
    base: &str,
    parts: &mut Vec<Part>,
) -> Result<(), Trouble> {
    let mut writing = Writing::of(table.id);
    let mut next = Some(Span::all());
    while let Some(span) = next {
        let stretch = store.stretch(table, &span)?;
        for (key, record) in &stretch.rows {
            writing.add(key, record);
        }
        next = stretch.rest;
        if writing.is_full() || next.is_none() {
            let full = std::mem::replace(&mut writing, Writing::of(table.id));
            lay(target, base, full, parts)?;
        }
    }
    Ok(())
}

fn lay(target: &dyn Target, base: &str, part: Writing, parts: &mut Vec<Part>) -> Result<(), Trouble> {
    if part.rows() == 0 {
        return Ok(());
    }
    let (table, rows) = (part.table(), part.rows());
    let name = format!("{}{table:05}-{:06}.zst", archive::folder_of(base), parts.len());
    let file = part.finish()?;
    target.put(&name, &file)?;
    parts.push(Part { name, table, rows, bytes: file.len() as u64, hash: blake3::hash(&file).to_hex().to_string() });
    Ok(())
}
