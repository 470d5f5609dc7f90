//! What happens to an order after it was placed: shipped, made ready, cancelled, noted, reminded of, given up.

use super::checkout::full_title;
use super::payments::{Came, refunds};
use super::story::{tell, tell_change};
use super::{App, By, Error, letters, payments, reservations, settings_of, stock};
use crate::base::text::Email;
use crate::base::{Id, Money, Time};
use crate::domain::erased::is_nobody;
use crate::domain::event::{Subject, What};
use crate::domain::letter::LetterKind;
use crate::domain::order::{
    CHANGED_MIND, Cancellation, NOT_IN_TIME, NOTE_CHARS_MAX, Order, OrderEvent, OrderState, PAYMENTS_MAX,
    SHIPMENTS_MAX, Shipment,
};
use crate::domain::payment::{Method, Mode, Payment, PaymentKind};
use crate::domain::people::Customer;
use crate::domain::report::DaySum;
use crate::store::{Span, Tx, keys, tables};
use crate::words::Saying;

/// Orders looked at in one round of the clock.
const ROUND_ORDERS_MAX: usize = 100;
/// Orders that may be marked as shipped together.
pub const TICKED_MAX: usize = 100;

pub(in crate::app) fn load(tx: &Tx<'_>, id: Id<Order>) -> Result<Order, Error> {
    tx.get(&tables::ORDERS, &id)?.ok_or(Error::NotFound)
}

/// Writes an order that changed. Once it keeps no goods aside, it stands in no sum of those that do.
pub(in crate::app) fn save(tx: &mut Tx<'_>, mut order: Order) -> Result<(), Error> {
    if !order.is_holding() {
        reservations::end(tx, &mut order)?;
    }
    Ok(tx.put(&tables::ORDERS, &order.id, &order)?)
}

/// Paid and shipped: nothing is left to do.
pub(in crate::app) fn complete_if_done(order: &mut Order) {
    if order.state == OrderState::Open && order.is_paid() && order.is_shipped() && !order.short {
        order.state = order.state.next(OrderEvent::Completed).unwrap_or(order.state);
    }
}

/// Everything that has not left yet leaves in one parcel.
pub async fn ship(app: &App, by: &By, id: Id<Order>, carrier: String, tracking: String) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.ship", move |tx| ship_in(tx, &by_inside, id, &carrier, &tracking)).await
}

/// Marks ticked orders as shipped. Answers how many were; those that cannot be are left as they are.
pub async fn ship_ticked(app: &App, by: &By, ids: Vec<Id<Order>>) -> Result<usize, Error> {
    let mut shipped = 0;
    for id in ids.into_iter().take(TICKED_MAX) {
        match ship(app, by, id, String::new(), String::new()).await {
            Ok(()) => shipped += 1,
            Err(Error::Refused(_) | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(shipped)
}

fn ship_in(tx: &mut Tx<'_>, by: &By, id: Id<Order>, carrier: &str, tracking: &str) -> Result<(), Error> {
    let mut order = load(tx, id)?;
    if !order.may_leave() {
        return Err(Error::sentence(match order.state {
            OrderState::Cancelled => "This order was cancelled.",
            OrderState::Closed => "This order was shipped already.",
            OrderState::Open if order.is_sent_back() => "All of its money was sent back. Please cancel the order.",
            OrderState::Open => "This order is not paid yet.",
        }));
    }
    if !order.is_paid() {
        // It would keep its goods aside for ever: what has left cannot be given up any more.
        return Err(Error::sentence("This order is paid when it is fetched. Please hand it over instead."));
    }
    let pieces = order.unshipped();
    let count: u32 = pieces.iter().sum();
    if count == 0 || order.shipments.len() >= SHIPMENTS_MAX {
        return Err(Error::sentence("Everything in this order was shipped already."));
    }
    if order.short {
        return Err(Error::sentence(
            "There are not enough pieces for this order. Please find a replacement or cancel it.",
        ));
    }
    let shipment =
        Shipment { at: tx.now(), by: by.actor.clone(), carrier: carrier.into(), tracking: tracking.into(), pieces };
    order.shipments.push(shipment);
    let what = What::Shipped { carrier: carrier.into(), tracking: tracking.into(), pieces: count };
    tell(tx, by, Subject::Order(*id.bytes()), what)?;
    if !order.is_pickup() {
        letters::owe(tx, LetterKind::Shipped, &order.email, Some(id), "")?;
    }
    complete_if_done(&mut order);
    save(tx, order)
}

/// It stands at the counter: the buyer is told to come.
pub async fn ready(app: &App, by: &By, id: Id<Order>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.ready", move |tx| {
        let mut order = load(tx, id)?;
        if !order.is_pickup() || !order.may_leave() || order.ready.is_some() || order.short {
            return Err(Error::sentence("This order cannot be made ready for pickup."));
        }
        order.ready = Some(tx.now());
        // Whoever comes to fetch it has the full time from now on.
        order.reserved_until = order.reserved_until.max(tx.now().plus(order.method.reserved_for()));
        tell(tx, &by_inside, Subject::Order(*id.bytes()), What::ReadyForPickup)?;
        letters::owe(tx, LetterKind::ReadyForPickup, &order.email, Some(id), "")?;
        save(tx, order)
    })
    .await
}

/// The buyer took it along, and paid at the counter if it was not paid.
pub async fn hand_over(app: &App, by: &By, id: Id<Order>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.hand_over", move |tx| {
        let order = load(tx, id)?;
        if !order.is_pickup() || !order.may_leave() {
            return Err(Error::sentence("This order cannot be handed over."));
        }
        let owed = order.owed();
        if owed.minor() > 0 {
            let came = Came { amount: owed, method: Method::OnPickup, mode: Mode::Live, reference: "" };
            payments::received(tx, &by_inside, order, came)?;
        }
        ship_in(tx, &by_inside, id, "", "")
    })
    .await
}

/// Ends an order. `restock`: what was sold goes back on the shelf; what was only set aside always does.
pub async fn cancel(app: &App, by: &By, id: Id<Order>, reason: String, restock: bool) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.cancel", move |tx| {
        cancel_in(
            tx,
            &by_inside,
            load(tx, id)?,
            &reason,
            restock,
            What::Cancelled { reason: reason.clone(), from: OrderState::Open },
        )
    })
    .await
}

/// The buyer changes their mind before paying.
pub async fn give_up(app: &App, by: &By, id: Id<Order>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.give_up", move |tx| {
        let order = load(tx, id)?;
        if !order.may_be_given_up() {
            return Err(Error::sentence(Saying::of("refused-not-cancelled")));
        }
        let reason = CHANGED_MIND;
        let told = What::Cancelled { reason: "the buyer changed their mind".into(), from: OrderState::Open };
        cancel_in(tx, &by_inside, order, reason, true, told)
    })
    .await
}

fn cancel_in(
    tx: &mut Tx<'_>,
    by: &By,
    mut order: Order,
    reason: &str,
    restock: bool,
    told_as: What,
) -> Result<(), Error> {
    if !order.shipments.is_empty() {
        return Err(Error::sentence("A parcel has left already; this order cannot be cancelled."));
    }
    let state =
        order.state.next(OrderEvent::Cancelled).map_err(|_| Error::sentence("This order was cancelled already."))?;
    if order.is_holding() {
        stock::release(tx, by, &order)?;
        order.released = Some(tx.now());
    } else if restock && order.is_paid() && !order.short {
        stock::take_back(tx, by, &order, "cancelled")?;
        order.released = Some(tx.now());
    }
    order.state = state;
    order.short = false;
    order.cancellation = Some(Cancellation { at: tx.now(), by: by.actor.clone(), reason: reason.into() });
    count_cancelled(tx, &order, 1)?;
    tell(tx, by, Subject::Order(*order.id.bytes()), told_as)?;
    letters::owe(tx, LetterKind::Cancelled, &order.email, Some(order.id), "")?;
    payments::attempts::hurry(tx, order.id)?;
    save(tx, order)
}

/// Takes a cancelled order out of its day and its customer's sum; `-1` puts it back.
pub(in crate::app) fn count_cancelled(tx: &mut Tx<'_>, order: &Order, sign: i64) -> Result<(), Error> {
    let day = order.placed.day(&settings_of(tx.rows())?.zone());
    let mut sum: DaySum = tx.get(&tables::DAYS, &day)?.unwrap_or_default();
    let total = order.total().minor();
    sum.cancelled = sum.cancelled.saturating_add_signed(sign as i32);
    sum.cancelled_minor += sign * total;
    tx.put(&tables::DAYS, &day, &sum)?;
    if let Some(mut customer) = tx.get(&tables::CUSTOMERS, &order.customer)? {
        customer.spent -= sign * total;
        tx.put(&tables::CUSTOMERS, &customer.id, &customer)?;
    }
    Ok(())
}

/// A cancelled order lives again because its money came.
pub(in crate::app) fn count_back(tx: &mut Tx<'_>, order: &Order) -> Result<(), Error> {
    count_cancelled(tx, order, -1)
}

pub async fn note(app: &App, by: &By, id: Id<Order>, text: String) -> Result<(), Error> {
    let text: String = text.trim().chars().take(NOTE_CHARS_MAX).collect();
    if text.is_empty() {
        return Err(Error::field("note", "Please write something."));
    }
    let by_inside = by.clone();
    app.write(by, "orders.note", move |tx| {
        load(tx, id)?;
        tell(tx, &by_inside, Subject::Order(*id.bytes()), What::Note(text.clone()))
    })
    .await
}

/// Puts a mistyped address right. Letters go there from now on; whoever ordered under the old one is known by the new one,
/// unless somebody else is.
pub async fn correct_email(app: &App, by: &By, id: Id<Order>, email: Email) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.correct_email", move |tx| {
        let mut order = load(tx, id)?;
        if is_nobody(&order.email) {
            return Err(Error::sentence("The person who ordered this was erased."));
        }
        let before = std::mem::replace(&mut order.email, email.clone());
        tell_change(tx, &by_inside, Subject::Order(*id.bytes()), "E-mail address", before.as_str(), email.as_str())?;
        let customer = tx.get(&tables::CUSTOMERS, &order.customer)?.filter(|c| c.email == before);
        if let Some(customer) = customer
            && tx.one(&tables::CUSTOMER_BY_EMAIL, &email)?.is_none()
        {
            tx.put(&tables::CUSTOMERS, &order.customer, &Customer { email: email.clone(), ..customer })?;
        }
        Ok(tx.put(&tables::ORDERS, &id, &order)?)
    })
    .await
}

/// Writes down money that was sent back by hand.
pub async fn refunded(app: &App, by: &By, id: Id<Order>, amount: Money, reference: String) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "orders.refunded", move |tx| {
        let mut order = load(tx, id)?;
        // What a provider may be sending back at this moment is not there any more.
        let most = Money::new(order.refundable().minor() - refunds::asked(tx.rows(), id)?, amount.currency());
        if amount.minor() <= 0 || amount.minor() > most.minor() {
            return Err(Error::field("refund", not_refundable(&order, amount, most)));
        }
        if order.payments.len() >= PAYMENTS_MAX {
            return Err(Error::sentence("This order has too many payments already."));
        }
        order.payments.push(Payment {
            at: tx.now(),
            method: order.method,
            mode: Mode::Live,
            kind: PaymentKind::Refunded,
            amount,
            reference: reference.clone(),
            by: by_inside.actor.clone(),
        });
        let named = if reference.is_empty() { String::new() } else { format!(" ({reference})") };
        let told = What::Note(format!("{} sent back to the buyer{named}.", amount.show()));
        tell(tx, &by_inside, Subject::Order(*id.bytes()), told)?;
        save(tx, order)
    })
    .await
}

/// Why that much cannot go back.
pub(in crate::app) fn not_refundable(order: &Order, amount: Money, most: Money) -> String {
    if amount == order.paid() && order.refundable().minor() < order.paid().minor() {
        return "Please cancel the order first; then all of its money can be sent back.".into();
    }
    match most.minor() {
        1.. => format!("At most {} can be sent back.", most.show()),
        _ => "Nothing was paid that could be sent back.".into(),
    }
}

/// What the clock does with unpaid orders: remind, and give up what was not paid in time. Answers how many it touched.
pub async fn end_reservations(app: &App) -> Result<usize, Error> {
    if let Some(doubt) = app.store().time_doubt(app.now()) {
        tracing::warn!("No reservation is ended while the clock is in doubt: {}", doubt.sentence());
        return Ok(0);
    }
    let end = keys::encode::<Time>(&app.now().plus(1));
    let span = Span { from: Vec::new(), to: Some(end), backwards: false };
    let due = app.read(|rows| Ok(rows.walk(&tables::ORDER_BY_DUE, span.clone(), ROUND_ORDERS_MAX)?.rows))?;
    let mut done = 0;
    for (_, id) in due {
        match app.write(&By::shop(), "orders.due", move |tx| look_again(tx, id)).await {
            Ok(()) => done += 1,
            // One order that must stay as it is keeps no other one waiting.
            Err(Error::Refused(why)) => tracing::warn!(order = %id, ?why, "A reservation could not be ended"),
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

fn look_again(tx: &mut Tx<'_>, id: Id<Order>) -> Result<(), Error> {
    let mut order = load(tx, id)?;
    let now = tx.now();
    if order.due().is_none_or(|due| due > now) {
        return Ok(());
    }
    if now >= order.reserved_until {
        return cancel_in(tx, &By::shop(), order, NOT_IN_TIME, true, What::ReservationEnded);
    }
    order.reminded = Some(now);
    letters::owe(tx, LetterKind::PaymentReminder, &order.email, Some(id), "")?;
    tell(tx, &By::shop(), Subject::Order(*id.bytes()), What::Reminded)?;
    save(tx, order)
}

/// What a pick list says: each thing once, with how many of it the orders need.
pub fn pick_list(orders: &[Order]) -> Vec<(String, String, u32)> {
    let mut wanted = std::collections::BTreeMap::new();
    for order in orders {
        for (line, open) in order.lines.iter().zip(order.unshipped()).filter(|(_, open)| *open > 0) {
            *wanted.entry((full_title(line), line.sku.clone())).or_insert(0) += open;
        }
    }
    wanted.into_iter().map(|((title, sku), n)| (title, sku, n)).collect()
}
