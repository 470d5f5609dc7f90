//! Time: instants, days, and the one clock that may be asked. Tests freeze it.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// An instant, in microseconds since 1970 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Time(i64);

pub const SECOND: i64 = 1_000_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

impl Time {
    pub const fn from_micros(micros: i64) -> Time {
        Time(micros)
    }

    pub const fn micros(self) -> i64 {
        self.0
    }

    /// `span` in microseconds: `now.plus(30 * MINUTE)`.
    pub const fn plus(self, span: i64) -> Time {
        Time(self.0.saturating_add(span))
    }

    pub const fn minus(self, span: i64) -> Time {
        Time(self.0.saturating_sub(span))
    }

    /// Microseconds from `earlier` to this; negative when it is later.
    pub const fn since(self, earlier: Time) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The same instant on a wall clock somewhere.
    pub fn at(self, zone: &TimeZone) -> jiff::Zoned {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
    }

    pub fn day(self, zone: &TimeZone) -> Day {
        Day::of(self.at(zone).date())
    }
}

/// A calendar day, counted from 1 January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    pub fn of(date: jiff::civil::Date) -> Day {
        let epoch = jiff::civil::date(1970, 1, 1);
        Day(date.since(epoch).map(|span| span.get_days()).unwrap_or(0))
    }

    pub fn date(self) -> jiff::civil::Date {
        let span = jiff::Span::new().try_days(self.0).unwrap_or_default();
        jiff::civil::date(1970, 1, 1).checked_add(span).unwrap_or(jiff::civil::Date::MAX)
    }

    /// Reads `2026-11-21`.
    pub fn parse(text: &str) -> Option<Day> {
        text.parse::<jiff::civil::Date>().ok().map(Day::of)
    }

    /// The instant at which the day begins there.
    pub fn starts(self, zone: &TimeZone) -> Time {
        let start = self.date().to_zoned(zone.clone());
        Time(start.map(|z| z.timestamp().as_microsecond()).unwrap_or(i64::from(self.0) * DAY))
    }

    pub const fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

/// The only thing that may be asked what time it is.
#[derive(Clone)]
pub enum Clock {
    Real,
    /// Stands still until it is moved by hand.
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    pub fn frozen(at: Time) -> Clock {
        Clock::Frozen(Arc::new(AtomicI64::new(at.0)))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Time {
        match self {
            Clock::Real => Time(jiff::Timestamp::now().as_microsecond()),
            Clock::Frozen(at) => Time(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a frozen clock on; the real one goes by itself.
    pub fn advance(&self, span: i64) {
        if let Clock::Frozen(at) = self {
            at.fetch_add(span, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_its_zone() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let late = Day::parse("2026-11-21").unwrap().starts(&TimeZone::UTC).minus(30 * MINUTE);
        assert_eq!(late.day(&TimeZone::UTC), Day::parse("2026-11-20").unwrap());
        assert_eq!(late.day(&berlin), Day::parse("2026-11-21").unwrap());
        assert_eq!(Day::parse("2026-11-21").unwrap().date().to_string(), "2026-11-21");
    }
}
