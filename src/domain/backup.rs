//! Places where backups are kept: what a merchant decides about each. And when the day's backup is due.

use crate::base::time::Day;
use crate::base::{Id, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;

/// More than a shop needs; each has a sender of its own.
pub const PLACES_MAX: usize = 8;
/// When nothing else was decided: the night's quiet hour.
pub const USUAL_HOUR: u8 = 2;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BackupPlace {
    pub id: Id<BackupPlace>,
    pub name: String,
    pub site: Site,
    pub rhythm: Rhythm,
    /// Of the shop's wall clock, 0 to 23.
    pub hour: u8,
    pub retention: Retention,
    /// Kilobytes per second; `None`: as fast as it goes.
    pub limit: Option<u32>,
    pub paused: bool,
    pub found: Found,
    pub added: Time,
}

/// Where it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Site {
    Folder { path: String },
    Bucket(Bucket),
}

impl Site {
    /// As one would type it.
    pub fn address(&self) -> String {
        match self {
            Site::Folder { path } => path.clone(),
            Site::Bucket(Bucket { endpoint, bucket, folder, .. }) => {
                format!("{endpoint}/{bucket}/{folder}").trim_end_matches('/').to_owned()
            }
        }
    }
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// The seller's key.
    pub provider: String,
    pub endpoint: String,
    pub region: String,
    pub bucket: String,
    /// Files lie below it; empty: at the top.
    pub folder: String,
    pub key_id: String,
    pub secret: String,
}

/// The secret never reaches a log.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({}/{}/{} as {}, …)", self.endpoint, self.bucket, self.folder, self.key_id)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Rhythm {
    /// Every change leaves at once, the day's backup when it was made.
    Continuous,
    /// Everything leaves once a day.
    Daily,
}

/// How long what lies there is kept. The newest proved backup always stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Retention {
    /// Every moment of so many days.
    pub days: u16,
    /// One backup of each of so many weeks before.
    pub weeks: u16,
    pub months: u16,
}

impl Retention {
    pub const USUAL: Retention = Retention { days: 30, weeks: 0, months: 0 };
    pub const DAYS_MAX: u16 = 365;
    pub const WEEKS_MAX: u16 = 104;
    pub const MONTHS_MAX: u16 = 60;
}

/// What the place was seen to do when it was tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found {
    /// It refuses to write over a file when asked.
    pub guards: bool,
    /// Its key may take files away.
    pub removes: bool,
    /// It is on the disk the shop itself is on.
    pub same_disk: bool,
}

/// Is it time for what is done once each day of the shop's wall clock, at that hour or after it? Whatever was missed is due.
/// Also right in the nights in which an hour is missing or comes twice.
pub fn due(last: Option<Time>, now: Time, zone: &TimeZone, hour: u8) -> bool {
    // Another day, not a later one: a clock that was set back must not end the backups.
    last.is_none_or(|last| turn(last, zone, hour) != turn(now, zone, hour))
}

/// The day whose turn it is; before the hour it is still that of the day before.
fn turn(at: Time, zone: &TimeZone, hour: u8) -> Day {
    let there = at.at(zone);
    let early = there.hour() < i8::try_from(hour).unwrap_or(i8::MAX);
    Day::of(there.date()).plus(if early { -1 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::{HOUR, MINUTE};

    fn at(text: &str) -> Time {
        Time::from_micros(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn once_a_day_at_the_hour_or_after_it_also_when_the_clocks_change() {
        for (zone, hour, last, now, is_due) in [
            ("Europe/Berlin", 2, "", "2026-11-21T08:30:00Z", true),
            ("Europe/Berlin", 2, "2026-11-20T01:00:00Z", "2026-11-21T00:59:59Z", false),
            ("Europe/Berlin", 2, "2026-11-20T01:00:00Z", "2026-11-21T01:00:00Z", true),
            // Made later than the hour: the next is due at the hour again.
            ("Europe/Berlin", 2, "2026-11-20T20:00:00Z", "2026-11-21T01:00:00Z", true),
            ("Europe/Berlin", 2, "2026-11-20T00:59:00Z", "2026-11-20T01:00:00Z", true),
            // The computer was off for a week, or its clock was a year ahead.
            ("Europe/Berlin", 2, "2026-11-13T01:00:00Z", "2026-11-21T08:00:00Z", true),
            ("Europe/Berlin", 2, "2027-11-13T01:00:00Z", "2026-11-21T08:00:00Z", true),
            // 29 March: 02:00 is missing, 01:59:59 is followed by 03:00.
            ("Europe/Berlin", 2, "2026-03-28T01:00:00Z", "2026-03-29T00:59:59Z", false),
            ("Europe/Berlin", 2, "2026-03-28T01:00:00Z", "2026-03-29T01:00:00Z", true),
            ("Europe/Berlin", 2, "2026-03-29T01:00:00Z", "2026-03-29T23:59:59Z", false),
            ("Europe/Berlin", 2, "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z", true),
            // 25 October: 02:00 comes twice.
            ("Europe/Berlin", 2, "2026-10-24T00:00:00Z", "2026-10-25T00:00:00Z", true),
            ("Europe/Berlin", 2, "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", false),
            ("Europe/Berlin", 2, "2026-10-25T01:30:00Z", "2026-10-26T00:59:59Z", false),
            ("Europe/Berlin", 2, "2026-10-25T01:30:00Z", "2026-10-26T01:00:00Z", true),
            // 8 March and 1 November in New York.
            ("America/New_York", 2, "2026-03-07T07:00:00Z", "2026-03-08T06:59:59Z", false),
            ("America/New_York", 2, "2026-03-07T07:00:00Z", "2026-03-08T07:00:00Z", true),
            ("America/New_York", 1, "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z", false),
            ("America/New_York", 2, "2026-10-31T06:00:00Z", "2026-11-01T06:59:59Z", false),
            ("America/New_York", 2, "2026-10-31T06:00:00Z", "2026-11-01T07:00:00Z", true),
        ] {
            let zone_there = TimeZone::get(zone).unwrap();
            let last = (!last.is_empty()).then(|| at(last));
            assert_eq!(due(last, at(now), &zone_there, hour), is_due, "{zone} {hour}: {last:?} {now}");
        }
    }

    #[test]
    fn each_day_has_its_turn_through_a_year_of_minutes() {
        for zone in ["Europe/Berlin", "America/New_York"] {
            let zone_there = TimeZone::get(zone).unwrap();
            let (mut last, mut turns) = (None, 0);
            let mut now = at("2026-01-01T12:00:00Z");
            for _ in 0..365 * 24 * 4 {
                if due(last, now, &zone_there, 2) {
                    assert!(last.is_none_or(|last| now.since(last) >= 13 * HOUR), "{zone}: twice in a night");
                    (last, turns) = (Some(now), turns + 1);
                }
                now = now.plus(15 * MINUTE);
            }
            assert_eq!(turns, 366, "{zone}: the first one, and one in each of 365 nights");
        }
    }
}
