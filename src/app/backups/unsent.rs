//! "Confirm after off-site": orders that no place elsewhere has yet, and waiting until one does.

use crate::app::{App, Error};
use crate::base::Id;
use crate::domain::order::Order;
use crate::store::journal::Entry;
use crate::store::{keys, tables};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// A buyer waits no longer for the thanks; the page of the order then says that confirmation follows.
pub const THANKS_TIME_MAX: Duration = Duration::from_secs(3);
/// So many orders are remembered one by one.
const ORDERS_MAX: usize = 10_000;

pub struct Unsent {
    /// The newest entry that lies elsewhere.
    newest: watch::Sender<u64>,
    orders: Mutex<Orders>,
}

#[derive(Default)]
struct Orders {
    /// The entry each order needs.
    needs: BTreeMap<Id<Order>, u64>,
    /// What an order needs that is not remembered: it was written before.
    floor: u64,
}

impl Default for Unsent {
    fn default() -> Unsent {
        Unsent { newest: watch::Sender::new(0), orders: Mutex::default() }
    }
}

impl Unsent {
    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A shop opens: what was written by then may not be elsewhere.
    pub fn begins(&self, position: u64) {
        self.orders().floor = position;
    }

    /// Somebody who follows the commits saw one: what its buyer will be told of must lie elsewhere first.
    pub fn see(&self, entry: &Entry) {
        if !["checkout.", "payments."].iter().any(|verbs| entry.cause.verb.starts_with(verbs)) {
            return;
        }
        for change in entry.changes.iter().filter(|change| change.table == tables::ORDERS.id) {
            if let Some(order) = keys::decode(&change.key) {
                self.note(order, entry.seq);
            }
        }
    }

    fn note(&self, order: Id<Order>, needs: u64) {
        let mut orders = self.orders();
        orders.needs.insert(order, needs);
        if orders.needs.len() > ORDERS_MAX
            && let Some((_, forgotten)) = orders.needs.pop_first()
        {
            orders.floor = orders.floor.max(forgotten);
        }
    }

    fn needs(&self, order: Id<Order>) -> u64 {
        let orders = self.orders();
        orders.needs.get(&order).copied().unwrap_or(orders.floor)
    }

    /// Everything up to there lies elsewhere.
    pub fn confirm(&self, up_to: u64) {
        self.orders().needs.retain(|_, needs| *needs > up_to);
        self.newest.send_if_modified(|newest| {
            let is_news = up_to > *newest;
            *newest = up_to.max(*newest);
            is_news
        });
    }

    fn has(&self, order: Id<Order>) -> bool {
        let (needs, newest) = (self.needs(order), *self.newest.borrow());
        needs <= newest
    }
}

/// Is there anything to wait for: did the merchant decide so, and does a place elsewhere get what is written?
fn waits(app: &App) -> Result<bool, Error> {
    Ok(app.settings()?.thanks_wait && app.backups.state().away.iter().any(|away| away.protects()))
}

/// May the buyer be told of it: does it lie elsewhere, or need it not?
pub fn may_be_told(app: &App, order: Id<Order>) -> Result<bool, Error> {
    Ok(!waits(app)? || app.backups.unsent.has(order))
}

/// The same, waiting a little for it.
pub async fn may_be_thanked(app: &App, order: Id<Order>) -> Result<bool, Error> {
    if may_be_told(app, order)? {
        return Ok(true);
    }
    let needs = app.backups.unsent.needs(order);
    let mut newest = app.backups.unsent.newest.subscribe();
    let came = tokio::time::timeout(THANKS_TIME_MAX, newest.wait_for(|newest| *newest >= needs)).await;
    Ok(came.is_ok_and(|came| came.is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Random, Time};

    #[test]
    fn an_order_is_confirmed_with_its_entry_and_a_forgotten_one_no_sooner() {
        let mut random = Random::from_seed([1; 32]);
        let mut order = |n: i64| Id::new(Time::from_micros(n * 1_000), &mut random);
        let unsent = Unsent::default();
        unsent.begins(10);
        let old = order(1);
        assert!(!unsent.has(old), "written before the shop was opened, and nothing was sent since");
        let new = order(2);
        unsent.note(new, 12);
        unsent.confirm(11);
        assert!(unsent.has(old) && !unsent.has(new));
        // More than can be remembered: whoever is forgotten waits with the next.
        for n in 0..ORDERS_MAX as u64 {
            unsent.note(order(3 + n as i64), 20 + n);
        }
        assert!(!unsent.has(new));
        unsent.confirm(12);
        assert!(unsent.has(new));
        unsent.confirm(20 + ORDERS_MAX as u64);
        assert!(unsent.orders().needs.is_empty());
    }
}
