//! One restore, from choosing snapshots to the last synced row.

use super::ahead::read_ahead;
use super::merge::{Fault, Merged, Stream};
use super::parts::Parts;
use super::sink::{Filling, Looking, Sink};
use super::story::Story;
use crate::base::{Broken, Random, Time};
use crate::ops::archive::{self, Manifest, Trouble};
use crate::outside::targets::{Kind, Target};
use crate::store::Position;
use crate::store::engine::Engine;
use crate::store::table::TableDef;
use std::path::Path;
use std::thread;

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
    pub(super) fn is_after(self, seq: u64, wall: Time) -> bool {
        match self {
            At::Newest => true,
            At::Time(time) => wall <= time,
            At::Seq(wanted) => seq <= wanted,
        }
    }

    /// May there be more to it than what comes up to this entry?
    pub(super) fn goes_beyond(self, seq: u64) -> bool {
        !matches!(self, At::Seq(wanted) if wanted <= seq)
    }

    /// Is this snapshot a way to that moment?
    pub fn fits(self, snapshot: &Manifest) -> bool {
        match self {
            At::Newest => true,
            At::Time(time) => snapshot.made <= time,
            At::Seq(seq) => snapshot.to.seq <= seq,
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
    /// The newest snapshot that was used. `None`: history reached back to the shop's first minute, and none was needed.
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
    let (engine, tables) = into;
    thread::scope(|scope| {
        let mut filling = Filling { scope, engine, tables, random, work, load: None };
        Run { source, at, work, progress }.bring(&mut filling)
    })
}

/// The same without a store: every file read, every row decoded, every sum compared.
///
/// # Errors
/// As with restoring.
pub fn look_through(
    source: &Source<'_>,
    at: At,
    tables: &'static [TableDef],
    work: &Path,
    progress: &dyn Fn(Progress),
) -> Result<Report, Trouble> {
    Run { source, at, work, progress }.bring(&mut Looking::at(tables))
}

struct Run<'a> {
    source: &'a Source<'a>,
    at: At,
    work: &'a Path,
    progress: &'a dyn Fn(Progress),
}

/// Snapshots that build on each other, oldest first, and history after the last.
struct Way<'m> {
    chain: Vec<&'m Manifest>,
    story: Story,
}

/// What came of loading one way.
enum Loaded {
    Well {
        rows: u64,
        now: Position,
    },
    /// These snapshots are not to be used any more.
    Spoiled {
        names: Vec<String>,
        why: String,
    },
}

impl Run<'_> {
    /// Tries one way after another until one is sound.
    fn bring(&self, sink: &mut dyn Sink) -> Result<Report, Trouble> {
        let (mut there, troubles) = archive::manifests(self.source.bases)?;
        let mut remarks: Vec<String> = troubles.iter().map(Trouble::sentence).collect();
        let mut wrong_sums = 0;
        loop {
            let Some(Way { chain, story }) = self.choose(&there, &mut remarks)? else {
                let nothing = Broken::new("there is nothing here that could be brought back");
                return Err(Trouble::from(nothing).after(&remarks));
            };
            let (reached, wall, entries) = (story.reached, story.wall, story.entries);
            let ended = story.ended.clone();
            let base = chain.last().map(|tip| tip.name.clone());
            match self.load(&chain, story, sink, &mut wrong_sums)? {
                Loaded::Well { rows, now } => {
                    remarks.extend(ended.map(|ended| {
                        format!("What came after entry {} could not be brought back: {ended:?}.", reached.seq)
                    }));
                    return Ok(Report { base, reached, now, wall, rows, entries, remarks });
                }
                Loaded::Spoiled { names, why } => {
                    remarks.push(why);
                    there.retain(|m| !names.contains(&m.name));
                }
            }
        }
    }

    /// The newest snapshot that fits, with what it builds on. Where history goes on from an older one only, that is taken.
    fn choose<'m>(&self, there: &'m [Manifest], remarks: &mut Vec<String>) -> Result<Option<Way<'m>>, Trouble> {
        let mut stuck: Option<Way<'m>> = None;
        let fitting = there.iter().rev().filter(|m| self.at.fits(m)).map(Some);
        for tip in fitting.chain([None]) {
            let Some(chain) = tip.map_or(Some(Vec::new()), |tip| archive::chain(there.iter(), tip)) else {
                remarks.extend(tip.map(|tip| format!("The backup {} builds on one that is not there.", tip.name)));
                continue;
            };
            let story = match Story::read(self.source.history, &chain, self.at, self.work, self.progress)? {
                Ok(story) if !chain.is_empty() || story.entries > 0 => story,
                Ok(_) => continue,
                Err(why) => {
                    remarks.extend(tip.map(|tip| format!("The backup {} could not be used: {why:?}.", tip.name)));
                    continue;
                }
            };
            match stuck.take() {
                None if story.is_stuck() => stuck = Some(Way { chain, story }),
                None => return Ok(Some(Way { chain, story })),
                Some(before) if story.is_stuck() => stuck = Some(before),
                Some(before) if before.story.is_aside || story.reached.seq > before.story.reached.seq => {
                    remarks.extend(before.chain.last().map(|tip| {
                        format!("The backup {} was left aside: history goes on from an earlier moment.", tip.name)
                    }));
                    return Ok(Some(Way { chain, story }));
                }
                Some(before) => stuck = Some(before),
            }
        }
        Ok(stuck)
    }

    fn load(
        &self,
        chain: &[&Manifest],
        story: Story,
        sink: &mut dyn Sink,
        wrong_sums: &mut usize,
    ) -> Result<Loaded, Trouble> {
        const TOLD_EVERY: u64 = 10_000;
        let about = chain.last().map_or(story.entries, |tip| tip.rows());
        let mut streams: Vec<Stream<'_>> = Vec::new();
        for snapshot in chain {
            streams.push(Box::new(Parts::of(self.source.bases, snapshot)));
        }
        streams.push(Box::new(story.until.sorted()?));
        streams.push(Box::new(story.since.sorted()?));
        let counted = chain.len() + 1;
        let mut done = 0;
        sink.begin()?;
        let read = read_ahead(Merged::of(streams, counted), |((table, key), record)| {
            let Some(record) = record else { return Ok(()) };
            sink.row(table, key, record)?;
            done += 1;
            if done % TOLD_EVERY == 0 {
                (self.progress)(Progress::Rows { done, about });
            }
            Ok(())
        })?;
        let rows = match read {
            Ok(rows) => rows,
            Err(fault) => return spoiled(fault, chain),
        };
        if let Some(tip) = chain.last()
            && let Err(why) = rows.compare(&tip.tables)
        {
            // Which one of them is wrong does not show. First the last is left out, then all of them.
            *wrong_sums += 1;
            let all = chain.iter().filter(|m| *wrong_sums > 1 || m.name == tip.name);
            let names = all.map(|m| m.name.clone()).collect();
            return Ok(Loaded::Spoiled { names, why: Trouble::damaged(&tip.name, why).sentence() });
        }
        let now = sink.finish(story.reached, story.wall)?;
        Ok(Loaded::Well { rows: done, now })
    }
}

/// Damage in one snapshot leaves the others.
fn spoiled(Fault { stream, trouble }: Fault, chain: &[&Manifest]) -> Result<Loaded, Trouble> {
    let is_damage = match &trouble {
        Trouble::Damaged { .. } => true,
        Trouble::Target(failed) => failed.kind == Kind::Damaged,
        Trouble::Broken(_) => false,
    };
    match chain.get(stream) {
        Some(snapshot) if is_damage => {
            Ok(Loaded::Spoiled { names: vec![snapshot.name.clone()], why: trouble.sentence() })
        }
        _ => Err(trouble),
    }
}
