//! What history tells after a snapshot: up to the moment that is wanted, or as far as it reaches.

use super::changes::Changes;
use super::run::{At, Progress};
use crate::base::{Broken, Time};
use crate::ops::archive::{Manifest, Trouble};
use crate::store::Position;
use crate::store::history::{SegmentName, Way};
use std::path::Path;

/// What was read of history for one snapshot.
pub struct Story {
    /// Up to the position the snapshot's sums are of. Only a base needs any, read while the shop sold.
    pub until: Changes,
    pub since: Changes,
    pub reached: Position,
    pub wall: Time,
    pub entries: u64,
    pub ended: Option<Broken>,
    /// History went on from an earlier moment: what this snapshot holds was lost, or given up, when the shop was brought back.
    pub is_aside: bool,
}

/// Where a story begins and what it must reach.
struct Span {
    from: Position,
    to: Position,
}

impl Story {
    /// Follows history from a chain of snapshots, or from the first minute. The inner error: it does not reach the position
    /// of the last one's sums.
    pub fn read(
        history: &Path,
        chain: &[&Manifest],
        at: At,
        work: &Path,
        progress: &dyn Fn(Progress),
    ) -> Result<Result<Story, Broken>, Trouble> {
        let span = match chain {
            [] => Span { from: Position::start(0), to: Position::start(0) },
            [base] => Span { from: base.from, to: base.to },
            [.., tip] => Span { from: tip.to, to: tip.to },
        };
        for folder in ["before", "since"] {
            std::fs::create_dir_all(work.join(folder))
                .map_err(|e| Broken::because("making a folder to sort in", &e))?;
        }
        let mut story = Story {
            until: Changes::new(&work.join("before")),
            since: Changes::new(&work.join("since")),
            reached: span.from,
            wall: chain.last().map_or(Time::from_micros(0), |tip| tip.made),
            entries: 0,
            ended: None,
            is_aside: !chain.is_empty() && is_aside(history, &span.to)?,
        };
        if let Err(broken) = story.follow(history, &span, at, progress)? {
            return Ok(Err(broken));
        }
        Ok(if story.reached.seq < span.to.seq {
            let why = format!("history ends at entry {}, before the backup was whole", story.reached.seq);
            Err(Broken::new(why))
        } else {
            Ok(story)
        })
    }

    fn follow(
        &mut self,
        history: &Path,
        span: &Span,
        at: At,
        progress: &dyn Fn(Progress),
    ) -> Result<Result<(), Broken>, Trouble> {
        const TOLD_EVERY: u64 = 10_000;
        let mut way = Way::from(history, &span.from)?;
        while self.reached.seq < span.to.seq || at.goes_beyond(self.reached.seq) {
            let entry = match way.next() {
                None => break,
                Some(Ok(entry)) => entry,
                Some(Err(broken)) if self.reached.seq < span.to.seq => return Ok(Err(broken)),
                Some(Err(broken)) => {
                    self.ended = Some(broken);
                    break;
                }
            };
            let within = entry.seq <= span.to.seq;
            if !within && !at.is_after(entry.seq, entry.wall) {
                break;
            }
            self.wall = entry.wall;
            self.entries += 1;
            if within {
                self.until.add(entry)?
            } else {
                self.since.add(entry)?
            }
            self.reached = way.at();
            if self.entries.is_multiple_of(TOLD_EVERY) {
                progress(Progress::ReadingHistory { entries: self.entries });
            }
        }
        Ok(Ok(()))
    }

    /// Does history say nothing of what came after this snapshot, although it should?
    pub fn is_stuck(&self) -> bool {
        self.is_aside || (self.entries == 0 && self.ended.is_some())
    }
}

/// The newest piece of history ends before that position, on another line.
fn is_aside(history: &Path, at: &Position) -> Result<bool, Broken> {
    let failed = |e| Broken::because("reading history's folder", &e);
    let mut newest: Option<SegmentName> = None;
    for file in std::fs::read_dir(history).map_err(failed)? {
        let name = SegmentName::parse(&file.map_err(failed)?.file_name().to_string_lossy());
        newest = name.into_iter().chain(newest).max_by_key(|name| (name.run, name.last));
    }
    Ok(newest.is_some_and(|name| name.last <= at.seq && name.line != at.line))
}
