//! A restored shop from its first row to the moment somebody opens it: what is written down at once, which waiting letters go
//! out all the same, and the word that it may sell.

use super::story::tell;
use super::{App, By, Error, checkout, settings_of};
use crate::base::{Id, Time};
use crate::domain::brought_back::{BroughtBack, Lost, Numbers, Opened, SENT_MAX};
use crate::domain::event::{Subject, What};
use crate::domain::letter::{Fate, Letter};
use crate::store::{Cause, Queue, Rows, Span, Store, Tx, tables};

/// Numbers left out beyond the highest that was found: what was ordered in the last moments may be known to nobody here.
pub(super) const NUMBERS_LEFT_OUT: u64 = 10;
/// Letters given up by one piece of work.
const SKIPPED_AT_ONCE: usize = 200;
/// Letters looked at for one page.
pub const LETTERS_SHOWN_MAX: usize = 50;

/// What whoever restored the shop knows of it.
#[derive(Clone, Debug)]
pub struct Found {
    pub from: String,
    pub reached: u64,
    pub moment: Time,
    pub earlier: bool,
    pub remarks: Vec<String>,
    pub lost: Lost,
    /// The highest order number that was seen after the moment; 0: none.
    pub highest: u64,
}

/// The first thing a restored shop writes. A shop that was never set up has nothing to sell, so nothing is to be decided.
pub async fn begin(store: &Store, found: Found) -> Result<Option<BroughtBack>, Error> {
    let work = move |tx: &mut Tx<'_>| {
        if tx.get(&tables::SETTINGS, &())?.is_none() {
            return Ok::<_, Error>(None);
        }
        let highest = checkout::last_number(tx.rows())?.max(found.highest);
        checkout::continue_after(tx, highest + NUMBERS_LEFT_OUT)?;
        let Found { from, reached, moment, earlier, remarks, lost, .. } = found.clone();
        let numbers = Numbers { highest, next: highest + NUMBERS_LEFT_OUT + 1 };
        let (at, send, opened) = (tx.now(), Vec::new(), None);
        let row = BroughtBack { at, from, reached, moment, earlier, remarks, lost, numbers, send, opened };
        tx.put(&tables::BROUGHT_BACK, &(), &row)?;
        tell(tx, &By::shop(), Subject::Settings, What::Note("The shop was brought back from a backup.".into()))?;
        Ok(Some(row))
    };
    Ok(store.write(Queue::People, Cause::of("brought_back.begin", "shop"), work).await?.0)
}

/// What is to be decided; `NotFound` in a shop that sells.
pub fn read(rows: &(dyn Rows + '_)) -> Result<BroughtBack, Error> {
    rows.get(&tables::BROUGHT_BACK, &())?.filter(BroughtBack::waits).ok_or(Error::NotFound)
}

/// Letters that waited when the moment came that was brought back. Those written since are not asked about: they go out when
/// the shop opens, because what they say happened here.
pub struct Waiting {
    pub letters: Vec<Letter>,
    pub since: usize,
    pub next: Option<Vec<u8>>,
}

pub fn waiting(rows: &(dyn Rows + '_), row: &BroughtBack, span: Span) -> Result<Waiting, Error> {
    let page = rows.walk(&tables::LETTER_WAITING, span, LETTERS_SHOWN_MAX)?;
    let mut waiting = Waiting { letters: Vec::new(), since: 0, next: page.next };
    for (_, id) in page.rows {
        let Some(letter) = rows.get(&tables::LETTERS, &id)? else { continue };
        if letter.created < row.at { waiting.letters.push(letter) } else { waiting.since += 1 }
    }
    Ok(waiting)
}

/// Of the letters that were shown, these go out when the shop opens.
pub async fn choose(app: &App, by: &By, shown: Vec<Id<Letter>>, send: Vec<Id<Letter>>) -> Result<(), Error> {
    app.write(by, "brought_back.choose", move |tx| {
        let mut row = read(tx.rows())?;
        row.send.retain(|id| !shown.contains(id));
        row.send.extend(send.iter().filter(|id| shown.contains(id)));
        if row.send.len() > SENT_MAX {
            return Err(Error::sentence(format!("At most {SENT_MAX} letters can be chosen. Please choose fewer.")));
        }
        Ok(tx.put(&tables::BROUGHT_BACK, &(), &row)?)
    })
    .await
}

/// Somebody asked for this very letter to be sent again meanwhile: it goes out with those that were chosen.
pub(in crate::app) fn asked_for(tx: &mut Tx<'_>, id: Id<Letter>) -> Result<(), Error> {
    match read(tx.rows()) {
        Ok(mut row) if !row.send.contains(&id) && row.send.len() < SENT_MAX => {
            row.send.push(id);
            Ok(tx.put(&tables::BROUGHT_BACK, &(), &row)?)
        }
        Ok(_) | Err(Error::NotFound) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Somebody has looked: letters nobody chose are given up, and the shop sells again. Answers how many were given up.
pub async fn open(app: &App, by: &By) -> Result<usize, Error> {
    app.read(read)?;
    let (mut given_up, mut span) = (0, Span::all());
    loop {
        let cause = Cause { request: by.request, ..Cause::of("brought_back.skip", by.actor.name()) };
        let from = span.clone();
        let (some, next) = app.write_bulk(cause, move |tx| skip(tx, from.clone())).await?;
        given_up += some;
        match next {
            Some(key) => span = Span::all().after(&key),
            None => break,
        }
    }
    let by_inside = by.clone();
    app.write(by, "brought_back.open", move |tx| {
        let mut row = read(tx.rows())?;
        row.opened = Some(Opened { at: tx.now(), by: by_inside.actor.clone() });
        // Who ordered or paid after the moment is not kept longer than somebody needs it to decide.
        row.lost = Lost::default();
        tx.put(&tables::BROUGHT_BACK, &(), &row)?;
        let zone = settings_of(tx.rows())?.zone();
        let moment = super::care::on_the_wall(row.moment, &zone);
        let told = format!(
            "The shop, brought back as it was on {moment}, sells again. Letters that were not sent: {given_up}."
        );
        tell(tx, &by_inside, Subject::Settings, What::Note(told))
    })
    .await?;
    Ok(given_up)
}

/// A few letters: how many were given up, and where the next begin.
fn skip(tx: &mut Tx<'_>, span: Span) -> Result<(usize, Option<Vec<u8>>), Error> {
    let row = read(tx.rows())?;
    let page = tx.rows().walk(&tables::LETTER_WAITING, span, SKIPPED_AT_ONCE)?;
    let mut given_up = 0;
    for (_, id) in page.rows {
        let Some(mut letter) = tx.get(&tables::LETTERS, &id)? else { continue };
        if letter.created >= row.at || row.send.contains(&id) {
            continue;
        }
        letter.fate = Fate::Skipped { at: tx.now() };
        tx.put(&tables::LETTERS, &id, &letter)?;
        given_up += 1;
    }
    Ok((given_up, page.next))
}
