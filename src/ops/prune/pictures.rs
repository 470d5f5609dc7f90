//! Letting go of pictures at a place elsewhere.
//!
//! What is here is put there again every 45 days, before anything else that is put there. So whatever was put there later than
//! that after a picture was, came when the picture was not here any more; and it goes here when nothing that is kept names it.
//! That makes the age of the oldest file there the whole answer, and nothing there has to be read.

use crate::base::random::Seed;
use crate::base::time::DAY;
use crate::base::{Broken, Time};
use crate::ops::archive::{BASES, Trouble};
use crate::ops::lease;
use crate::ops::send::HISTORY;
use crate::ops::send::pictures::{PICTURES, SENT_AGAIN_AT_LAST, folder_of, name_of};
use crate::outside::blobs::Blobs;
use crate::outside::targets::{self, Failed, Target};
use std::collections::{HashMap, HashSet};

/// A sender looks once a day what lies there; a day more for good measure.
const NAMED_FOR: i64 = SENT_AGAIN_AT_LAST + 2 * DAY;
/// Taken away in one round; the rest with the next ones.
const GONE_AT_ONCE: usize = 10_000;

/// What came of a round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PicturesPruned {
    Done(u64),
    /// More than half would go. Perhaps they were lost here: a person must say so.
    Ask {
        would_go: u64,
        of: u64,
    },
    /// Somebody brings a shop back from there until then, by the target's clock.
    Waits {
        until: Time,
    },
}

/// Takes away what is not here any more and is named by nothing that lies there. `agreed`: more than half may go.
///
/// # Errors
/// The target fails; what was not done yet is done by the next round.
pub fn prune_pictures(
    target: &dyn Target,
    here: &Blobs,
    names: &Seed,
    agreed: bool,
) -> Result<PicturesPruned, Trouble> {
    let Some(oldest) = oldest(target)? else { return Ok(PicturesPruned::Done(0)) };
    let mut shelves = Shelves::of(here, names)?;
    let (mut of, mut would_go, mut going) = (0, 0, Vec::new());
    for object in targets::all(target, PICTURES) {
        let object = object?;
        of += 1;
        if object.modified.plus(NAMED_FOR) < oldest && shelves.lack(&object.name)? {
            would_go += 1;
            if going.len() < GONE_AT_ONCE {
                going.push(object.name);
            }
        }
    }
    if would_go * 2 > of && !agreed {
        return Ok(PicturesPruned::Ask { would_go, of });
    }
    if going.is_empty() {
        return Ok(PicturesPruned::Done(0));
    }
    if let Some(until) = lease::held_until(target, target.now()?)? {
        return Ok(PicturesPruned::Waits { until });
    }
    for name in &going {
        target.remove(name)?;
    }
    Ok(PicturesPruned::Done(going.len() as u64))
}

/// When the oldest file of a backup was put there.
fn oldest(target: &dyn Target) -> Result<Option<Time>, Failed> {
    let mut oldest = None;
    for object in targets::all(target, BASES).chain(targets::all(target, HISTORY)) {
        let put = object?.modified;
        oldest = Some(oldest.map_or(put, |oldest: Time| oldest.min(put)));
    }
    Ok(oldest)
}

/// What is on the shelves here, by the names it has there. One shelf is held at a time, as the names there come shelf by shelf.
struct Shelves<'a> {
    here: &'a Blobs,
    names: &'a Seed,
    /// Each possible one by its folder there; those that are here.
    folders: HashMap<String, String>,
    filled: HashSet<String>,
    open: (String, HashSet<String>),
}

impl<'a> Shelves<'a> {
    fn of(here: &'a Blobs, names: &'a Seed) -> Result<Shelves<'a>, Broken> {
        let every = (0..=u8::MAX).map(|n| format!("{n:02x}"));
        let folders = every.map(|shelf| (folder_of(names, &shelf), shelf)).collect();
        let filled = here.shelves()?.into_iter().map(|(shelf, _)| shelf).collect();
        Ok(Shelves { here, names, folders, filled, open: Default::default() })
    }

    /// Is a picture of ours not here? What is none of ours stays.
    fn lack(&mut self, name: &str) -> Result<bool, Broken> {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(shelf) = self.folders.get(&format!("{folder}/")) else { return Ok(false) };
        if self.open.0 != *shelf {
            let mut kept = Vec::new();
            if self.filled.contains(shelf) {
                kept = self.here.on_shelf(shelf)?;
                // What is damaged here is whole there alone.
                kept.extend(self.here.damaged_on(shelf)?);
            }
            let kept = kept.iter().map(|(hash, kind)| name_of(self.names, shelf, hash, kind)).collect();
            self.open = (shelf.clone(), kept);
        }
        Ok(!self.open.1.contains(name))
    }
}
