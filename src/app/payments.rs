//! Money: how paying begins, and what is done when some arrives. Money that arrived is always recorded, whatever the state
//! of its order.

mod asking;
pub mod attempts;
mod booking;
pub mod connecting;
pub mod doubts;
pub mod refunds;

use super::orders::{complete_if_done, load, save};
use super::story::tell;
use super::{App, By, Error, letters, stock};
use crate::base::{Id, Money};
use crate::domain::event::{Actor, Subject, What};
use crate::domain::letter::LetterKind;
use crate::domain::order::{Order, OrderEvent, OrderState, PAYMENTS_MAX};
use crate::domain::payment::{Method, Mode, Payment, PaymentKind};
use crate::pay::{self, Begin, NotBelieved, Provider, RawHook};
use crate::store::{Tx, tables};

/// Where the buyer goes after placing: the provider's page, or the order's own.
pub async fn begin(app: &App, order: &Order) -> Result<String, Error> {
    let own = format!("/orders/{}", order.secret.show());
    let Some(provider) = pay::provider(order.method) else { return Ok(own) };
    match provider.begin(order, &app.settings()?) {
        Begin::GoTo(path) => Ok(path),
        Begin::Later => Ok(own),
        Begin::Ask => attempts::open(app, provider, order.id).await,
    }
}

/// A webhook came. Its signature is checked outside the write; whether it fits the order, inside.
///
/// # Errors
/// `NotFound` for a provider that has no webhooks; a refusal when the message is not believed.
pub async fn heard(app: &App, provider: &'static dyn Provider, hook: &RawHook<'_>) -> Result<(), Error> {
    let method = provider.method();
    let heard = provider.verify(hook, &app.settings()?, app.now()).map_err(|why| {
        tracing::warn!(provider = method.code(), why = ?why, "A webhook was not believed");
        if why == NotBelieved::NoWebhooks { Error::NotFound } else { Error::sentence("The signature does not fit.") }
    })?;
    let by = by_provider(method);
    let by_inside = by.clone();
    app.write(&by, "payments.heard", move |tx| {
        let seen = (method.code().to_owned(), heard.event.clone());
        if tx.get(&tables::HOOKS, &seen)?.is_some() {
            return Ok(());
        }
        let now = tx.now();
        tx.put(&tables::HOOKS, &seen, &now)?;
        booking::take(tx, &by_inside, provider, &heard)
    })
    .await
}

fn by_provider(method: Method) -> By {
    By::new(Actor::Provider(method.label().to_owned()), 0)
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
        let (method, mode) = (order.method, Mode::Live);
        received(tx, &by_inside, order, Came { amount, method, mode, reference: &reference })
    })
    .await
}

/// Money that is there.
pub(in crate::app) struct Came<'c> {
    pub amount: Money,
    pub method: Method,
    pub mode: Mode,
    /// The provider's or the bank's name for it.
    pub reference: &'c str,
}

/// Records money and does what follows from it.
pub(in crate::app) fn received(tx: &mut Tx<'_>, by: &By, mut order: Order, came: Came<'_>) -> Result<(), Error> {
    let Came { amount, method, mode, reference } = came;
    if order.payments.len() >= PAYMENTS_MAX {
        return Err(Error::sentence("This order has too many payments already."));
    }
    let payment = Payment {
        at: tx.now(),
        method,
        mode,
        kind: PaymentKind::Received,
        amount,
        reference: reference.into(),
        by: by.actor.clone(),
    };
    let what = What::MoneyReceived { amount, method: method.label().into(), reference: reference.into() };
    tell(tx, by, Subject::Order(*order.id.bytes()), what)?;
    if book(tx, by, &mut order, payment)? {
        // A page where it could be paid once more is to be ended.
        attempts::hurry(tx, order.id)?;
        if order.method != Method::OnPickup {
            letters::owe(tx, LetterKind::Paid, &order.email, Some(order.id), "")?;
        }
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
