//! The ledger of the erased beside the backups: ids and times, nothing else, in one small file at every place. It is no part of
//! history, so that a shop brought back from before an erasure knows of it all the same. It only grows.

use crate::app::erasure::Ledger;
use crate::base::time::DAY;
use crate::base::{Broken, Id, Time};
use crate::domain::people::Customer;
use crate::ops::archive::Trouble;
use crate::outside::targets::{Kind, Target};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FILE: &str = "erased.json";
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
    let damaged = |why: &str| Trouble::damaged(FILE, why);
    let text = match target.get(FILE) {
        Err(failed) if failed.kind == Kind::Damaged => return Err(damaged("it does not open")),
        text => text?,
    };
    let Some(text) = text else { return Ok(Ledger::new()) };
    let written: Written = serde_json::from_slice(&text).map_err(|e| damaged(&e.to_string()))?;
    if written.format > FORMAT {
        return Err(damaged("a newer version of Duka wrote it"));
    }
    let parse = |(id, at): (String, i64)| Some((Id::parse(&id)?, Time::from_micros(at)));
    written.erased.into_iter().map(|one| parse(one).ok_or_else(|| damaged("an id in it is none"))).collect()
}

/// Adds to what lies there. What cannot be read is written anew.
///
/// # Errors
/// The place fails.
pub fn lay(target: &dyn Target, ledger: &Ledger) -> Result<(), Trouble> {
    let there = match read(target) {
        Err(Trouble::Damaged { name, why }) => {
            tracing::error!(cause = why, "The file {name} is damaged and is written anew");
            None
        }
        there => Some(there?),
    };
    let mut all = there.clone().unwrap_or_default();
    all.extend(ledger);
    if there.is_some_and(|there| there == all) {
        return Ok(());
    }
    let erased = all.iter().map(|(id, at)| (id.to_string(), at.micros())).collect();
    let text = serde_json::to_vec(&Written { format: FORMAT, erased })
        .map_err(|e| Broken::because("writing who was erased", &e))?;
    Ok(target.put(FILE, &text)?)
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
