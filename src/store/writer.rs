//! The one writer. It takes waiting works, runs each over its own overlay, commits them together, answers all.
//!
//! A step function: a thread drives it in production, a test by hand. A refusal or a panic leaves no trace. After a failed
//! commit the engine is reopened, one barrier commit must succeed, and each waiter is answered by what the store then holds;
//! a second failure ends writing, because a kernel that lost pages once must not be trusted twice.

use super::codec;
use super::engine::{Batch, Durability, Engine, TableId};
use super::head::{Head, Sum, Sums};
use super::journal::{Entry, Position, changes};
use super::queue::{Outcome, Queues, Verdict, Work};
use super::table::TableDef;
use super::tx::Tx;
use crate::base::{Broken, Clock, Random};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A group ends when its works have written so much…
pub const GROUP_BYTES_MAX: usize = 4 << 20;
/// …or taken so long.
pub const GROUP_TIME_MAX: Duration = Duration::from_millis(20);
/// A work that takes longer is refused: everybody else waits behind it.
pub const WORK_TIME_MAX: Duration = Duration::from_millis(50);

/// Who hears of a commit, before its waiters do.
pub type Observer = Box<dyn Fn(&Entry) + Send + Sync>;

pub struct Writer {
    pub(super) engine: Arc<dyn Engine>,
    pub(super) queues: Arc<Queues>,
    pub(super) tables: BTreeMap<TableId, &'static TableDef>,
    pub(super) shared: Arc<super::Shared>,
    pub(super) head: Head,
    pub(super) sums: Sums,
    /// Kept stores have a journal, sums and synced commits; passing ones have none of them.
    pub(super) kept: bool,
    pub(super) clock: Clock,
    pub(super) started: Instant,
    /// Runs every work twice and compares, when tests ask for it.
    pub(super) twice: bool,
    pub(super) time_limit: Duration,
}

/// Works that said yes, waiting for the commit, and the batch they made together.
struct Group {
    batch: Batch,
    head: Head,
    sums: Sums,
    accepted: Vec<(Work, Outcome)>,
    entries: Vec<Entry>,
    bytes: usize,
}

impl Writer {
    /// One group: taken, run, committed, answered. `false` when nothing waited.
    pub fn step(&mut self) -> bool {
        let works = self.queues.take();
        if works.is_empty() {
            return false;
        }
        if let Some(why) = self.shared.closed_because() {
            for work in works {
                answer(work, Outcome::Broken(why.clone()));
            }
            return true;
        }
        match self.run(works) {
            Ok(group) => self.finish(group),
            Err((broken, works)) => works.into_iter().for_each(|work| answer(work, Outcome::Broken(broken.clone()))),
        }
        true
    }

    fn run(&mut self, works: Vec<Work>) -> Result<Group, (Broken, Vec<Work>)> {
        let view = match self.engine.snapshot() {
            Ok(view) => view,
            Err(broken) => return Err((broken, works)),
        };
        let began = Instant::now();
        let (head, sums) = (self.head.clone(), Sums::new());
        let mut group = Group { batch: Batch::new(), head, sums, accepted: Vec::new(), entries: Vec::new(), bytes: 0 };
        let mut works = works.into_iter();
        while let Some(mut work) = works.next() {
            match self.run_one(&*view, &mut group, &mut work) {
                Ok(Some(position)) => group.accepted.push((work, Outcome::Committed(position))),
                Ok(None) => answer(work, Outcome::Refused),
                Err(broken) => answer(work, Outcome::Broken(broken)),
            }
            if group.bytes >= GROUP_BYTES_MAX || began.elapsed() >= GROUP_TIME_MAX {
                self.queues.put_back(works);
                break;
            }
        }
        Ok(group)
    }

    /// Runs a work and lays its changes into the group. `None`: it refused.
    fn run_one(
        &self,
        view: &dyn super::engine::Snapshot,
        group: &mut Group,
        work: &mut Work,
    ) -> Result<Option<Position>, Broken> {
        let began = Instant::now();
        let Group { batch, head, sums, entries, bytes, .. } = group;
        let mut tx = Tx::new(view, batch, &self.tables, work.now, work.seed);
        let verdict = guarded(work, &mut tx)?;
        if self.twice {
            let mut again = Tx::new(view, batch, &self.tables, work.now, work.seed);
            guarded(work, &mut again)?;
            if again.into_batch() != *tx.batch() {
                return Err(Broken::new(format!("{} wrote something else the second time", work.cause.verb)));
            }
        }
        if matches!(verdict, Verdict::Refuse) {
            return Ok(None);
        }
        if began.elapsed() > self.time_limit {
            return Err(Broken::new(format!(
                "{} took {} ms inside a write",
                work.cause.verb,
                began.elapsed().as_millis()
            )));
        }
        let position =
            if self.kept { self.record(Parts { head, sums, entries }, work, &tx)? } else { self.head.position };
        *bytes += tx.bytes();
        let own = tx.into_batch();
        batch.extend(own);
        Ok(Some(position))
    }

    /// Writes the journal entry and the sums of one work.
    fn record(&self, parts: Parts<'_>, work: &Work, tx: &Tx<'_>) -> Result<Position, Broken> {
        let changes = changes(tx);
        if changes.is_empty() {
            return Ok(parts.head.position);
        }
        for change in &changes {
            let sum = match parts.sums.get_mut(&change.table) {
                Some(sum) => sum,
                None => {
                    parts.sums.entry(change.table).or_insert(self.sums.get(&change.table).copied().unwrap_or(Sum::ZERO))
                }
            };
            if let Some(old) = tx.before(change.table, &change.key)? {
                sum.remove(codec::row_hash(change.table, &change.key, &old));
            }
            if let Some(new) = &change.value {
                sum.add(codec::row_hash(change.table, &change.key, new));
            }
        }
        let entry = Entry {
            line: parts.head.position.line,
            seq: parts.head.position.seq + 1,
            prev: parts.head.position.hash,
            wall: work.now,
            boot: self.shared.boot,
            mono: self.started.elapsed().as_micros() as i64,
            cause: work.cause.clone(),
            changes,
        };
        let (bytes, position) = entry.seal()?;
        parts.head.position = position;
        parts.head.wall = parts.head.wall.max(work.now);
        parts.head.journal_bytes += bytes.len() as u64;
        parts.entries.push(entry);
        Ok(position)
    }

    /// Commits the group and answers everybody in it.
    fn finish(&mut self, mut group: Group) {
        if group.accepted.is_empty() {
            return;
        }
        let outcome = if group.batch.is_empty() { Ok(()) } else { self.commit(&mut group) };
        match outcome {
            Ok(()) => {
                self.head = group.head;
                self.sums.extend(group.sums);
                self.shared.committed(&self.head, &group.entries);
                for (work, outcome) in group.accepted {
                    answer(work, outcome);
                }
            }
            Err(broken) => {
                tracing::error!(cause = ?broken, works = group.accepted.len(), "A group of {} writes was lost", group.accepted.len());
                for (work, _) in group.accepted {
                    answer(work, Outcome::Broken(broken.clone()));
                }
            }
        }
    }

    fn commit(&mut self, group: &mut Group) -> Result<(), Broken> {
        if !self.kept {
            return self.engine.commit(&group.batch, Durability::Late);
        }
        super::head::lay_journal(&mut group.batch, &group.entries)?;
        super::head::lay_trim(&mut group.batch, &mut group.head, self.shared.confirmed());
        super::head::lay_head(&mut group.batch, &group.head, &group.sums)?;
        let failed = match self.engine.commit(&group.batch, Durability::Synced) {
            Ok(()) => return Ok(()),
            Err(failed) => failed,
        };
        self.recover(&failed, &group.head)
    }

    /// After a failed commit: what does the store hold now?
    fn recover(&mut self, failed: &Broken, wanted: &Head) -> Result<(), Broken> {
        tracing::error!(cause = ?failed, "A commit failed; reopening the store");
        let found = self.engine.reopen().and_then(|()| super::head::barrier(&*self.engine, self.shared.boot));
        match found {
            Ok(found) if found.position == wanted.position => Ok(()),
            Ok(found) if found.position == self.head.position => Err(failed.clone()),
            Ok(found) => {
                let why = format!("the store fell back from {} to {}", self.head.position.seq, found.position.seq);
                Err(self.shared.close(Broken::new(why)))
            }
            Err(again) => Err(self.shared.close(again.during("the store failed twice"))),
        }
    }

    /// Drives the steps until the queues are closed and empty. For a thread of its own.
    pub fn drive(mut self) {
        const FLUSH_EVERY: Duration = Duration::from_millis(500);
        let mut flushed = Instant::now();
        let mut dirty = false;
        while self.queues.wait(FLUSH_EVERY) {
            dirty |= self.step();
            if !self.kept && dirty && flushed.elapsed() >= FLUSH_EVERY {
                self.flush();
                (flushed, dirty) = (Instant::now(), false);
            }
        }
        if !self.kept {
            self.flush();
        }
    }

    /// Puts late commits on disk.
    pub fn flush(&self) {
        let mut nudge = Batch::new();
        nudge.insert((super::head::META, b"flushed".to_vec()), Some(self.clock.now().micros().to_be_bytes().to_vec()));
        if let Err(broken) = self.engine.commit(&nudge, Durability::Synced) {
            tracing::error!(cause = ?broken, "Passing rows could not be written; reopening");
            if let Err(broken) = self.engine.reopen() {
                self.shared.close(broken);
            }
        }
    }
}

/// What the record of one work adds to.
struct Parts<'g> {
    head: &'g mut Head,
    sums: &'g mut Sums,
    entries: &'g mut Vec<Entry>,
}

/// A panic inside a work is that work's failure only.
fn guarded(work: &mut Work, tx: &mut Tx<'_>) -> Result<Verdict, Broken> {
    catch_unwind(AssertUnwindSafe(|| (work.run)(tx)))
        .map_err(|_| Broken::new(format!("{} panicked inside a write", work.cause.verb)))
}

fn answer(work: Work, outcome: Outcome) {
    // Whoever asked may have gone; the work is done all the same.
    let _gone = work.answer.send(outcome);
}

/// A fresh name for a timeline or a run of the program.
pub fn name(random: &mut Random) -> u64 {
    random.u64() | 1
}
