//! Filling an empty engine with rows in the order of their keys: how a restored shop, or one that moves to another engine,
//! gets its store. Indexes and sums are made here, as they are for every other write. Index rows come last, in their own order,
//! so that the engine is given ascending keys from the first to the last.

mod laying;
mod leads;

use super::codec;
use super::engine::{Batch, Durability, Engine, Key, Span, TableId};
use super::head::{self, Head, LEVEL_WRITTEN, Sum, Sums};
use super::journal::Position;
use super::table::TableDef;
use super::writer;
use crate::base::{Broken, Random, Time};
use laying::Laying;
use leads::Leads;
use std::collections::BTreeMap;
use std::path::Path;
use std::thread::Scope;

/// Rows an unfinished attempt left, taken away by one commit.
const CLEARED_ROWS: usize = 5_000;

pub struct Load<'s> {
    engine: &'s dyn Engine,
    tables: BTreeMap<TableId, &'static TableDef>,
    sums: Sums,
    last: Option<(TableId, Key)>,
    leads: Leads,
    laying: Laying<'s>,
}

impl<'s> Load<'s> {
    /// Begins with nothing: what an attempt left that did not end is taken away. `work` is a folder that may be written to and
    /// is thrown away afterwards. In `scope` rows are laid down while the next ones come.
    ///
    /// # Errors
    /// The engine holds a store already.
    pub fn begin(
        scope: &'s Scope<'s, '_>,
        engine: &'s dyn Engine,
        tables: &'static [TableDef],
        work: &Path,
    ) -> Result<Load<'s>, Broken> {
        if head::read_head(&*engine.snapshot()?)?.is_some() {
            return Err(Broken::new("there is a store already: rows are loaded into an empty one only"));
        }
        for table in tables {
            clear(engine, table.id)?;
            table.indexes.iter().try_for_each(|index| clear(engine, index.id))?;
        }
        let sums = tables.iter().map(|t| (t.id, Sum::ZERO)).collect();
        let tables = tables.iter().map(|t| (t.id, t)).collect();
        let laying = Laying::begin(scope, engine);
        Ok(Load { engine, tables, sums, last: None, leads: Leads::new(work), laying })
    }

    /// Takes the next row. It is decoded first: nothing damaged gets in.
    ///
    /// # Errors
    /// Damage, a table this version does not know, rows out of order, or the disk.
    pub fn row(&mut self, table: TableId, key: Key, record: Vec<u8>) -> Result<(), Broken> {
        let def = self.tables.get(&table).ok_or_else(|| Broken::new(format!("there is no table {table} here")))?;
        if self.last.as_ref().is_some_and(|(t, k)| (*t, k) >= (table, &key)) {
            return Err(Broken::new(format!("rows of table {table} came out of order")));
        }
        let row = (def.read)(table, &key, &record)?;
        for index in def.indexes {
            for lead in index.keys_of(&key, Some(&*row))? {
                self.leads.add(index.id, &lead)?;
            }
        }
        if let Some(sum) = self.sums.get_mut(&table) {
            sum.add(codec::row_hash(table, &key, &record));
        }
        let (last_table, last_key) = self.last.get_or_insert_default();
        *last_table = table;
        last_key.clone_from(&key);
        self.laying.row(table, key, record)
    }

    pub fn sums(&self) -> impl Iterator<Item = (TableId, Sum)> {
        self.sums.iter().map(|(table, sum)| (*table, *sum))
    }

    /// Ends with one synced commit. The store goes on after `after`, on a line of its own: whoever followed the old store must
    /// not take this one for it.
    pub fn finish(mut self, after: Position, wall: Time, random: &mut Random) -> Result<Position, Broken> {
        let mut leads = self.leads.sorted()?;
        while let Some((index, lead)) = leads.next()? {
            self.laying.row(index, lead, Vec::new())?;
        }
        self.laying.end()?;
        let position = Position { line: writer::name(random), ..after };
        let head = Head {
            position,
            wall,
            first: after.seq + 1,
            journal_bytes: 0,
            level: LEVEL_WRITTEN,
            forked_from: Some(after),
        };
        let mut batch = Batch::new();
        head::lay_head(&mut batch, &head, &self.sums)?;
        self.engine.commit(&batch, Durability::Synced)?;
        Ok(position)
    }
}

fn clear(engine: &dyn Engine, table: TableId) -> Result<(), Broken> {
    loop {
        let rows = engine.snapshot()?.scan(table, &Span::all(), CLEARED_ROWS)?;
        if rows.is_empty() {
            return Ok(());
        }
        let gone: Batch = rows.into_iter().map(|(key, _)| ((table, key), None)).collect();
        engine.commit(&gone, Durability::Late)?;
    }
}
