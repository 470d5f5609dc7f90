//! Ninety days of a small shop: who ordered what, how it was paid, what became of it.

use super::super::checkout::{self, Choice, Placing};
use super::super::{App, By, Error, letters, orders, payments};
use super::{DAYS, some_time};
use crate::base::text::{Email, Quantity};
use crate::base::time::{DAY, HOUR, MINUTE, SECOND};
use crate::base::{Broken, Id, Language, Random, Secret, Time};
use crate::demo::goods::{Goods, Person};
use crate::domain::address::Address;
use crate::domain::cart::{Cart, CartLine};
use crate::domain::catalog::Product;
use crate::domain::event::Actor;
use crate::domain::letter::{Letter, LetterKind, Reply};
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::domain::people::Staff;
use crate::domain::place::Country;
use crate::domain::rules::PICKUP_CODE;
use crate::mail::{self, About};
use crate::store::tables;
use jiff::tz::TimeZone;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Orders made at the same time: they are written together.
const AT_ONCE: usize = 24;
/// Letters older than that are forgotten, as `tidy` would have done.
const LETTERS_KEPT: i64 = 14 * DAY;

/// What became of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Shipped,
    ToShip,
    Unpaid,
    Cancelled,
    /// To be fetched and not made ready yet; the buyer's only letter came back.
    Mistyped,
}

#[derive(Clone)]
pub struct Planned {
    at: Time,
    person: Person,
    pub lines: Vec<CartLine>,
    method: Method,
    fate: Fate,
    with_code: bool,
    token: Secret,
}

impl Planned {
    pub fn is_cancelled(&self) -> bool {
        self.fate == Fate::Cancelled
    }
}

/// Decides everything beforehand, in the order of time.
pub fn plan(random: &mut Random, now: Time, zone: &TimeZone, goods: &Goods, products: &[Product]) -> Vec<Planned> {
    let mut plan = Vec::new();
    for days_ago in (0..=DAYS).rev() {
        for _ in 0..orders_on(random, now.day(zone).plus(-days_ago).date(), days_ago) {
            let at = some_time(random, now, zone, days_ago);
            // Nothing in the last minutes: that is the visitor's own time.
            if at < now.minus(20 * MINUTE) {
                plan.push(planned(random, at, now, goods, products));
            }
        }
    }
    plan.extend(mistyped(random, now, goods, products));
    plan.sort_by_key(|p| p.at);
    plan
}

/// Somebody who changed two letters of their own address.
fn mistyped(random: &mut Random, now: Time, goods: &Goods, products: &[Product]) -> Option<Planned> {
    const AGO: i64 = 2 * HOUR + 10 * MINUTE;
    let at = now.minus(AGO);
    let person = goods.people.iter().find(|p| p.country == "DE")?;
    let (name, domain) = person.email.split_once('@')?;
    let mut letters: Vec<char> = name.chars().collect();
    let last = letters.len().checked_sub(2)?;
    letters.swap(last, last + 1);
    let email = format!("{}@{domain}", letters.iter().collect::<String>());
    let person = Person { email, ..person.clone() };
    let planned = planned(random, at, now, goods, products);
    Some(Planned { person, method: Method::OnPickup, fate: Fate::Mistyped, with_code: false, ..planned })
}

/// Four on a quiet day, nine on a Saturday, a little more each month.
fn orders_on(random: &mut Random, date: jiff::civil::Date, days_ago: i32) -> u64 {
    let weekend = match date.weekday() {
        jiff::civil::Weekday::Saturday => 3,
        jiff::civil::Weekday::Sunday => 2,
        _ => 0,
    };
    3 + weekend + random.below(4) + (DAYS - days_ago) as u64 / 40
}

fn planned(random: &mut Random, at: Time, now: Time, goods: &Goods, products: &[Product]) -> Planned {
    let person = goods.people[random.below(goods.people.len() as u64) as usize].clone();
    let method = match random.below(10) {
        0..=2 => Method::Transfer,
        3 if person.country == "DE" => Method::OnPickup,
        _ => Method::TestGateway,
    };
    let age = now.since(at);
    let fate = match (method, random.below(20)) {
        (_, 0) => Fate::Cancelled,
        (Method::Transfer, n) if age < 5 * DAY && n < 12 => Fate::Unpaid,
        (Method::OnPickup, _) if age < 2 * DAY => Fate::ToShip,
        (_, n) if age < 26 * HOUR && n < 16 => Fate::ToShip,
        _ => Fate::Shipped,
    };
    Planned {
        at,
        lines: lines(random, on_the_shelf(products, at)),
        person,
        method,
        fate,
        with_code: random.below(9) == 0,
        token: Secret::new(random),
    }
}

/// What had come by then: the newest stand last.
fn on_the_shelf(products: &[Product], at: Time) -> &[Product] {
    let new = products.iter().rev().take_while(|p| p.created >= at).count();
    &products[..products.len() - new]
}

fn lines(random: &mut Random, products: &[Product]) -> Vec<CartLine> {
    let many = 1 + random.below(3) * random.below(2) + random.below(2);
    let mut lines: Vec<CartLine> = Vec::new();
    for _ in 0..many {
        // Squared, so that some things sell much better than others.
        let spot = random.below(1000) * random.below(1000) / 1000;
        let product = &products[(spot as usize * products.len() / 1000).min(products.len() - 1)];
        let variant = &product.variants[random.below(product.variants.len() as u64) as usize];
        let quantity = Quantity::new(1 + random.below(2) as u32 * random.below(3) as u32).unwrap_or(Quantity::ONE);
        if lines.iter().all(|l| l.variant != variant.id) {
            lines.push(CartLine { product: product.id, variant: variant.id, quantity });
        }
    }
    lines
}

/// Lives through the plan. Answers how many orders there were.
pub async fn run(app: &Arc<App>, plan: Vec<Planned>) -> Result<usize, Error> {
    let owner = app.read(|rows| Ok(rows.span(&tables::STAFF, crate::store::Span::all(), 1)?))?;
    let (_, owner) = owner.into_iter().next().ok_or(Error::NotFound)?;
    let count = plan.len();
    let mut plan = plan.into_iter();
    let mut running = JoinSet::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(planned) = plan.next()
        {
            let (app, owner) = (app.clone(), owner.clone());
            running.spawn(async move { one(&app, &owner, planned).await });
        }
        match running.join_next().await {
            Some(Ok(done)) => done?,
            Some(Err(error)) => return Err(crate::base::Broken::because("making the past", &error).into()),
            None => return Ok(count),
        }
    }
}

fn buyer(at: Time) -> By {
    By { at: Some(at), ..By::buyer(0) }
}

fn staff(owner: &Staff, at: Time) -> By {
    By { at: Some(at), ..By::new(Actor::Staff { id: owner.id, name: owner.name.clone() }, 0) }
}

/// One order's life.
async fn one(app: &App, owner: &Staff, planned: Planned) -> Result<(), Error> {
    let order = place(app, &planned).await?;
    let (id, at) = (order.id, planned.at);
    // What was ordered a moment ago was not cancelled tomorrow.
    let past = |span: i64| at.plus(span).min(app.now().minus(MINUTE));
    match planned.fate {
        Fate::Unpaid => {}
        Fate::Mistyped => come_back(app, id, at).await?,
        Fate::Cancelled => {
            orders::cancel(app, &staff(owner, past(3 * HOUR)), id, "ordered twice by mistake".into(), true).await?
        }
        Fate::ToShip if planned.method == Method::OnPickup => {
            orders::ready(app, &staff(owner, past(10 * MINUTE)), id).await?
        }
        Fate::Shipped if planned.method == Method::OnPickup => {
            orders::hand_over(app, &staff(owner, past(20 * HOUR)), id).await?
        }
        Fate::ToShip | Fate::Shipped => {
            let paid_at = past(if planned.method == Method::Transfer { 26 * HOUR } else { 2 * MINUTE });
            payments::mark_paid(app, &staff(owner, paid_at), id, order.total(), reference(&planned)).await?;
            if planned.fate == Fate::Shipped {
                let shipped_at = paid_at.plus(18 * HOUR).min(app.now().minus(MINUTE));
                let tracking = format!("00340{:015}", order.number * 7_919);
                orders::ship(app, &staff(owner, shipped_at), id, "DHL".into(), tracking).await?;
            }
        }
    }
    post(app, id).await
}

fn reference(planned: &Planned) -> String {
    match planned.method {
        Method::Transfer => "statement".into(),
        _ => format!("ch_{}", &planned.token.show()[..12]),
    }
}

async fn place(app: &App, planned: &Planned) -> Result<Order, Error> {
    let person = &planned.person;
    let country = Country::parse(&person.country).map_err(|_| super::unreadable("people"))?;
    let code = planned.with_code.then(|| "LEAF10".to_owned());
    let cart = Cart { lines: planned.lines.clone(), code, country: Some(country), updated: planned.at };
    let pickup = planned.method == Method::OnPickup;
    let choice =
        Choice { country: Some(country), region: String::new(), delivery: pickup.then(|| PICKUP_CODE.to_owned()) };
    let basket = app.read(|rows| checkout::basket(rows, &cart, &choice, planned.at))?;
    let delivery = basket.quote.delivery.as_ref().map(|d| d.code.clone()).unwrap_or_default();
    let address = Address {
        name: person.name.clone(),
        company: String::new(),
        line1: person.street.clone(),
        line2: String::new(),
        postcode: person.postcode.clone(),
        city: person.city.clone(),
        region: String::new(),
        country,
        phone: String::new(),
    };
    let placing = Placing {
        token: planned.token,
        cart,
        email: Email::parse(&person.email)?,
        language: Language::English,
        address,
        delivery,
        method: planned.method,
        message: String::new(),
        network: None,
        seen: basket.quote.total,
    };
    checkout::place(app, &buyer(planned.at), placing).await
}

/// The mail server knows no such address, so the letter about the order comes to nothing.
async fn come_back(app: &App, id: Id<Order>, at: Time) -> Result<(), Error> {
    let settings = app.settings()?;
    let (order, letters) = letters_of(app, id)?;
    let Some(letter) = letters.into_iter().find(|l| l.kind == LetterKind::Received) else { return Ok(()) };
    let about = About { settings: &settings, order: order.as_ref(), about: "" };
    let content = mail::write(letter.kind, &about).map_err(|e| Broken::new(format!("a letter of the past: {e}")))?;
    let said =
        format!("The mail server mail.example.com refused the letter: 550 5.1.1 <{}>: no such mailbox here", letter.to);
    let by = By { at: Some(at.plus(5 * SECOND)), ..By::shop() };
    letters::tried(app, &by, letter.id, content, Reply::Never(said)).await?;
    Ok(())
}

fn letters_of(app: &App, id: Id<Order>) -> Result<(Option<Order>, Vec<Letter>), Error> {
    const LETTERS_MAX: usize = 20;
    app.read(|rows| {
        let mut found = Vec::new();
        for letter in rows.by(&tables::LETTER_BY_ORDER, &id, LETTERS_MAX)? {
            found.extend(rows.get(&tables::LETTERS, &letter)?);
        }
        Ok((rows.get(&tables::ORDERS, &id)?, found))
    })
}

/// The order's letters went out when they were written; old ones have been forgotten since.
async fn post(app: &App, id: Id<Order>) -> Result<(), Error> {
    let settings = app.settings()?;
    let (Some(order), found) = letters_of(app, id)? else { return Ok(()) };
    let old = app.now().minus(LETTERS_KEPT);
    let mut sent = Vec::new();
    for letter in found {
        let about = About { settings: &settings, order: Some(&order), about: &letter.about };
        let written = mail::write(letter.kind, &about).ok().filter(|_| letter.created > old);
        sent.push((letter, written));
    }
    app.write(&By::shop(), "furnish.post", move |tx| {
        for (letter, written) in &sent {
            match written {
                None => tx.remove(&tables::LETTERS, &letter.id)?,
                Some(content) => {
                    let reply = Reply::Taken("Kept here to be read; this shop sends no mail.".into());
                    let fate = letter.fate.after(&reply, letter.created.plus(5 * SECOND));
                    let letter = Letter { fate, sent_as: Some(content.clone()), ..letter.clone() };
                    tx.put(&tables::LETTERS, &letter.id, &letter)?;
                }
            }
        }
        Ok(())
    })
    .await
}

/// Visitors of each day: some thirty pages for each order.
pub async fn views(app: &App, random: &mut Random) -> Result<(), Error> {
    let zone = app.settings()?.zone();
    let today = app.now().day(&zone);
    let days: Vec<_> = (0..=DAYS).map(|ago| (today.plus(-ago), 90 + random.below(140))).collect();
    app.pass(move |tx| {
        for (day, views) in &days {
            tx.put(&tables::VIEWS, day, views)?;
        }
        Ok(())
    })
    .await
}
