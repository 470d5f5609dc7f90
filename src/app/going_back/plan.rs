//! What would change: the rows in which an earlier state differs from the present one, found before anything is written.

use super::{Kind, Scope, What};
use crate::app::{App, Error};
use crate::base::Broken;
use crate::base::Time;
use crate::domain::catalog::{Product, Variant};
use crate::store::engine::TableId;
use crate::store::{Span, Store, codec, keys, tables};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Rows read through one view.
const STRETCH_ROWS: usize = 500;
/// What would change is held in memory; more than this is a matter for the whole shop.
const ROWS_MAX: usize = 500_000;

/// The shop as it was at a moment, laid out beside the shop. Its folder goes with it.
pub struct Past {
    pub store: Store,
    pub folder: PathBuf,
    /// The time of the last change in it.
    pub moment: Time,
}

impl Drop for Past {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(cause = %error, "A state that was looked at could not be cleared away");
        }
    }
}

/// A row as bytes, by table and key.
pub type RowKey = (TableId, Vec<u8>);

/// What a deed wrote.
#[derive(Default)]
pub struct Touched {
    /// The hash of what each row was after it.
    pub after: BTreeMap<RowKey, Option<u64>>,
    /// Rows that somebody else wrote while it went on, before it came to them.
    pub between: BTreeMap<RowKey, Option<Vec<u8>>>,
}

impl Touched {
    /// # Errors
    /// It is more than is held in memory.
    pub fn note(&mut self, key: RowKey, value: Option<&[u8]>, own: bool) -> Result<(), Error> {
        if own {
            let hash = value.map(|value| codec::row_hash(key.0, &key.1, value));
            self.after.insert(key, hash);
        } else if !self.after.contains_key(&key) {
            self.between.insert(key, value.map(<[u8]>::to_vec));
        }
        if self.after.len() + self.between.len() > ROWS_MAX { Err(too_much()) } else { Ok(()) }
    }
}

fn too_much() -> Error {
    Error::sentence(format!(
        "More than {ROWS_MAX} things would change. Bring back the whole shop beside this one instead."
    ))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It can be put back as it was.
    Back,
    /// Somebody changed it after the deed.
    ChangedSince,
    /// It was not there then.
    New,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub key: RowKey,
    pub fate: Fate,
    /// What it was when the plan was made: what changes after that is left alone.
    pub seen: Option<u64>,
}

pub struct Plan {
    pub number: u64,
    pub what: What,
    pub past: Past,
    between: BTreeMap<RowKey, Option<Vec<u8>>>,
    pub rows: Vec<Row>,
}

impl Plan {
    /// What undoing a deed would change.
    pub fn undo(app: &App, number: u64, what: What, past: Past, touched: Touched) -> Result<Plan, Error> {
        let mut plan = Plan { number, what, past, between: touched.between, rows: Vec::new() };
        for (key, after) in touched.after {
            let (then, now) = (plan.then(&key)?, now(app, &key)?);
            if then == now {
                continue;
            }
            let seen = hash(&key, now.as_deref());
            let fate = match then {
                _ if seen != after => Fate::ChangedSince,
                None => Fate::New,
                Some(_) => Fate::Back,
            };
            plan.rows.push(Row { key, fate, seen });
        }
        Ok(plan)
    }

    /// What would change if it were again as it was.
    pub fn as_of(app: &App, number: u64, what: What, scope: Scope, past: Past) -> Result<Plan, Error> {
        let mut plan = Plan { number, what, past, between: BTreeMap::new(), rows: Vec::new() };
        for kind in scope.kinds() {
            let span = match scope {
                Scope::One(id) => Span::prefix(&keys::encode(&id)),
                _ => Span::all(),
            };
            let mut rows = Vec::new();
            each(&plan.past.store, kind.table(), &span, |key, then| {
                let now = now(app, &key)?;
                if now.as_deref() != Some(then) && plan.matters(then, now.as_deref(), &key)? {
                    rows.push(Row { fate: Fate::Back, seen: hash(&key, now.as_deref()), key });
                }
                if rows.len() > ROWS_MAX { Err(too_much()) } else { Ok(()) }
            })?;
            each(app.store(), kind.table(), &span, |key, now| {
                if scope != Scope::Prices && plan.then(&key)?.is_none() {
                    rows.push(Row { fate: Fate::New, seen: hash(&key, Some(now)), key });
                }
                if rows.len() > ROWS_MAX { Err(too_much()) } else { Ok(()) }
            })?;
            plan.rows.extend(rows);
        }
        Ok(plan)
    }

    /// Is the difference one that is asked about?
    fn matters(&self, then: &[u8], now: Option<&[u8]>, (table, key): &RowKey) -> Result<bool, Error> {
        match (now, self.what.only_prices()) {
            (None, only_prices) => Ok(!only_prices),
            (Some(now), true) => {
                let [then, now] = [then, now].map(|record| codec::get::<Product>(*table, key, record));
                let now = now?;
                Ok(priced_as(&now, &then?) != now)
            }
            // Each order that used a code moved its count, which stays as it is.
            (Some(now), false) if *table == tables::DISCOUNTS.id => {
                let [then, now] = [then, now].map(|r| codec::get::<crate::domain::discount::Discount>(*table, key, r));
                let now = now?;
                Ok(crate::domain::discount::Discount { used: now.used, ..then? } != now)
            }
            (Some(_), false) => Ok(true),
        }
    }

    /// The row as it was.
    pub fn then(&self, key: &RowKey) -> Result<Option<Vec<u8>>, Broken> {
        match self.between.get(key) {
            Some(value) => Ok(value.clone()),
            None => self.past.store.read(|rows| rows.raw(key.0, &key.1)),
        }
    }

    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// "12 products, 1 page" of those with that fate.
    pub fn counted(&self, fate: Fate) -> String {
        let of = |kind: Kind| self.rows.iter().filter(|r| r.fate == fate && r.key.0 == kind.table()).count();
        let some = Kind::ALL.into_iter().map(|kind| (kind, of(kind))).filter(|(_, n)| *n > 0);
        some.map(|(kind, n)| kind.count(n)).collect::<Vec<_>>().join(", ")
    }
}

/// The product as it is, at the prices it had.
pub fn priced_as(now: &Product, then: &Product) -> Product {
    let price = |variant: &Variant| match then.variant(variant.id) {
        Some(old) => Variant { price: old.price, price_before: old.price_before, ..variant.clone() },
        None => variant.clone(),
    };
    Product { variants: now.variants.iter().map(price).collect(), ..now.clone() }
}

pub fn hash((table, key): &RowKey, record: Option<&[u8]>) -> Option<u64> {
    record.map(|record| codec::row_hash(*table, key, record))
}

fn now(app: &App, key: &RowKey) -> Result<Option<Vec<u8>>, Error> {
    app.read(|rows| Ok(rows.raw(key.0, &key.1)?))
}

/// Every row of a span, through many short views.
fn each(
    store: &Store,
    table: TableId,
    span: &Span,
    mut f: impl FnMut(RowKey, &[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut rest = span.clone();
    loop {
        let rows = store.read::<_, Broken>(|rows| rows.raw_scan(table, &rest, STRETCH_ROWS))?;
        let next = rows.last().filter(|_| rows.len() == STRETCH_ROWS).map(|(key, _)| rest.clone().after(key));
        for (key, record) in rows {
            f((table, key), &record)?;
        }
        match next {
            Some(span) => rest = span,
            None => return Ok(()),
        }
    }
}
