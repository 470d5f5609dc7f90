//! What keeps history from growing old: pieces that were needed long enough go, and none grows over more than a few days, so
//! that each can go in time.

use super::read::Entries;
use super::{History, Segment};
use crate::base::time::DAY;
use crate::base::{Broken, Time};

/// Pieces are not merged beyond what was written in so long, in microseconds.
pub(super) const MERGED_SPAN_MAX: i64 = 2 * DAY;

impl History {
    /// Takes away pieces that end with entry `needed` or before and hold nothing since `before`. The newest one stays. Answers up
    /// to which entry there is nothing any more.
    ///
    /// # Errors
    /// A piece cannot be read or taken away.
    pub fn let_go(&mut self, needed: u64, before: Time) -> Result<u64, Broken> {
        let mut old = 0;
        while let Some([this, next]) = self.segments.get(old..old + 2) {
            if this.name.last > needed || self.began(next)? >= before {
                break;
            }
            old += 1;
        }
        self.drop_first(old)?;
        Ok(self.segments.first().map_or(0, |first| first.name.first.saturating_sub(1)))
    }

    /// When the first entry of a piece was written.
    pub(super) fn began(&self, segment: &Segment) -> Result<Time, Broken> {
        let first = Entries::of(&self.folder, vec![segment.clone()]).next();
        first.ok_or_else(|| Broken::new(format!("history {} is empty", segment.name)))?.map(|entry| entry.wall)
    }
}
