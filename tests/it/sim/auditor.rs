//! The auditor follows the journal, as every follower does, and holds what it says against what people were told and against
//! the tables. After each step: what changed. Now and then: everything there is.

use super::promises::Promises;
use super::rules;
use duka::app::{App, books};
use duka::base::Id;
use duka::domain::catalog::Product;
use duka::domain::letter::{Letter, LetterKind};
use duka::domain::order::Order;
use duka::domain::payment::PaymentKind;
use duka::domain::stock::{Level, Movement};
use duka::store::codec::{self, row_hash};
use duka::store::engine::{Snapshot, TableId};
use duka::store::{Entry, Position, Span, Store, Sum, keys, tables};
use std::collections::{BTreeMap, BTreeSet};

const MUCH: usize = 1 << 30;

/// Every kept row, as bytes.
pub type AllRows = BTreeMap<(TableId, Vec<u8>), Vec<u8>>;

pub struct Auditor {
    pub at: Position,
    /// From the first one on.
    pub entries: Vec<Entry>,
    /// What the tables must be, by the journal alone.
    pub rows: AllRows,
    sums: BTreeMap<TableId, Sum>,
    pub orders: BTreeMap<Id<Order>, Order>,
    levels: BTreeMap<Vec<u8>, Level>,
    /// Pieces by the note of their movement, and how often it was written.
    notes: BTreeMap<String, (u32, i64)>,
    /// Things that are sold when there are none, too.
    beyond: BTreeSet<Vec<u8>>,
}

/// One entry, taken apart.
#[derive(Default)]
pub struct Read {
    pub orders: Vec<(Option<Order>, Order)>,
    pub letters: Vec<Letter>,
    pub letters_gone: Vec<LetterKind>,
    pub levels: BTreeMap<Vec<u8>, (Level, Level)>,
    pub movements: Vec<(Vec<u8>, Movement)>,
}

impl Auditor {
    /// Begins with a store that holds nothing yet.
    pub fn new(store: &Store) -> Auditor {
        Auditor {
            at: store.position(),
            entries: Vec::new(),
            rows: AllRows::new(),
            sums: BTreeMap::new(),
            orders: BTreeMap::new(),
            levels: BTreeMap::new(),
            notes: BTreeMap::new(),
            beyond: BTreeSet::new(),
        }
    }

    /// After each step: what is new, and whether everything promised still holds.
    pub fn looks(&mut self, store: &Store, promises: &Promises) {
        let new = store.journal(&self.at, MUCH);
        let new = new.unwrap_or_else(|gap| panic!("the journal does not go on after entry {}: {gap:?}", self.at.seq));
        for entry in new {
            assert!(entry.follows(&self.at), "entry {} does not follow the one before it", entry.seq);
            self.at = entry.seal().unwrap().1;
            let read = self.take_in(&entry);
            rules::hold(&read, &entry.cause.verb);
            self.entries.push(entry);
        }
        let (at, sums) = store.sums().unwrap();
        assert_eq!(at, self.at, "the journal ends where the store stands");
        for (table, sum) in sums {
            let ours = self.sums.get(&table).copied().unwrap_or(Sum::ZERO);
            assert_eq!(sum, ours, "the sums of table {table} are not those of the journal");
        }
        self.stock_holds();
        self.promises_hold(promises);
    }

    fn take_in(&mut self, entry: &Entry) -> Read {
        let mut read = Read::default();
        for change in &entry.changes {
            let place = (change.table, change.key.clone());
            let sum = self.sums.entry(change.table).or_insert(Sum::ZERO);
            let before = self.rows.remove(&place);
            if let Some(before) = &before {
                sum.remove(row_hash(change.table, &change.key, before));
            }
            if let Some(value) = &change.value {
                sum.add(row_hash(change.table, &change.key, value));
                self.rows.insert(place, value.clone());
            }
            self.understand(change.table, &change.key, before.as_deref(), change.value.as_deref(), &mut read);
        }
        read
    }

    fn understand(&mut self, table: TableId, key: &[u8], before: Option<&[u8]>, after: Option<&[u8]>, read: &mut Read) {
        match (table, before, after) {
            (t, _, Some(after)) if t == tables::ORDERS.id => {
                let order: Order = codec::get(table, key, after).unwrap();
                let before = self.orders.insert(order.id, order.clone());
                read.orders.push((before, order));
            }
            (t, _, None) if t == tables::ORDERS.id => panic!("an order was taken away"),
            (t, before, _) if t == tables::STOCK.id => {
                let level = |record: Option<&[u8]>| record.map(|r| codec::get(table, key, r).unwrap());
                let (before, after): (Option<Level>, Option<Level>) = (level(before), level(after));
                self.levels.insert(key.to_vec(), after.unwrap_or_default());
                read.levels.insert(key.to_vec(), (before.unwrap_or_default(), after.unwrap_or_default()));
            }
            (t, None, Some(after)) if t == tables::MOVEMENTS.id => {
                let movement: Movement = codec::get(table, key, after).unwrap();
                let note = self.notes.entry(movement.note.clone()).or_default();
                *note = (note.0 + 1, note.1 + movement.on_hand);
                read.movements.push((key[..STOCK_KEY_BYTES].to_vec(), movement));
            }
            (t, Some(_), _) if t == tables::MOVEMENTS.id => panic!("a line of the stock's ledger was changed"),
            (t, None, Some(after)) if t == tables::LETTERS.id => {
                read.letters.push(codec::get(table, key, after).unwrap())
            }
            (t, Some(before), None) if t == tables::LETTERS.id => {
                let letter: Letter = codec::get(table, key, before).unwrap();
                read.letters_gone.push(letter.kind);
            }
            (t, _, Some(after)) if t == tables::PRODUCTS.id => {
                let product: Product = codec::get(table, key, after).unwrap();
                let beyond = product.variants.iter().filter(|v| v.sell_when_out);
                self.beyond.extend(beyond.map(|v| keys::encode(&(product.id, v.id))));
            }
            _ => {}
        }
    }

    /// Held is what open unpaid orders need, and nothing is promised that is not there.
    fn stock_holds(&self) {
        let mut needed: BTreeMap<Vec<u8>, i64> = BTreeMap::new();
        for order in self.orders.values().filter(|order| order.is_holding()) {
            for line in order.lines.iter().filter(|line| line.counted) {
                *needed.entry(keys::encode(&(line.product, line.variant))).or_default() += i64::from(line.quantity);
            }
        }
        for (key, level) in &self.levels {
            let needed = needed.remove(key).unwrap_or(0);
            assert_eq!(level.held, needed, "set aside is not what open unpaid orders need: {level:?}");
            assert!(self.beyond.contains(key) || level.held <= level.on_hand, "oversold: {level:?}");
        }
        assert!(needed.is_empty(), "orders hold what has no stock: {needed:?}");
    }

    fn promises_hold(&self, promises: &Promises) {
        let mut money: BTreeMap<&str, i64> = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        for order in self.orders.values() {
            let number = order.number;
            assert!(numbers.insert(number), "two orders have the number {number}");
            for payment in order.payments.iter().filter(|p| !p.reference.is_empty()) {
                let reference = payment.reference.as_str();
                let known = promises.money.contains_key(reference) || promises.perhaps_money.contains(reference);
                assert!(known, "order {number} has money nobody sent: {payment:?}");
                let twice = money.insert(reference, payment.amount.minor());
                assert!(twice.is_none(), "money was counted twice: {payment:?}");
                let back = reference.starts_with("back-");
                assert_eq!(back, payment.kind == PaymentKind::Refunded, "{payment:?}");
            }
        }
        for (reference, amount) in &promises.money {
            let found = money.get(reference.as_str());
            assert_eq!(found, Some(&amount.minor()), "money that was acknowledged is not recorded: {reference}");
        }
        for (number, thanked) in &promises.thanked {
            let order = self.orders.get(&thanked.id).filter(|order| order.number == *number);
            let order = order.unwrap_or_else(|| panic!("order {number} was thanked for and is not there"));
            let same = (order.total(), order.email.as_str(), order.pieces());
            assert_eq!(same, (thanked.total, thanked.email.as_str(), thanked.pieces), "order {number} is another one");
            let ended = order.cancellation.is_some() || order.payments.iter().any(|p| p.kind == PaymentKind::Received);
            assert!(!thanked.cancelled || ended, "order {number} was cancelled, and is not");
            assert!(!thanked.shipped || order.is_shipped(), "order {number} was shipped, and is not");
        }
        for (note, pieces) in &promises.received {
            assert_eq!(self.notes.get(note), Some(&(1, *pieces)), "the pieces of {note} are not in the ledger once");
        }
        self.prices_hold(promises);
    }

    fn prices_hold(&self, promises: &Promises) {
        for (id, prices) in &promises.prices {
            let key = keys::encode(id);
            let record = &self.rows[&(tables::PRODUCTS.id, key.clone())];
            let product: Product = codec::get(tables::PRODUCTS.id, &key, record).unwrap();
            let price = product.variants[0].price;
            assert!(prices.contains(&price), "{} costs {price:?}, and was given {prices:?}", product.title);
        }
    }

    /// Everything: the tables are what the journal says, the store is whole, the books agree.
    pub fn looks_at_everything(&self, app: &App, promises: &Promises) {
        let view = app.store().engine().snapshot().unwrap();
        same_rows(&rows_of(&*view), &self.rows, "the tables are not what the journal says");
        drop(view);
        let report = app.store().check().unwrap();
        assert!(report.is_clean(), "the store: {:?}", report.troubles);
        let books = books::check(app).unwrap();
        assert!(books.troubles.is_empty(), "the books: {:?}", books.troubles);
        for (number, thanked) in &promises.thanked {
            let letters = app.read(|rows| {
                let ids = rows.by(&tables::LETTER_BY_ORDER, &thanked.id, 100)?;
                ids.iter().map(|id| Ok(rows.get(&tables::LETTERS, id)?.unwrap().kind)).collect::<Result<Vec<_>, _>>()
            });
            let letters = letters.unwrap();
            for kind in [LetterKind::Received, LetterKind::NewOrder] {
                assert!(letters.contains(&kind), "order {number} was thanked for without the letter {kind:?}");
            }
        }
    }

    /// The state after an entry.
    pub fn rows_after(&self, seq: u64) -> AllRows {
        crate::engines::replay(self.entries[..seq as usize].to_vec())
    }
}

const STOCK_KEY_BYTES: usize = 32;

pub fn rows_of(view: &dyn Snapshot) -> AllRows {
    let mut found = AllRows::new();
    for table in tables::KEPT {
        let pairs = view.scan(table.id, &Span::all(), usize::MAX).unwrap();
        found.extend(pairs.into_iter().map(|(key, value)| ((table.id, key), value)));
    }
    found
}

/// Says which table differs, because two shops side by side are no message.
pub fn same_rows(found: &AllRows, wanted: &AllRows, what: &str) {
    if found != wanted {
        let differ = |place: &&(TableId, Vec<u8>)| found.get(*place) != wanted.get(*place);
        let places: BTreeSet<TableId> = found.keys().chain(wanted.keys()).filter(differ).map(|(t, _)| *t).collect();
        let names: Vec<_> = tables::KEPT.iter().filter(|t| places.contains(&t.id)).map(|t| t.name).collect();
        panic!("{what}: {} rows instead of {}, other ones in {names:?}", found.len(), wanted.len());
    }
}
