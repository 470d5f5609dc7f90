//! Money that goes back through a provider: written down first, then asked for under its own name, so that a double click, a
//! crash and a lost answer are one refund. Never more than came and has not gone back; what may be going back counts as gone.

use super::asking::ask;
use super::by_provider;
use super::doubts::{self, About};
use crate::app::orders::{load, not_refundable, save};
use crate::app::story::tell;
use crate::app::{App, By, Error, settings_of};
use crate::base::{Id, Money, Time};
use crate::domain::attempt::{Attempt, NAME_HOLDS};
use crate::domain::doubt::Why;
use crate::domain::event::{Subject, What};
use crate::domain::order::{Order, PAYMENTS_MAX};
use crate::domain::payment::{Payment, PaymentKind};
use crate::domain::refund::{Refund, RefundState};
use crate::domain::settings::Settings;
use crate::pay::{self, SentBack};
use crate::store::{Rows, Span, Tx, keys, tables};

const ROUND_REFUNDS_MAX: usize = 20;

/// What staff asks for. The id is of the form: the same form sent twice is one refund.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub id: Id<Refund>,
    pub order: Id<Order>,
    pub amount: Money,
    /// Of this payment; `None`: of the one that has most left.
    pub charge: Option<String>,
}

/// Money that came through a provider, and what of it can still go back there.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    pub attempt: Attempt,
    pub left: Money,
}

/// Sends money back. Answers how it stands: sent, or asked and not answered yet.
///
/// # Errors
/// A sentence at the field `refund`: it is too much, or the provider refused it.
pub async fn send_back(app: &App, by: &By, wanted: Wanted) -> Result<Refund, Error> {
    let by_inside = by.clone();
    let refund = app.write(by, "payments.refund", move |tx| begin(tx, &by_inside, &wanted)).await?;
    let refund = if refund.is_asked() { drive(app, refund).await? } else { refund };
    match &refund.state {
        RefundState::Refused { why, .. } => Err(Error::field("refund", format!("It was not sent back: {why}."))),
        RefundState::Asked | RefundState::Sent { .. } => Ok(refund),
    }
}

fn begin(tx: &mut Tx<'_>, by: &By, wanted: &Wanted) -> Result<Refund, Error> {
    if let Some(refund) = tx.get(&tables::REFUNDS, &wanted.id)? {
        return Ok(refund);
    }
    let order = load(tx, wanted.order)?;
    let refused = |sentence: String| Err(Error::field("refund", sentence));
    let most = Money::new(order.refundable().minor() - asked(tx.rows(), order.id)?, order.total().currency());
    if wanted.amount.minor() <= 0 || wanted.amount.minor() > most.minor() {
        return refused(not_refundable(&order, wanted.amount, most));
    }
    let from = sources(tx.rows(), &settings_of(tx.rows())?, &order)?;
    let fits = |s: &&Source| wanted.charge.as_ref().is_none_or(|charge| *charge == s.attempt.charge);
    let Some(source) = from.iter().filter(fits).max_by_key(|s| s.left.minor()) else {
        return refused("That payment cannot be sent back from here. Send it back at the provider, by hand.".into());
    };
    if wanted.amount.minor() > source.left.minor() {
        return refused(format!("At most {} of one payment can be sent back at once.", source.left.show()));
    }
    let Attempt { method, mode, account, charge, .. } = source.attempt.clone();
    let now = tx.now();
    let mut refund = Refund {
        id: wanted.id,
        order: order.id,
        number: order.number,
        method,
        mode,
        account,
        charge,
        amount: wanted.amount,
        by: by.actor.clone(),
        asked: now,
        state: RefundState::Asked,
        next: None,
    };
    refund.tried(now);
    tx.put(&tables::REFUNDS, &refund.id, &refund)?;
    Ok(refund)
}

/// What providers were asked to send back and have not answered yet, in minor units.
pub fn asked(rows: &(dyn Rows + '_), order: Id<Order>) -> Result<i64, Error> {
    Ok(of(rows, order)?.iter().filter(|refund| refund.is_asked()).map(|refund| refund.amount.minor()).sum())
}

/// All refunds of an order, the oldest first.
pub fn of(rows: &(dyn Rows + '_), order: Id<Order>) -> Result<Vec<Refund>, Error> {
    // Each that was sent is one of its payments; refused ones are as many as somebody tried.
    const REFUNDS_MAX: usize = 4 * PAYMENTS_MAX;
    let ids = rows.by(&tables::REFUND_BY_ORDER, &order, REFUNDS_MAX)?;
    let found = ids.iter().map(|id| rows.get(&tables::REFUNDS, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// What can go back the way it came: payments through a provider that can still be asked.
pub fn sources(rows: &(dyn Rows + '_), settings: &Settings, order: &Order) -> Result<Vec<Source>, Error> {
    let refunds = of(rows, order.id)?;
    let mut found = Vec::new();
    for payment in order.payments.iter().filter(|p| p.kind == PaymentKind::Received && !p.reference.is_empty()) {
        let known = rows.one(&tables::ATTEMPT_BY_CHARGE, &payment.reference)?;
        let Some(attempt) = known.map(|id| rows.get(&tables::ATTEMPTS, &id)).transpose()?.flatten() else { continue };
        if settings.payments.cards.with(attempt.mode, &attempt.account).is_none() {
            continue;
        }
        let gone: i64 =
            refunds.iter().filter(|r| r.counts() && r.charge == attempt.charge).map(|r| r.amount.minor()).sum();
        let left = Money::new(payment.amount.minor() - gone, payment.amount.currency());
        if left.minor() > 0 {
            found.push(Source { attempt, left });
        }
    }
    Ok(found)
}

/// Asks the provider, and writes down what it says.
async fn drive(app: &App, refund: Refund) -> Result<Refund, Error> {
    let settings = app.settings()?;
    let Some(provider) = pay::provider(refund.method) else { return Ok(refund) };
    // A name the provider may have forgotten is not used again: it would be another refund.
    let is_named = app.now().since(refund.asked) < NAME_HOLDS;
    let request = if is_named { provider.refund(&refund, &settings) } else { provider.find_refund(&refund, &settings) };
    let said = match request {
        None => SentBack::Refused("the shop is not connected with that account any more".into()),
        Some(request) => match ask(app, &request).await {
            None => SentBack::Unclear("no answer".into()),
            Some(answer) if is_named => provider.refunded(&answer),
            Some(answer) => provider.found_refund(&answer, &refund),
        },
    };
    let (by, id) = (By { actor: refund.by.clone(), ..by_provider(refund.method) }, refund.id);
    let by_inside = by.clone();
    app.write(&by, "payments.refunded", move |tx| answered(tx, &by_inside, id, &said)).await
}

fn answered(tx: &mut Tx<'_>, by: &By, id: Id<Refund>, said: &SentBack) -> Result<Refund, Error> {
    let mut refund = tx.get(&tables::REFUNDS, &id)?.ok_or(Error::NotFound)?;
    if !refund.is_asked() {
        return Ok(refund);
    }
    match said {
        SentBack::Sent { name } => sent(tx, by, &mut refund, name)?,
        SentBack::Refused(why) => refused(tx, by, &mut refund, why)?,
        SentBack::Unclear(why) => {
            tracing::warn!(order.number = refund.number, why, "A refund is not answered yet; it is asked for again");
            refund.tried(tx.now());
        }
    }
    tx.put(&tables::REFUNDS, &id, &refund)?;
    Ok(refund)
}

fn sent(tx: &mut Tx<'_>, by: &By, refund: &mut Refund, name: &str) -> Result<(), Error> {
    let at = tx.now();
    (refund.state, refund.next) = (RefundState::Sent { at, name: name.to_owned() }, None);
    write_down(tx, by, refund, PaymentKind::Refunded, name)?;
    let note = format!("{} sent back by {}, {name}.", refund.amount.show(), refund.method.label().to_lowercase());
    tell(tx, by, Subject::Order(*refund.order.bytes()), What::Note(note))
}

fn refused(tx: &mut Tx<'_>, by: &By, refund: &mut Refund, why: &str) -> Result<(), Error> {
    let at = tx.now();
    (refund.state, refund.next) = (RefundState::Refused { at, why: why.to_owned() }, None);
    let note = format!("{} could not be sent back: {why}.", refund.amount.show());
    tell(tx, by, Subject::Order(*refund.order.bytes()), What::Note(note))
}

/// Into the order's books.
fn write_down(tx: &mut Tx<'_>, by: &By, refund: &Refund, kind: PaymentKind, reference: &str) -> Result<(), Error> {
    let mut order = load(tx, refund.order)?;
    order.payments.push(Payment {
        at: tx.now(),
        method: refund.method,
        mode: refund.mode,
        kind,
        amount: refund.amount,
        reference: reference.to_owned(),
        by: by.actor.clone(),
    });
    save(tx, order)
}

/// What a provider told of money that went back.
pub(super) struct Told<'t> {
    pub name: &'t str,
    pub ours: Option<Id<Refund>>,
    /// It has returned, with the reason.
    pub failed: Option<&'t str>,
    pub amount: Option<Money>,
}

pub(super) fn heard(tx: &mut Tx<'_>, by: &By, attempt: &Attempt, told: &Told<'_>) -> Result<(), Error> {
    let named = tx.one(&tables::REFUND_BY_NAME, &told.name.to_owned())?;
    let known = match told.ours.or(named) {
        Some(id) => tx.get(&tables::REFUNDS, &id)?,
        None => None,
    };
    let Some(mut refund) = known else { return made_there(tx, by, attempt, told) };
    match (&refund.state, told.failed) {
        (RefundState::Asked, None) => sent(tx, by, &mut refund, told.name)?,
        (RefundState::Asked, Some(why)) => refused(tx, by, &mut refund, why)?,
        (RefundState::Sent { .. }, Some(why)) => came_again(tx, by, &mut refund, told.name, why)?,
        _ => return Ok(()),
    }
    Ok(tx.put(&tables::REFUNDS, &refund.id, &refund)?)
}

/// Somebody sent it back on the provider's own pages.
fn made_there(tx: &mut Tx<'_>, by: &By, attempt: &Attempt, told: &Told<'_>) -> Result<(), Error> {
    let (None, Some(amount)) = (told.failed, told.amount) else { return Ok(()) };
    let order = load(tx, attempt.order)?;
    let Attempt { method, mode, number, account, charge, .. } = attempt.clone();
    if amount.minor() > order.paid().minor() || amount.currency() != order.total().currency() {
        let about = About { method, mode, number: Some(number), amount: Some(amount), reference: told.name };
        return doubts::keep(tx, by, Some(order.id), &about, Why::RefundTooLarge);
    }
    let (id, asked, actor) = (Id::new(tx.now(), tx.random()), tx.now(), by.actor.clone());
    let (state, next) = (RefundState::Asked, None);
    let mut refund =
        Refund { id, order: order.id, number, method, mode, account, charge, amount, by: actor, asked, state, next };
    sent(tx, by, &mut refund, told.name)?;
    Ok(tx.put(&tables::REFUNDS, &id, &refund)?)
}

/// The buyer's bank did not take it: the money is with the shop again.
fn came_again(tx: &mut Tx<'_>, by: &By, refund: &mut Refund, name: &str, why: &str) -> Result<(), Error> {
    let at = tx.now();
    write_down(tx, by, refund, PaymentKind::Received, &format!("{name} returned"))?;
    refund.state = RefundState::Refused { at, why: why.to_owned() };
    let Refund { method, mode, number, amount, .. } = *refund;
    let about = About { method, mode, number: Some(number), amount: Some(amount), reference: name };
    doubts::keep(tx, by, Some(refund.order), &about, Why::RefundFailed { why: why.to_owned() })
}

/// One round of the clock: goes on with what was not answered. Answers with how many.
pub async fn round(app: &App) -> Result<usize, Error> {
    if !app.standing().may_reach_outside() {
        return Ok(0);
    }
    let end = keys::encode::<Time>(&app.now().plus(1));
    let span = Span { from: Vec::new(), to: Some(end), backwards: false };
    let due = app.read(|rows| Ok(rows.walk(&tables::REFUND_BY_NEXT, span.clone(), ROUND_REFUNDS_MAX)?.rows))?;
    for (_, id) in &due {
        if let Some(refund) = app.read(|rows| Ok(rows.get(&tables::REFUNDS, id)?))? {
            drive(app, refund).await?;
        }
    }
    Ok(due.len())
}
