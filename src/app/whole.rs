//! Bringing the whole shop back as it was at a moment: what that would mean, who may say so, and how far it is. It is made ready
//! beside the shop while that sells on; then the program closes the shop and opens it in its other state. Until somebody opens
//! that one for buyers, what was there before can be gone back to. How it is done is known to others.

use super::story::tell;
use super::{App, By, Error, care, recovery, settings_of};
use crate::base::{Broken, Money, Time};
use crate::domain::event::{Subject, What};
use crate::domain::order::Order;
use crate::domain::people::Staff;
use crate::outside::disk::free_bytes;
use crate::store::{Span, keys, tables};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The earlier state takes as much as the store, and what is sorted beside it less than that again.
const STORES_OF_ROOM: u64 = 2;
/// The shop goes on writing meanwhile.
const LEFT_FREE_BYTES: u64 = 256 << 20;
/// Orders that are counted for the page; there may be more.
const COUNTED_MAX: usize = 10_000;
/// Of those, named one by one.
pub const NAMED_MAX: usize = 20;

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub enum Standing {
    #[default]
    Nothing,
    /// It is made ready; how far it is, in words.
    Preparing(Time, String),
    /// The shop closes and opens in its other state.
    Changing,
    Failed(String),
}

/// What the program is to do with the shop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    ToPrepared,
    Back,
}

#[derive(Default)]
pub struct Bench {
    inner: Mutex<Inner>,
    stop: AtomicBool,
    changes: Notify,
}

#[derive(Default)]
struct Inner {
    /// Somebody runs this shop who can close and open it.
    can: bool,
    /// Since when what was before the last change is kept.
    kept: Option<Time>,
    wish: Option<Time>,
    standing: Standing,
    change: Option<Change>,
}

impl Bench {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Said by whoever can change the shop for another state of it. `failed`: the last change came to nothing.
    pub fn can(&self, kept: Option<Time>, failed: Option<String>) {
        let mut inner = self.inner();
        (inner.can, inner.kept) = (true, kept);
        if let Some(sentence) = failed {
            inner.standing = Standing::Failed(sentence);
        }
    }

    pub fn is_possible(&self) -> bool {
        self.inner().can
    }

    /// Since when what was there before is kept, if it is.
    pub fn kept(&self) -> Option<Time> {
        self.inner().kept
    }

    pub fn let_go(&self) {
        self.inner().kept = None;
    }

    pub fn standing(&self) -> Standing {
        self.inner().standing.clone()
    }

    pub fn take_wish(&self) -> Option<Time> {
        self.inner().wish.take()
    }

    pub fn is_at(&self, words: String) {
        if let Standing::Preparing(_, far) = &mut self.inner().standing {
            *far = words;
        }
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    /// It is ready: the program may change.
    pub fn prepared(&self) {
        self.wants(Change::ToPrepared);
    }

    pub fn failed(&self, sentence: String) {
        self.inner().standing = Standing::Failed(sentence);
    }

    fn wants(&self, change: Change) {
        let mut inner = self.inner();
        (inner.standing, inner.change) = (Standing::Changing, Some(change));
        self.changes.notify_one();
    }

    /// Waits until the shop is to be changed for another state of it.
    pub async fn changes(&self) -> Change {
        loop {
            self.changes.notified().await;
            if let Some(change) = self.inner().change {
                return change;
            }
        }
    }

    /// Bytes of the disk that it takes.
    ///
    /// # Errors
    /// The store's size cannot be told.
    pub fn needed(&self, app: &App) -> Result<u64, Broken> {
        Ok(app.store().engine().bytes()?.saturating_mul(STORES_OF_ROOM).saturating_add(LEFT_FREE_BYTES))
    }
}

/// What it would mean.
pub struct Meaning {
    pub at: Time,
    /// Orders since then, the newest first; these will not be in it.
    pub orders: Vec<Order>,
    pub count: usize,
    /// There are more than could be counted.
    pub more: bool,
    pub total: Option<Money>,
    pub needed: u64,
    pub free: u64,
}

/// # Errors
/// The store or the disk cannot be read.
pub fn meaning(app: &App, at: Time) -> Result<Meaning, Error> {
    let needed = app.whole.needed(app)?;
    let free = app.going_back.folder().map(free_bytes).transpose()?.unwrap_or(0);
    let span = Span { from: keys::encode(&at.plus(1)), to: None, backwards: true };
    app.read(|rows| {
        let since = rows.walk(&tables::ORDER_BY_TIME, span.clone(), COUNTED_MAX)?;
        let (count, more) = (since.rows.len(), since.next.is_some());
        let (mut orders, mut minor, mut currency) = (Vec::new(), 0_i64, None);
        for (_, id) in since.rows {
            let Some(order) = rows.get(&tables::ORDERS, &id)? else { continue };
            minor = minor.saturating_add(order.total().minor());
            currency = Some(order.total().currency());
            if orders.len() < NAMED_MAX {
                orders.push(order);
            }
        }
        let total = currency.map(|currency| Money::new(minor, currency));
        Ok(Meaning { at, orders, count, more, total, needed, free })
    })
}

/// Somebody who knows their password and typed the shop's name wants it.
///
/// # Errors
/// At its field: the password, the name. A sentence: it cannot be done here, or is being done.
pub async fn begin(app: &App, by: &By, staff: &Staff, password: String, name: &str, at: Time) -> Result<(), Error> {
    if !app.whole.is_possible() {
        return Err(Error::sentence("This shop is thrown away when it closes; nothing earlier of it is kept."));
    }
    if !matches!(app.whole.standing(), Standing::Nothing | Standing::Failed(_)) {
        return Err(Error::sentence("The shop is being brought back already."));
    }
    let settings = app.settings()?;
    if name.trim().to_lowercase() != settings.shop.name.trim().to_lowercase() {
        let sentence = format!("Please type the shop's name as it is: {}.", settings.shop.name);
        return Err(Error::field("name", sentence));
    }
    recovery::check(staff, password).await?;
    let moment = care::on_the_wall(at, &settings.zone());
    note(app, by, format!("The whole shop is brought back as it was on {moment}.")).await?;
    app.whole.stop.store(false, Ordering::Release);
    let mut inner = app.whole.inner();
    (inner.wish, inner.standing) = (Some(at), Standing::Preparing(at, "It begins".into()));
    Ok(())
}

/// Nobody wants it any more; possible until the shop closes for it.
pub fn stop(app: &App) {
    app.whole.stop.store(true, Ordering::Release);
}

/// Back to what was there before the shop was brought back.
///
/// # Errors
/// At its field: the password. A sentence: there is nothing to go back to, or buyers may have ordered since.
pub async fn undo(app: &App, by: &By, staff: &Staff, password: String) -> Result<(), Error> {
    let waits = app.standing() == super::standing::Standing::BroughtBack;
    if !waits || app.whole.kept().is_none() {
        return Err(Error::sentence("There is nothing to go back to any more."));
    }
    recovery::check(staff, password).await?;
    note(app, by, "What was there before the shop was brought back takes its place again.".into()).await?;
    app.whole.wants(Change::Back);
    Ok(())
}

async fn note(app: &App, by: &By, text: String) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "whole.note", move |tx| {
        settings_of(tx.rows())?;
        tell(tx, &by_inside, Subject::Settings, What::Note(text.clone()))
    })
    .await
}
