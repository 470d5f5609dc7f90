//! Money: how paying begins, and what is done when some arrives. Money that arrived is always recorded, whatever the state
//! of its order.

use super::orders::{complete_if_done, load, save};
use super::story::tell;
use super::{App, By, Error, letters, stock};
use crate::base::{Id, Money};
use crate::domain::event::{Actor, Subject, What};
use crate::domain::letter::LetterKind;
use crate::domain::order::{Order, OrderEvent, OrderState, PAYMENTS_MAX};
use crate::domain::payment::{Method, Payment, PaymentKind};
use crate::domain::settings::Settings;
use crate::pay::{self, Begin, Heard, HeardWhat, NotBelieved, RawHook};
use crate::store::{Tx, tables};

/// Where the buyer goes after placing: the provider's page, or the order's own.
pub fn begin(order: &Order, settings: &Settings) -> String {
    let own = format!("/orders/{}", order.secret.show());
    match pay::provider(order.method).map(|p| p.begin(order, settings)) {
        Some(Begin::GoTo(path)) => path,
        Some(Begin::Later) | None => own,
    }
}

/// A webhook came. Its signature is checked outside the write; whether it fits the order, inside.
///
/// # Errors
/// `NotFound` for a provider that has no webhooks; a refusal when the message is not believed.
pub async fn heard(app: &App, method: Method, hook: &RawHook<'_>) -> Result<(), Error> {
    let settings = app.settings()?;
    let provider = pay::provider(method).ok_or(Error::NotFound)?;
    let heard = provider.verify(hook, &settings, app.now()).map_err(|why| {
        tracing::warn!(provider = method.code(), why = ?why, "A webhook was not believed");
        if why == NotBelieved::NoWebhooks { Error::NotFound } else { Error::sentence("The signature does not fit.") }
    })?;
    let by = By::new(Actor::Provider(method.label().to_owned()), 0);
    let (by_inside, account) = (by.clone(), provider.account(&settings));
    app.write(&by, "payments.heard", move |tx| {
        let seen = (method.code().to_owned(), heard.event.clone());
        if tx.get(&tables::HOOKS, &seen)?.is_some() {
            return Ok(());
        }
        let now = tx.now();
        tx.put(&tables::HOOKS, &seen, &now)?;
        take(tx, &by_inside, method, &account, &heard)
    })
    .await
}

/// A signed message is not yet a payment: account, order, way of paying, currency and amount must all agree.
fn take(tx: &mut Tx<'_>, by: &By, method: Method, account: &str, heard: &Heard) -> Result<(), Error> {
    let Some(id) = tx.one(&tables::ORDER_BY_NUMBER, &heard.order)? else {
        tracing::warn!(order.number = heard.order, "A payment message for an order that does not exist");
        return Ok(());
    };
    let order = load(tx, id)?;
    let doubt = |why: String| What::PaymentDoubted { why };
    let subject = Subject::Order(*id.bytes());
    if heard.account != account {
        return tell(tx, by, subject, doubt("it was meant for another account".into()));
    }
    if order.method != method {
        return tell(tx, by, subject, doubt("the order is paid another way".into()));
    }
    if heard.what == HeardWhat::Declined {
        return tell(tx, by, subject, What::Note("The payment was declined; the buyer can try again.".into()));
    }
    if heard.amount.currency() != order.total().currency() || heard.amount != order.total() {
        return tell(
            tx,
            by,
            subject,
            doubt(format!("it says {}, the order is {}", heard.amount.show(), order.total().show())),
        );
    }
    received(tx, by, order, heard.amount, method, &heard.reference)
}

/// Staff saw the money.
pub async fn mark_paid(app: &App, by: &By, id: Id<Order>, amount: Money, reference: String) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "payments.mark_paid", move |tx| {
        let order = load(tx, id)?;
        if order.is_paid() {
            return Err(Error::sentence("This order is paid already."));
        }
        if amount.minor() <= 0 {
            return Err(Error::field("amount", "Please enter the amount that came, such as 24.00."));
        }
        let method = order.method;
        received(tx, &by_inside, order, amount, method, &reference)
    })
    .await
}

/// Records money and does what follows from it.
pub(in crate::app) fn received(
    tx: &mut Tx<'_>,
    by: &By,
    mut order: Order,
    amount: Money,
    method: Method,
    reference: &str,
) -> Result<(), Error> {
    if order.payments.len() >= PAYMENTS_MAX {
        return Err(Error::sentence("This order has too many payments already."));
    }
    let payment = Payment {
        at: tx.now(),
        method,
        kind: PaymentKind::Received,
        amount,
        reference: reference.into(),
        by: by.actor.clone(),
    };
    let what = What::MoneyReceived { amount, method: method.label().into(), reference: reference.into() };
    tell(tx, by, Subject::Order(*order.id.bytes()), what)?;
    if book(tx, by, &mut order, payment)? && order.method != Method::OnPickup {
        letters::owe(tx, LetterKind::Paid, &order.email, Some(order.id), "")?;
    }
    complete_if_done(&mut order);
    save(tx, order)
}

/// Adds money to an order, and sells its goods when it is paid by that. `true`: it is.
pub(in crate::app) fn book(tx: &mut Tx<'_>, by: &By, order: &mut Order, payment: Payment) -> Result<bool, Error> {
    let (was_holding, was_paid) = (order.is_holding(), order.is_paid());
    order.payments.push(payment);
    let paid_now = order.is_paid() && !was_paid;
    if paid_now {
        fill(tx, by, order, was_holding)?;
    }
    Ok(paid_now)
}

/// The goods of an order that is paid now: those set aside are sold; given-up ones are taken again, if there are some.
fn fill(tx: &mut Tx<'_>, by: &By, order: &mut Order, was_holding: bool) -> Result<(), Error> {
    if was_holding {
        return stock::sell(tx, by, order);
    }
    if !stock::hold_again(tx, by, order, "paid after the reservation had ended")? {
        order.short = true;
        return tell(tx, by, Subject::Order(*order.id.bytes()), What::PaidButShort);
    }
    stock::sell(tx, by, order)?;
    (order.released, order.short) = (None, false);
    if order.state == OrderState::Cancelled {
        order.state = order.state.next(OrderEvent::Reopened).unwrap_or(order.state);
        order.cancellation = None;
        super::orders::count_back(tx, order)?;
    }
    Ok(())
}
