//! An engine in memory, for tests and simulation. It can fail at a chosen commit and forget what was not synced.

use super::engine::{Batch, Durability, Engine, Failed, Key, Pair, Snapshot, Span, TableId};
use crate::base::Broken;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Map = BTreeMap<(TableId, Key), Vec<u8>>;

#[derive(Default)]
struct State {
    /// Copied before a write only while somebody looks at it.
    live: Arc<Map>,
    /// What the rows written since the last sync were at that time.
    unsynced: Batch,
    commits: u64,
    /// The commits that fail, and whether their rows reach the disk all the same.
    fail: BTreeMap<u64, bool>,
}

#[derive(Default)]
pub struct Memory(Mutex<State>);

impl Memory {
    pub fn new() -> Memory {
        Memory::default()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The `n`-th commit from now fails (the next one is 0). `written`: its rows are there after reopening.
    pub fn fail_commit(&self, n: u64, written: bool) {
        let mut state = self.lock();
        let at = state.commits + n;
        state.fail.insert(at, written);
    }

    /// The machine loses power: only what was synced is left.
    pub fn crash(&self) {
        let mut state = self.lock();
        let before = std::mem::take(&mut state.unsynced);
        let live = Arc::make_mut(&mut state.live);
        before.into_iter().for_each(|(key, value)| drop(set(live, key, value)));
    }
}

/// Sets or removes a row; what it was.
fn set(rows: &mut Map, key: (TableId, Key), value: Option<Vec<u8>>) -> Option<Vec<u8>> {
    match value {
        Some(value) => rows.insert(key, value),
        None => rows.remove(&key),
    }
}

impl Engine for Memory {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, Broken> {
        Ok(Box::new(View(self.lock().live.clone())))
    }

    fn commit(&self, batch: &Batch, durability: Durability) -> Result<(), Failed> {
        let mut state = self.lock();
        let at = state.commits;
        let failing = state.fail.remove(&at);
        state.commits += 1;
        if failing == Some(false) {
            return Err(Broken::new("the memory engine was told to fail").into());
        }
        let State { live, unsynced, .. } = &mut *state;
        let live = Arc::make_mut(live);
        for (key, value) in batch {
            let before = set(live, key.clone(), value.clone());
            unsynced.entry(key.clone()).or_insert(before);
        }
        if durability == Durability::Synced {
            unsynced.clear();
        }
        match failing {
            Some(_) => Err(Broken::new("the memory engine was told to fail after writing").into()),
            None => Ok(()),
        }
    }

    fn reopen(&self) -> Result<(), Broken> {
        self.crash();
        Ok(())
    }

    fn bytes(&self) -> Result<u64, Broken> {
        Ok(self.lock().live.iter().map(|((_, key), value)| (key.len() + value.len()) as u64).sum())
    }
}

struct View(Arc<Map>);

impl Snapshot for View {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        Ok(self.0.get(&(table, key.to_vec())).cloned())
    }

    fn scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken> {
        if span.is_empty() {
            return Ok(Vec::new());
        }
        let end = span.to.clone().map_or((table + 1, Vec::new()), |to| (table, to));
        let rows = self.0.range((table, span.from.clone())..end);
        let pair = |((_, key), value): (&(TableId, Key), &Vec<u8>)| (key.clone(), value.clone());
        Ok(if span.backwards {
            rows.rev().take(limit).map(pair).collect()
        } else {
            rows.take(limit).map(pair).collect()
        })
    }
}
