//! Am I the real shop, and may I act? Everybody who sells or reaches outside asks this first; what follows from the answer
//! stands here and nowhere else. The answer lies in memory, so that asking costs nothing.

use super::App;
use crate::domain::brought_back::BroughtBack;
use crate::store::journal::Entry;
use crate::store::{Store, codec, tables};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The shop itself.
    Selling,
    /// Nobody has asked yet whether another machine became the shop: for the first moments after a start.
    Unsure,
    /// It was restored, and nobody has said yet that it may go on.
    BroughtBack,
    /// A copy that repeats what the shop does.
    Following,
    /// Another machine became the shop.
    Lost,
    /// A copy of this shop runs somewhere, and nobody can tell which of the two is meant.
    Two,
}

impl Standing {
    /// May orders be placed, and may what waits for payment end by time?
    pub fn may_sell(self) -> bool {
        matches!(self, Standing::Selling | Standing::Unsure)
    }

    /// May letters, messages and backups leave the house?
    pub fn may_reach_outside(self) -> bool {
        self == Standing::Selling
    }

    /// For the people who work here, where it is not as it should be.
    pub fn sentence(self) -> Option<&'static str> {
        match self {
            Standing::Selling | Standing::Unsure => None,
            Standing::BroughtBack => Some("The shop was brought back and sells nothing yet."),
            Standing::Following => Some("This is a copy. It follows the shop and sells nothing."),
            Standing::Lost => Some(
                "Another machine became the shop. This one sells and sends nothing any more; what it sold since it hands \
                 over where backups are sent, and Today on the other machine shows it. If all this was a mistake, duka \
                 promote on this machine makes it the shop again.",
            ),
            Standing::Two => Some("This shop runs on two machines at once. Neither sells until one is switched off."),
        }
    }
}

/// What stands beyond what is kept: asked from others, known for as long as the program runs.
const SEEN: [Standing; 5] = [Standing::Selling, Standing::Unsure, Standing::Following, Standing::Lost, Standing::Two];

/// What is kept of it in memory.
#[derive(Default)]
pub(in crate::app) struct Stand {
    brought_back: AtomicBool,
    /// Which of [`SEEN`].
    seen: AtomicUsize,
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
        let seen = SEEN.get(self.seen.load(Ordering::Acquire)).copied().unwrap_or(Standing::Selling);
        let waits = self.brought_back.load(Ordering::Acquire);
        if waits && matches!(seen, Standing::Selling | Standing::Unsure) { Standing::BroughtBack } else { seen }
    }
}

impl App {
    /// Cheap: ask it each time anew.
    pub fn standing(&self) -> Standing {
        self.stand.now()
    }

    /// What was seen of other machines. `true`: it was otherwise before.
    pub fn stand_as(&self, seen: Standing) -> bool {
        let at = SEEN.iter().position(|s| *s == seen).unwrap_or(0);
        self.stand.seen.swap(at, Ordering::AcqRel) != at
    }
}
