//! Letting go of what no rule keeps. It goes by the target's own clock, and only while that and the shop's agree.
//!
//! It can be cut anywhere: a snapshot's manifest goes first, what is left of one goes with a later round. Pictures go after
//! everything that could name them.

mod keep;
mod pictures;
mod sweep;
mod unnamed;

pub use keep::Keep;
use keep::Rule;
pub use pictures::{PicturesPruned, prune_pictures};
pub use unnamed::Unnamed;

use crate::app::erasure::Ledger;
use crate::base::Time;
use crate::base::time::{DAY, HOUR};
use crate::ops::archive::{self, BASES, Manifest, Trouble};
use crate::ops::backup::drill::Proof;
use crate::ops::erased;
use crate::ops::lease;
use crate::outside::targets::{self, Failed, Kind, Target};
use std::collections::BTreeMap;

/// Clocks that differ by more do not decide what is old.
const CLOCKS_APART_MAX: i64 = HOUR;
/// Files that belong to nothing whole may be on their way for so long, in microseconds.
const UNFINISHED_KEPT: i64 = DAY;

/// What came of a round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pruned {
    Done(Report),
    /// More than half would go: a person must agree first.
    Ask {
        would_go: usize,
        of: usize,
    },
    /// Somebody brings a shop back from there until then, by the target's clock.
    Waits {
        until: Time,
    },
}

/// What went.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    pub snapshots: usize,
    pub history: usize,
    /// Files of snapshots that were never whole.
    pub leftovers: usize,
    /// Manifests that cannot be read. They and their files stay, for a person to look at.
    pub damaged: Vec<String>,
}

/// A snapshot and how old it is by the target's clock.
struct Aged {
    manifest: Manifest,
    at: Time,
}

/// Takes away what `keep` does not keep. `agreed`: a person was asked and said that more than half may go.
///
/// # Errors
/// The target fails, or its clock and the shop's disagree; what was not done yet is done by the next round.
pub fn prune(target: &dyn Target, keep: &Keep, shop_now: Time, agreed: bool) -> Result<Pruned, Trouble> {
    let now = target.now()?;
    if now.since(shop_now).abs() > CLOCKS_APART_MAX {
        let sentence = "Nothing old was deleted: the clock there and the shop's clock are more than an hour apart.";
        return Err(Failed::new(Kind::Other, sentence).into());
    }
    let files: Vec<_> = targets::all(target, BASES).collect::<Result<_, _>>()?;
    let put_there: BTreeMap<&str, Time> = files.iter().map(|file| (file.name.as_str(), file.modified)).collect();
    let (manifests, troubles) = archive::manifests(target)?;
    let snapshots: Vec<Aged> = manifests.into_iter().filter_map(|manifest| aged(manifest, &put_there)).collect();
    let newest_proved = newest_proved(target, &snapshots)?;
    let rule = Rule { keep, now, erased: &Ledger::new() };
    let would_go = keep::kept(&snapshots, &rule, newest_proved).iter().filter(|kept| !**kept).count();
    if would_go * 2 > snapshots.len() && !agreed {
        return Ok(Pruned::Ask { would_go, of: snapshots.len() });
    }
    // What names somebody erased goes whatever anybody wants to keep.
    let erased = erased::read(target)?;
    let rule = Rule { erased: &erased, ..rule };
    let kept = keep::kept(&snapshots, &rule, newest_proved);
    // Asked as late as can be: whoever begins to read now finds what stays.
    if let Some(until) = lease::held_until(target, now)? {
        return Ok(Pruned::Waits { until });
    }
    let mut report = Report { damaged: troubles.iter().map(Trouble::sentence).collect(), ..Report::default() };
    // Those that build on others go before them.
    for (gone, _) in snapshots.iter().zip(&kept).rev().filter(|(_, kept)| !**kept) {
        archive::remove(target, &gone.manifest.name)?;
        report.snapshots += 1;
    }
    report.leftovers = sweep::leftovers(target, &files, now.minus(UNFINISHED_KEPT))?;
    // What a damaged manifest needs is not known.
    if report.damaged.is_empty() {
        let stays: Vec<&Aged> = snapshots.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(s, _)| s).collect();
        report.history = sweep::history(target, &stays, rule.history_since())?;
    }
    Ok(Pruned::Done(report))
}

/// One that was made of others is as old as its state; files tell only when it was put together.
fn aged(manifest: Manifest, put_there: &BTreeMap<&str, Time>) -> Option<Aged> {
    let put = *put_there.get(archive::manifest_of(&manifest.name).as_str())?;
    let at = if manifest.is_made_of_others() { put.min(manifest.made) } else { put };
    Some(Aged { manifest, at })
}

fn newest_proved(target: &dyn Target, snapshots: &[Aged]) -> Result<Option<usize>, Failed> {
    for (at, snapshot) in snapshots.iter().enumerate().rev() {
        let proof = target.get(&archive::proof_of(&snapshot.manifest.name));
        let text = match proof {
            Err(failed) if failed.kind == Kind::Damaged => None,
            other => other?,
        };
        if text.is_some_and(|text| serde_json::from_slice(&text).is_ok_and(|proof: Proof| proof.holds())) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
