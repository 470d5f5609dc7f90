//! The one writer. It takes waiting works, runs each over its own overlay, commits them together, answers all.
//!
//! A step function: a thread drives it in production, a test by hand. A refusal or a panic leaves no trace. After a failed
//! commit the engine is reopened, one barrier commit must succeed, and each waiter is answered by what the store then holds;
//! where the barrier fails, too, writing ends: a kernel that lost pages once must not be trusted twice. A full disk is no such
//! failure: writing fails until there is room.

use super::codec;
use super::engine::{Batch, Durability, Engine, Failed, Snapshot, TableId};
use super::head::{self, Head, JOURNAL, Sum, Sums, Trim};
use super::journal::{Change, Entry, Position};
use super::keys;
use super::queue::{Outcome, Queues, Verdict, Work};
use super::table::TableDef;
use super::trust::Watch;
use super::tx::{Tx, Written};
use crate::base::{Broken, Random};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A group ends when its works have written so much…
pub const GROUP_BYTES_MAX: usize = 4 << 20;
/// …or taken so much of what a single work may take: 20 ms, unless a test gives more time to everything.
const GROUP_TIME_SHARE: u32 = 50;
/// A work that takes longer is worth a line in the log: everybody else waits behind it…
const WORK_TIME_NOTED: Duration = Duration::from_millis(50);
/// …and one that takes so long is refused. Not sooner: it has run by then, and on a busy machine the time was not its own.
pub const WORK_TIME_MAX: Duration = Duration::from_secs(1);
/// Late commits are put on disk that often while there are any.
const FLUSH_EVERY: Duration = Duration::from_millis(500);

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
    pub(super) watch: Arc<Watch>,
    /// Runs every work twice and compares, when tests ask for it.
    pub(super) twice: bool,
    pub(super) time_limit: Duration,
}

/// Works that ran, waiting for the commit, and what they made together.
pub(super) struct Group {
    pub(super) batch: Batch,
    pub(super) head: Head,
    /// Of the tables the group changed.
    pub(super) sums: Sums,
    /// Each with its answer if the commit succeeds. A refusal is among them when it may rest on what an earlier work of
    /// the group wrote.
    answers: Vec<(Work, Outcome)>,
    pub(super) entries: Vec<Entry>,
    pub(super) bytes: usize,
}

impl Group {
    pub(super) fn begin(head: Head) -> Group {
        Group { batch: Batch::new(), head, sums: Sums::new(), answers: Vec::new(), entries: Vec::new(), bytes: 0 }
    }
}

impl Writer {
    /// One group: taken, run, committed, answered. `false` when nothing waited.
    pub fn step(&mut self) -> bool {
        let works = self.queues.take();
        if works.is_empty() {
            return false;
        }
        match self.shared.closed_because().map_or_else(|| self.engine.snapshot(), Err) {
            Ok(view) => {
                let group = self.run(&*view, works);
                // A view that lives on would be waited for if the store must be reopened.
                drop(view);
                self.finish(group);
            }
            Err(broken) => works.into_iter().for_each(|work| answer(work, Outcome::Broken(broken.clone()))),
        }
        true
    }

    fn run(&self, view: &dyn Snapshot, works: Vec<Work>) -> Group {
        let began = Instant::now();
        let mut group = Group::begin(self.head.clone());
        let mut works = works.into_iter();
        while let Some(mut work) = works.next() {
            let alone = group.batch.is_empty();
            match self.run_one(view, &mut group, &mut work) {
                Ok(Some(position)) => group.answers.push((work, Outcome::Committed(position))),
                Ok(None) if alone => answer(work, Outcome::Refused),
                Ok(None) => group.answers.push((work, Outcome::Refused)),
                Err(broken) => answer(work, Outcome::Broken(broken)),
            }
            if group.bytes >= GROUP_BYTES_MAX || began.elapsed() >= self.time_limit / GROUP_TIME_SHARE {
                self.queues.put_back(works);
                break;
            }
        }
        group
    }

    /// Runs a work and lays its changes into the group. `None`: it refused.
    fn run_one(&self, view: &dyn Snapshot, group: &mut Group, work: &mut Work) -> Result<Option<Position>, Broken> {
        let began = Instant::now();
        let written = self.try_one(view, &group.batch, work)?;
        let took = began.elapsed();
        if self.twice && self.try_one(view, &group.batch, work)? != written {
            return Err(Broken::new(format!("{} did something else the second time", work.cause.verb)));
        }
        let Some(written) = written else { return Ok(None) };
        if took > WORK_TIME_NOTED {
            tracing::warn!(ms = took.as_millis() as u64, "{} took long inside a write", work.cause.verb);
        }
        if took > self.time_limit {
            let (verb, took) = (&work.cause.verb, took.as_millis());
            return Err(Broken::new(format!("{verb} took {took} ms inside a write")));
        }
        self.take_in(group, work, written).map(Some)
    }

    /// What a work writes over the group so far; `None` when it refuses. A panic is that work's failure only.
    fn try_one(&self, view: &dyn Snapshot, group: &Batch, work: &mut Work) -> Result<Option<Written>, Broken> {
        let mut tx = Tx::new(view, group, &self.tables, work.now, work.seed);
        let verdict = catch_unwind(AssertUnwindSafe(|| (work.run)(&mut tx)));
        match verdict {
            Ok(Verdict::Commit) => tx.finish().map(Some),
            Ok(Verdict::Refuse) => Ok(None),
            Err(_) => Err(Broken::new(format!("{} panicked inside a write", work.cause.verb))),
        }
    }

    /// Lays one work's rows, journal entry and sums into the group: all of it or nothing.
    fn take_in(&self, group: &mut Group, work: &Work, written: Written) -> Result<Position, Broken> {
        if self.kept && !written.rows.is_empty() {
            let (changes, before): (Vec<_>, Vec<_>) = written.rows.into_iter().unzip();
            let entry = self.entry(&group.head, work, changes);
            let (payload, position) = entry.seal()?;
            let key = keys::encode(&position.seq);
            let record = codec::wrap::<Entry>(JOURNAL, &key, &payload)?;
            self.add_up(&mut group.sums, &entry.changes, &before);
            group.head.position = position;
            group.head.wall = group.head.wall.max(entry.wall);
            group.head.journal_bytes += record.len() as u64;
            group.batch.insert((JOURNAL, key), Some(record));
            group.entries.push(entry);
        }
        group.bytes += written.bytes;
        group.batch.extend(written.batch);
        Ok(group.head.position)
    }

    fn entry(&self, head: &Head, work: &Work, changes: Vec<Change>) -> Entry {
        Entry {
            line: head.position.line,
            seq: head.position.seq + 1,
            prev: head.position.hash,
            wall: work.now,
            boot: self.shared.boot,
            mono: self.watch.passed(),
            cause: work.cause.clone(),
            changes,
        }
    }

    pub(super) fn add_up(&self, sums: &mut Sums, changes: &[Change], before: &[Option<Vec<u8>>]) {
        for (change, old) in changes.iter().zip(before) {
            let so_far = || self.sums.get(&change.table).copied().unwrap_or(Sum::ZERO);
            let sum = sums.entry(change.table).or_insert_with(so_far);
            if let Some(old) = old {
                sum.remove(codec::row_hash(change.table, &change.key, old));
            }
            if let Some(new) = &change.value {
                sum.add(codec::row_hash(change.table, &change.key, new));
            }
        }
    }

    /// Commits the group and answers everybody in it.
    fn finish(&mut self, mut group: Group) {
        let answers = std::mem::take(&mut group.answers);
        if let Err(broken) = self.keep(group) {
            tracing::error!(cause = ?broken, works = answers.len(), "A group of writes failed; nothing of it was kept");
            answers.into_iter().for_each(|(work, _)| answer(work, Outcome::Broken(broken.clone())));
            return;
        }
        answers.into_iter().for_each(|(work, outcome)| answer(work, outcome));
    }

    /// Commits what a group wrote and tells who follows.
    pub(super) fn keep(&mut self, mut group: Group) -> Result<(), Broken> {
        if group.batch.is_empty() {
            return Ok(());
        }
        self.commit(&mut group)?;
        self.head = group.head;
        self.sums.extend(group.sums);
        self.shared.committed(&self.head, &group.entries);
        Ok(())
    }

    fn commit(&mut self, group: &mut Group) -> Result<(), Broken> {
        if !self.kept {
            let done = self.engine.commit(&group.batch, Durability::Late);
            return done.map_err(|failed| self.reopen_late(failed.broken()));
        }
        if let Err(broken) = self.trim(group) {
            tracing::warn!(cause = ?broken, "Old journal entries could not be taken away; they stay for now");
        }
        head::lay_head(&mut group.batch, &group.head, &group.sums)?;
        match self.engine.commit(&group.batch, Durability::Synced) {
            Ok(()) => Ok(()),
            Err(failed) => self.recover(failed.broken(), &group.head),
        }
    }

    fn trim(&self, group: &mut Group) -> Result<(), Broken> {
        let too_old = self.shared.too_old();
        if !head::may_trim(&group.head, too_old) {
            return Ok(());
        }
        let (confirmed, boot, mono) = (self.shared.confirmed(), self.shared.boot, self.watch.passed());
        let by = Trim { confirmed, too_old, boot, mono };
        head::lay_trim(&*self.engine.snapshot()?, &mut group.batch, &mut group.head, &by)
    }

    /// After a failed commit: what does the store hold now?
    fn recover(&mut self, failed: Broken, wanted: &Head) -> Result<(), Broken> {
        tracing::error!(cause = ?failed, "A commit failed; reopening the store");
        match self.reopen() {
            Ok(found) if found == wanted.position => Ok(()),
            Ok(found) if found == self.head.position => Err(failed),
            Ok(found) => {
                let why = format!("the store fell back from {} to {}", self.head.position.seq, found.seq);
                Err(self.shared.close(Broken::new(why)))
            }
            Err(again) => Err(self.shared.close(again.during("the store failed twice"))),
        }
    }

    /// Opens the store anew and says where it stands. Before it is believed, a synced write must succeed; where there is no
    /// room for one, the next commit is that write, and what was never written cannot be half there.
    fn reopen(&self) -> Result<Position, Broken> {
        self.engine.reopen()?;
        let room = head::sync(&*self.engine, self.shared.boot);
        if let Err(Failed::Full(broken)) = room {
            tracing::error!(cause = ?broken, "The disk is full: nothing can be written until there is room");
            self.engine.reopen()?;
        } else {
            room?;
        }
        Ok(super::follow::known_head(&*self.engine.snapshot()?)?.position)
    }

    /// Passing rows have no journal to ask: what was not on disk is gone, and writing goes on.
    fn reopen_late(&self, failed: Broken) -> Broken {
        tracing::error!(cause = ?failed, "Passing rows could not be written; reopening");
        match self.engine.reopen() {
            Ok(()) => failed,
            Err(again) => self.shared.close(again.during("the passing store failed twice")),
        }
    }

    /// Drives the steps until the queues are closed and empty. For a thread of its own.
    pub fn drive(mut self) {
        let (mut flushed, mut late) = (Instant::now(), false);
        while self.queues.wait(FLUSH_EVERY) {
            late |= self.step() && !self.kept;
            if late && flushed.elapsed() >= FLUSH_EVERY {
                self.flush();
                (flushed, late) = (Instant::now(), false);
            }
        }
        self.flush();
    }

    /// Puts late commits on disk; what is kept is there already.
    pub fn flush(&self) {
        if !self.kept
            && let Err(failed) = head::sync(&*self.engine, self.shared.boot)
        {
            self.reopen_late(failed.broken());
        }
    }
}

/// However the writer ends, nobody waits for it in vain.
impl Drop for Writer {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.shared.close(Broken::new("the writer panicked"));
        }
        self.queues.abandon();
    }
}

fn answer(work: Work, outcome: Outcome) {
    // Whoever asked may have gone; the work is done all the same.
    let _gone = work.answer.send(outcome);
}

/// A fresh name for a timeline or a run of the program.
pub fn name(random: &mut Random) -> u64 {
    random.u64() | 1
}
