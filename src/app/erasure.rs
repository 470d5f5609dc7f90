//! Erasing a person. At once: the customer's row names nobody any more, so that whoever orders again is somebody new, and a row
//! with nothing but ids says that it was wanted. Then, a few rows at a time, everything else that names them; the orders come
//! last, because they alone still say who it was. Whatever stops in between goes on from that row.
//!
//! It cannot be undone: no plan of *Going back* holds people, and a shop that is brought back from an earlier moment erases
//! again whom it knows to be erased ([`replay`]) before it has a name.

use super::story::tell;
use super::{App, By, Error};
use crate::base::{Broken, Id, Secret, Time};
use crate::domain::erased::{Erased, Person, is_nobody, is_open};
use crate::domain::event::{Subject, What};
use crate::domain::order::Order;
use crate::domain::people::Customer;
use crate::store::codec::Stored;
use crate::store::keys::{self, KeyPart};
use crate::store::table::Table;
use crate::store::{Cause, Queue, Rows, Span, Store, Tx, tables};
use std::collections::BTreeMap;

/// Rows looked at in one view.
const LOOKED_AT: usize = 200;
/// Rows written by one piece of work: small, because buyers wait behind it.
const CHUNK_ROWS: usize = 25;

/// Who was erased when. Ids only.
pub type Ledger = BTreeMap<Id<Customer>, Time>;

/// Somebody asked to be forgotten.
///
/// # Errors
/// A sentence while an order of theirs is open, or when it was done already.
pub async fn erase(app: &App, by: &By, id: Id<Customer>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "erasure.begin", move |tx| {
        let customer = tx.get(&tables::CUSTOMERS, &id)?.ok_or(Error::NotFound)?;
        if tx.get(&tables::ERASED, &id)?.is_some() {
            return Err(Error::sentence("This person was erased already."));
        }
        let emails = [customer.email.folded()];
        if let Some(open) = orders_of(tx.rows(), id, &emails)?.iter().find(|order| is_open(order)) {
            return Err(Error::sentence(format!(
                "Order {} is still open. Ship it, or cancel it and send its money back; then this person can be erased.",
                open.number
            )));
        }
        let asked = tx.now();
        begin(tx, id, asked)?;
        tell(tx, &by_inside, Subject::Settings, What::Note("A person was erased.".into()))
    })
    .await
}

/// Is there anything to show of them but numbers?
pub fn is_erased(rows: &(dyn Rows + '_), id: Id<Customer>) -> Result<bool, Error> {
    Ok(rows.get(&tables::ERASED, &id)?.is_some())
}

/// Goes on with what was begun. Answers how many people were seen to.
pub async fn round(app: &App) -> Result<usize, Error> {
    one(app.store()).await
}

/// Everybody who was ever erased here.
pub fn ledger(store: &Store) -> Result<Ledger, Broken> {
    let (mut found, mut span) = (Ledger::new(), Span::all());
    loop {
        let rows = store.read::<_, Broken>(|rows| rows.span(&tables::ERASED, span.clone(), LOOKED_AT))?;
        found.extend(rows.iter().map(|(id, erased)| (*id, erased.asked)));
        match rows.last().filter(|_| rows.len() == LOOKED_AT) {
            Some((last, _)) => span = Span::all().after(&keys::encode(last)),
            None => return Ok(found),
        }
    }
}

/// Erases again, in a shop that was brought back, whoever is known to have been erased. Answers how many.
pub async fn replay(store: &Store, ledger: &Ledger) -> Result<usize, Error> {
    let ids: Vec<(Id<Customer>, Time)> = ledger.iter().map(|(id, asked)| (*id, *asked)).collect();
    for some in ids.chunks(CHUNK_ROWS) {
        let some = some.to_vec();
        let work = move |tx: &mut Tx<'_>| {
            for (id, asked) in &some {
                if tx.get(&tables::ERASED, id)?.is_none() {
                    begin(tx, *id, *asked)?;
                }
            }
            Ok::<_, Error>(())
        };
        store.write(Queue::Bulk, Cause::of("erasure.again", "shop"), work).await?;
    }
    let mut people = 0;
    while one(store).await? > 0 {
        people += 1;
    }
    Ok(people)
}

fn begin(tx: &mut Tx<'_>, id: Id<Customer>, asked: Time) -> Result<(), Error> {
    if let Some(customer) = tx.get(&tables::CUSTOMERS, &id)? {
        tx.put(&tables::CUSTOMERS, &id, &Person::new(id)?.customer(&customer))?;
    }
    Ok(tx.put(&tables::ERASED, &id, &Erased { asked, ended: None })?)
}

async fn one(store: &Store) -> Result<usize, Error> {
    let next = store.read::<_, Error>(|rows| Ok(rows.walk(&tables::ERASED_UNFINISHED, Span::all(), 1)?.rows))?;
    let Some((_, id)) = next.first().copied() else { return Ok(0) };
    let person = store.read::<_, Error>(|rows| who(rows, id))?;
    let cause = Cause { batch: Some(*id.bytes()), ..Cause::of("erasure.go_on", "shop") };
    if person.orders().next().is_some() {
        let at = Rewriting { store, cause: &cause };
        at.all(person).await?;
    }
    let end = move |tx: &mut Tx<'_>| {
        let erased = tx.get(&tables::ERASED, &id)?.ok_or(Error::NotFound)?;
        Ok::<_, Error>(tx.put(&tables::ERASED, &id, &Erased { ended: Some(tx.now()), ..erased })?)
    };
    store.write(Queue::Bulk, cause.clone(), end).await?;
    Ok(1)
}

fn who(rows: &(dyn Rows + '_), id: Id<Customer>) -> Result<Person, Error> {
    let mut person = Person::new(id)?;
    orders_of(rows, id, &[])?.iter().for_each(|order| person.learn(order));
    let emails: Vec<String> = person.emails().map(str::to_owned).collect();
    orders_of(rows, id, &emails)?.iter().for_each(|order| person.learn(order));
    Ok(person)
}

/// Orders of the customer, and those whose address was corrected to theirs.
fn orders_of(rows: &(dyn Rows + '_), id: Id<Customer>, emails: &[String]) -> Result<Vec<Order>, Error> {
    let mut found = BTreeMap::new();
    let mut look = |ids: Vec<Id<Order>>, fits: &dyn Fn(&Order) -> bool| -> Result<(), Error> {
        for id in ids {
            if let Some(order) = rows.get(&tables::ORDERS, &id)?.filter(|order| fits(order)) {
                found.insert(id, order);
            }
        }
        Ok(())
    };
    let (mut span, prefix) = (Span::prefix(&keys::encode(&id)), keys::encode(&id));
    loop {
        let page = rows.walk(&tables::ORDER_BY_CUSTOMER, span, LOOKED_AT)?;
        look(page.rows.into_iter().map(|(_, id)| id).collect(), &|_| true)?;
        match page.next {
            Some(next) => span = Span::prefix(&prefix).after(&next),
            None => break,
        }
    }
    for email in emails {
        let of_word = rows.by(&tables::ORDER_BY_WORD, email, crate::store::rows::ROWS_MAX)?;
        look(of_word, &|order| order.email.folded() == *email)?;
    }
    Ok(found.into_values().collect())
}

/// What becomes of a row.
enum Becomes<V> {
    Stays,
    Is(V),
    Goes,
}

impl<V> Becomes<V> {
    fn changed(row: Option<V>) -> Becomes<V> {
        row.map_or(Becomes::Stays, Becomes::Is)
    }

    fn gone(goes: bool) -> Becomes<V> {
        if goes { Becomes::Goes } else { Becomes::Stays }
    }
}

struct Rewriting<'s> {
    store: &'s Store,
    cause: &'s Cause,
}

impl Rewriting<'_> {
    async fn all(&self, person: Person) -> Result<(), Error> {
        let of = person.clone();
        self.rows(&tables::LETTERS, move |_, letter, now| Becomes::changed(of.letter(letter, now))).await?;
        let of = person.clone();
        self.rows(&tables::EVENTS, move |(subject, _), event, _| Becomes::changed(of.event(*subject, event))).await?;
        let of = person.clone();
        self.rows(&tables::WISHES, move |_, wish, _| Becomes::gone(of.wish(wish))).await?;
        let of = person.clone();
        self.rows(&tables::PLACED, move |_, placed, _| Becomes::gone(of.has_order(placed.order))).await?;
        let of = person.clone();
        self.rows(&tables::ATTEMPTS, move |_, attempt, _| Becomes::changed(of.attempt(attempt))).await?;
        let of = person.clone();
        self.rows(&tables::REFUNDS, move |_, refund, _| Becomes::changed(of.refund(refund))).await?;
        let of = person.clone();
        self.rows(&tables::DOUBTS, move |_, doubt, _| Becomes::changed(of.doubt(doubt))).await?;
        let of = person.clone();
        self.rows(&tables::BROUGHT_BACK, move |(), row, _| {
            let mut after = row.clone();
            of.lost(&mut after.lost);
            Becomes::changed((after != *row).then_some(after))
        })
        .await?;
        self.orders(person).await
    }

    /// Looks at a whole table through short views, and writes what changes, a few rows in one piece of work.
    async fn rows<K, V>(
        &self,
        table: &'static Table<K, V>,
        becomes: impl Fn(&K, &V, Time) -> Becomes<V> + Clone + Send + 'static,
    ) -> Result<(), Error>
    where
        K: KeyPart + Copy + Send + 'static,
        V: Stored,
    {
        let mut span = Span::all();
        loop {
            let rows = self.store.read::<_, Broken>(|rows| rows.span(table, span.clone(), LOOKED_AT))?;
            let changes = |(key, row): &&(K, V)| !matches!(becomes(key, row, Time::from_micros(0)), Becomes::Stays);
            let named: Vec<K> = rows.iter().filter(changes).map(|(key, _)| *key).collect();
            for some in named.chunks(CHUNK_ROWS) {
                let (some, becomes) = (some.to_vec(), becomes.clone());
                let work = move |tx: &mut Tx<'_>| {
                    for key in &some {
                        let Some(row) = tx.get(table, key)? else { continue };
                        match becomes(key, &row, tx.now()) {
                            Becomes::Stays => {}
                            Becomes::Is(after) => tx.put(table, key, &after)?,
                            Becomes::Goes => tx.remove(table, key)?,
                        }
                    }
                    Ok::<_, Error>(())
                };
                self.store.write(Queue::Bulk, self.cause.clone(), work).await?;
            }
            match rows.last().filter(|_| rows.len() == LOOKED_AT) {
                Some((last, _)) => span = Span::all().after(&keys::encode(last)),
                None => return Ok(()),
            }
        }
    }

    async fn orders(&self, person: Person) -> Result<(), Error> {
        // The one thing that is not the same when it is done again is an order's new secret.
        let named = |rows: &(dyn Rows + '_), id: &Id<Order>| -> Result<Option<Order>, Error> {
            Ok(rows.get(&tables::ORDERS, id)?.filter(|order| !is_nobody(&order.email)))
        };
        let mut ids: Vec<Id<Order>> = Vec::new();
        for id in person.orders() {
            ids.extend(self.store.read(|rows| named(rows, &id))?.map(|order| order.id));
        }
        for some in ids.chunks(CHUNK_ROWS) {
            let (some, person) = (some.to_vec(), person.clone());
            let work = move |tx: &mut Tx<'_>| {
                for id in &some {
                    let Some(order) = named(tx.rows(), id)? else { continue };
                    let secret = Secret::new(tx.random());
                    tx.put(&tables::ORDERS, id, &person.order(&order, secret))?;
                }
                Ok::<_, Error>(())
            };
            self.store.write(Queue::Bulk, self.cause.clone(), work).await?;
        }
        Ok(())
    }
}
