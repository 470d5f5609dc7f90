//! The rows of one table and of its indexes, stretch by stretch.

use super::super::Store;
use super::super::codec::{self, hex};
use super::super::engine::{Key, Pair, Snapshot, Span, TableId};
use super::super::follow::known_head;
use super::super::head::{self, Sum};
use super::super::journal::Entry;
use super::super::table::{IndexDef, TableDef};
use super::{Counted, Report, STRETCH_BYTES, STRETCH_ROWS};
use crate::base::Broken;
use std::collections::BTreeMap;

/// So few stretches are read and compared within one view.
const LAST_STRETCHES: usize = 4;
/// A table that changes faster than this many rounds can follow is not added up.
const ROUNDS_MAX: usize = 8;

/// Rows that stand next to each other, as one view showed them.
struct Stretch {
    span: Span,
    /// The journal's number in that view.
    seq: u64,
    sum: Sum,
}

/// Keys of one table that were written since the check began, each with the journal's latest number for it.
struct Since {
    seq: u64,
    written: BTreeMap<Key, u64>,
}

impl Since {
    /// Reads on to the journal's end and answers with the view in which it is the end; `None` when entries are missing.
    fn catch_up(&mut self, store: &Store, table: TableId) -> Result<Option<Box<dyn Snapshot>>, Broken> {
        loop {
            let view = store.engine.snapshot()?;
            let (end, before) = (known_head(&*view)?.position.seq, self.seq);
            for (seq, record) in head::records_after(&*view, self.seq, STRETCH_ROWS, STRETCH_BYTES)? {
                let Ok((entry, _)) = Entry::read(seq, &record) else { return Ok(None) };
                let ours = entry.changes.into_iter().filter(|change| change.table == table);
                self.written.extend(ours.map(|change| (change.key, seq)));
                self.seq = seq;
            }
            if self.seq == end {
                return Ok(Some(view));
            }
            if self.seq == before {
                return Ok(None);
            }
        }
    }

    fn wrote_into(&self, stretch: &Stretch) -> bool {
        let written = self.written.range(stretch.span.from.clone()..);
        written.take_while(|(key, _)| stretch.span.contains(key)).any(|(_, seq)| *seq > stretch.seq)
    }
}

pub fn check_table(store: &Store, table: &TableDef, report: &mut Report) -> Result<Counted, Broken> {
    let mut stretches = Vec::new();
    let mut again = vec![Span::all()];
    let mut since = Since { seq: store.position().seq, written: BTreeMap::new() };
    for _ in 0..ROUNDS_MAX {
        for span in again {
            read_apart(store, table, span, &mut stretches, report)?;
        }
        if !store.kept {
            break;
        }
        let Some(view) = since.catch_up(store, table.id)? else { break };
        let changed: Vec<Stretch> = stretches.extract_if(.., |stretch| since.wrote_into(stretch)).collect();
        if changed.len() <= LAST_STRETCHES {
            for stretch in changed {
                stretches.push(read_whole(&*view, table, stretch.span, report)?);
            }
            compare(&*view, table, &stretches, report)?;
            return Ok(counted(table, &stretches, true));
        }
        again = changed.into_iter().map(|stretch| stretch.span).collect();
    }
    Ok(counted(table, &stretches, false))
}

fn counted(table: &TableDef, stretches: &[Stretch], added_up: bool) -> Counted {
    Counted { name: table.name, rows: total(stretches).rows, added_up }
}

fn total(stretches: &[Stretch]) -> Sum {
    stretches.iter().fold(Sum::ZERO, |sum, stretch| sum.plus(stretch.sum))
}

fn compare(view: &dyn Snapshot, table: &TableDef, stretches: &[Stretch], report: &mut Report) -> Result<(), Broken> {
    let (kept, found) = (head::read_sum(view, table.id)?, total(stretches));
    if kept != found {
        let (name, kept, rows) = (table.name, kept.rows, found.rows);
        report.trouble(format!(
            "The rows of “{name}” do not add up: {kept} were written, {rows} are there, and they are not the same ones."
        ));
    }
    Ok(())
}

/// Reads a span in stretches, each through a view of its own.
fn read_apart(
    store: &Store,
    table: &TableDef,
    mut span: Span,
    stretches: &mut Vec<Stretch>,
    report: &mut Report,
) -> Result<(), Broken> {
    loop {
        let view = store.engine.snapshot()?;
        let seq = if store.kept { known_head(&*view)?.position.seq } else { 0 };
        let rows = view.scan(table.id, &span, STRETCH_ROWS)?;
        let rest = rows.last().filter(|_| rows.len() == STRETCH_ROWS).map(|(key, _)| span.clone().after(key));
        let to = rest.as_ref().map_or(span.to, |rest| Some(rest.from.clone()));
        let span_read = Span { from: span.from, to, backwards: false };
        stretches.push(Stretch { span: span_read, seq, sum: check_rows(&*view, table, &rows, report)? });
        match rest {
            Some(rest) => span = rest,
            None => return Ok(()),
        }
    }
}

/// Reads a span through one view.
fn read_whole(view: &dyn Snapshot, table: &TableDef, span: Span, report: &mut Report) -> Result<Stretch, Broken> {
    let seq = known_head(view)?.position.seq;
    let (mut rest, mut sum) = (span.clone(), Sum::ZERO);
    loop {
        let rows = view.scan(table.id, &rest, STRETCH_ROWS)?;
        sum = sum.plus(check_rows(view, table, &rows, report)?);
        match rows.last().filter(|_| rows.len() == STRETCH_ROWS) {
            Some((key, _)) => rest = rest.after(key),
            None => return Ok(Stretch { span, seq, sum }),
        }
    }
}

/// Decodes each row and looks whether the indexes know it, all in one view.
fn check_rows(view: &dyn Snapshot, table: &TableDef, rows: &[Pair], report: &mut Report) -> Result<Sum, Broken> {
    let mut sum = Sum::ZERO;
    for (key, record) in rows {
        sum.add(codec::row_hash(table.id, key, record));
        let row = match (table.read)(table.id, key, record) {
            Ok(row) => row,
            Err(broken) => {
                report.trouble(format!("A row of “{}” cannot be read: {broken:?}.", table.name));
                continue;
            }
        };
        for index in table.indexes {
            for lead in index.keys_of(key, Some(&*row))? {
                if view.get(index.id, &lead)?.is_none() {
                    report.trouble(format!("“{}” does not know the row {} of its table.", index.name, hex(key)));
                }
            }
        }
    }
    Ok(sum)
}

/// Looks whether each index row leads to a row that asks for it.
pub fn check_index(store: &Store, table: &TableDef, index: &IndexDef, report: &mut Report) -> Result<(), Broken> {
    let mut span = Span::all();
    loop {
        let view = store.engine.snapshot()?;
        let rows = view.scan(index.id, &span, STRETCH_ROWS)?;
        for (key, _) in &rows {
            let Some(row) = index.lead(key) else {
                report.trouble(format!("“{}” has a key that is none: {}.", index.name, hex(key)));
                continue;
            };
            let record = view.get(table.id, &row)?;
            let asked = match record.map(|record| (table.read)(table.id, &row, &record)).transpose() {
                Ok(found) => index.keys_of(&row, found.as_deref())?.contains(key),
                // It was named with its table.
                Err(_) => true,
            };
            if !asked {
                report.trouble(format!("“{}” leads to the row {} by a wrong way.", index.name, hex(&row)));
            }
        }
        match rows.last().filter(|_| rows.len() == STRETCH_ROWS) {
            Some((key, _)) => span = span.after(key),
            None => return Ok(()),
        }
    }
}
