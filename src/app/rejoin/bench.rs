//! Orders of other machines that wait for somebody to decide: in memory only, because they lie at the place elsewhere until
//! then. It must not know what a place is.

use crate::base::Time;
use crate::domain::apart::Apart;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many wait at once; others come when these are decided.
const WAITING_MAX: usize = 300;

#[derive(Default)]
pub struct Bench(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// By the name of its file, with the time the file was written.
    waiting: BTreeMap<String, (Time, Apart)>,
    /// Decided, or not readable: not shown again while the file stays as it is.
    done: BTreeMap<String, Time>,
    handed_over: u64,
}

impl Bench {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Was it fetched as it lies there, or is there no place for another?
    pub fn needs_not(&self, name: &str, written: Time) -> bool {
        let inner = self.inner();
        let fetched = inner.waiting.get(name).map(|(at, _)| at).or(inner.done.get(name));
        fetched == Some(&written) || fetched.is_none() && inner.waiting.len() >= WAITING_MAX
    }

    pub fn found(&self, name: &str, written: Time, apart: Apart) {
        let mut inner = self.inner();
        inner.done.remove(name);
        inner.waiting.insert(name.to_owned(), (written, apart));
    }

    /// Nothing is to be decided about it.
    pub fn pass_over(&self, name: &str, written: Time) {
        let mut inner = self.inner();
        inner.waiting.remove(name);
        inner.done.insert(name.to_owned(), written);
    }

    pub fn get(&self, name: &str) -> Option<Apart> {
        self.inner().waiting.get(name).map(|(_, apart)| apart.clone())
    }

    /// All that wait, in the order they were placed.
    pub fn waiting(&self) -> Vec<(String, Apart)> {
        let inner = self.inner();
        let mut all: Vec<(String, Apart)> =
            inner.waiting.iter().map(|(name, (_, a))| (name.clone(), a.clone())).collect();
        all.sort_by_key(|(_, apart)| apart.order.placed);
        all
    }

    pub fn count(&self) -> usize {
        self.inner().waiting.len()
    }

    pub fn decided(&self, name: &str) {
        let mut inner = self.inner();
        if let Some((written, _)) = inner.waiting.remove(name) {
            inner.done.insert(name.to_owned(), written);
        }
    }

    /// Files under a prefix that nobody needs any more.
    pub fn to_be_removed(&self, prefix: &str) -> Vec<String> {
        self.inner().done.keys().filter(|name| name.starts_with(prefix)).cloned().collect()
    }

    /// Of the files under a prefix only these are there.
    pub fn are_there(&self, prefix: &str, names: &BTreeSet<String>) {
        let mut inner = self.inner();
        let stays = |name: &String| !name.starts_with(prefix) || names.contains(name);
        inner.waiting.retain(|name, _| stays(name));
        inner.done.retain(|name, _| stays(name));
    }

    /// On a machine that is not the shop any more: how many orders it has handed over.
    pub fn handed_over(&self) -> u64 {
        self.inner().handed_over
    }

    pub fn hand_over(&self, orders: u64) {
        self.inner().handed_over = orders;
    }
}
