//! Where rows go that are brought back: into an empty store, or, when there is no room for one, nowhere. Either way each is
//! decoded.

use crate::base::{Broken, Random, Time};
use crate::store::engine::{Engine, TableId};
use crate::store::table::TableDef;
use crate::store::{Load, Position};
use std::collections::BTreeMap;
use std::path::Path;
use std::thread::Scope;

pub trait Sink {
    /// From nothing, whatever was taken before.
    fn begin(&mut self) -> Result<(), Broken>;
    fn row(&mut self, table: TableId, key: Vec<u8>, record: Vec<u8>) -> Result<(), Broken>;
    /// The position the new store goes on from.
    fn finish(&mut self, after: Position, wall: Time) -> Result<Position, Broken>;
}

pub struct Filling<'s, 'e> {
    pub scope: &'s Scope<'s, 'e>,
    pub engine: &'s dyn Engine,
    pub tables: &'static [TableDef],
    pub random: &'s mut Random,
    /// May be written to and is thrown away afterwards.
    pub work: &'s Path,
    pub load: Option<Load<'s>>,
}

impl Sink for Filling<'_, '_> {
    fn begin(&mut self) -> Result<(), Broken> {
        // What is under way ends first.
        self.load = None;
        self.load = Some(Load::begin(self.scope, self.engine, self.tables, self.work)?);
        Ok(())
    }

    fn row(&mut self, table: TableId, key: Vec<u8>, record: Vec<u8>) -> Result<(), Broken> {
        self.load.as_mut().ok_or_else(not_begun)?.row(table, key, record)
    }

    fn finish(&mut self, after: Position, wall: Time) -> Result<Position, Broken> {
        self.load.take().ok_or_else(not_begun)?.finish(after, wall, self.random)
    }
}

fn not_begun() -> Broken {
    Broken::new("rows came before anything was begun")
}

pub struct Looking {
    tables: BTreeMap<TableId, &'static TableDef>,
}

impl Looking {
    pub fn at(tables: &'static [TableDef]) -> Looking {
        Looking { tables: tables.iter().map(|t| (t.id, t)).collect() }
    }
}

impl Sink for Looking {
    fn begin(&mut self) -> Result<(), Broken> {
        Ok(())
    }

    fn row(&mut self, table: TableId, key: Vec<u8>, record: Vec<u8>) -> Result<(), Broken> {
        let def = self.tables.get(&table).ok_or_else(|| Broken::new(format!("there is no table {table} here")))?;
        (def.read)(table, &key, &record).map(drop)
    }

    fn finish(&mut self, after: Position, _wall: Time) -> Result<Position, Broken> {
        Ok(after)
    }
}
