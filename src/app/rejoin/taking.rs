//! One order of another machine becomes one of this shop, inside one piece of work: number, buyer, stock, sums, story, letters.

use super::Taken;
use crate::app::orders::{complete_if_done, count_cancelled, save};
use crate::app::story::tell;
use crate::app::{By, Error, checkout, payments, settings_of, stock};
use crate::base::time::DAY;
use crate::base::{Id, Secret};
use crate::domain::apart::Apart;
use crate::domain::erased::Person;
use crate::domain::event::{Event, Subject, What};
use crate::domain::order::{Order, OrderState, PAYMENTS_MAX, SHIPMENTS_MAX};
use crate::store::{Rows, Tx, tables};

/// A buyer who has not paid has at least so long from now on, in microseconds: their money may be on its way.
const RESERVED_AGAIN_FOR: i64 = DAY;

pub fn take_in(tx: &mut Tx<'_>, by: &By, apart: &Apart) -> Result<Taken, Error> {
    match tx.get(&tables::ORDERS, &apart.order.id)? {
        Some(known) => add(tx, by, apart, known),
        None => Ok(Taken::In(begin(tx, by, apart)?)),
    }
}

pub fn left_out(tx: &mut Tx<'_>, by: &By, apart: &Apart) -> Result<(), Error> {
    let told = format!("Order {} of {} was left out.", apart.order.number, apart.machine);
    tell(tx, by, Subject::Settings, What::Note(told))
}

/// Do goods have to be set aside or taken off the shelf for it?
pub fn wants_goods(order: &Order) -> bool {
    order.state != OrderState::Cancelled && order.released.is_none() && !order.short && order.shipments.is_empty()
}

/// What its story says there and not here.
pub fn untold(rows: &(dyn Rows + '_), apart: &Apart) -> Result<Vec<(Id<Event>, Event)>, Error> {
    let subject = Subject::Order(*apart.order.id.bytes());
    let mut untold = Vec::new();
    for (id, event) in &apart.story {
        if rows.get(&tables::EVENTS, &(subject, *id))?.is_none() {
            untold.push((*id, event.clone()));
        }
    }
    Ok(untold)
}

fn begin(tx: &mut Tx<'_>, by: &By, apart: &Apart) -> Result<u64, Error> {
    let was_erased = tx.get(&tables::ERASED, &apart.order.customer)?.is_some();
    let mut order = if was_erased { unnamed(tx, &apart.order)? } else { apart.order.clone() };
    // A network is known to the machine alone that hashed it.
    order.network = None;
    let was = order.number;
    if tx.one(&tables::ORDER_BY_NUMBER, &was)?.is_some() {
        order.number = checkout::next_number(tx)?;
        order.former_number = Some(order.former_number.unwrap_or(was));
    } else if was > checkout::last_number(tx.rows())? {
        checkout::continue_after(tx, was)?;
    }
    let (total, placed) = (order.total(), order.placed);
    let buyer = checkout::Ordered { email: &order.email, name: &order.address.name, total, at: placed };
    order.customer = checkout::customer(tx, &buyer, Some(apart.order.customer))?;
    if !was_erased {
        bring_along(tx, apart)?;
    }
    let subject = Subject::Order(*order.id.bytes());
    let from = format!("Taken in from {}, where it was placed as order {was}.", apart.machine);
    tell(tx, by, subject, What::Note(from))?;
    if order.is_holding() {
        order.reserved_until = order.reserved_until.max(tx.now().plus(RESERVED_AGAIN_FOR));
    }
    take_goods(tx, by, &mut order)?;
    let settings = settings_of(tx.rows())?;
    checkout::count(tx, &settings, &order)?;
    if order.cancellation.is_some() {
        count_cancelled(tx, &order, 1)?;
    }
    let number = order.number;
    save(tx, order)?;
    Ok(number)
}

/// Whoever was erased names nobody in what comes later either.
fn unnamed(tx: &mut Tx<'_>, order: &Order) -> Result<Order, Error> {
    let secret = Secret::new(tx.random());
    Ok(Person::new(order.customer)?.order(order, secret))
}

/// Sets aside what is not paid, takes off the shelf what is. What is not there leaves the order to be solved by a person; the
/// shelf never holds less than nothing.
fn take_goods(tx: &mut Tx<'_>, by: &By, order: &mut Order) -> Result<(), Error> {
    let note = "taken in from another machine";
    let subject = Subject::Order(*order.id.bytes());
    let has_left = order.state != OrderState::Cancelled && !order.shipments.is_empty();
    if has_left && !order.short {
        if stock::take_what_is_there(tx, by, order, note)? {
            return Ok(());
        }
        let told = "It left the other machine's shelf, and fewer pieces are counted here. Please count them.";
        return tell(tx, by, subject, What::Note(told.into()));
    }
    if !wants_goods(order) {
        return Ok(());
    }
    let paid = order.is_paid();
    if stock::hold_again(tx, by, order, note)? {
        return if paid { stock::sell(tx, by, order) } else { Ok(()) };
    }
    order.short = true;
    if paid {
        return tell(tx, by, subject, What::PaidButShort);
    }
    order.released = Some(tx.now());
    let told = "Its goods were sold here meanwhile, so none are set aside. Please write to the buyer, or cancel it.";
    tell(tx, by, subject, What::Note(told.into()))
}

/// What happened there to an order that both machines know.
fn add(tx: &mut Tx<'_>, by: &By, apart: &Apart, mut order: Order) -> Result<Taken, Error> {
    let (payments, untold) = (apart.payments_beyond(&order), untold(tx.rows(), apart)?);
    let shipments = apart.shipments_beyond(&order);
    let number = order.number;
    if payments.is_empty() && shipments.is_empty() && untold.is_empty() {
        return Ok(Taken::HereAlready(number));
    }
    bring_along(tx, apart)?;
    let subject = Subject::Order(*order.id.bytes());
    let told =
        format!("What happened to it on {} was taken in. Please look whether anything is to be done.", apart.machine);
    tell(tx, by, subject, What::Note(told))?;
    for payment in payments {
        if order.payments.len() >= PAYMENTS_MAX {
            return Err(Error::sentence("This order has too many payments already."));
        }
        payments::book(tx, by, &mut order, payment)?;
    }
    for shipment in shipments {
        let open = order.unshipped();
        let fits = shipment.pieces.len() == open.len() && shipment.pieces.iter().zip(&open).all(|(n, open)| n <= open);
        let may_leave = order.state == OrderState::Open && order.is_paid() && !order.short;
        if fits && may_leave && order.shipments.len() < SHIPMENTS_MAX {
            order.shipments.push(shipment);
        }
    }
    complete_if_done(&mut order);
    save(tx, order)?;
    Ok(Taken::Added(number))
}

/// Story and letters, as far as they are not here.
fn bring_along(tx: &mut Tx<'_>, apart: &Apart) -> Result<(), Error> {
    let subject = Subject::Order(*apart.order.id.bytes());
    for (id, event) in untold(tx.rows(), apart)? {
        tx.put(&tables::EVENTS, &(subject, id), &event)?;
    }
    for letter in &apart.letters {
        if tx.get(&tables::LETTERS, &letter.id)?.is_none() {
            tx.put(&tables::LETTERS, &letter.id, letter)?;
        }
    }
    Ok(())
}
