//! The two lines before the writer: people, and bulk work that fills only what people leave.

use super::journal::{Cause, Position};
use super::trust::Watch;
use super::tx::Tx;
use crate::base::random::Seed;
use crate::base::time::SECOND;
use crate::base::{Broken, Time};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// More waiting works than this and the shop is busy: the caller is told to come again.
pub const QUEUE_WORKS_MAX: usize = 1_024;
/// A group is at most so many works…
pub const GROUP_WORKS_MAX: usize = 64;
/// Bulk work gets its turn at least that often, however busy people are; in microseconds.
const BULK_WAITS_MAX: i64 = SECOND;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Queue {
    People,
    Bulk,
}

/// What a piece of work says when it has run.
pub enum Verdict {
    Commit,
    /// Nothing of it stays.
    Refuse,
}

/// What became of it. The engine resolves "unknown" itself.
#[derive(Clone, Debug)]
pub enum Outcome {
    Committed(Position),
    Refused,
    Broken(Broken),
}

pub type Run = Box<dyn FnMut(&mut Tx<'_>) -> Verdict + Send>;

pub struct Work {
    pub queue: Queue,
    pub cause: Cause,
    pub now: Time,
    pub seed: Seed,
    pub run: Run,
    pub answer: oneshot::Sender<Outcome>,
}

/// A full line: come again in a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full;

struct Lines {
    people: VecDeque<Work>,
    bulk: VecDeque<Work>,
    /// When bulk work had its last turn, by the watch.
    bulk_served: i64,
    closed: bool,
}

impl Lines {
    fn of(&mut self, queue: Queue) -> &mut VecDeque<Work> {
        match queue {
            Queue::People => &mut self.people,
            Queue::Bulk => &mut self.bulk,
        }
    }
}

pub struct Queues {
    watch: Arc<Watch>,
    lines: Mutex<Lines>,
    arrived: Condvar,
}

impl Queues {
    pub fn new(watch: Arc<Watch>) -> Queues {
        let bulk_served = watch.passed();
        let lines = Lines { people: VecDeque::new(), bulk: VecDeque::new(), bulk_served, closed: false };
        Queues { watch, lines: Mutex::new(lines), arrived: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        // Nothing that can panic happens under this lock, so a poisoned one is still whole.
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn push(&self, work: Work) -> Result<(), Full> {
        let mut lines = self.lock();
        if lines.closed || lines.of(work.queue).len() >= QUEUE_WORKS_MAX {
            return Err(Full);
        }
        lines.of(work.queue).push_back(work);
        self.arrived.notify_one();
        Ok(())
    }

    /// The next group, without waiting: people first; one bulk work when nobody waits, or when it has waited long enough.
    pub fn take(&self) -> Vec<Work> {
        let mut lines = self.lock();
        let passed = self.watch.passed();
        let n = lines.people.len().min(GROUP_WORKS_MAX);
        let mut group: Vec<Work> = lines.people.drain(..n).collect();
        let bulk_due = group.is_empty() || passed - lines.bulk_served >= BULK_WAITS_MAX;
        if bulk_due && let Some(work) = lines.bulk.pop_front() {
            lines.bulk_served = passed;
            group.push(work);
        }
        group
    }

    /// Puts back, each at the front of its line and in order, what a full group left over.
    pub fn put_back(&self, works: impl DoubleEndedIterator<Item = Work>) {
        let mut lines = self.lock();
        for work in works.rev() {
            lines.of(work.queue).push_front(work);
        }
    }

    /// Sleeps until something waits or `most` is over; `false` once closed and empty.
    pub fn wait(&self, most: Duration) -> bool {
        let lines = self.lock();
        if lines.people.is_empty() && lines.bulk.is_empty() {
            if lines.closed {
                return false;
            }
            // Waking early is harmless: the caller looks again.
            let _woken = self.arrived.wait_timeout(lines, most);
        }
        true
    }

    /// Takes no more work; what waits is still done.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Takes work again.
    pub fn open(&self) {
        self.lock().closed = false;
    }

    /// Takes no more work and drops what waits: whoever asked hears that the writer ended.
    pub fn abandon(&self) {
        let mut lines = self.lock();
        lines.closed = true;
        lines.people.clear();
        lines.bulk.clear();
    }

    pub fn waiting(&self) -> usize {
        let lines = self.lock();
        lines.people.len() + lines.bulk.len()
    }
}
