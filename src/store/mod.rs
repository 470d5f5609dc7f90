//! Keeping things: the only room that knows bytes. Reading is free and short; writing goes through one writer.
//!
//! `engine` is the waist every engine fits through; `tables` is the one page of what is kept. This room must not know
//! what an order may do, nor any HTTP.

pub mod check;
pub mod codec;
mod copy;
pub mod engine;
mod follow;
mod gate;
mod head;
pub mod history;
pub mod journal;
mod json;
pub mod keys;
mod line;
mod load;
pub mod memory;
pub mod queue;
mod raw;
pub mod redb;
pub mod repeat;
pub mod rows;
mod schemas;
pub mod table;
pub mod tables;
pub mod trust;
mod tx;
mod writer;

pub use copy::Stretch;
pub use engine::{Engine, Span};
pub use head::{Head, Sum};
pub use journal::{Cause, Entry, Gap, Position};
pub use load::Load;
pub use queue::{Full, Outcome, Queue};
pub use rows::{Page, Rows};
pub use tx::Tx;
pub use writer::{Observer, WORK_TIME_MAX};

use crate::base::random::Seed;
use crate::base::{Broken, Clock, Random, Time};
use engine::{Batch, Durability, Pair, Snapshot, TableId};
use head::{LEVEL_READ_MAX, LEVEL_WRITTEN, Sums};
use queue::{Queues, Verdict, Work};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use table::TableDef;
use tokio::sync::{oneshot, watch};
use trust::{Doubt, Watch};
use writer::Writer;

/// What opens an engine by its name.
pub type OpenEngine = fn(&Path, usize) -> Result<Arc<dyn Engine>, Broken>;

/// Engines by name. A new one is a file and a line here; it inherits the conformance suite.
pub const ENGINES: &[(&str, OpenEngine)] = &[
    ("redb", |path, cache_bytes| Ok(Arc::new(redb::Redb::open(redb::Source::File(path.to_owned()), cache_bytes)?))),
    ("memory", |_, _| Ok(Arc::new(memory::Memory::new()))),
];

/// A view that is cut again and again means something is very wrong.
const READ_TRIES_MAX: usize = 5;

/// How a store is opened.
pub struct Options {
    pub tables: &'static [TableDef],
    /// `true`: journal, sums, synced commits. `false`: for rows that may be lost.
    pub kept: bool,
    pub clock: Clock,
    pub seed: Seed,
    /// Run every work twice and compare: for tests.
    pub twice: bool,
    pub time_limit: Duration,
}

/// What the writer tells everybody else.
pub struct Shared {
    head: watch::Sender<Head>,
    observers: RwLock<Vec<Observer>>,
    /// Entries up to here are safe in a target.
    confirmed: AtomicU64,
    /// Entries up to here go even where some would be kept for those who are a moment behind.
    too_old: AtomicU64,
    closed: RwLock<Option<Broken>>,
    boot: u64,
}

impl Shared {
    fn closed_because(&self) -> Option<Broken> {
        self.closed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends writing for good and hands the reason on.
    fn close(&self, why: Broken) -> Broken {
        tracing::error!(cause = ?why, "The store takes no more writes: selling is closed until it was checked");
        *self.closed.write().unwrap_or_else(PoisonError::into_inner) = Some(why.clone());
        why
    }

    fn confirmed(&self) -> u64 {
        self.confirmed.load(Ordering::Acquire)
    }

    fn too_old(&self) -> u64 {
        self.too_old.load(Ordering::Acquire)
    }

    fn committed(&self, head: &Head, entries: &[Entry]) {
        for observer in self.observers.read().unwrap_or_else(PoisonError::into_inner).iter() {
            // The rows are on disk: an observer that fails must not take the writer with it.
            if catch_unwind(AssertUnwindSafe(|| entries.iter().for_each(observer))).is_err() {
                tracing::error!("Somebody who follows the commits panicked");
            }
        }
        self.head.send_replace(head.clone());
    }
}

pub struct Store {
    engine: Arc<dyn Engine>,
    queues: Arc<Queues>,
    shared: Arc<Shared>,
    tables: &'static [TableDef],
    kept: bool,
    watch: Arc<Watch>,
    seeds: Mutex<Random>,
    /// Until a thread drives it.
    writer: Mutex<Option<Writer>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl Store {
    /// Opens what the engine holds, or begins a new line in an empty one. Works wait until somebody drives it: `drive` for a
    /// thread, `step` by hand.
    ///
    /// # Errors
    /// Damage, or a store that a newer version wrote.
    pub fn open(engine: Arc<dyn Engine>, options: Options) -> Result<Store, Broken> {
        let mut random = Random::from_seed(options.seed);
        let head = open_head(&*engine, &options, &mut random)?;
        let mut sums = Sums::new();
        let view = engine.snapshot()?;
        for table in options.tables {
            sums.insert(table.id, head::read_sum(&*view, table.id)?);
        }
        drop(view);
        let watch = Arc::new(Watch::new(options.clock));
        let queues = Arc::new(Queues::new(watch.clone()));
        let shared = Arc::new(Shared {
            head: watch::Sender::new(head.clone()),
            observers: RwLock::new(Vec::new()),
            confirmed: AtomicU64::new(0),
            too_old: AtomicU64::new(0),
            closed: RwLock::new(None),
            boot: writer::name(&mut random),
        });
        let writer = Writer {
            engine: engine.clone(),
            queues: queues.clone(),
            tables: options.tables.iter().map(|t| (t.id, t)).collect(),
            shared: shared.clone(),
            head,
            sums,
            kept: options.kept,
            watch: watch.clone(),
            twice: options.twice,
            time_limit: options.time_limit,
        };
        let (seeds, writer) = (Mutex::new(random), Mutex::new(Some(writer)));
        Ok(Store {
            engine,
            queues,
            shared,
            tables: options.tables,
            kept: options.kept,
            watch,
            seeds,
            writer,
            thread: Mutex::new(None),
        })
    }

    /// Gives the writer a thread of its own.
    pub fn drive(&self) -> Result<(), Broken> {
        let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() else { return Ok(()) };
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || writer.drive());
        let thread = thread.map_err(|e| Broken::because("starting the writer", &e))?;
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(())
    }

    /// One group, by hand. `false` when nothing waited, or when a thread drives it.
    pub fn step(&self) -> bool {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).as_mut().is_some_and(Writer::step)
    }

    /// Takes no more works, does those that wait, and ends the writer.
    pub fn close(&self) {
        self.queues.close();
        while self.step() {}
        if let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            writer.flush();
        }
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
            && thread.join().is_err()
        {
            tracing::error!("The writer ended with a panic");
        }
    }

    /// Reads from one consistent view. `f` may be run again on a newer one.
    pub fn read<R, E: From<Broken>>(&self, mut f: impl FnMut(&(dyn Rows + '_)) -> Result<R, E>) -> Result<R, E> {
        let mut tries = 0;
        loop {
            tries += 1;
            let view = self.engine.snapshot()?;
            let view = View(&*view);
            match f(&view) {
                Err(_) if view.0.was_cut() && tries < READ_TRIES_MAX => continue,
                answer => return answer,
            }
        }
    }

    /// Does `f` inside the writer. It is repeatable: `now` and all randomness come from the transaction.
    ///
    /// # Errors
    /// What `f` refused with; breakage; or a full queue.
    pub async fn write<R, E, F>(&self, queue: Queue, cause: Cause, f: F) -> Result<(R, Position), E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Broken> + From<Full> + Send + 'static,
    {
        self.write_at(queue, cause, None, f).await
    }

    /// The same for what happened at another time than now, taken over from elsewhere.
    pub async fn write_at<R, E, F>(
        &self,
        queue: Queue,
        cause: Cause,
        at: Option<Time>,
        mut f: F,
    ) -> Result<(R, Position), E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
        R: Send + 'static,
        E: From<Broken> + From<Full> + Send + 'static,
    {
        let said: Arc<Mutex<Option<Result<R, E>>>> = Arc::new(Mutex::new(None));
        let slot = said.clone();
        let run = move |tx: &mut Tx<'_>| {
            let answer = f(tx);
            let verdict = if answer.is_ok() { Verdict::Commit } else { Verdict::Refuse };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
            verdict
        };
        let outcome = self.submit_at(queue, cause, at, Box::new(run))?.await;
        let said = said.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (outcome, said) {
            (Ok(Outcome::Committed(position)), Some(Ok(value))) => Ok((value, position)),
            (Ok(Outcome::Refused), Some(Err(refused))) => Err(refused),
            (Ok(Outcome::Broken(broken)), _) => Err(broken.into()),
            _ => Err(Broken::new("the writer ended before it answered").into()),
        }
    }

    /// Queues one piece of work. Awaiting the answer blocks nobody, dropping it cancels nothing.
    pub fn submit(&self, queue: Queue, cause: Cause, run: queue::Run) -> Result<oneshot::Receiver<Outcome>, Full> {
        self.submit_at(queue, cause, None, run)
    }

    fn submit_at(
        &self,
        queue: Queue,
        cause: Cause,
        at: Option<Time>,
        run: queue::Run,
    ) -> Result<oneshot::Receiver<Outcome>, Full> {
        let (answer, receiver) = oneshot::channel();
        let seed = self.seeds.lock().unwrap_or_else(PoisonError::into_inner).seed();
        self.queues.push(Work { queue, cause, now: at.unwrap_or(self.watch.now()), seed, run, answer })?;
        Ok(receiver)
    }

    /// Who is told of each commit before its waiters are.
    pub fn observe(&self, observer: Observer) {
        self.shared.observers.write().unwrap_or_else(PoisonError::into_inner).push(observer);
    }

    /// The latest committed head, and a way to wait for the next.
    pub fn heads(&self) -> watch::Receiver<Head> {
        self.shared.head.subscribe()
    }

    pub fn position(&self) -> Position {
        self.shared.head.borrow().position
    }

    /// Why nothing is written any more, if so.
    pub fn closed_because(&self) -> Option<Broken> {
        self.shared.closed_because()
    }

    pub fn waiting(&self) -> usize {
        self.queues.waiting()
    }

    pub fn engine(&self) -> &Arc<dyn Engine> {
        &self.engine
    }

    /// By the clock the store goes by.
    pub fn now(&self) -> Time {
        self.watch.now()
    }

    /// Why nothing may be ended or destroyed by time now, if so.
    pub fn time_doubt(&self, now: Time) -> Option<Doubt> {
        self.watch.doubt(now, self.shared.head.borrow().wall)
    }

    /// A person says that the clock is right as it stands.
    pub fn believe_clock(&self) {
        self.watch.believe(self.shared.head.borrow().wall);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}

/// A view that speaks in rows.
struct View<'a>(&'a dyn Snapshot);

impl Rows for View<'_> {
    fn raw(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        self.0.get(table, key)
    }
    fn raw_scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken> {
        self.0.scan(table, span, limit)
    }
}

/// The head that is there, or that of a new line.
fn open_head(engine: &dyn Engine, options: &Options, random: &mut Random) -> Result<Head, Broken> {
    let found = head::read_head(&*engine.snapshot()?)?;
    if let Some(head) = found {
        if head.level > LEVEL_READ_MAX {
            return Err(Broken::new(format!(
                "this folder was written by a newer duka (level {}, this one reads up to {LEVEL_READ_MAX})",
                head.level
            )));
        }
        return Ok(head);
    }
    let position = Position::start(writer::name(random));
    let wall = options.clock.now();
    let head = Head { position, wall, first: 1, journal_bytes: 0, level: LEVEL_WRITTEN, forked_from: None };
    let mut batch = Batch::new();
    head::lay_head(&mut batch, &head, &Sums::new())?;
    engine.commit(&batch, Durability::Synced)?;
    Ok(head)
}
