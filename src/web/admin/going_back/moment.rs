//! A moment as a browser's field for date and time writes it, in the shop's time zone.

use crate::base::Time;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// # Errors
/// A sentence for the field.
pub fn read(text: &str, now: Time, zone: &TimeZone) -> Result<Time, &'static str> {
    let there: DateTime = text.trim().parse().map_err(|_| "Please choose a day and a time.")?;
    let at = there.to_zoned(zone.clone()).map_err(|_| "Please choose another time.")?;
    let at = Time::from_micros(at.timestamp().as_microsecond());
    if at >= now { Err("This moment is still to come.") } else { Ok(at) }
}

/// As the field wants it, to the second.
pub fn written(at: Time, zone: &TimeZone) -> String {
    at.at(zone).strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Day;
    use crate::base::time::{HOUR, MINUTE};

    #[test]
    fn a_moment_is_meant_in_the_shops_time_zone() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let day = Day::parse("2026-11-21").unwrap().starts(&zone);
        let now = day.plus(14 * HOUR);
        let at = day.plus(9 * HOUR + 30 * MINUTE);
        assert_eq!(read("2026-11-21T09:30", now, &zone), Ok(at));
        assert_eq!(read(&written(at, &zone), now, &zone), Ok(at));
        for bad in ["", "yesterday", "2026-11-21T14:00", "2027-01-01T00:00"] {
            assert!(read(bad, now, &zone).is_err(), "{bad}");
        }
    }
}
