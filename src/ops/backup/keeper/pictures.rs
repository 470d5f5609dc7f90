//! Letting go of pictures on the shop's own disk: those that nothing names, neither now nor at any moment that can be brought
//! back. It can be cut anywhere: a picture that is half gone is named by nothing either.

use super::{Keeper, pin, remove, renew};
use crate::base::Time;
use crate::base::time::DAY;
use crate::ops::archive::Trouble;
use crate::ops::prune::Unnamed;
use crate::ops::send::pace::Pace;
use crate::ops::{lease, past};
use crate::outside::blobs::{BlobHash, Blobs};
use crate::store::Store;
use crate::store::history::History;
use std::collections::HashSet;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// A picture is kept before the row that names it is written. So long nobody asks whether one does.
const RESTS: Duration = Duration::from_secs(2 * 86_400);
/// Looked for in one go; of each its 32 bytes are held.
const LOOKED_FOR_MAX: usize = 500_000;
const WEEK: i64 = 7 * DAY;

impl Keeper {
    /// Answers how many went. Reads everything that is kept here, as slowly as it must.
    ///
    /// # Errors
    /// Something cannot be read or is damaged: then all of them stay, as nobody knows what it names.
    pub fn let_go_of_pictures(
        &self,
        store: &Store,
        history: &Mutex<History>,
        pictures: &Blobs,
        now: Time,
        pace: &mut Pace,
    ) -> Result<u64, Trouble> {
        // A clock in doubt may not decide what is old.
        if store.time_doubt(now).is_some() {
            return Ok(0);
        }
        let before = pictures.now()?.checked_sub(RESTS).unwrap_or(SystemTime::UNIX_EPOCH);
        let mut unnamed = Unnamed::of(put_before(pictures, before, now)?);
        unnamed.rows(store)?;
        if unnamed.is_empty() {
            return Ok(0);
        }
        // Pinned after the rows were read: what was written meanwhile stands in it.
        renew(&self.scrubbing)?;
        pin(store, history, store.position().seq, &self.scrubbing)?;
        let looked = unnamed
            .snapshots(&*self.local, pace)
            .and_then(|()| unnamed.history(&self.scrubbing, pace).map_err(Trouble::from));
        remove(&self.scrubbing)?;
        looked?;
        // Somebody brings the shop back from here, or looks at an earlier state of it that may soon be older than what is kept.
        if past::is_open(&self.data) || lease::held_until(&*self.local, self.local.now()?)?.is_some() {
            return Ok(0);
        }
        let mut gone = 0;
        for (shelf, _) in pictures.shelves()? {
            gone += pictures.forget(&shelf, before, |hash| !unnamed.holds(hash))?;
        }
        Ok(gone)
    }
}

/// Beginning with another shelf each week, so that in a shop of very many each has its turn.
fn put_before(pictures: &Blobs, before: SystemTime, now: Time) -> Result<HashSet<BlobHash>, Trouble> {
    let (mut found, mut shelves) = (HashSet::new(), pictures.shelves()?);
    let weeks = usize::try_from(now.micros() / WEEK).unwrap_or(0);
    let first = weeks.checked_rem(shelves.len()).unwrap_or(0);
    shelves.rotate_left(first);
    for (shelf, _) in shelves {
        found.extend(pictures.put_before(&shelf, before)?.into_keys());
        if found.len() >= LOOKED_FOR_MAX {
            break;
        }
    }
    Ok(found)
}
