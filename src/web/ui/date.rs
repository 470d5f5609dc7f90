//! Dates and times as people read them, in the shop's time zone.

use crate::base::Time;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// "today at 14:02", "yesterday at 9:30", "21 November at 14:02"; the exact one for programs and on hover.
pub fn moment(at: Time, now: Time, zone: &TimeZone) -> Markup {
    let there = at.at(zone);
    html! {
        time datetime=(there.strftime("%Y-%m-%dT%H:%M%:z")) title=(there.strftime("%-d %B %Y, %H:%M")) {
            (in_words(at, now, zone))
        }
    }
}

fn in_words(at: Time, now: Time, zone: &TimeZone) -> String {
    let there = at.at(zone);
    let clock = there.strftime("%H:%M");
    match now.day(zone).0 - at.day(zone).0 {
        0 => format!("today at {clock}"),
        1 => format!("yesterday at {clock}"),
        _ if there.year() == now.at(zone).year() => format!("{} at {clock}", there.strftime("%-d %B")),
        _ => there.strftime("%-d %B %Y").to_string(),
    }
}

/// "Saturday, 28 November at 14:02": until when something is kept.
pub fn until(at: Time, zone: &TimeZone) -> String {
    at.at(zone).strftime("%A, %-d %B at %H:%M").to_string()
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
            assert_eq!(in_words(now.minus(ago), now, &zone), words);
        }
        assert_eq!(until(now.plus(7 * DAY), &zone), "Saturday, 28 November at 14:00");
        assert_eq!(iso_day(now, &zone), "2026-11-21");
    }
}
