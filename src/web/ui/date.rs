//! Dates and times as people read them, in the shop's time zone.

use crate::base::Time;
use crate::words::Words;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// "today at 14:02", "yesterday at 9:30", "21 November at 14:02"; the exact one for programs and on hover.
pub fn moment(at: Time, now: Time, zone: &TimeZone, w: Words) -> Markup {
    let there = at.at(zone);
    html! {
        time datetime=(there.strftime("%Y-%m-%dT%H:%M%:z")) title={ (w.day_and_year(&there)) ", " (w.clock(&there)) } {
            (in_words(at, now, zone, w))
        }
    }
}

fn in_words(at: Time, now: Time, zone: &TimeZone, w: Words) -> String {
    let there = at.at(zone);
    let time = [("time", w.clock(&there).into())];
    match now.day(zone).0 - at.day(zone).0 {
        0 => w.tell("date-today", time),
        1 => w.tell("date-yesterday", time),
        _ if there.year() == now.at(zone).year() => {
            w.tell("date-at", [("day", w.day(&there).into()), ("time", w.clock(&there).into())])
        }
        _ => w.day_and_year(&there),
    }
}

/// "Saturday 28 November at 14:02": until when something is kept.
pub fn until(at: Time, zone: &TimeZone, w: Words) -> String {
    w.weekday_and_clock(&at.at(zone))
}

/// "2026-11-28", for programs.
pub fn iso_day(at: Time, zone: &TimeZone) -> String {
    at.at(zone).strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::{DAY, HOUR};

    #[test]
    fn times_are_told_as_one_says_them() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let now = crate::base::Day::parse("2026-11-21").unwrap().starts(&zone).plus(14 * HOUR);
        for (ago, words) in [
            (2 * HOUR, "today at 12:00"),
            (20 * HOUR, "yesterday at 18:00"),
            (10 * DAY, "11 November at 14:00"),
            (400 * DAY, "17 October 2025"),
        ] {
            assert_eq!(in_words(now.minus(ago), now, &zone, Words::ENGLISH), words);
        }
        assert_eq!(until(now.plus(7 * DAY), &zone, Words::ENGLISH), "Saturday 28 November at 14:00");
        assert_eq!(iso_day(now, &zone), "2026-11-21");
    }
}
