//! What another machine sold while this one was the shop already, order by order: what taking it in would mean, and taking it
//! in. An order keeps its id and its secret, so the links in its letters lead to it and nothing is taken in twice. Its letters
//! come along as they are: those that were sent are not sent again, those that waited go out from here.

mod bench;
mod taking;

pub use bench::Bench;

use super::checkout::full_title;
use super::{App, By, Error, Shortage, stock};
use crate::base::time::DAY;
use crate::domain::apart::Apart;
use crate::domain::erased::is_nobody;
use crate::domain::event::Event;
use crate::domain::order::{Order, Shipment};
use crate::domain::payment::Payment;
use crate::store::{Rows, Span, keys, tables};

/// Two orders of the same things by the same person within that time may be one that was placed twice.
const SAME_WITHIN: i64 = 2 * DAY;
/// Of one buyer, looked through for that.
const LOOKED_AT_MAX: usize = 50;

/// How an order from there stands to what is here.
pub enum Seen {
    /// It is here, with all that happened to it.
    Here(u64),
    /// It was here before; there more happened to it.
    More(More),
    New(Clashes),
}

pub struct More {
    pub number: u64,
    pub payments: Vec<Payment>,
    pub shipments: Vec<Shipment>,
    pub told: Vec<Event>,
}

/// What is in its way, or should be known before.
#[derive(Default)]
pub struct Clashes {
    /// Another order has its number here.
    pub number_taken: bool,
    pub short: Vec<Shortage>,
    /// The buyer has ordered here before.
    pub known_buyer: bool,
    /// The same person ordered the same things here, under this number.
    pub same: Option<u64>,
}

/// # Errors
/// The store cannot be read.
pub fn seen(rows: &(dyn Rows + '_), apart: &Apart) -> Result<Seen, Error> {
    let Some(known) = rows.get(&tables::ORDERS, &apart.order.id)? else { return Ok(Seen::New(clashes(rows, apart)?)) };
    let more = More {
        number: known.number,
        payments: apart.payments_beyond(&known),
        shipments: apart.shipments_beyond(&known),
        told: taking::untold(rows, apart)?.into_iter().map(|(_, event)| event).collect(),
    };
    let nothing = more.payments.is_empty() && more.shipments.is_empty() && more.told.is_empty();
    // What is left of an order of somebody who was erased says nothing any more.
    Ok(if nothing || is_nobody(&known.email) { Seen::Here(known.number) } else { Seen::More(more) })
}

fn clashes(rows: &(dyn Rows + '_), apart: &Apart) -> Result<Clashes, Error> {
    let order = &apart.order;
    let mut clashes = Clashes {
        number_taken: rows.one(&tables::ORDER_BY_NUMBER, &order.number)?.is_some(),
        short: short(rows, order)?,
        ..Clashes::default()
    };
    let Some(buyer) = rows.one(&tables::CUSTOMER_BY_EMAIL, &order.email)? else { return Ok(clashes) };
    clashes.known_buyer = true;
    let span = Span::prefix(&keys::encode(&buyer)).backwards();
    for (_, id) in rows.walk(&tables::ORDER_BY_CUSTOMER, span, LOOKED_AT_MAX)?.rows {
        let other = rows.get(&tables::ORDERS, &id)?.filter(|other| is_same(other, order));
        clashes.same = clashes.same.or(other.map(|other| other.number));
    }
    Ok(clashes)
}

fn is_same(one: &Order, other: &Order) -> bool {
    let what = |order: &Order| order.lines.iter().map(|l| (l.variant, l.quantity)).collect::<Vec<_>>();
    one.id != other.id && one.placed.since(other.placed).abs() < SAME_WITHIN && what(one) == what(other)
}

/// What there are not enough pieces of for it.
pub(in crate::app) fn short(rows: &(dyn Rows + '_), order: &Order) -> Result<Vec<Shortage>, Error> {
    if !taking::wants_goods(order) {
        return Ok(Vec::new());
    }
    let mut short = Vec::new();
    for line in &order.lines {
        if let Some(left) = stock::missing(rows, line)? {
            short.push(Shortage { title: full_title(line), left });
        }
    }
    Ok(short)
}

/// What came of taking one in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Taken {
    /// Under this number.
    In(u64),
    /// The order was here; what happened to it there is, too, now.
    Added(u64),
    /// Nothing of it was missing.
    HereAlready(u64),
}

impl Taken {
    pub fn sentence(&self, was: u64) -> String {
        match self {
            Taken::In(number) if *number == was => format!("Order {number} is here now."),
            Taken::In(number) => format!("Order {was} is here now, as order {number}."),
            Taken::Added(number) => format!("What happened to order {number} there stands here now."),
            Taken::HereAlready(number) => format!("Order {number} is here already; nothing was missing."),
        }
    }
}

/// Takes one in, whole or not at all. `name`: as the bench calls it. Answers with a sentence.
///
/// # Errors
/// `NotFound`: nothing of that name waits.
pub async fn take(app: &App, by: &By, name: &str) -> Result<String, Error> {
    let apart = app.rejoin.get(name).ok_or(Error::NotFound)?;
    let (by_inside, was) = (by.clone(), apart.order.number);
    let taken = app.write(by, "rejoin.take", move |tx| taking::take_in(tx, &by_inside, &apart)).await?;
    app.rejoin.decided(name);
    Ok(taken.sentence(was))
}

/// Somebody decided that it is not wanted here.
pub async fn leave(app: &App, by: &By, name: &str) -> Result<String, Error> {
    let apart = app.rejoin.get(name).ok_or(Error::NotFound)?;
    let (by_inside, number) = (by.clone(), apart.order.number);
    app.write(by, "rejoin.leave", move |tx| taking::left_out(tx, &by_inside, &apart)).await?;
    app.rejoin.decided(name);
    Ok(format!("Order {number} of the other machine was left out."))
}
