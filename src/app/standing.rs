//! Am I the real shop, and may I act? Everybody who sells or reaches outside asks this first; what follows from the answer
//! stands here and nowhere else. The answer lies in memory, so that asking costs nothing.

use super::App;
use crate::domain::brought_back::BroughtBack;
use crate::store::journal::Entry;
use crate::store::{Store, codec, tables};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The shop itself.
    Selling,
    /// It was restored, and nobody has said yet that it may go on.
    BroughtBack,
}

impl Standing {
    /// May orders be placed, and may what waits for payment end by time?
    pub fn may_sell(self) -> bool {
        self == Standing::Selling
    }

    /// May letters, messages and backups leave the house?
    pub fn may_reach_outside(self) -> bool {
        self == Standing::Selling
    }
}

/// What is kept of it in memory.
#[derive(Default)]
pub(in crate::app) struct Stand {
    brought_back: AtomicBool,
}

impl Stand {
    /// As the store says it now, and from now on after each commit.
    pub fn watching(store: &Store) -> Arc<Stand> {
        let stand = Arc::new(Stand::default());
        let kept = store.read(|rows| rows.get(&tables::BROUGHT_BACK, &()));
        // What cannot be read might say that nothing may be sold.
        let waits = kept.map(|row| row.is_some_and(|row| row.waits())).unwrap_or_else(|broken| {
            tracing::error!(cause = ?broken, "Whether this shop may sell cannot be read, so it does not");
            true
        });
        stand.brought_back.store(waits, Ordering::Release);
        let told = stand.clone();
        store.observe(Box::new(move |entry| told.hear(entry)));
        stand
    }

    fn hear(&self, entry: &Entry) {
        for change in entry.changes.iter().filter(|change| change.table == tables::BROUGHT_BACK.id) {
            let row = change.value.as_ref().map(|record| codec::get::<BroughtBack>(change.table, &change.key, record));
            let waits = row.is_some_and(|row| row.map_or(true, |row| row.waits()));
            self.brought_back.store(waits, Ordering::Release);
        }
    }

    fn now(&self) -> Standing {
        if self.brought_back.load(Ordering::Acquire) { Standing::BroughtBack } else { Standing::Selling }
    }
}

impl App {
    /// Cheap: ask it each time anew.
    pub fn standing(&self) -> Standing {
        self.stand.now()
    }
}
