//! Matching a bank's statement to the orders that wait for their money: looked at first, written down when staff says so.

use super::orders::load;
use super::payments::Came;
use super::{App, By, Error, payments};
use crate::base::{Id, Money};
use crate::domain::order::Order;
use crate::domain::order::Stage;
use crate::domain::payment::{Method, Mode};
use crate::domain::transfer::{Due, Transfer, Verdict, WrittenDown, judge, numbers};
use crate::import::{Trouble, bank};
use crate::store::{Rows, tables};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::import::bank::STATEMENT_BYTES_MAX;

/// Orders asked for those that wait for just an amount.
const WAITING_MAX: usize = 1_000;
/// Transfers looked at in one reading, so that each stays short.
const LOOKED_AT_ONCE: usize = 100;
/// Written down in one request.
pub const BOOKED_MAX: usize = 200;

/// A transfer, the name it has for good, and what it may be for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub transfer: Transfer,
    pub mark: String,
    pub standing: Standing,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It was written down before, for this order.
    Before(u64),
    /// It names an order that is paid.
    PaidOtherwise(u64),
    Judged(Verdict),
}

/// What a statement's transfers are for, and what is known of the orders they may be for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looked {
    pub lines: Vec<Line>,
    pub due: BTreeMap<u64, Due>,
    /// Lines of money that left the account, or of another currency.
    pub passed_over: usize,
    pub troubles: Vec<Trouble>,
}

/// Reads a bank's statement. Nothing is written.
///
/// # Errors
/// A refusal when it is no statement.
pub fn look(app: &App, statement: &[u8]) -> Result<Looked, Error> {
    let read = bank::read(statement, app.settings()?.currency).map_err(|why| Error::sentence(why.to_string()))?;
    let mut due: BTreeMap<u64, Due> = app.read(waiting)?.iter().map(due_of).collect();
    let mut lines = Vec::with_capacity(read.transfers.len());
    let marked = marks(read.transfers);
    for some in marked.chunks(LOOKED_AT_ONCE) {
        lines.extend(app.read(|rows| looked(rows, some, &mut due))?);
    }
    Ok(Looked { lines, due, passed_over: read.passed_over, troubles: read.troubles })
}

fn waiting(rows: &(dyn Rows + '_)) -> Result<Vec<Order>, Error> {
    let ids: Vec<Id<Order>> = rows.by(&tables::ORDER_BY_STAGE, &tables::stage_byte(Stage::Unpaid), WAITING_MAX)?;
    let mut orders = Vec::with_capacity(ids.len());
    for id in ids {
        orders.extend(rows.get(&tables::ORDERS, &id)?);
    }
    Ok(orders)
}

fn due_of(order: &Order) -> (u64, Due) {
    (order.number, Due { name: format!("{} {}", order.address.name, order.address.company), owed: order.owed() })
}

/// Each with its mark. Two that are alike in every letter are two transfers: they are counted.
fn marks(transfers: Vec<Transfer>) -> Vec<(Transfer, String)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let marked = transfers.into_iter().map(|transfer| {
        let said = format!("{}\n{}\n{}\n{}", transfer.day, transfer.amount.show(), transfer.from, transfer.text);
        let nth = seen.entry(said.clone()).and_modify(|n| *n += 1).or_insert(0);
        let mark = blake3::hash(format!("{nth}\n{said}").as_bytes()).to_hex()[..32].to_owned();
        (transfer, mark)
    });
    marked.collect()
}

fn looked(
    rows: &(dyn Rows + '_),
    marked: &[(Transfer, String)],
    due: &mut BTreeMap<u64, Due>,
) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::with_capacity(marked.len());
    for (transfer, mark) in marked {
        let standing = match before(rows, mark)? {
            Some(number) => Standing::Before(number),
            None => standing(rows, transfer, due)?,
        };
        lines.push(Line { transfer: transfer.clone(), mark: mark.clone(), standing });
    }
    Ok(lines)
}

fn before(rows: &(dyn Rows + '_), mark: &String) -> Result<Option<u64>, Error> {
    let Some(written) = rows.get(&tables::TRANSFERS, mark)? else { return Ok(None) };
    Ok(Some(rows.get(&tables::ORDERS, &written.order)?.map_or(0, |order| order.number)))
}

fn standing(rows: &(dyn Rows + '_), transfer: &Transfer, due: &mut BTreeMap<u64, Due>) -> Result<Standing, Error> {
    let mut paid = None;
    for number in numbers(&transfer.text) {
        if due.contains_key(&number) {
            continue;
        }
        let Some(id) = rows.one(&tables::ORDER_BY_NUMBER, &number)? else { continue };
        match rows.get(&tables::ORDERS, &id)? {
            Some(order) if order.is_paid() => paid = Some(number),
            Some(order) => due.extend([due_of(&order)]),
            None => {}
        }
    }
    Ok(match (judge(transfer, due), paid) {
        (Verdict::Unknown | Verdict::Perhaps(_), Some(number)) => Standing::PaidOtherwise(number),
        (verdict, _) => Standing::Judged(verdict),
    })
}

/// What staff chose for one transfer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chosen {
    pub mark: String,
    /// All but the last get what they owe, the last gets the rest.
    pub orders: Vec<u64>,
    pub amount: Money,
    pub reference: String,
}

/// What came of writing them down.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Booked {
    pub written: usize,
    /// They had been written down before, and were not again.
    pub before: usize,
    /// Each refusal with the order it concerns.
    pub refused: Vec<(u64, String)>,
}

/// Each transfer is a work of its own: all of it or nothing, and never twice.
///
/// # Errors
/// The store fails; what was written down by then stays.
pub async fn book(app: &App, by: &By, chosen: Vec<Chosen>) -> Result<Booked, Error> {
    let mut booked = Booked::default();
    for one in chosen.into_iter().take(BOOKED_MAX) {
        let first = one.orders.first().copied().unwrap_or_default();
        match write_down(app, by, one).await {
            Ok(true) => booked.written += 1,
            Ok(false) => booked.before += 1,
            Err(refused @ Error::Refused(_)) => booked.refused.push((first, refused.words())),
            Err(Error::NotFound) => booked.refused.push((first, "There is no such order.".into())),
            Err(error) => return Err(error),
        }
    }
    Ok(booked)
}

/// `false`: it was written down before.
async fn write_down(app: &App, by: &By, chosen: Chosen) -> Result<bool, Error> {
    let by_inside = by.clone();
    app.write(by, "transfers.write_down", move |tx| {
        if tx.get(&tables::TRANSFERS, &chosen.mark)?.is_some() {
            return Ok(false);
        }
        let (last, others) = chosen.orders.split_last().ok_or(Error::NotFound)?;
        // A number given twice would get its money twice.
        if chosen.orders.iter().collect::<BTreeSet<_>>().len() != chosen.orders.len() {
            return Err(Error::sentence("One order stands there twice."));
        }
        let (mut rest, mut first) = (chosen.amount, None);
        for number in others.iter().chain([last]) {
            let id = tx.one(&tables::ORDER_BY_NUMBER, number)?.ok_or(Error::NotFound)?;
            let order = load(tx, id)?;
            if order.is_paid() {
                return Err(Error::sentence("It is paid already."));
            }
            let amount = if number == last { rest } else { order.owed() };
            rest = rest.minus(amount).map_err(|_| Error::sentence("The amounts do not fit together."))?;
            if amount.minor() <= 0 || amount.currency() != order.total().currency() {
                return Err(Error::sentence("The amounts do not fit together."));
            }
            first.get_or_insert(id);
            let (method, mode) = (Method::Transfer, Mode::Live);
            payments::received(tx, &by_inside, order, Came { amount, method, mode, reference: &chosen.reference })?;
        }
        let order = first.ok_or(Error::NotFound)?;
        tx.put(&tables::TRANSFERS, &chosen.mark, &WrittenDown { order, at: tx.now() })?;
        Ok(true)
    })
    .await
}
