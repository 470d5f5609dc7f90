//! What was sold, by day: sums that the verbs keep, read as runs of days.

use super::Error;
use crate::base::Day;
use crate::domain::report::DaySum;
use crate::store::{Rows, Span, keys, tables};

/// The sums of `days` days, the last of which is `last`; days on which nothing happened are there, too.
pub fn days(rows: &(dyn Rows + '_), last: Day, days: usize) -> Result<Vec<DaySum>, Error> {
    let first = last.plus(1 - i32::try_from(days).unwrap_or(1));
    let span = Span { from: keys::encode(&first), to: Some(keys::encode(&last.plus(1))), backwards: false };
    let mut sums = vec![DaySum::default(); days];
    for (day, sum) in rows.span(&tables::DAYS, span, days)? {
        let at = usize::try_from(day.0 - first.0).ok();
        if let Some(place) = at.and_then(|at| sums.get_mut(at)) {
            *place = sum;
        }
    }
    Ok(sums)
}
