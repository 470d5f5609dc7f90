//! How far a restore is, and how long it may still take.

use crate::boot::say_error;
use crate::ops::restore::Progress;
use std::cell::Cell;
use std::time::{Duration, Instant};

pub struct Telling {
    /// When the first rows came.
    loading: Cell<Option<(Instant, u64)>>,
}

impl Telling {
    pub fn begin() -> Telling {
        Telling { loading: Cell::new(None) }
    }

    pub fn tell(&self, progress: Progress) {
        match progress {
            Progress::ReadingHistory { entries } => say_error(&format!("  {entries} changes of history read …")),
            Progress::Rows { done, about } => {
                let (since, first) = self.loading.get().unwrap_or((Instant::now(), done));
                self.loading.set(Some((since, first)));
                let left = left(since.elapsed(), done - first, about.saturating_sub(done));
                say_error(&format!("  {done} of about {about} rows{left} …"));
            }
        }
    }
}

/// ", 12 s left", once that can be reckoned.
fn left(took: Duration, done: u64, still: u64) -> String {
    if done == 0 || still == 0 {
        return String::new();
    }
    match (took.as_millis() as u64).saturating_mul(still) / done / 1_000 {
        seconds @ 0..=90 => format!(", {} s left", seconds.max(1)),
        seconds => format!(", {} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_reckoned_from_what_was_done() {
        let took = Duration::from_secs(10);
        for (done, still, words) in [(0, 5, ""), (5, 0, ""), (100, 100, ", 10 s left"), (10, 1_000, ", 17 min left")] {
            assert_eq!(left(took, done, still), words);
        }
    }
}
