//! How far the clock on the wall can be believed. Order and uniqueness never come from it.
//!
//! A machine wakes up in the wrong year, a hand sets the clock, a copy runs on a borrowed computer. Whoever ends or destroys
//! something by time (a reservation, an old row, a timed price) asks here first, and waits while there is a doubt.

use crate::base::time::MINUTE;
use crate::base::{Clock, Time};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Two clocks of one machine that differ by more than this do not agree, in microseconds.
pub const DISAGREE_MAX: i64 = 2 * MINUTE;

/// Why the time is not believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// It stands before the last thing that was written, at that time.
    Behind { last: Time },
    /// It moved otherwise than time passed: by that it should be about this time.
    Jumped { expected: Time },
}

impl Doubt {
    pub fn sentence(self) -> &'static str {
        match self {
            Doubt::Behind { .. } => "The clock of this computer stands before the last change of the shop.",
            Doubt::Jumped { .. } => "The clock of this computer was moved while the shop was running.",
        }
    }

    /// The time the shop would have believed.
    pub fn expected(self) -> Time {
        match self {
            Doubt::Behind { last } => last,
            Doubt::Jumped { expected } => expected,
        }
    }
}

/// Wall time, and the time that passed since the start, which nobody can set.
pub struct Watch {
    clock: Clock,
    began: Instant,
    began_wall: Time,
    believed: Mutex<Believed>,
}

/// A wall time that was believed, and what had passed by then.
struct Believed {
    wall: Time,
    passed: i64,
    /// Entries up to here may bear a time to come: a person knows about them.
    forgiven: Option<Time>,
}

impl Watch {
    pub fn new(clock: Clock) -> Watch {
        let now = clock.now();
        Watch {
            clock,
            began: Instant::now(),
            began_wall: now,
            believed: Mutex::new(Believed { wall: now, passed: 0, forgiven: None }),
        }
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Microseconds since the start. A frozen clock is its own measure, so that tests and replays are exact.
    pub fn passed(&self) -> i64 {
        match self.clock {
            Clock::Real => i64::try_from(self.began.elapsed().as_micros()).unwrap_or(i64::MAX),
            Clock::Frozen(_) => self.clock.now().since(self.began_wall),
        }
    }

    /// Compares `now` with the last entry and with the time that passed since it was last believed.
    pub fn doubt(&self, now: Time, last_entry: Time) -> Option<Doubt> {
        let passed = self.passed();
        let mut believed = self.believed.lock().unwrap_or_else(PoisonError::into_inner);
        let expected = believed.wall.plus(passed - believed.passed);
        let forgiven = believed.forgiven.is_some_and(|until| last_entry <= until);
        let doubt = doubt(now, if forgiven { now } else { last_entry }, expected);
        if doubt.is_none() {
            // A clock that is steered by a little all the time is still a good clock.
            (believed.wall, believed.passed) = (now, passed);
        }
        doubt
    }

    /// A person looked at the clock: it is right as it stands, whatever the last entry says.
    pub fn believe(&self, last_entry: Time) {
        *self.believed.lock().unwrap_or_else(PoisonError::into_inner) =
            Believed { wall: self.now(), passed: self.passed(), forgiven: Some(last_entry) };
    }
}

fn doubt(now: Time, last_entry: Time, expected: Time) -> Option<Doubt> {
    if now.plus(DISAGREE_MAX) < last_entry {
        Some(Doubt::Behind { last: last_entry })
    } else if now.since(expected).abs() > DISAGREE_MAX {
        Some(Doubt::Jumped { expected })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_of_disagreement_are_doubted_and_seconds_are_not() {
        let at = |minutes: i64| Time::from_micros(minutes * MINUTE);
        for (now, last_entry, expected, want) in [
            (100, 100, 100, None),
            (100, 101, 100, None),
            (100, 99, 101, None),
            (100, 103, 100, Some(Doubt::Behind { last: at(103) })),
            (100, 90, 103, Some(Doubt::Jumped { expected: at(103) })),
            (100, 90, 97, Some(Doubt::Jumped { expected: at(97) })),
            (100, 500, 100, Some(Doubt::Behind { last: at(500) })),
        ] {
            assert_eq!(doubt(at(now), at(last_entry), at(expected)), want, "{now} {last_entry} {expected}");
        }
    }

    #[test]
    fn a_jump_is_doubted_until_a_person_believes_it() {
        let watch = Watch::new(Clock::Real);
        let now = watch.now();
        assert_eq!(watch.doubt(now, now), None);
        let jumped = |doubt| matches!(doubt, Some(Doubt::Jumped { .. }));
        assert!(jumped(watch.doubt(now.plus(10 * MINUTE), now)));
        assert!(jumped(watch.doubt(now.plus(10 * MINUTE), now)));
        watch.believe(now);
        assert_eq!(watch.doubt(watch.now(), now), None);
        let far = now.plus(1_000 * MINUTE);
        assert_eq!(watch.doubt(watch.now(), far), Some(Doubt::Behind { last: far }));
        watch.believe(far);
        assert_eq!(watch.doubt(watch.now(), far), None);
    }
}
