//! Putting rows back, a few in one piece of work and all under one batch, so that this, too, is one deed that can be undone.

use super::plan::{Fate, Plan, RowKey, hash, priced_as};
use super::{Kind, What};
use crate::app::story::{tell, tell_change};
use crate::app::{App, By, Error, Refused, care, catalog, settings, settings_of, stock, variants};
use crate::base::Id;
use crate::domain::catalog::{Collection, Product, Status, Variant};
use crate::domain::discount::Discount;
use crate::domain::event::{Subject, What as Event};
use crate::domain::settings::{Settings, TextPage};
use crate::store::codec::{self, Stored};
use crate::store::{Cause, Tx, keys, tables};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows put back by one piece of work: small, because buyers wait behind it.
const CHUNK_ROWS: usize = 25;
/// Rows that were left alone and are told with their reasons; more are counted.
const LEFT_TOLD_MAX: usize = 100;

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Done {
    pub title: String,
    pub back: usize,
    /// Left as they are: their names, each with the reason.
    pub left: Vec<(String, String)>,
    pub left_in_all: usize,
}

/// A plan on its way into the shop.
pub struct Going {
    pub plan: Arc<Plan>,
    by: By,
    batch: [u8; 16],
    /// The rows that were asked for, by their places in the plan.
    rows: Vec<usize>,
    next: usize,
    done: Done,
}

/// A row to be put back.
#[derive(Clone)]
struct Step {
    key: RowKey,
    then: Option<Vec<u8>>,
    seen: Option<u64>,
}

impl Going {
    /// `since`: also what was changed since; `new`: also what was not there then, which is put away.
    pub fn begin(app: &App, by: &By, plan: Arc<Plan>, since: bool, new: bool) -> Result<Going, Error> {
        let zone = app.settings()?.zone();
        let title = plan.what.words(|at| care::on_the_wall(at, &zone));
        let asked = |fate| fate == Fate::Back || fate == Fate::ChangedSince && since || fate == Fate::New && new;
        let rows = plan.rows.iter().enumerate().filter(|(_, row)| asked(row.fate)).map(|(at, _)| at).collect();
        let batch = *app.draw(|random| Id::<Done>::new(app.now(), random)).bytes();
        Ok(Going { plan, by: by.clone(), batch, rows, next: 0, done: Done { title, ..Done::default() } })
    }

    pub fn far(&self) -> (usize, usize) {
        (self.next, self.rows.len())
    }

    /// Puts back the next few. What came of it all, when it was the end.
    ///
    /// # Errors
    /// `Busy`, after which the same step may be tried again; breakage.
    pub(super) async fn step(&mut self, app: &App) -> Result<Option<Done>, Error> {
        let end = self.rows.len().min(self.next + CHUNK_ROWS);
        if self.next == end {
            self.end(app).await?;
            return Ok(Some(std::mem::take(&mut self.done)));
        }
        let rows = self.rows[self.next..end].iter().filter_map(|at| self.plan.rows.get(*at));
        let steps = rows.map(|row| Ok(Step { key: row.key.clone(), then: self.plan.then(&row.key)?, seen: row.seen }));
        let steps: Vec<Step> = steps.collect::<Result<_, Error>>()?;
        let (by, only_prices) = (self.by.clone(), self.plan.what.only_prices());
        let left = app.write_bulk(self.cause(), move |tx| put_back(tx, &by, &steps, only_prices)).await?;
        self.done.back += end - self.next - left.len();
        self.done.left_in_all += left.len();
        self.done.left.extend(left);
        self.done.left.truncate(LEFT_TOLD_MAX);
        self.next = end;
        Ok(None)
    }

    fn cause(&self) -> Cause {
        let verb = match self.plan.what {
            What::Undo(_) => "going_back.undo",
            What::AsOf(..) => "going_back.bring_back",
        };
        Cause { batch: Some(self.batch), ..self.by.cause(verb) }
    }

    async fn end(&self, app: &App) -> Result<(), Error> {
        let (by, Done { title, back, left_in_all, .. }) = (self.by.clone(), self.done.clone());
        app.write_bulk(self.cause(), move |tx| {
            let told = format!("{title}: {back} put back, {left_in_all} left alone.");
            tell(tx, &by, Subject::Settings, Event::Note(told))
        })
        .await
    }
}

/// One piece of what somebody asked for. Answers how many pieces it did.
pub async fn step(app: &App) -> Result<usize, Error> {
    app.going_back.forget_old(app.now());
    let Some(mut going) = app.going_back.take_going() else { return Ok(0) };
    match going.step(app).await {
        Ok(None) => app.going_back.goes_on(going),
        Ok(Some(done)) => app.going_back.ended(done),
        Err(Error::Busy) => {
            app.going_back.goes_on(going);
            return Ok(0);
        }
        Err(error) => {
            app.going_back.failed(&format!("{} What was put back so far stays, and can be undone.", error.words()));
            return if let Error::Broken(_) = error { Err(error) } else { Ok(1) };
        }
    }
    Ok(1)
}

/// Answers what was left alone, and why.
fn put_back(tx: &mut Tx<'_>, by: &By, steps: &[Step], only_prices: bool) -> Result<Vec<(String, String)>, Error> {
    let (mut left, mut promised) = (Vec::new(), None);
    for step in steps {
        let now = tx.rows().raw(step.key.0, &step.key.1)?;
        if hash(&step.key, now.as_deref()) != step.seen {
            left.push((name_of(step, now.as_deref()), "It was changed a moment ago.".into()));
            continue;
        }
        let one = match Kind::of(step.key.0) {
            Some(Kind::Products) if only_prices => prices(tx, by, step, now.as_deref()),
            Some(Kind::Products) => product(tx, by, step, now.as_deref(), &mut promised),
            Some(Kind::Collections) => collection(tx, by, step, now.as_deref()),
            Some(Kind::Pages) => page(tx, by, step, now.as_deref()),
            Some(Kind::Discounts) => discount(tx, by, step, now.as_deref()),
            Some(Kind::Settings) => whole_settings(tx, by, step),
            None => Ok(()),
        };
        match one {
            Ok(()) => {}
            Err(Error::Refused(why @ (Refused::Sentence(_) | Refused::Form(_)))) => {
                left.push((name_of(step, now.as_deref()), Error::Refused(why).words()));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(left)
}

fn name_of(step: &Step, now: Option<&[u8]>) -> String {
    let record = now.or(step.then.as_deref()).unwrap_or_default();
    let title = match Kind::of(step.key.0) {
        Some(Kind::Products) => read::<Product>(step, record).map(|p| p.title),
        Some(Kind::Collections) => read::<Collection>(step, record).map(|c| c.title),
        Some(Kind::Pages) => read::<TextPage>(step, record).map(|p| p.title),
        Some(Kind::Discounts) => read::<Discount>(step, record).map(|d| d.code.as_str().to_owned()),
        _ => Ok("Settings".into()),
    };
    title.unwrap_or_default()
}

fn read<V: Stored>(step: &Step, record: &[u8]) -> Result<V, Error> {
    Ok(codec::get(step.key.0, &step.key.1, record)?)
}

fn both<V: Stored>(step: &Step, now: Option<&[u8]>) -> Result<(Option<V>, Option<V>), Error> {
    let then = step.then.as_ref().map(|then| read(step, then)).transpose()?;
    Ok((now.map(|now| read(step, now)).transpose()?, then))
}

fn prices(tx: &mut Tx<'_>, by: &By, step: &Step, now: Option<&[u8]>) -> Result<(), Error> {
    let (Some(now), Some(then)) = both::<Product>(step, now)? else { return Ok(()) };
    let after = priced_as(&now, &then);
    catalog::save(tx, by, &now, after)
}

/// Variants of which pieces are promised, read once for a piece of work.
type Promised = Option<BTreeMap<Id<Variant>, u64>>;

/// Everything is checked before anything is written: a refusal leaves this one product as it is, and not its neighbours.
fn product(tx: &mut Tx<'_>, by: &By, step: &Step, now: Option<&[u8]>, promised: &mut Promised) -> Result<(), Error> {
    let (now, then) = both::<Product>(step, now)?;
    let Some(mut then) = then else {
        let Some(now) = now else { return Ok(()) };
        return catalog::save(tx, by, &now, Product { status: Status::Archived, ..now.clone() });
    };
    then.check()?;
    then.handle = catalog::free_handle(tx.rows(), &then.handle, then.id)?;
    let gone: Vec<&Variant> =
        now.iter().flat_map(|now| &now.variants).filter(|v| then.variant(v.id).is_none()).collect();
    for variant in &gone {
        may_go(tx, &then, variant, promised)?;
    }
    for variant in gone {
        variants::empty_shelf(tx, by, then.id, variant, "")?;
    }
    match &now {
        Some(now) if now.handle != then.handle => catalog::moved(tx, now, &then)?,
        _ => tx.remove(&tables::REDIRECTS, &then.handle)?,
    }
    match &now {
        Some(now) => catalog::tell_parts(tx, by, now, &then)?,
        None => tell(tx, by, Subject::Product(*then.id.bytes()), Event::Created { name: then.title.clone() })?,
    }
    Ok(tx.put(&tables::PRODUCTS, &then.id, &then)?)
}

fn may_go(tx: &Tx<'_>, product: &Product, variant: &Variant, promised: &mut Promised) -> Result<(), Error> {
    let promised = match promised {
        Some(known) => known,
        None => promised.insert(variants::promised(tx.rows())?),
    };
    let held = stock::level(tx.rows(), &(product.id, variant.id))?.held;
    match promised.get(&variant.id) {
        Some(number) => Err(Error::sentence(format!("Order {number} still waits for “{}”.", variant.name()))),
        None if held > 0 => Err(Error::sentence(format!("“{}” is reserved for an order.", variant.name()))),
        None => Ok(()),
    }
}

fn collection(tx: &mut Tx<'_>, by: &By, step: &Step, now: Option<&[u8]>) -> Result<(), Error> {
    let (now, then) = both::<Collection>(step, now)?;
    let after = match (&now, then) {
        (_, Some(then)) => then,
        (Some(now), None) => Collection { listed: false, ..now.clone() },
        (None, None) => return Ok(()),
    };
    if tx.one(&tables::COLLECTION_BY_HANDLE, &after.handle)?.is_some_and(|other| other != after.id) {
        return Err(Error::sentence("Another collection has its web address now."));
    }
    let subject = Subject::Collection(*after.id.bytes());
    tell_change(tx, by, subject, "Name", now.as_ref().map_or("", |now| &now.title), &after.title)?;
    Ok(tx.put(&tables::COLLECTIONS, &after.id, &after)?)
}

fn page(tx: &mut Tx<'_>, by: &By, step: &Step, now: Option<&[u8]>) -> Result<(), Error> {
    let (now, then) = both::<TextPage>(step, now)?;
    let Some(handle) = keys::decode::<crate::base::text::Handle>(&step.key.1) else { return Ok(()) };
    let text = |page: &Option<TextPage>| page.as_ref().map(|page| page.text.clone()).unwrap_or_default();
    let title = then.as_ref().or(now.as_ref()).map(|page| page.title.clone()).unwrap_or_default();
    tell_change(tx, by, Subject::Settings, &title, &text(&now), &text(&then))?;
    match then {
        Some(then) => Ok(tx.put(&tables::PAGES, &handle, &then)?),
        None => Ok(tx.remove(&tables::PAGES, &handle)?),
    }
}

/// How often it was used stays as it is.
fn discount(tx: &mut Tx<'_>, by: &By, step: &Step, now: Option<&[u8]>) -> Result<(), Error> {
    let (now, then) = both::<Discount>(step, now)?;
    let after = match (&now, then) {
        (Some(now), Some(then)) => Discount { used: now.used, ..then },
        (None, Some(then)) => then,
        (Some(now), None) => Discount { enabled: false, ..now.clone() },
        (None, None) => return Ok(()),
    };
    let key = after.code.as_str().to_owned();
    let words = |d: &Discount| {
        format!("{}{}", crate::domain::price::percent(d.percent_ppm), if d.enabled { "" } else { ", off" })
    };
    tell_change(tx, by, Subject::Discount, &key, &now.as_ref().map(words).unwrap_or_default(), &words(&after))?;
    Ok(tx.put(&tables::DISCOUNTS, &key, &after)?)
}

/// Keys that others were given stay as they are.
fn whole_settings(tx: &mut Tx<'_>, by: &By, step: &Step) -> Result<(), Error> {
    let Some(then) = &step.then else { return Ok(()) };
    let (now, mut after): (Settings, Settings) = (settings_of(tx.rows())?, read(step, then)?);
    if after.currency != now.currency {
        return Err(Error::sentence("The shop sells in another currency now."));
    }
    after.payments.test_gateway.clone_from(&now.payments.test_gateway);
    after.payments.cards.clone_from(&now.payments.cards);
    settings::tell_parts(tx, by, &now, &after)?;
    Ok(tx.put(&tables::SETTINGS, &(), &after)?)
}
