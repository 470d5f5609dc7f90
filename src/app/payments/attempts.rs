//! Attempts to pay at a provider: written down, begun, gone on with after whatever stopped, and asked about until everything
//! is known. Settling needs no message and no browser that comes back; both only make it sooner.

use super::asking::ask;
use super::doubts::{self, About};
use super::{booking, by_provider};
use crate::app::backups::unsent;
use crate::app::orders::{load, save};
use crate::app::story::tell;
use crate::app::{App, By, Error, settings_of};
use crate::base::time::SECOND;
use crate::base::{Id, Time};
use crate::domain::attempt::{
    ASKED_FOR, ATTEMPTS_MAX, Attempt, AttemptState, KEPT_FOR_ATTEMPTS, NAME_HOLDS, PAGE_LIVES, SETTLING_TIME,
};
use crate::domain::doubt::Why;
use crate::domain::event::{Subject, What};
use crate::domain::order::Order;
use crate::pay::{self, Opened, Provider};
use crate::store::{Rows, Span, Tx, keys, tables};

/// Attempts looked at in one round of the clock.
const ROUND_ATTEMPTS_MAX: usize = 20;
/// A buyer who came back is not asked about more often than that.
const BACK_AGAIN: i64 = 4 * SECOND;

/// What the order's page is told when the provider's page is not to be had.
pub const UNAVAILABLE: &str = "unavailable";

/// Where the buyer pays: the page that is open already, or a new one. Without one, the order's own page, which says so.
pub(super) async fn open(app: &App, provider: &dyn Provider, order: Id<Order>) -> Result<String, Error> {
    let method = provider.method();
    let prepared = app.write(&By::buyer(0), "payments.begin", move |tx| prepare(tx, order)).await;
    let (order, attempt) = match prepared {
        Ok(prepared) => prepared,
        Err(Error::Refused(why)) => {
            tracing::info!(order = %order, method = method.code(), ?why, "No payment is begun");
            let order = app.read(|rows| Ok(rows.get(&tables::ORDERS, &order)?))?.ok_or(Error::NotFound)?;
            return Ok(own_page(&order));
        }
        Err(other) => return Err(other),
    };
    if attempt.state == AttemptState::Open {
        return Ok(attempt.page);
    }
    let page = begin(app, provider, &order, attempt).await?;
    Ok(page.unwrap_or_else(|| format!("{}?payment={UNAVAILABLE}", own_page(&order))))
}

fn own_page(order: &Order) -> String {
    format!("/orders/{}", order.secret.show())
}

/// The attempt to go on with, or a new one, for which the goods stay aside a little longer.
fn prepare(tx: &mut Tx<'_>, id: Id<Order>) -> Result<(Order, Attempt), Error> {
    let (now, mut order) = (tx.now(), load(tx, id)?);
    let provider = pay::provider(order.method).ok_or(Error::NotFound)?;
    let settings = settings_of(tx.rows())?;
    if !order.is_holding() || !provider.offered(&settings, order.is_pickup()) {
        return Err(Error::sentence("This order cannot be paid here any more."));
    }
    let (account, mode) = provider.account(&settings);
    let before = of(tx.rows(), id)?;
    if let Some(attempt) = before.iter().rev().find(|a| a.goes_on(&account, mode, order.owed(), now)) {
        return Ok((order, attempt.clone()));
    }
    let ends = now.plus(PAGE_LIVES);
    let needed = ends.plus(SETTLING_TIME);
    if before.len() >= ATTEMPTS_MAX || needed > order.placed.plus(KEPT_FOR_ATTEMPTS) {
        return Err(Error::sentence("There were too many attempts to pay this order."));
    }
    let attempt = Attempt {
        id: Id::new(now, tx.random()),
        order: id,
        number: order.number,
        method: order.method,
        mode,
        account,
        amount: order.owed(),
        began: now,
        ends,
        state: AttemptState::Asking,
        session: String::new(),
        page: String::new(),
        charge: String::new(),
        looked: None,
        look: Some(Attempt::first_look(now)),
    };
    tx.put(&tables::ATTEMPTS, &attempt.id, &attempt)?;
    order.reserved_until = order.reserved_until.max(needed);
    save(tx, order.clone())?;
    Ok((order, attempt))
}

/// All attempts of an order, the oldest first.
pub fn of(rows: &(dyn Rows + '_), order: Id<Order>) -> Result<Vec<Attempt>, Error> {
    let ids = rows.by(&tables::ATTEMPT_BY_ORDER, &order, ATTEMPTS_MAX)?;
    let found = ids.iter().map(|id| rows.get(&tables::ATTEMPTS, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Asks for the page, under the attempt's own name, and writes the answer down.
async fn begin(app: &App, provider: &dyn Provider, order: &Order, attempt: Attempt) -> Result<Option<String>, Error> {
    let settings = app.settings()?;
    let opened = match provider.open(&attempt, order, &settings) {
        Some(request) => {
            let answer = ask(app, &request).await;
            answer.map_or_else(|| Opened::Unclear("no answer".into()), |answer| provider.opened(&answer))
        }
        None => Opened::Refused("it cannot be asked about this order".into()),
    };
    let by = by_provider(attempt.method);
    let by_inside = by.clone();
    app.write(&by, "payments.begun", move |tx| begun(tx, &by_inside, attempt.id, &opened)).await
}

fn begun(tx: &mut Tx<'_>, by: &By, id: Id<Attempt>, opened: &Opened) -> Result<Option<String>, Error> {
    let mut attempt = tx.get(&tables::ATTEMPTS, &id)?.ok_or(Error::NotFound)?;
    let now = tx.now();
    if attempt.state != AttemptState::Asking {
        return Ok(Some(attempt.page).filter(|page| !page.is_empty()));
    }
    match opened {
        Opened::Page { session, address } => {
            attempt.state = AttemptState::Open;
            (attempt.session, attempt.page) = (session.clone(), address.clone());
        }
        Opened::Refused(why) => {
            attempt.end(now, why.clone());
            let note = What::Note(format!("The payment page could not be opened: {why}."));
            tell(tx, by, Subject::Order(*attempt.order.bytes()), note)?;
        }
        Opened::Unclear(_) if now.since(attempt.began) > NAME_HOLDS => attempt.end(now, "nobody answered"),
        Opened::Unclear(_) => attempt.looked_at(now),
    }
    tx.put(&tables::ATTEMPTS, &id, &attempt)?;
    Ok(Some(attempt.page).filter(|page| !page.is_empty()))
}

/// The buyer says that they have paid: what became of it is asked next.
pub async fn came_back(app: &App, order: Id<Order>) -> Result<(), Error> {
    let now = app.now();
    let due = |a: &Attempt| {
        let asked_lately = a.looked.is_some_and(|at| now.since(at) < BACK_AGAIN);
        a.state == AttemptState::Open && !asked_lately && a.look.is_some_and(|look| look > now)
    };
    if !app.read(|rows| of(rows, order))?.iter().any(due) {
        return Ok(());
    }
    app.write(&By::buyer(0), "payments.came_back", move |tx| hurry(tx, order)).await
}

/// What became of the attempts of this order is to be known soon.
pub(in crate::app) fn hurry(tx: &mut Tx<'_>, order: Id<Order>) -> Result<(), Error> {
    let now = tx.now();
    for attempt in of(tx.rows(), order)?.into_iter().filter(|a| a.is_under_way() && a.look > Some(now)) {
        tx.put(&tables::ATTEMPTS, &attempt.id, &Attempt { look: Some(now), ..attempt.clone() })?;
    }
    Ok(())
}

/// One round of the clock: asks about what is due. Answers about how many.
pub async fn round(app: &App) -> Result<usize, Error> {
    if !app.standing().may_reach_outside() {
        return Ok(0);
    }
    let end = keys::encode::<Time>(&app.now().plus(1));
    let span = Span { from: Vec::new(), to: Some(end), backwards: false };
    let due = app.read(|rows| Ok(rows.walk(&tables::ATTEMPT_BY_LOOK, span.clone(), ROUND_ATTEMPTS_MAX)?.rows))?;
    for (_, id) in &due {
        look(app, *id).await?;
    }
    Ok(due.len())
}

async fn look(app: &App, id: Id<Attempt>) -> Result<(), Error> {
    let read = app.read(|rows| {
        let Some(attempt) = rows.get(&tables::ATTEMPTS, &id)? else { return Ok(None) };
        Ok(rows.get(&tables::ORDERS, &attempt.order)?.map(|order| (attempt, order)))
    })?;
    let Some((attempt, order)) = read else { return Ok(()) };
    let Some(provider) = pay::provider(attempt.method) else { return Ok(()) };
    if attempt.state == AttemptState::Asking && order.is_holding() && unsent::may_be_told(app, order.id)? {
        return begin(app, provider, &order, attempt).await.map(|_| ());
    }
    let heard = if attempt.session.is_empty() { None } else { asked(app, provider, &attempt, &order).await? };
    let by = by_provider(attempt.method);
    let by_inside = by.clone();
    app.write(&by, "payments.looked", move |tx| {
        if let Some(heard) = &heard {
            booking::take(tx, &by_inside, provider, heard)?;
        }
        looked(tx, &by_inside, id)
    })
    .await
}

/// What became of the page. One that must not be paid any more is ended first.
async fn asked(
    app: &App,
    provider: &dyn Provider,
    attempt: &Attempt,
    order: &Order,
) -> Result<Option<pay::Heard>, Error> {
    let settings = app.settings()?;
    for end in [true, false] {
        if end && order.is_holding() {
            continue;
        }
        let Some(request) = provider.look(attempt, end, &settings) else { return Ok(None) };
        let answer = ask(app, &request).await;
        if let Some(heard) = answer.and_then(|answer| provider.seen(&answer, attempt)) {
            return Ok(Some(heard));
        }
    }
    Ok(None)
}

/// Writes down that it was looked at, and when the next time is; in the end a person looks.
fn looked(tx: &mut Tx<'_>, by: &By, id: Id<Attempt>) -> Result<(), Error> {
    let Some(mut attempt) = tx.get(&tables::ATTEMPTS, &id)?.filter(Attempt::is_under_way) else { return Ok(()) };
    let now = tx.now();
    let nobody_asked = attempt.session.is_empty() && now.since(attempt.began) > NAME_HOLDS;
    if now.since(attempt.began) > ASKED_FOR {
        let about = About {
            method: attempt.method,
            mode: attempt.mode,
            number: Some(attempt.number),
            amount: Some(attempt.amount),
            reference: &attempt.session.clone(),
        };
        doubts::keep(tx, by, Some(attempt.order), &about, Why::NotLearned)?;
        attempt.end(now, "the provider never said");
    } else if nobody_asked {
        attempt.end(now, "nobody answered");
    } else {
        attempt.looked_at(now);
    }
    Ok(tx.put(&tables::ATTEMPTS, &id, &attempt)?)
}
