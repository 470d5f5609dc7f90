//! Days and times in words. The day and its place in the sentence are the language's; hours are counted to 24 everywhere.

use super::Words;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{MD, MDE, YMD};
use jiff::Zoned;

/// Which parts of a date are said.
macro_rules! said {
    ($words:expr, $at:expr, $parts:expr) => {{
        let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new($words.locale().into(), $parts);
        date($at).zip(formatter.ok()).map(|(date, formatter)| formatter.format(&date).to_string())
    }};
}

impl Words {
    /// "21 November", "21. November".
    pub fn day(self, at: &Zoned) -> String {
        said!(self, at, MD::long()).unwrap_or_else(|| iso(at))
    }

    /// "21 November 2026".
    pub fn day_and_year(self, at: &Zoned) -> String {
        said!(self, at, YMD::long()).unwrap_or_else(|| iso(at))
    }

    /// "Saturday 28 November".
    pub fn weekday(self, at: &Zoned) -> String {
        said!(self, at, MDE::long()).unwrap_or_else(|| iso(at))
    }

    /// "14:05".
    pub fn clock(self, at: &Zoned) -> String {
        at.strftime("%H:%M").to_string()
    }

    /// "Saturday 28 November at 14:05".
    pub fn weekday_and_clock(self, at: &Zoned) -> String {
        self.tell("date-at", [("day", self.weekday(at).into()), ("time", self.clock(at).into())])
    }
}

fn date(at: &Zoned) -> Option<Date<Gregorian>> {
    let (month, day) = (u8::try_from(at.month()).ok()?, u8::try_from(at.day()).ok()?);
    Date::try_new_gregorian(i32::from(at.year()), month, day).ok()
}

fn iso(at: &Zoned) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
