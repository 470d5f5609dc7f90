//! Stock inside a transaction: the level and the line of the ledger, always together.

use super::{By, Error, wishes};
use crate::base::Id;
use crate::domain::order::{Order, OrderLine};
use crate::domain::stock::{Level, Movement, MovementKind, Short};
use crate::store::tables::StockKey;
use crate::store::{Rows, Tx, tables};

pub(in crate::app) fn level(rows: &(dyn Rows + '_), key: &StockKey) -> Result<Level, Error> {
    Ok(rows.get(&tables::STOCK, key)?.unwrap_or_default())
}

/// Counts how often the words about stock changed ("3 left", "sold out"): only then are pages made anew.
pub(in crate::app) const SHELF: &str = "shelf";

/// Writes the new level and why it changed.
pub(in crate::app) fn moved(
    tx: &mut Tx<'_>,
    by: &By,
    key: StockKey,
    (before, after): (Level, Level),
    kind: MovementKind,
    order: Option<Id<Order>>,
    note: &str,
) -> Result<(), Error> {
    if before == after {
        return Ok(());
    }
    let now = tx.now();
    let id = Id::new(now, tx.random());
    let movement = Movement {
        at: now,
        by: by.actor.clone(),
        kind,
        on_hand: after.on_hand - before.on_hand,
        held: after.held - before.held,
        order,
        note: note.to_owned(),
    };
    if before.step() != after.step() {
        let shelf = SHELF.to_owned();
        let changes = tx.get(&tables::COUNTERS, &shelf)?.unwrap_or(0);
        tx.put(&tables::COUNTERS, &shelf, &(changes + 1))?;
    }
    tx.put(&tables::STOCK, &key, &after)?;
    tx.put(&tables::MOVEMENTS, &(key.0, key.1, id), &movement)?;
    match after.available() - before.available() {
        more if more > 0 => wishes::came_back(tx, key, more),
        _ => Ok(()),
    }
}

/// Sets pieces aside for an order, or says how many are left.
pub(in crate::app) fn hold(
    tx: &mut Tx<'_>,
    by: &By,
    order: Id<Order>,
    line: &OrderLine,
    beyond: bool,
) -> Result<Result<Level, Short>, Error> {
    let key = (line.product, line.variant);
    let before = level(tx.rows(), &key)?;
    match before.hold(i64::from(line.quantity), beyond) {
        Ok(after) => {
            moved(tx, by, key, (before, after), MovementKind::Held, Some(order), "")?;
            Ok(Ok(after))
        }
        Err(short) => Ok(Err(short)),
    }
}

/// What a step of an order's life does to the level of one of its lines.
type Step = fn(Level, i64) -> Level;

fn each(tx: &mut Tx<'_>, by: &By, order: &Order, kind: MovementKind, step: Step, note: &str) -> Result<(), Error> {
    for line in order.lines.iter().filter(|l| l.counted) {
        let key = (line.product, line.variant);
        let before = level(tx.rows(), &key)?;
        moved(tx, by, key, (before, step(before, i64::from(line.quantity))), kind, Some(order.id), note)?;
    }
    Ok(())
}

/// What was set aside is for sale again.
pub(in crate::app) fn release(tx: &mut Tx<'_>, by: &By, order: &Order) -> Result<(), Error> {
    each(tx, by, order, MovementKind::Released, Level::release, "")
}

/// What was set aside is sold.
pub(in crate::app) fn sell(tx: &mut Tx<'_>, by: &By, order: &Order) -> Result<(), Error> {
    each(tx, by, order, MovementKind::Sold, Level::sell, "")
}

/// What was sold is back on the shelf.
pub(in crate::app) fn take_back(tx: &mut Tx<'_>, by: &By, order: &Order, note: &str) -> Result<(), Error> {
    each(tx, by, order, MovementKind::Returned, Level::take_back, note)
}

/// Are there too few pieces for a line of an order? Then so many are left. What is sold when there is none is never missing.
pub(in crate::app) fn missing(rows: &(dyn Rows + '_), line: &OrderLine) -> Result<Option<i64>, Error> {
    let product = rows.get(&tables::PRODUCTS, &line.product)?;
    if product.and_then(|p| p.variant(line.variant).map(|v| v.sell_when_out)).unwrap_or(false) {
        return Ok(None);
    }
    let left = level(rows, &(line.product, line.variant))?.available();
    Ok(Some(left).filter(|left| line.counted && *left < i64::from(line.quantity)))
}

/// Sets everything aside again for an order that has nothing set aside; `false`, and nothing done, when something is gone.
pub(in crate::app) fn hold_again(tx: &mut Tx<'_>, by: &By, order: &Order, note: &str) -> Result<bool, Error> {
    for line in &order.lines {
        if missing(tx.rows(), line)?.is_some() {
            return Ok(false);
        }
    }
    each(tx, by, order, MovementKind::Held, |level, n| Level { held: level.held + n, ..level }, note)?;
    Ok(true)
}

/// Takes off the shelf what has left already, as far as it is counted there. `false`: there was less.
pub(in crate::app) fn take_what_is_there(tx: &mut Tx<'_>, by: &By, order: &Order, note: &str) -> Result<bool, Error> {
    let mut enough = true;
    for line in order.lines.iter().filter(|l| l.counted) {
        let key = (line.product, line.variant);
        let before = level(tx.rows(), &key)?;
        let pieces = before.available().min(i64::from(line.quantity));
        enough &= pieces == i64::from(line.quantity);
        let after = Level { on_hand: before.on_hand - pieces, ..before };
        moved(tx, by, key, (before, after), MovementKind::Sold, Some(order.id), note)?;
    }
    Ok(enough)
}
