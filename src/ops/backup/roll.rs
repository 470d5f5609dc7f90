//! Putting snapshots together: a base and its oldest increments to a newer base, or increments to one, from their files alone.
//! The shop is not read. The new one is written first; what it was made of goes when the new one was proved.

use super::lay::{About, Laying};
use crate::base::Time;
use crate::ops::archive::{self, Holds, Manifest, Trouble};
use crate::ops::restore::{Merged, Parts};
use crate::outside::targets::Target;
use std::ops::Range;

/// More increments are not kept on one base: a restore has a part of each open.
const INCREMENTS_MAX: usize = 40;
/// The base is made anew for so many increments at once, because each time costs as many bytes as there are.
const ROLLED_AT_ONCE: usize = 7;
/// Or when those that nobody needs any more are larger than this share of the base.
const ROLLED_SHARE: u64 = 4;

/// What decides.
pub struct Rules<'a> {
    /// Every moment from then on can be brought back.
    pub since: Time,
    /// Does a state of that time name somebody who was erased long ago?
    pub names_erased: &'a dyn Fn(Time) -> bool,
}

/// Which links of a chain should become one. States since `since` must stay apart from older ones: from the oldest base on,
/// history leads to every moment that is kept. The newest link is not touched, but to forget somebody.
fn due(chain: &[&Manifest], rules: &Rules<'_>) -> Option<Range<usize>> {
    let since = rules.since;
    let before = chain.iter().take_while(|link| link.made <= since).count();
    if before > 1 && chain.first().is_some_and(|base| (rules.names_erased)(base.made)) {
        // Also the newest, of a shop in which nothing happened since.
        return Some(0..before);
    }
    let increments = chain.len().checked_sub(1)?;
    let old = chain.iter().take(increments).take_while(|link| link.made <= since).count().saturating_sub(1);
    let (Some(base), Some(oldest)) = (chain.first(), chain.get(1..=old)) else { return None };
    let crowded = increments > INCREMENTS_MAX;
    if old == 0 {
        // Somebody made many in a few days: the older half of them.
        return crowded.then_some(1..1 + increments / 2);
    }
    let bytes: u64 = oldest.iter().map(|link| link.bytes()).sum();
    let worth_it = old >= ROLLED_AT_ONCE || bytes > base.bytes() / ROLLED_SHARE;
    (crowded || worth_it).then_some(0..old + 1)
}

/// Puts together what is due, has it proved, and only then takes away what it was made of. `None`: nothing was due, or what
/// was made is not sound; then everything stays.
///
/// # Errors
/// As with putting together. What was left undone is done by the next round.
pub fn roll(
    target: &dyn Target,
    rules: &Rules<'_>,
    prove: &dyn Fn(&Manifest) -> Result<bool, Trouble>,
) -> Result<Option<Manifest>, Trouble> {
    let (all, _) = archive::manifests(target)?;
    let Some(links) = all.last().and_then(|tip| archive::chain(all.iter(), tip)) else { return Ok(None) };
    let Some(range) = due(&links, rules) else { return Ok(None) };
    let old = &links[range];
    let made = together(target, old)?;
    if !prove(&made)? {
        tracing::error!(backup = made.name, "What was put together of older backups is not usable");
        return Ok(None);
    }
    for link in old.iter().rev() {
        archive::remove(target, &link.name)?;
    }
    Ok(Some(made))
}

/// Makes one of links that follow each other.
///
/// # Errors
/// One of them is damaged (named), or does not add up to the sums it had in the shop; the target fails.
fn together(target: &dyn Target, links: &[&Manifest]) -> Result<Manifest, Trouble> {
    let (Some(first), Some(last)) = (links.first(), links.last()) else {
        return Err(Trouble::damaged("backup", "there is nothing to put together"));
    };
    let (from, name) = match first.holds {
        Holds::Everything => (last.to, archive::base_name(&last.to)),
        Holds::Changes => (first.from, archive::increment_name(&first.from, &last.to)),
    };
    let mut laying = Laying::begin(target, name, first.holds)?;
    let streams = links.iter().map(|link| Box::new(Parts::of(target, link)) as _).collect();
    let mut rows = Merged::of(streams, links.len());
    for row in rows.by_ref() {
        let ((table, key), record) = row.map_err(|fault| fault.trouble)?;
        // In a base nothing is to be forgotten.
        if record.is_some() || !first.is_base() {
            laying.row(table, &key, record.as_deref())?;
        }
    }
    if first.is_base() {
        rows.compare(&last.tables).map_err(|why| Trouble::damaged(&last.name, why))?;
    }
    laying.finish(About { made: last.made, from, to: last.to, tables: last.tables.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::archive::{FORMAT, Part};
    use crate::store::Position;

    /// A base of 100 bytes, and increments of `bytes` each, one per tick of the clock.
    fn links(increments: u64, bytes: u64) -> Vec<Manifest> {
        let link = |n: u64| {
            let position = Position { seq: n, ..Position::start(1) };
            let bytes = if n == 0 { 100 } else { bytes };
            let part = Part { name: String::new(), table: 1, rows: 1, bytes, plain: bytes, hash: String::new() };
            let holds = if n == 0 { Holds::Everything } else { Holds::Changes };
            let (made, from, to) = (Time::from_micros(n as i64), position, position);
            let (name, duka, tables, parts) = (String::new(), String::new(), Vec::new(), vec![part]);
            Manifest { format: FORMAT, name, made, duka, holds, from, to, parts, tables }
        };
        (0..=increments).map(link).collect()
    }

    #[track_caller]
    fn check(increments: u64, bytes: u64, since: i64, wanted: Option<Range<usize>>) {
        let all = links(increments, bytes);
        let (since, names_erased) = (Time::from_micros(since), &|_| false);
        assert_eq!(due(&all.iter().collect::<Vec<_>>(), &Rules { since, names_erased }), wanted);
    }

    #[test]
    fn a_base_that_names_somebody_erased_is_put_together_with_whatever_is_old_enough() {
        for (increments, since, wanted) in [(0, 99, None), (3, 0, None), (3, 1, Some(0..2)), (1, 99, Some(0..2))] {
            let all = links(increments, 1);
            let (since, names_erased) = (Time::from_micros(since), &|made| made == Time::from_micros(0));
            assert_eq!(due(&all.iter().collect::<Vec<_>>(), &Rules { since, names_erased }), wanted);
        }
    }

    #[test]
    fn links_are_put_together_when_it_is_worth_it_and_no_kept_moment_is_lost() {
        assert_eq!(due(&[], &Rules { since: Time::from_micros(0), names_erased: &|_| true }), None);
        check(0, 1, 99, None);
        check(30, 1, 0, None);
        check(36, 1, 6, None);
        check(37, 1, 7, Some(0..8));
        check(15, 5, 5, None);
        check(15, 5, 6, Some(0..7));
        check(41, 1, 3, Some(0..4));
        // All of them young, or older than anything that is kept.
        check(41, 1, -5, Some(1..21));
        check(12, 1, 99, Some(0..12));
        check(1, 99, 99, None);
    }
}
