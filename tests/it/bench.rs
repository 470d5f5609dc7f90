//! A workbench for store tests: two small tables, a store driven by hand, and every engine there is.

use crate::fault::Disk;
use duka::base::time::DAY;
use duka::base::{Broken, Clock, Time};
use duka::store::codec::Stored;
use duka::store::engine::{Engine, TableId};
use duka::store::queue::{Full, Outcome, Queue, Run, Verdict};
use duka::store::redb::{Redb, Source};
use duka::store::table::{Index, Table, TableDef};
use duka::store::{Cause, ENGINES, Options, Position, Span, Store, Tx, memory};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::sync::oneshot::Receiver;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Thing {
    pub name: String,
    pub shelf: u64,
}

impl Stored for Thing {
    const SCHEMA: u16 = 1;
}

pub const THINGS: Table<u64, Thing> = Table::new(10, "things");
pub const TALLIES: Table<String, u64> = Table::new(11, "tallies");
pub const BY_NAME: Index<String, u64> = Index::new(100, "things by name");
pub const BY_SHELF: Index<u64, u64> = Index::new(101, "things by shelf");

pub static TABLES: &[TableDef] = &[
    THINGS.with(&[
        BY_NAME.made(|k, r| BY_NAME.keys(k, r, |_, thing: &Thing| vec![thing.name.clone()])),
        BY_SHELF.made(|k, r| BY_SHELF.keys(k, r, |_, thing: &Thing| vec![thing.shelf])),
    ]),
    TALLIES.with(&[]),
];

pub fn thing(name: &str, shelf: u64) -> Thing {
    Thing { name: name.into(), shelf }
}

/// Why a work of these tests did not go through. The tests read it as text.
#[derive(Debug)]
pub enum No {
    Said(#[expect(dead_code, reason = "read as text")] &'static str),
    Full,
    Broken(#[expect(dead_code, reason = "read as text")] Broken),
}

impl From<Broken> for No {
    fn from(broken: Broken) -> No {
        No::Broken(broken)
    }
}

impl From<Full> for No {
    fn from(_: Full) -> No {
        No::Full
    }
}

pub fn cause() -> Cause {
    Cause::of("test", "tester")
}

pub fn clock() -> Clock {
    Clock::frozen(Time::from_micros(20_000 * DAY))
}

pub fn options() -> Options {
    Options {
        tables: TABLES,
        kept: true,
        clock: clock(),
        seed: [1; 32],
        twice: true,
        time_limit: Duration::from_secs(60),
    }
}

pub fn open(engine: Arc<dyn Engine>) -> Store {
    Store::open(engine, options()).unwrap()
}

/// A store of these tables, as they lie there.
pub fn opened(engine: Arc<dyn Engine>, tables: &'static [TableDef]) -> Store {
    Store::open(engine, Options { tables, ..options() }).unwrap()
}

pub fn on_memory() -> Store {
    open(Arc::new(memory::Memory::new()))
}

/// Queues a work, drives the writer by hand until nothing waits, and tells what came of it.
pub fn write<R, F>(store: &Store, work: F) -> Result<(R, Position), No>
where
    R: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<R, No> + Send + 'static,
{
    let mut future = pin!(store.write(Queue::People, cause(), work));
    let mut context = Context::from_waker(Waker::noop());
    if let Poll::Ready(early) = future.as_mut().poll(&mut context) {
        return early;
    }
    while store.step() {}
    match future.as_mut().poll(&mut context) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the writer left somebody waiting"),
    }
}

/// Queues a work without driving the writer.
pub fn queue<F>(store: &Store, queue: Queue, mut work: F) -> Receiver<Outcome>
where
    F: FnMut(&mut Tx<'_>) -> Result<(), No> + Send + 'static,
{
    let run: Run = Box::new(move |tx| if work(tx).is_ok() { Verdict::Commit } else { Verdict::Refuse });
    store.submit(queue, cause(), run).unwrap()
}

pub fn put(store: &Store, key: u64, value: Thing) -> Position {
    write(store, move |tx| Ok(tx.put(&THINGS, &key, &value)?)).unwrap().1
}

pub type AllRows = BTreeMap<(TableId, Vec<u8>), Vec<u8>>;

/// Every row of the tables, as bytes.
pub fn rows(store: &Store) -> AllRows {
    let all = |rows: &(dyn duka::store::Rows + '_)| -> Result<AllRows, Broken> {
        let mut found = AllRows::new();
        for table in TABLES {
            let pairs = rows.raw_scan(table.id, &Span::all(), usize::MAX)?;
            found.extend(pairs.into_iter().map(|(key, value)| ((table.id, key), value)));
        }
        Ok(found)
    };
    store.read(all).unwrap()
}

pub fn names(store: &Store) -> Vec<String> {
    let by_key = |rows: &(dyn duka::store::Rows + '_)| rows.span(&THINGS, Span::all(), 100);
    store.read::<_, Broken>(by_key).unwrap().into_iter().map(|(_, thing)| thing.name).collect()
}

pub fn assert_clean(store: &Store) {
    let report = store.check().unwrap();
    assert!(report.is_clean(), "{:#?}", report.troubles);
    assert!(report.tables.iter().all(|table| table.added_up));
}

/// A folder of its own, gone with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("duka-bench-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// Where a store lies, so that it can be opened again.
pub struct Bed {
    pub name: &'static str,
    pub reopen: Box<dyn Fn() -> Arc<dyn Engine>>,
    /// What only simulated machines can do.
    pub cut_power: Option<Box<dyn Fn()>>,
}

const CACHE_BYTES: usize = 1 << 20;

/// Runs a test on every engine, and on redb over a disk that can fail.
pub fn on_every_engine(test: impl Fn(&Bed)) {
    for (name, open) in ENGINES {
        let folder = Folder::new();
        let file = folder.path().join("store.redb");
        let bed = if *name == "memory" {
            let memory = Arc::new(memory::Memory::new());
            let again = memory.clone();
            Bed { name, reopen: Box::new(move || memory.clone()), cut_power: Some(Box::new(move || again.crash())) }
        } else {
            Bed { name, reopen: Box::new(move || open(&file, CACHE_BYTES).unwrap()), cut_power: None }
        };
        test(&bed);
    }
    let disk = Disk::new(7);
    let lies_on = disk.clone();
    let reopen = move || -> Arc<dyn Engine> { Arc::new(open_on(&lies_on).unwrap()) };
    test(&Bed {
        name: "redb on a test disk",
        reopen: Box::new(reopen),
        cut_power: Some(Box::new(move || disk.cut_power())),
    });
}

pub fn open_on(disk: &Disk) -> Result<Redb, Broken> {
    let disk = disk.clone();
    Redb::open(Source::Backend(Box::new(move || Box::new(disk.clone()))), CACHE_BYTES)
}
