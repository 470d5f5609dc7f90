//! Time zones a new shop begins with. A country with several is asked.

use crate::domain::place::Country;
use jiff::tz::TimeZone;

/// Countries with one zone for nearly everybody, by the name of their zone.
const ZONES: [(&str, &str); 62] = [
    ("AE", "Asia/Dubai"),
    ("AR", "America/Argentina/Buenos_Aires"),
    ("AT", "Europe/Vienna"),
    ("BE", "Europe/Brussels"),
    ("BG", "Europe/Sofia"),
    ("CH", "Europe/Zurich"),
    ("CL", "America/Santiago"),
    ("CO", "America/Bogota"),
    ("CY", "Asia/Nicosia"),
    ("CZ", "Europe/Prague"),
    ("DE", "Europe/Berlin"),
    ("DK", "Europe/Copenhagen"),
    ("EE", "Europe/Tallinn"),
    ("EG", "Africa/Cairo"),
    ("ES", "Europe/Madrid"),
    ("FI", "Europe/Helsinki"),
    ("FR", "Europe/Paris"),
    ("GB", "Europe/London"),
    ("GH", "Africa/Accra"),
    ("GR", "Europe/Athens"),
    ("HK", "Asia/Hong_Kong"),
    ("HR", "Europe/Zagreb"),
    ("HU", "Europe/Budapest"),
    ("IE", "Europe/Dublin"),
    ("IL", "Asia/Jerusalem"),
    ("IN", "Asia/Kolkata"),
    ("IS", "Atlantic/Reykjavik"),
    ("IT", "Europe/Rome"),
    ("JP", "Asia/Tokyo"),
    ("KE", "Africa/Nairobi"),
    ("KR", "Asia/Seoul"),
    ("LI", "Europe/Vaduz"),
    ("LK", "Asia/Colombo"),
    ("LT", "Europe/Vilnius"),
    ("LU", "Europe/Luxembourg"),
    ("LV", "Europe/Riga"),
    ("MA", "Africa/Casablanca"),
    ("MC", "Europe/Monaco"),
    ("MT", "Europe/Malta"),
    ("MY", "Asia/Kuala_Lumpur"),
    ("NG", "Africa/Lagos"),
    ("NL", "Europe/Amsterdam"),
    ("NO", "Europe/Oslo"),
    ("NZ", "Pacific/Auckland"),
    ("PE", "America/Lima"),
    ("PH", "Asia/Manila"),
    ("PK", "Asia/Karachi"),
    ("PL", "Europe/Warsaw"),
    ("PT", "Europe/Lisbon"),
    ("RO", "Europe/Bucharest"),
    ("RS", "Europe/Belgrade"),
    ("RW", "Africa/Kigali"),
    ("SE", "Europe/Stockholm"),
    ("SG", "Asia/Singapore"),
    ("SI", "Europe/Ljubljana"),
    ("SK", "Europe/Bratislava"),
    ("TH", "Asia/Bangkok"),
    ("TR", "Europe/Istanbul"),
    ("TW", "Asia/Taipei"),
    ("TZ", "Africa/Dar_es_Salaam"),
    ("UG", "Africa/Kampala"),
    ("ZA", "Africa/Johannesburg"),
];

/// Every zone by name, for a list to choose from.
pub fn all() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    names.filter(|name| name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("posix/")).collect()
}

/// The chosen one, or the country's own.
pub fn choose(typed: &str, country: Country) -> Result<String, String> {
    let usual = ZONES.iter().find(|(code, _)| *code == country.code()).map(|(_, zone)| *zone);
    match (typed, usual) {
        ("", None) => Err(format!("{} has several time zones. Please choose one.", country.name())),
        ("", Some(zone)) => Ok(zone.to_owned()),
        (zone, _) => known(zone),
    }
}

pub fn known(zone: &str) -> Result<String, String> {
    match TimeZone::get(zone) {
        Ok(_) => Ok(zone.to_owned()),
        Err(_) => Err("Please choose a time zone from the list.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_and_country_exists() {
        for (code, zone) in ZONES {
            assert!(Country::parse(code).is_ok() && TimeZone::get(zone).is_ok(), "{code} {zone}");
        }
        assert!(choose("", Country::US).is_err() && choose("Mars/Base", Country::DE).is_err());
        assert_eq!(choose("America/Denver", Country::US).as_deref(), Ok("America/Denver"));
        assert!(all().len() > 300);
    }
}
