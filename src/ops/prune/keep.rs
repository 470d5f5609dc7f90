//! The rules of what is kept, and which snapshots they keep. Knows no targets.

use super::Aged;
use crate::app::erasure::Ledger;
use crate::base::Time;
use crate::base::time::DAY;
use crate::ops::archive::{Manifest, chain};
use crate::ops::erased;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

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
pub(super) struct Rule<'a> {
    pub keep: &'a Keep,
    pub now: Time,
    /// Every moment from then on can be brought back.
    pub since: Time,
    pub erased: &'a Ledger,
}

/// Which of the snapshots stay, oldest first as they are. The newest proved one stays whatever the rules say, and with each
/// that stays, all it builds on.
pub(super) fn kept(snapshots: &[Aged], rule: &Rule<'_>, newest_proved: Option<usize>) -> Vec<bool> {
    let Rule { keep, since, .. } = *rule;
    let of_their_state: Vec<usize> = (0..snapshots.len()).filter(|at| !is_replaced(snapshots, *at)).collect();
    let mut wanted: BTreeSet<usize> = newest_proved.into_iter().collect();
    wanted.extend(of_their_state.iter().filter(|at| snapshots[**at].at > since));
    // From it, history leads to the first moments of the time that is kept.
    wanted.extend(of_their_state.iter().rev().find(|at| snapshots[**at].at <= since));
    let names_erased = |at: Time| erased::must_go(rule.erased, at, rule.now, erased::KEPT_AFTER_ERASURE);
    let of_their_state: Vec<usize> = of_their_state.into_iter().filter(|at| !names_erased(snapshots[*at].at)).collect();
    wanted.extend(newest_of_each(snapshots, &of_their_state, keep.weekly, |at| week(snapshots[at].at)));
    wanted.extend(newest_of_each(snapshots, &of_their_state, keep.monthly, |at| month(snapshots[at].at)));
    let all = snapshots.iter().map(|s| &s.manifest);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for at in wanted {
        let tip = &snapshots[at].manifest;
        names.insert(&tip.name);
        names.extend(chain(all.clone(), tip).into_iter().flatten().map(|link: &Manifest| link.name.as_str()));
    }
    snapshots.iter().map(|s| names.contains(s.manifest.name.as_str())).collect()
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
