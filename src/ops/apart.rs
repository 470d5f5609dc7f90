//! How orders come from a machine that is not the shop any more to the one that is: by the place elsewhere. Both reach it, for
//! it was there that the one learnt it had lost and the other won; nobody has to carry a file from machine to machine, or find
//! out from which moment on. The one that lost lays down each order it touched since, sealed, a file each, under its own line's
//! name: never in the shop's history. The shop shows them, and takes each away once somebody has decided.
//!
//! Where the old machine does not start any more, its folder is read instead (`duka rejoin --from`). It must not know what
//! taking an order in means.

use crate::app::rejoin::{Seen, seen};
use crate::app::{App, Error};
use crate::base::{Broken, Id};
use crate::domain::apart::Apart;
use crate::domain::event::Subject;
use crate::domain::order::Order;
use crate::ops::archive::Trouble;
use crate::ops::erased::KEPT_AFTER_ERASURE;
use crate::ops::fence::{self, Claim};
use crate::outside::targets::{self, Failed, Kind, Target};
use crate::store::history::{History, Way};
use crate::store::{Position, Span, Store, codec, keys, tables};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A folder for each line, in it a file for each order.
pub const LINES: &str = "lines/";
/// Orders laid down by one round.
const ORDERS_AT_ONCE: usize = 100;
/// Of one order.
const EVENTS_MAX: usize = 1_000;
const LETTERS_MAX: usize = 200;
const FORMAT: u32 = 1;
/// In the data folder: how far it was laid down.
const FILE: &str = "apart.json";

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    apart: Apart,
}

/// What was laid down so far.
#[derive(Serialize, Deserialize)]
struct Laid {
    /// For the machine that made this claim.
    claim: u64,
    reached: Position,
    orders: u64,
}

/// Where the way of a store parted from the winner's: both were the same up to there, or a little beyond.
pub fn parted(store: &Store, winner: &[Position]) -> Option<Position> {
    let own = fence::reached(store);
    own.iter()
        .find_map(|own| winner.iter().find(|there| there.line == own.line && there.seq <= own.seq))
        .copied()
        .or_else(|| {
            // It had left the winner's line itself.
            own.into_iter().find(|own| winner.iter().any(|there| there.line == own.line))
        })
}

/// Orders that were touched after a position, some at a time, and how far that is.
///
/// # Errors
/// History cannot be read, or is not of that way.
pub fn touched(history: &Path, from: &Position) -> Result<(BTreeSet<Id<Order>>, Position), Broken> {
    let mut way = Way::from(history, from)?;
    let mut orders = BTreeSet::new();
    while orders.len() < ORDERS_AT_ONCE {
        let Some(entry) = way.next().transpose()? else { break };
        for change in entry.changes.iter().filter(|change| change.table == tables::ORDERS.id) {
            if let Some(record) = &change.value {
                orders.insert(codec::get::<Order>(change.table, &change.key, record)?.id);
            }
        }
    }
    Ok((orders, way.at()))
}

/// An order with all that belongs to it, as it stands on this machine.
///
/// # Errors
/// The store cannot be read.
pub fn of(app: &App, id: Id<Order>) -> Result<Option<Apart>, Error> {
    app.read(|rows| {
        let Some(order) = rows.get(&tables::ORDERS, &id)? else { return Ok(None) };
        let subject = Subject::Order(*id.bytes());
        let story = rows.span(&tables::EVENTS, Span::prefix(&keys::encode(&subject)), EVENTS_MAX)?;
        let story = story.into_iter().map(|((_, id), event)| (id, event)).collect();
        let mut letters = Vec::new();
        for letter in rows.by(&tables::LETTER_BY_ORDER, &id, LETTERS_MAX)? {
            letters.extend(rows.get(&tables::LETTERS, &letter)?);
        }
        Ok(Some(Apart { machine: fence::machine(), order, story, letters }))
    })
}

/// On the machine that lost: lays down some of what it sold since. Answers how many orders; call it again until none is left.
///
/// # Errors
/// The place or the disk fails: the next round goes on from here.
pub fn lay(
    target: &dyn Target,
    app: &App,
    history: &Mutex<History>,
    data: &Path,
    claim: &Claim,
) -> Result<usize, Trouble> {
    let mut laid = match read(data)?.filter(|laid| laid.claim == claim.number) {
        Some(laid) => laid,
        None => {
            let Some(reached) = parted(app.store(), &claim.reached) else {
                return Err(Broken::new("the machine that is the shop does not say from where it went on").into());
            };
            Laid { claim: claim.number, reached, orders: 0 }
        }
    };
    let (orders, reached) = {
        // Nobody joins pieces of history while they are read.
        let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
        while history.follow(app.store())?.entries > 0 {}
        touched(&data.join("history"), &laid.reached)?
    };
    let line = app.position().line;
    for id in &orders {
        let apart = of(app, *id).map_err(|error| Broken::new(error.words()))?;
        if let Some(apart) = apart {
            target.put(&format!("{LINES}{line:016x}/{id}"), &text(&apart)?)?;
        }
    }
    laid.orders += orders.len() as u64;
    app.rejoin.hand_over(laid.orders);
    if reached != laid.reached {
        write(data, &Laid { reached, ..laid })?;
    }
    Ok(orders.len())
}

/// # Errors
/// It cannot be written as text.
pub fn text(apart: &Apart) -> Result<Vec<u8>, Broken> {
    let written = Written { format: FORMAT, apart: apart.clone() };
    serde_json::to_vec(&written).map_err(|e| Broken::because("writing an order", &e))
}

/// # Errors
/// A sentence: it is no order, or a newer version wrote it.
pub fn parse(text: &[u8]) -> Result<Apart, String> {
    let about: BTreeMap<String, serde_json::Value> = serde_json::from_slice(text).map_err(|e| e.to_string())?;
    if about.get("format").and_then(serde_json::Value::as_u64).is_none_or(|format| format > u64::from(FORMAT)) {
        return Err("a newer version of Duka wrote it".into());
    }
    let written: Written = serde_json::from_slice(text).map_err(|e| e.to_string())?;
    Ok(written.apart)
}

fn read(data: &Path) -> Result<Option<Laid>, Broken> {
    match std::fs::read(data.join(FILE)) {
        Ok(text) => {
            serde_json::from_slice(&text).map(Some).map_err(|e| Broken::because("reading what was handed over", &e))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Broken::because("reading what was handed over", &error)),
    }
}

/// Lost with the machine's power it is laid down once more: the same orders under the same names.
fn write(data: &Path, laid: &Laid) -> Result<(), Broken> {
    let text = serde_json::to_vec(laid).map_err(|e| Broken::because("writing what was handed over", &e))?;
    let beside = data.join("apart.json.part");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, data.join(FILE)));
    written.map_err(|e| Broken::because("writing what was handed over", &e))
}

/// In the shop: takes away what was decided, and brings what is not known yet.
///
/// # Errors
/// The place fails.
pub fn look(target: &dyn Target, app: &App) -> Result<(), Trouble> {
    for name in app.rejoin.to_be_removed(LINES) {
        remove(target, &name)?;
    }
    let now = app.now();
    let may_forget = app.store().time_doubt(now).is_none();
    let mut there = BTreeSet::new();
    for object in targets::all(target, LINES) {
        let object = object?;
        // What names people lies nowhere longer than that.
        if may_forget && now.since(object.modified) > KEPT_AFTER_ERASURE {
            tracing::warn!("Nobody decided about an order of another machine; it is taken away: {}", object.name);
            remove(target, &object.name)?;
            continue;
        }
        there.insert(object.name.clone());
        if !app.rejoin.needs_not(&object.name, object.modified) {
            let read = target.get(&object.name);
            fetched(app, &object, read)?;
        }
    }
    app.rejoin.are_there(LINES, &there);
    Ok(())
}

fn fetched(app: &App, object: &targets::Object, read: Result<Option<Vec<u8>>, Failed>) -> Result<(), Trouble> {
    let parsed = match read {
        Ok(None) => return Ok(()),
        Ok(Some(text)) => parse(&text),
        Err(failed) if failed.kind == Kind::Damaged => Err(failed.sentence),
        Err(failed) => return Err(failed.into()),
    };
    match parsed {
        Ok(apart) => offer(app, &object.name, object.modified, apart).map_err(|e| Broken::new(e.words()))?,
        // It stays there for whoever can read it.
        Err(why) => tracing::warn!("An order of another machine cannot be read: {} ({why})", object.name),
    }
    Ok(())
}

/// Shows an order to whoever decides, unless all of it is here.
///
/// # Errors
/// The store cannot be read.
pub fn offer(app: &App, name: &str, written: crate::base::Time, apart: Apart) -> Result<(), Error> {
    match app.read(|rows| seen(rows, &apart))? {
        Seen::Here(_) => app.rejoin.pass_over(name, written),
        Seen::More(_) | Seen::New(_) => app.rejoin.found(name, written, apart),
    }
    Ok(())
}

/// A key that may not take anything away leaves it there; it goes with its time.
fn remove(target: &dyn Target, name: &str) -> Result<(), Failed> {
    match target.remove(name) {
        Err(failed) if failed.kind == Kind::Forbidden => Ok(()),
        other => other,
    }
}
