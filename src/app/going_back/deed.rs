//! What somebody did that can be undone: the changes that one import, one change of many things or one edit made, known by
//! what its entries in the record of changes have in common.

use super::plan::RowKey;
use crate::base::Time;
use crate::store::engine::TableId;
use crate::store::{Entry, tables};
use std::collections::VecDeque;

/// Deeds that are listed; older ones are reached as a moment.
const DEEDS_MAX: usize = 100;
/// Entries of one request may have others between them, but not many deeds.
const LOOKED_BACK: usize = 8;

/// What is done by these can be undone, in the words of a shopkeeper.
const VERBS: [(&str, &str); 12] = [
    ("imports.take", "Import"),
    ("catalog.create", "New product"),
    ("catalog.duplicate", "Product copied"),
    ("catalog.change", "Change"),
    ("catalog.make_variants", "New options"),
    ("catalog.remove_variant", "Variant removed"),
    ("catalog.save_collection", "Collection saved"),
    ("catalog.save_discount", "Discount saved"),
    ("settings.change", "Settings changed"),
    ("settings.page", "Page saved"),
    ("going_back.undo", "Undone"),
    ("going_back.bring_back", "Brought back"),
];

/// What can be put back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Products,
    Collections,
    Pages,
    Discounts,
    Settings,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Products, Kind::Collections, Kind::Pages, Kind::Discounts, Kind::Settings];

    pub fn table(self) -> TableId {
        match self {
            Kind::Products => tables::PRODUCTS.id,
            Kind::Collections => tables::COLLECTIONS.id,
            Kind::Pages => tables::PAGES.id,
            Kind::Discounts => tables::DISCOUNTS.id,
            Kind::Settings => tables::SETTINGS.id,
        }
    }

    pub fn of(table: TableId) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// "1 product", "3 products", "the settings".
    pub fn count(self, n: usize) -> String {
        let (one, many) = match self {
            Kind::Products => ("product", "products"),
            Kind::Collections => ("collection", "collections"),
            Kind::Pages => ("page", "pages"),
            Kind::Discounts => ("discount", "discounts"),
            Kind::Settings => return "the settings".into(),
        };
        if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
    }
}

/// What its entries have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Mark {
    Batch([u8; 16]),
    Request(u64, String),
    Alone(u64),
}

impl Mark {
    fn of(entry: &Entry) -> Mark {
        match (entry.cause.batch, entry.cause.request) {
            (Some(batch), _) => Mark::Batch(batch),
            (None, 0) => Mark::Alone(entry.seq),
            (None, request) => Mark::Request(request, entry.cause.verb.clone()),
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    mark: Mark,
    /// The numbers of its first and last entry; others may lie between them.
    pub first: u64,
    pub last: u64,
    pub at: Time,
    pub words: &'static str,
    /// A staff id, or a name.
    pub actor: String,
    /// What it wrote, if that is one row.
    pub only: Option<RowKey>,
    /// How many rows of each kind it wrote.
    pub rows: [usize; Kind::ALL.len()],
}

impl Deed {
    fn begin(entry: &Entry, words: &'static str) -> Deed {
        let (mark, actor, rows) = (Mark::of(entry), entry.cause.actor.clone(), [0; Kind::ALL.len()]);
        Deed { mark, first: entry.seq, last: entry.seq, at: entry.wall, words, actor, only: None, rows }
    }

    /// Is the entry a part of it?
    pub fn holds(&self, entry: &Entry) -> bool {
        (self.first..=self.last).contains(&entry.seq) && self.mark == Mark::of(entry)
    }

    fn add(&mut self, entry: &Entry) {
        self.last = entry.seq;
        for change in &entry.changes {
            let Some(kind) = Kind::of(change.table) else { continue };
            let is_first = self.rows.iter().all(|n| *n == 0);
            self.only = is_first.then(|| (change.table, change.key.clone()));
            self.rows[kind as usize] += 1;
        }
    }

    /// "12 products, 1 collection".
    pub fn touched(&self) -> String {
        let some = Kind::ALL.into_iter().zip(self.rows).filter(|(_, n)| *n > 0);
        some.map(|(kind, n)| kind.count(n)).collect::<Vec<_>>().join(", ")
    }
}

/// Gathers deeds from entries, in their order.
#[derive(Clone, Default)]
pub struct Deeds(VecDeque<Deed>);

impl Deeds {
    /// What an entry that can be undone is called.
    pub fn words(entry: &Entry) -> Option<&'static str> {
        let (_, words) = VERBS.iter().find(|(verb, _)| *verb == entry.cause.verb)?;
        entry.changes.iter().any(|change| Kind::of(change.table).is_some()).then_some(*words)
    }

    pub fn add(&mut self, entry: &Entry) {
        let Some(words) = Deeds::words(entry) else { return };
        let mark = Mark::of(entry);
        if let Some(deed) = self.0.iter_mut().rev().take(LOOKED_BACK).find(|deed| deed.mark == mark) {
            return deed.add(entry);
        }
        let mut deed = Deed::begin(entry, words);
        deed.add(entry);
        self.0.push_back(deed);
        if self.0.len() > DEEDS_MAX {
            self.0.pop_front();
        }
    }

    /// The newest first.
    pub fn found(&self) -> Vec<Deed> {
        self.0.iter().rev().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Cause;
    use crate::store::journal::Change;

    fn entry(seq: u64, verb: &str, request: u64, batch: Option<u8>, table: TableId) -> Entry {
        let cause = Cause { request, batch: batch.map(|b| [b; 16]), ..Cause::of(verb, "ana") };
        let changes = vec![Change { table, key: vec![seq as u8], value: None }];
        Entry { line: 1, seq, prev: [0; 32], wall: Time::from_micros(seq as i64), boot: 1, mono: 0, cause, changes }
    }

    #[test]
    fn what_was_done_in_one_go_is_one_deed() {
        let mut deeds = Deeds::default();
        let products = tables::PRODUCTS.id;
        for entry in [
            entry(1, "catalog.change", 7, None, products),
            entry(2, "imports.take", 8, Some(1), products),
            entry(3, "catalog.change", 7, None, products),
            entry(4, "checkout.place", 9, None, tables::DISCOUNTS.id),
            entry(5, "imports.take", 8, Some(1), tables::COLLECTIONS.id),
            entry(6, "settings.change", 0, None, tables::SETTINGS.id),
            entry(7, "settings.change", 0, None, tables::SETTINGS.id),
            entry(8, "catalog.change", 11, None, tables::STOCK.id),
        ] {
            deeds.add(&entry);
        }
        let told: Vec<String> =
            deeds.found().iter().map(|d| format!("{} {}-{}: {}", d.words, d.first, d.last, d.touched())).collect();
        let wanted = [
            "Settings changed 7-7: the settings",
            "Settings changed 6-6: the settings",
            "Import 2-5: 1 product, 1 collection",
            "Change 1-3: 2 products",
        ];
        assert_eq!(told, wanted);
    }
}
