//! Payments a person must look at: kept once each, listed, and ended when somebody has seen to them.

use crate::app::story::tell;
use crate::app::{App, By, Error};
use crate::base::{Id, Money};
use crate::domain::doubt::{Doubt, Ended, Why};
use crate::domain::event::{Subject, What};
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
use crate::store::{Rows, Span, Tx, tables};

/// What is known of it.
pub(super) struct About<'a> {
    pub method: Method,
    pub mode: Mode,
    pub number: Option<u64>,
    pub amount: Option<Money>,
    pub reference: &'a str,
}

/// Keeps it for a person, and tells it in the story of the order. The same again is no news.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    by: &By,
    order: Option<Id<Order>>,
    about: &About<'_>,
    why: Why,
) -> Result<(), Error> {
    let About { method, mode, number, amount, reference } = *about;
    let (id, at) = (Id::new(tx.now(), tx.random()), tx.now());
    let doubt =
        Doubt { id, at, method, mode, why, order: number, amount, reference: reference.to_owned(), ended: None };
    if tx.one(&tables::DOUBT_BY_WHAT, &doubt.of_what())?.is_some() {
        return Ok(());
    }
    tracing::warn!(order.number = number, reference, "A payment needs a person: {}", doubt.what());
    if let Some(order) = order {
        let why = doubt.why.brief(amount);
        tell(tx, by, Subject::Order(*order.bytes()), What::PaymentDoubted { why })?;
    }
    Ok(tx.put(&tables::DOUBTS, &id, &doubt)?)
}

/// One page of those that are open, the oldest first, and where the next begins.
pub fn open(rows: &(dyn Rows + '_), span: Span, most: usize) -> Result<(Vec<Doubt>, Option<Vec<u8>>), Error> {
    let page = rows.walk(&tables::DOUBT_OPEN, span, most)?;
    let found = page.rows.iter().map(|(_, id)| rows.get(&tables::DOUBTS, id)).collect::<Result<Vec<_>, _>>()?;
    Ok((found.into_iter().flatten().collect(), page.next))
}

pub fn one(rows: &(dyn Rows + '_), id: Id<Doubt>) -> Result<Doubt, Error> {
    rows.get(&tables::DOUBTS, &id)?.ok_or(Error::NotFound)
}

/// Somebody has seen to it.
pub async fn end(app: &App, by: &By, id: Id<Doubt>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "payments.end_doubt", move |tx| {
        let doubt = one(tx.rows(), id)?;
        if doubt.ended.is_some() {
            return Ok(());
        }
        let subject = match doubt.order {
            Some(number) => tx.one(&tables::ORDER_BY_NUMBER, &number)?.map(|order| Subject::Order(*order.bytes())),
            None => None,
        };
        let told = What::Note(format!("Seen to: {}", doubt.what()));
        tell(tx, &by_inside, subject.unwrap_or(Subject::Settings), told)?;
        let ended = Some(Ended { at: tx.now(), by: by_inside.actor.clone() });
        Ok(tx.put(&tables::DOUBTS, &id, &Doubt { ended, ..doubt })?)
    })
    .await
}
