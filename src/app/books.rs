//! Do the books agree? What must hold between rows: money, stock, days, customers. Read a few orders at a time, so that a
//! selling shop is not held up.

use super::{App, Error};
use crate::base::Id;
use crate::domain::catalog::{Product, Variant};
use crate::domain::order::Order;
use crate::domain::people::Customer;
use crate::domain::report::DaySum;
use crate::domain::reservation::{Network, Reserved};
use crate::domain::stock::Level;
use crate::store::{Span, tables};
use std::collections::BTreeMap;

const STEP: usize = 500;
/// Sentences told; more are counted.
const TROUBLES_MAX: usize = 50;

#[derive(Default)]
pub struct Books {
    pub orders: u64,
    pub products: u64,
    pub troubles: Vec<String>,
    pub untold: u64,
}

type StockKey = (Id<Product>, Id<Variant>);

/// What the orders say everything else should be.
#[derive(Default)]
struct Wanted {
    held: BTreeMap<StockKey, i64>,
    days: BTreeMap<i32, DaySum>,
    customers: BTreeMap<Id<Customer>, (u32, i64)>,
    reserved: BTreeMap<Network, Reserved>,
}

/// Adds everything up again. Call it while nothing is sold, or expect remarks about what was sold meanwhile.
pub fn check(app: &App) -> Result<Books, Error> {
    let zone = app.settings()?.zone();
    let (mut books, mut wanted) = (Books::default(), Wanted::default());
    each(app, &tables::ORDERS, |_, order: Order| {
        books.orders += 1;
        of_order(&mut books, &mut wanted, &order, &zone);
    })?;
    stock(app, &mut books, &wanted)?;
    let mut days = wanted.days;
    each(app, &tables::DAYS, |day, kept: DaySum| {
        if days.remove(&day.0).unwrap_or_default() != kept {
            books.trouble(format!("The sales of {} do not add up.", day.date()));
        }
    })?;
    let mut customers = wanted.customers;
    each(app, &tables::CUSTOMERS, |id, kept: Customer| {
        if customers.remove(&id).unwrap_or_default() != (kept.orders, kept.spent) {
            books.trouble(format!("What {} bought does not add up.", kept.email));
        }
    })?;
    for day in days.keys() {
        books.trouble(format!("The sales of {} are missing.", crate::base::Day(*day).date()));
    }
    if !customers.is_empty() {
        books.trouble(format!("{} customers of orders are missing.", customers.len()));
    }
    let mut reserved = wanted.reserved;
    each(app, &tables::RESERVED, |network, kept: Reserved| {
        if reserved.remove(&network).unwrap_or_default() != kept {
            books.trouble("What unpaid orders of one network keep aside does not add up.".into());
        }
    })?;
    if !reserved.is_empty() {
        books.trouble("Some unpaid orders are not counted where they came from.".into());
    }
    Ok(books)
}

fn of_order(books: &mut Books, wanted: &mut Wanted, order: &Order, zone: &jiff::tz::TimeZone) {
    if !order.quote.adds_up() {
        books.trouble(format!("The sums of order {} do not add up.", order.number));
    }
    if order.lines.len() != order.quote.lines.len() {
        books.trouble(format!("Order {} has other lines than its sums.", order.number));
    }
    let total = order.total().minor();
    let cancelled = order.cancellation.is_some();
    let day = wanted.days.entry(order.placed.day(zone).0).or_default();
    day.orders += 1;
    day.ordered += total;
    day.pieces += order.pieces();
    if cancelled {
        day.cancelled += 1;
        day.cancelled_minor += total;
    }
    let customer = wanted.customers.entry(order.customer).or_default();
    customer.0 += 1;
    customer.1 += if cancelled { 0 } else { total };
    for network in order.network.iter().flat_map(|network| [*network, Network::ALL]) {
        let sum = wanted.reserved.entry(network).or_default();
        *sum = sum.plus(order.pieces());
    }
    if order.is_holding() {
        for line in order.lines.iter().filter(|l| l.counted) {
            *wanted.held.entry((line.product, line.variant)).or_default() += i64::from(line.quantity);
        }
    }
}

/// The level of each variant against its ledger, and what is held against the orders that hold it.
fn stock(app: &App, books: &mut Books, wanted: &Wanted) -> Result<(), Error> {
    let mut ledger: BTreeMap<StockKey, Level> = BTreeMap::new();
    each(app, &tables::MOVEMENTS, |(product, variant, _), movement| {
        let level = ledger.entry((product, variant)).or_default();
        level.on_hand += movement.on_hand;
        level.held += movement.held;
    })?;
    let mut held = wanted.held.clone();
    each(app, &tables::STOCK, |key, level: Level| {
        books.products += 1;
        if ledger.remove(&key).unwrap_or_default() != level {
            books.trouble(format!("The stock of variant {} does not fit its ledger.", key.1));
        }
        if held.remove(&key).unwrap_or(0) != level.held {
            books
                .trouble(format!("Variant {} has {} set aside, which is not what its orders need.", key.1, level.held));
        }
    })?;
    if !held.is_empty() || ledger.values().any(|l| *l != Level::default()) {
        books.trouble("Some stock has movements but no level.".into());
    }
    Ok(())
}

/// Every row of a table, through many short views.
fn each<K, V>(app: &App, table: &crate::store::table::Table<K, V>, mut f: impl FnMut(K, V)) -> Result<(), Error>
where
    K: crate::store::keys::KeyPart,
    V: crate::store::codec::Stored,
{
    let mut span = Span::all();
    loop {
        let rows = app.read(|rows| Ok(rows.span(table, span.clone(), STEP)?))?;
        let ended = rows.len() < STEP;
        if let Some((last, _)) = rows.last() {
            span = Span::all().after(&crate::store::keys::encode(last));
        }
        rows.into_iter().for_each(|(key, row)| f(key, row));
        if ended {
            return Ok(());
        }
    }
}

impl Books {
    fn trouble(&mut self, sentence: String) {
        if self.troubles.len() < TROUBLES_MAX {
            self.troubles.push(sentence);
        } else {
            self.untold += 1;
        }
    }
}
