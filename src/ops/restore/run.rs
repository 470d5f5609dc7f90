//! One restore, from choosing a base to the last synced row.

use super::base::{Row, Rows};
use super::changes::Changes;
use super::merge::Merged;
use crate::base::{Broken, Random, Time};
use crate::ops::archive::{self, Counted, Manifest, Trouble};
use crate::outside::targets::Target;
use crate::store::codec::row_hash;
use crate::store::engine::Engine;
use crate::store::history::Way;
use crate::store::table::TableDef;
use crate::store::{Load, Position, Sum};
use std::collections::BTreeMap;
use std::path::Path;

/// The moment that is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// The last entry there is.
    Newest,
    /// After the last entry before this time, by the clock the shop had.
    Time(Time),
    /// After this entry.
    Seq(u64),
}

impl At {
    fn is_after(self, seq: u64, wall: Time) -> bool {
        match self {
            At::Newest => true,
            At::Time(time) => wall <= time,
            At::Seq(wanted) => seq <= wanted,
        }
    }

    /// Is this base a way to that moment?
    pub fn fits(self, base: &Manifest) -> bool {
        match self {
            At::Newest => true,
            At::Time(time) => base.made <= time,
            At::Seq(seq) => base.to.seq <= seq,
        }
    }
}

/// Where it all lies.
pub struct Source<'a> {
    pub bases: &'a dyn Target,
    /// A folder of history's segments.
    pub history: &'a Path,
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    ReadingHistory { entries: u64 },
    Rows { done: u64, about: u64 },
}

#[derive(Debug)]
pub struct Report {
    /// `None`: history reached back to the shop's first minute, and no base was needed.
    pub base: Option<String>,
    /// The moment that was reached, and the new line's beginning.
    pub reached: Position,
    pub now: Position,
    /// The time of the last entry that was brought back.
    pub wall: Time,
    pub rows: u64,
    pub entries: u64,
    /// Why it ends before the wanted moment, and what else was not as it should be.
    pub remarks: Vec<String>,
}

/// What was read of history for one base.
struct Story {
    /// Up to the position the base's sums are of.
    until_base: Changes,
    since: Changes,
    reached: Position,
    wall: Time,
    entries: u64,
    ended: Option<Broken>,
}

/// Fills the engine with the shop as it was. `work` is a folder that may be written to and is thrown away afterwards.
///
/// # Errors
/// Nothing fits, something is damaged (named), or a disk fails. The engine then holds rows that are no shop.
pub fn restore(
    source: &Source<'_>,
    at: At,
    into: (&dyn Engine, &'static [TableDef]),
    work: &Path,
    random: &mut Random,
    progress: &dyn Fn(Progress),
) -> Result<Report, Trouble> {
    let (manifests, troubles) = archive::manifests(source.bases)?;
    let mut remarks: Vec<String> = troubles.iter().map(Trouble::sentence).collect();
    for manifest in manifests.iter().rev().filter(|m| at.fits(m)) {
        match read_story(source, Some(manifest), at, work, progress)? {
            Ok(story) => match load(source, Some(manifest), story, into, random, progress) {
                Err(trouble) if trouble.may_be_damage() => {
                    remarks.push(format!("The backup {} could not be used: {}", manifest.name, trouble.sentence()));
                }
                loaded => return told(loaded, remarks),
            },
            Err(why) => remarks.push(format!("The backup {} could not be used: {why:?}.", manifest.name)),
        }
    }
    match read_story(source, None, at, work, progress)? {
        Ok(story) if story.entries > 0 => told(load(source, None, story, into, random, progress), remarks),
        Ok(_) => Err(Trouble::from(Broken::new("there is nothing here that could be brought back")).after(&remarks)),
        Err(why) => Err(Trouble::from(why).after(&remarks)),
    }
}

/// What was found damaged on the way is told first.
fn told(loaded: Result<Report, Trouble>, mut remarks: Vec<String>) -> Result<Report, Trouble> {
    let mut report = loaded.map_err(|trouble| trouble.after(&remarks))?;
    remarks.append(&mut report.remarks);
    Ok(Report { remarks, ..report })
}

/// Follows history from a base, or from the first minute. The inner error: it does not reach the position of the base's sums.
fn read_story(
    source: &Source<'_>,
    base: Option<&Manifest>,
    at: At,
    work: &Path,
    progress: &dyn Fn(Progress),
) -> Result<Result<Story, Broken>, Trouble> {
    const TOLD_EVERY: u64 = 10_000;
    let from = base.map_or(Position::start(0), |b| b.from);
    let to = base.map_or(Position::start(0), |b| b.to);
    let mut way = Way::from(source.history, &from)?;
    let mut story = Story {
        until_base: Changes::new(&work.join("before")),
        since: Changes::new(&work.join("since")),
        reached: from,
        wall: base.map_or(Time::from_micros(0), |b| b.made),
        entries: 0,
        ended: None,
    };
    for folder in ["before", "since"] {
        std::fs::create_dir_all(work.join(folder)).map_err(|e| Broken::because("making a folder to sort in", &e))?;
    }
    while let Some(entry) = way.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(broken) if story.reached.seq < to.seq => return Ok(Err(broken)),
            Err(broken) => {
                story.ended = Some(broken);
                break;
            }
        };
        let within = entry.seq <= to.seq;
        if !within && !at.is_after(entry.seq, entry.wall) {
            break;
        }
        story.wall = entry.wall;
        story.entries += 1;
        if within {
            story.until_base.add(entry)?
        } else {
            story.since.add(entry)?
        }
        story.reached = way.at();
        if story.entries.is_multiple_of(TOLD_EVERY) {
            progress(Progress::ReadingHistory { entries: story.entries });
        }
    }
    if story.reached.seq < to.seq {
        return Ok(Err(Broken::new(format!(
            "history ends at entry {}, before the backup was whole",
            story.reached.seq
        ))));
    }
    Ok(Ok(story))
}

fn load(
    source: &Source<'_>,
    base: Option<&Manifest>,
    story: Story,
    (engine, tables): (&dyn Engine, &'static [TableDef]),
    random: &mut Random,
    progress: &dyn Fn(Progress),
) -> Result<Report, Trouble> {
    const TOLD_EVERY: u64 = 10_000;
    let none = Manifest {
        format: archive::FORMAT,
        name: String::new(),
        made: story.wall,
        duka: String::new(),
        from: story.reached,
        to: story.reached,
        parts: Vec::new(),
        tables: Vec::new(),
    };
    let about = base.map_or(story.entries, Manifest::rows);
    let at_base = Merged::of(Rows::of(source.bases, base.unwrap_or(&none)), story.until_base.sorted()?);
    let mut rows = Merged::of(Counting { rows: at_base, sums: BTreeMap::new() }, story.since.sorted()?);
    let mut load = Load::begin(engine, tables)?;
    let mut done = 0;
    for row in rows.by_ref() {
        let (table, key, record) = row?;
        load.row(table, key, record)?;
        done += 1;
        if done % TOLD_EVERY == 0 {
            progress(Progress::Rows { done, about });
        }
    }
    if let Some(base) = base {
        compare(&base.name, &rows.into_rows().sums, &base.tables)?;
    }
    let reached = story.reached.seq;
    let end = |ended| format!("What came after entry {reached} could not be brought back: {ended:?}.");
    let remarks = story.ended.into_iter().map(end).collect();
    let now = load.finish(story.reached, story.wall, random)?;
    let base = base.map(|b| b.name.clone());
    let (reached, wall, entries) = (story.reached, story.wall, story.entries);
    Ok(Report { base, reached, now, wall, rows: done, entries, remarks })
}

/// Adds up the rows that go through.
struct Counting<R> {
    rows: R,
    sums: BTreeMap<u16, Sum>,
}

impl<R: Iterator<Item = Result<Row, Trouble>>> Iterator for Counting<R> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        if let Ok((table, key, record)) = &row {
            self.sums.entry(*table).or_insert(Sum::ZERO).add(row_hash(*table, key, record));
        }
        Some(row)
    }
}

/// The state at the base's position must be the one the shop itself had added up.
fn compare(base: &str, found: &BTreeMap<u16, Sum>, wanted: &[Counted]) -> Result<(), Trouble> {
    for table in wanted {
        let found = found.get(&table.table).copied().unwrap_or(Sum::ZERO);
        if found != table.sum {
            return Err(Trouble::damaged(
                base,
                format!(
                    "“{}” has {} rows where {} were written, or other ones",
                    table.name, found.rows, table.sum.rows
                ),
            ));
        }
    }
    Ok(())
}
