//! The rules of what is kept, and which snapshots they keep. Knows no targets.

use super::Aged;
use crate::app::erasure::Ledger;
use crate::base::Time;
use crate::base::time::DAY;
use crate::ops::archive::{Manifest, chain};
use crate::ops::erased::{self, KEPT_AFTER_ERASURE};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

/// After the time for which everything is kept there is by then a snapshot of the time after, to keep instead; in microseconds.
const GRACE: i64 = 2 * DAY;

/// What is kept: everything of the last days, and beyond them the newest of each of the last weeks and months. Whatever one
/// of the rules keeps is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Keep {
    days: NonZeroU32,
    weekly: u32,
    monthly: u32,
}

impl Default for Keep {
    fn default() -> Keep {
        const DAYS: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
        Keep { days: DAYS, weekly: 0, monthly: 0 }
    }
}

impl Keep {
    /// `None`: no day at all would be kept, or more than anybody can mean.
    pub fn of(days: u32, weekly: u32, monthly: u32) -> Option<Keep> {
        /// Ten years.
        const DAYS_MAX: u32 = 3_660;
        let bounded = days <= DAYS_MAX && weekly <= DAYS_MAX / 7 && monthly <= DAYS_MAX / 30;
        NonZeroU32::new(days).filter(|_| bounded).map(|days| Keep { days, weekly, monthly })
    }

    pub fn days(&self) -> u32 {
        self.days.get()
    }

    pub fn weekly(&self) -> u32 {
        self.weekly
    }

    pub fn monthly(&self) -> u32 {
        self.monthly
    }

    /// Every moment from then on can be brought back.
    pub fn since(&self, now: Time) -> Time {
        now.minus(i64::from(self.days.get()) * DAY)
    }
}

/// All that decides: what is wanted, and what must not be kept.
#[derive(Clone, Copy)]
pub(super) struct Rule<'a> {
    pub keep: &'a Keep,
    pub now: Time,
    pub erased: &'a Ledger,
}

impl Rule<'_> {
    /// The time in which nothing goes, whoever was erased.
    fn since_at_least(&self) -> Time {
        self.keep.since(self.now).max(self.now.minus(KEPT_AFTER_ERASURE))
    }

    /// Every moment from then on can be brought back. Where somebody was erased in the time before that of which everything
    /// is kept whoever was erased, only the moments of snapshots can.
    pub fn history_since(&self) -> Time {
        let (wanted, at_least) = (self.keep.since(self.now), self.since_at_least());
        let is_between = self.erased.values().any(|at| (wanted..at_least).contains(at));
        if is_between { at_least } else { wanted }
    }

    fn must_go(&self, snapshot: &Manifest) -> bool {
        erased::must_go(self.erased, snapshot.made, self.now, KEPT_AFTER_ERASURE + GRACE)
    }
}

/// Which of the snapshots stay, oldest first as they are. The newest proved one stays whatever the rules say, and with each
/// that stays, all it builds on.
pub(super) fn kept(snapshots: &[Aged], rule: &Rule<'_>, newest_proved: Option<usize>) -> Vec<bool> {
    let all = snapshots.iter().map(|s| &s.manifest);
    let links = |at: &usize| chain(all.clone(), &snapshots[*at].manifest).unwrap_or_default();
    let of_their_state: Vec<usize> = (0..snapshots.len()).filter(|at| !is_replaced(snapshots, *at)).collect();
    let mut wanted: BTreeSet<usize> = newest_proved.into_iter().collect();
    wanted.extend(since(snapshots, &of_their_state, rule.since_at_least()));
    let lawful: Vec<usize> =
        of_their_state.into_iter().filter(|at| !links(at).iter().any(|link| rule.must_go(link))).collect();
    if rule.keep.since(rule.now) < rule.since_at_least() {
        wanted.extend(since(snapshots, &lawful, rule.keep.since(rule.now)));
    }
    wanted.extend(newest_of_each(snapshots, &lawful, rule.keep.weekly, |at| week(snapshots[at].at)));
    wanted.extend(newest_of_each(snapshots, &lawful, rule.keep.monthly, |at| month(snapshots[at].at)));
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for at in wanted {
        names.insert(&snapshots[at].manifest.name);
        names.extend(links(&at).into_iter().map(|link| link.name.as_str()));
    }
    snapshots.iter().map(|s| names.contains(s.manifest.name.as_str())).collect()
}

/// Those since then, and the one before, from which history leads to the first moments.
fn since(snapshots: &[Aged], candidates: &[usize], since: Time) -> Vec<usize> {
    let (before, mut found): (Vec<usize>, Vec<usize>) = candidates.iter().partition(|at| snapshots[**at].at <= since);
    found.extend(before.last());
    found
}

/// Does another one hold the same state and need fewer others? Those come later.
fn is_replaced(snapshots: &[Aged], at: usize) -> bool {
    let this = &snapshots[at].manifest;
    let holds_it =
        |other: &Aged| other.manifest.to == this.to && (other.manifest.is_made_of_others() || !this.is_base());
    snapshots[at + 1..].iter().any(holds_it)
}

fn newest_of_each(
    snapshots: &[Aged],
    candidates: &[usize],
    periods: u32,
    period: impl Fn(usize) -> (i64, i64),
) -> Vec<usize> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    // The newest first, by the clock that periods are of.
    let mut by_age = candidates.to_vec();
    by_age.sort_by_key(|at| std::cmp::Reverse((snapshots[*at].at, *at)));
    for at in by_age {
        if seen.len() == periods as usize {
            break;
        }
        if seen.insert(period(at)) {
            found.push(at);
        }
    }
    found
}

fn week(at: Time) -> (i64, i64) {
    let date = at.at(&TimeZone::UTC).date().iso_week_date();
    (i64::from(date.year()), i64::from(date.week()))
}

fn month(at: Time) -> (i64, i64) {
    let date = at.at(&TimeZone::UTC).date();
    (i64::from(date.year()), i64::from(date.month()))
}
