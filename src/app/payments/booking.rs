//! From what a provider says to what stands in the books. Account, mode, way of paying, page, currency and amount must all
//! agree with what the shop had asked for; what does not agree is kept for a person. The same word again is no news.

use super::doubts::{self, About};
use super::{Came, received, refunds};
use crate::app::orders::load;
use crate::app::story::tell;
use crate::app::{By, Error, settings_of};
use crate::base::{Id, Money};
use crate::domain::attempt::Attempt;
use crate::domain::doubt::Why;
use crate::domain::event::{Subject, What};
use crate::domain::order::{Order, PAYMENTS_MAX};
use crate::domain::payment::{Mode, PaymentKind};
use crate::pay::{Heard, HeardWhat, Of, Provider};
use crate::store::{Tx, tables};

/// What the shop had asked for.
struct Agreed {
    account: String,
    mode: Mode,
    amount: Money,
}

pub(super) fn take(tx: &mut Tx<'_>, by: &By, provider: &dyn Provider, heard: &Heard) -> Result<(), Error> {
    match &heard.of {
        Of::Others => Ok(()),
        Of::Order(number) => of_order(tx, by, provider, heard, *number),
        Of::Attempt { id, session, shop } => of_attempt(tx, by, provider, heard, (*id, session, shop)),
        Of::Charge(charge) => of_charge(tx, by, provider, heard, charge),
    }
}

fn about<'h>(provider: &dyn Provider, heard: &'h Heard, number: Option<u64>) -> About<'h> {
    About { method: provider.method(), mode: heard.mode, number, amount: heard.amount, reference: &heard.reference }
}

fn of_order(tx: &mut Tx<'_>, by: &By, provider: &dyn Provider, heard: &Heard, number: u64) -> Result<(), Error> {
    let about = about(provider, heard, Some(number));
    let Some(id) = tx.one(&tables::ORDER_BY_NUMBER, &number)? else {
        return doubts::keep(tx, by, None, &about, Why::UnknownOrder);
    };
    let order = load(tx, id)?;
    if order.method != provider.method() {
        return doubts::keep(tx, by, Some(id), &about, Why::OtherWay);
    }
    let (account, mode) = provider.account(&settings_of(tx.rows())?);
    let agreed = Agreed { account, mode, amount: order.total() };
    if let Some(why) = differs(heard, &agreed) {
        return doubts::keep(tx, by, Some(id), &about, why);
    }
    match heard.what {
        HeardWhat::Paid => book(tx, by, order, &about),
        HeardWhat::Declined => declined(tx, by, id),
        _ => Ok(()),
    }
}

fn of_attempt(
    tx: &mut Tx<'_>,
    by: &By,
    provider: &dyn Provider,
    heard: &Heard,
    (id, session, shop): (Id<Attempt>, &str, &str),
) -> Result<(), Error> {
    let Some(mut attempt) = tx.get(&tables::ATTEMPTS, &id)? else {
        if shop != settings_of(tx.rows())?.shop.origin {
            tracing::info!(shop, "A payment message is for another shop with the same account");
            return Ok(());
        }
        return doubts::keep(tx, by, None, &about(provider, heard, None), Why::UnknownOrder);
    };
    let about = about(provider, heard, Some(attempt.number));
    let agreed = Agreed { account: attempt.account.clone(), mode: attempt.mode, amount: attempt.amount };
    let is_other_page = !attempt.session.is_empty() && attempt.session != session;
    let why = differs(heard, &agreed).or(is_other_page.then_some(Why::OtherPage));
    if let Some(why) = why {
        return doubts::keep(tx, by, Some(attempt.order), &about, why);
    }
    attempt.session = session.to_owned();
    let now = tx.now();
    match heard.what {
        HeardWhat::Paid if attempt.charge == heard.reference && !attempt.charge.is_empty() => return Ok(()),
        HeardWhat::Paid => {
            attempt.paid(now, &heard.reference);
            let order = load(tx, attempt.order)?;
            book(tx, by, order, &about)?;
        }
        HeardWhat::Declined if attempt.is_under_way() => {
            attempt.end(now, "declined");
            declined(tx, by, attempt.order)?;
        }
        HeardWhat::Ended if attempt.is_under_way() => attempt.end(now, "not paid in time"),
        _ => return Ok(()),
    }
    Ok(tx.put(&tables::ATTEMPTS, &id, &attempt)?)
}

/// Of money that came earlier: it went back, or the buyer's bank asks for it.
fn of_charge(tx: &mut Tx<'_>, by: &By, provider: &dyn Provider, heard: &Heard, charge: &str) -> Result<(), Error> {
    let known = tx.one(&tables::ATTEMPT_BY_CHARGE, &charge.to_owned())?;
    let Some(attempt) = known.map(|id| tx.get(&tables::ATTEMPTS, &id)).transpose()?.flatten() else {
        return Ok(());
    };
    let about = About { reference: charge, ..about(provider, heard, Some(attempt.number)) };
    let agreed = Agreed { account: attempt.account.clone(), mode: attempt.mode, amount: attempt.amount };
    if let Some(why) = differs(heard, &agreed).filter(|why| !matches!(why, Why::Amount { .. })) {
        return doubts::keep(tx, by, Some(attempt.order), &about, why);
    }
    match &heard.what {
        HeardWhat::Disputed => doubts::keep(tx, by, Some(attempt.order), &about, Why::Disputed),
        HeardWhat::SentBack { name, ours, failed } => {
            let told = refunds::Told { name, ours: *ours, failed: failed.as_deref(), amount: heard.amount };
            refunds::heard(tx, by, &attempt, &told)
        }
        _ => Ok(()),
    }
}

/// A signed message is not yet a payment.
fn differs(heard: &Heard, agreed: &Agreed) -> Option<Why> {
    if heard.account != agreed.account {
        return Some(Why::OtherAccount { account: heard.account.clone() });
    }
    if heard.mode != agreed.mode {
        return Some(Why::OtherMode);
    }
    let is_paid = heard.what == HeardWhat::Paid;
    (is_paid && heard.amount != Some(agreed.amount)).then_some(Why::Amount { agreed: agreed.amount })
}

/// Everything agrees: the money is there, whatever the state of its order.
fn book(tx: &mut Tx<'_>, by: &By, order: Order, about: &About<'_>) -> Result<(), Error> {
    let (id, reference) = (order.id, about.reference);
    let known = |p: &crate::domain::payment::Payment| p.kind == PaymentKind::Received && p.reference == reference;
    if !reference.is_empty() && order.payments.iter().any(known) {
        return Ok(());
    }
    if order.payments.len() >= PAYMENTS_MAX {
        return doubts::keep(tx, by, Some(id), about, Why::TooMany);
    }
    let Some(amount) = about.amount else { return Ok(()) };
    let is_too_much = amount.minor() > order.owed().minor();
    received(tx, by, order, Came { amount, method: about.method, mode: about.mode, reference })?;
    if is_too_much { doubts::keep(tx, by, Some(id), about, Why::PaidTwice) } else { Ok(()) }
}

fn declined(tx: &mut Tx<'_>, by: &By, order: Id<Order>) -> Result<(), Error> {
    let note = What::Note("The payment was declined; the buyer can try again.".into());
    tell(tx, by, Subject::Order(*order.bytes()), note)
}
