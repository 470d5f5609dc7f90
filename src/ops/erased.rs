//! The ledger of the erased beside the backups: ids and times, nothing else, in a small file at every place. It is no part of
//! history, so that a shop brought back from before an erasure knows of it all the same. It only grows, each time to a new file.

use crate::app::erasure::Ledger;
use crate::base::time::DAY;
use crate::base::{Broken, Id, Time};
use crate::domain::people::Customer;
use crate::ops::archive::Trouble;
use crate::ops::numbered::{Numbered, Word};
use crate::outside::targets::{Failed, Kind, Target};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const LEDGERS: Numbered = Numbered { folder: "erased/", ending: ".json" };
const FORMAT: u32 = 1;
/// What names a person may be kept for so long after they were erased, in microseconds. Pruning and putting together take a
/// few days more.
pub const KEPT_AFTER_ERASURE: i64 = 30 * DAY;
/// A base may have been read for so long: its first rows are older than it says.
const READING_MAX: i64 = DAY;

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    /// By id, microseconds.
    erased: BTreeMap<String, i64>,
}

/// What lies there; empty when nothing does.
///
/// # Errors
/// The place fails, or the file is damaged.
pub fn read(target: &dyn Target) -> Result<Ledger, Trouble> {
    LEDGERS.newest(target)?.map_or_else(|| Ok(Ledger::new()), |newest| read_one(target, &newest))
}

fn read_one(target: &dyn Target, word: &Word) -> Result<Ledger, Trouble> {
    let damaged = |why: &str| Trouble::damaged(&word.name, why);
    let text = match target.get(&word.name) {
        Err(failed) if failed.kind == Kind::Damaged => return Err(damaged("it does not open")),
        text => text?.ok_or_else(|| damaged("it is not there"))?,
    };
    parse(&text).map_err(|why| damaged(&why))
}

/// What a file says: at a place, or in an export.
pub fn parse(text: &[u8]) -> Result<Ledger, String> {
    let written: Written = serde_json::from_slice(text).map_err(|e| e.to_string())?;
    if written.format > FORMAT {
        return Err("a newer version of Duka wrote it".into());
    }
    let one = |(id, at): (String, i64)| Some((Id::parse(&id)?, Time::from_micros(at)));
    written.erased.into_iter().map(|each| one(each).ok_or_else(|| "an id in it is none".into())).collect()
}

/// The file it is.
pub fn text(ledger: &Ledger) -> Result<Vec<u8>, Broken> {
    let erased = ledger.iter().map(|(id, at)| (id.to_string(), at.micros())).collect();
    serde_json::to_vec(&Written { format: FORMAT, erased }).map_err(|e| Broken::because("writing who was erased", &e))
}

/// Adds to what lies there. What cannot be read is written anew, and what lies there long is.
///
/// # Errors
/// The place fails.
pub fn lay(target: &dyn Target, ledger: &Ledger) -> Result<(), Trouble> {
    // Another may write between looking and writing.
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        let newest = LEDGERS.newest(target)?;
        let there = match newest.as_ref().map(|word| read_one(target, word)).transpose() {
            Err(Trouble::Damaged { name, why }) => {
                tracing::error!(cause = why, "The file {name} is damaged and is written anew");
                None
            }
            there => there?,
        };
        let mut all = there.clone().unwrap_or_default();
        all.extend(ledger);
        let is_known = match (&newest, &there) {
            (None, _) => all.is_empty(),
            (Some(word), Some(there)) => *there == all && !word.is_old(target),
            (Some(_), None) => false,
        };
        if is_known || LEDGERS.put_after(target, newest.as_ref(), &text(&all)?)? {
            return Ok(());
        }
    }
    Err(Failed::new(Kind::Other, "Somebody else writes down there who was erased, all the time.").into())
}

/// Does a state of that time name somebody who was erased so long ago that it must go?
pub fn must_go(ledger: &Ledger, state: Time, now: Time, kept_after: i64) -> bool {
    let names = |(id, at): (&Id<Customer>, &Time)| id.made() <= state && state < at.plus(READING_MAX);
    ledger.iter().filter(|(_, at)| at.plus(kept_after) <= now).any(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Random;

    #[test]
    fn a_state_goes_when_it_names_somebody_erased_long_ago() {
        let day = |n: i64| Time::from_micros(n * DAY);
        let id = Id::new(day(10), &mut Random::from_seed([1; 32]));
        let ledger = Ledger::from([(id, day(20))]);
        for (state, now, wanted) in [
            (5, 60, false),  // before they came
            (15, 49, false), // not long enough ago
            (15, 50, true),
            (20, 50, true),  // read while they were erased
            (22, 90, false), // they were gone by then
        ] {
            assert_eq!(must_go(&ledger, day(state), day(now), KEPT_AFTER_ERASURE), wanted, "{state} {now}");
        }
    }
}
