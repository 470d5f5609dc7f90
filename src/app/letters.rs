//! Letters the shop owes: written down in the transaction that promises them, delivered later, tried again.

use super::backups::unsent;
use super::story::tell;
use super::{App, By, Error, brought_back, settings_of};
use crate::base::text::Email;
use crate::base::{Id, Time};
use crate::domain::erased::is_nobody;
use crate::domain::event::{Subject, What};
use crate::domain::letter::{Content, Fate, Letter, LetterKind, Reply};
use crate::domain::order::Order;
use crate::store::{Rows, Span, Tx, keys, tables};

/// Letters tried in one round of delivery.
pub const ROUND_LETTERS_MAX: usize = 20;
/// Letters looked at for that: some must not leave yet.
const LOOKED_AT_MAX: usize = 500;

/// Promises a letter.
pub(in crate::app) fn owe(
    tx: &mut Tx<'_>,
    kind: LetterKind,
    to: &Email,
    order: Option<Id<Order>>,
    about: &str,
) -> Result<Id<Letter>, Error> {
    let now = tx.now();
    let id = Id::new(now, tx.random());
    let letter = Letter {
        id,
        kind,
        to: to.clone(),
        order,
        about: about.into(),
        created: now,
        fate: if is_nobody(to) { Fate::Skipped { at: now } } else { Fate::waiting(now) },
        sent_as: None,
    };
    tx.put(&tables::LETTERS, &id, &letter)?;
    Ok(id)
}

/// A letter that may be tried now, with all it speaks of.
pub struct Due {
    pub letter: Letter,
    pub order: Option<Order>,
}

/// The letters whose time has come, oldest first. What a buyer is promised waits where the shop waits for a backup of it.
pub fn due(app: &App) -> Result<Vec<Due>, Error> {
    let end = keys::encode(&app.now().plus(1));
    app.read(|rows| {
        let span = Span { from: Vec::new(), to: Some(end.clone()), backwards: false };
        let mut found = Vec::new();
        for (_, id) in rows.walk(&tables::LETTER_WAITING, span, LOOKED_AT_MAX)?.rows {
            let Some(letter) = rows.get(&tables::LETTERS, &id)? else { continue };
            let waits = letter.order.filter(|_| letter.kind.is_promise());
            if let Some(order) = waits
                && !unsent::may_be_told(app, order)?
            {
                continue;
            }
            if found.len() == ROUND_LETTERS_MAX {
                break;
            }
            found.push(Due { order: order_of(rows, &letter)?, letter });
        }
        Ok(found)
    })
}

pub fn order_of(rows: &(dyn Rows + '_), letter: &Letter) -> Result<Option<Order>, Error> {
    Ok(match letter.order {
        Some(id) => rows.get(&tables::ORDERS, &id)?,
        None => None,
    })
}

/// Writes down what became of a try. The first letter that fails for good is told to staff, by another letter.
pub async fn tried(app: &App, by: &By, id: Id<Letter>, content: Content, reply: Reply) -> Result<Fate, Error> {
    app.write(by, "letters.tried", move |tx| {
        let mut letter = tx.get(&tables::LETTERS, &id)?.ok_or(Error::NotFound)?;
        if !matches!(letter.fate, Fate::Waiting { .. }) {
            // Its buyer was erased while it was on its way: what it said is not kept.
            return Ok(letter.fate);
        }
        let before = letter.fate.clone();
        letter.fate = before.after(&reply, tx.now());
        letter.sent_as = Some(content.clone());
        tx.put(&tables::LETTERS, &id, &letter)?;
        if matches!(letter.fate, Fate::Failed { .. })
            && letter.kind != LetterKind::LetterFailed
            && first_failure(tx, id)?
        {
            let staff = settings_of(tx.rows())?.mail.staff;
            let about = format!("“{}” to {}\n{}", content.subject, letter.to, letter.fate.answer());
            owe(tx, LetterKind::LetterFailed, &staff, letter.order, &about)?;
        }
        Ok(letter.fate)
    })
    .await
}

/// Somebody is told once, not once per letter: no other failure within a day.
fn first_failure(tx: &Tx<'_>, this: Id<Letter>) -> Result<bool, Error> {
    let since = keys::encode(&tx.now().minus(crate::base::time::DAY));
    let span = Span { from: since, to: None, backwards: false };
    let failed = tx.rows().walk(&tables::LETTER_FAILED, span, 2)?.rows;
    Ok(failed.iter().all(|(_, id)| *id == this))
}

/// Takes a letter back that has nothing to say any more: its order was paid meanwhile, or cancelled.
pub async fn withdraw(app: &App, id: Id<Letter>) -> Result<(), Error> {
    app.write(&By::shop(), "letters.withdraw", move |tx| Ok(tx.remove(&tables::LETTERS, &id)?)).await
}

/// Sends a letter again, whatever became of it, to the address its order has now.
pub async fn again(app: &App, by: &By, id: Id<Letter>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "letters.again", move |tx| {
        let mut letter = tx.get(&tables::LETTERS, &id)?.ok_or(Error::NotFound)?;
        if let Some(order) = order_of(tx.rows(), &letter)?.filter(|_| !letter.kind.is_to_staff()) {
            letter.to = order.email;
        }
        if is_nobody(&letter.to) {
            return Err(Error::sentence("This person was erased. There is no address any more to send it to."));
        }
        let subject = letter.order.map_or(Subject::Settings, |order| Subject::Order(*order.bytes()));
        tell(tx, &by_inside, subject, What::Note(format!("A letter to {} is sent again.", letter.to)))?;
        letter.fate = Fate::waiting(tx.now());
        brought_back::asked_for(tx, id)?;
        Ok(tx.put(&tables::LETTERS, &id, &letter)?)
    })
    .await
}

/// A letter to see whether letters arrive.
pub async fn test(app: &App, by: &By, to: Email) -> Result<Id<Letter>, Error> {
    app.write(by, "letters.test", move |tx| owe(tx, LetterKind::Test, &to, None, "")).await
}

/// How long the oldest waiting letter has waited, in microseconds, and how many wait (at most `limit`).
pub fn waiting(rows: &(dyn Rows + '_), now: Time, limit: usize) -> Result<(usize, i64), Error> {
    let found = rows.walk(&tables::LETTER_WAITING, Span::all(), limit)?.rows;
    let mut oldest = 0;
    for (_, id) in &found {
        if let Some(letter) = rows.get(&tables::LETTERS, id)? {
            oldest = oldest.max(now.since(letter.created));
        }
    }
    Ok((found.len(), oldest))
}
