//! A word left at a target by whoever brings a shop back from there: nothing goes until it ended, by the target's own clock.

use crate::base::Time;
use crate::base::random::Random;
use crate::base::random::seed_from_system;
use crate::base::time::HOUR;
use crate::ops::archive::Trouble;
use crate::outside::targets::{self, Failed, Target};

const LEASES: &str = "lease/";
/// So long it holds, in microseconds. Bringing a shop back takes minutes.
const LEASE_TIME: i64 = 6 * HOUR;

/// Lays one. A key that may only read lays none, and needs none: whoever prunes has another.
pub fn lay(target: &dyn Target) -> Result<(), Trouble> {
    let name = format!("{LEASES}{:016x}", Random::from_seed(seed_from_system()?).u64());
    if let Err(refused) = target.put(&name, b"A shop is brought back from here.") {
        tracing::info!(cause = refused.sentence, "Nothing can be written there while the shop is brought back");
    }
    Ok(())
}

/// Until when somebody reads, if anybody does. Those that ended are taken away.
pub fn held_until(target: &dyn Target, now: Time) -> Result<Option<Time>, Failed> {
    let mut until: Option<Time> = None;
    for lease in targets::all(target, LEASES).collect::<Result<Vec<_>, _>>()? {
        let ends = lease.modified.plus(LEASE_TIME);
        if ends > now {
            until = until.max(Some(ends));
        } else {
            target.remove(&lease.name)?;
        }
    }
    Ok(until)
}
