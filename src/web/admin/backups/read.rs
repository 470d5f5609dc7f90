//! Reads the forms of a place: where it is, and what was decided about it.

use crate::app::Error;
use crate::app::places::Terms;
use crate::base::text::{line, optional_line};
use crate::domain::backup::{Bucket, Retention, Rhythm, Site};
use crate::outside::targets::providers::{Endpoint, Provider};
use crate::web::form::{Problems, Typed};

const NAME_CHARS_MAX: usize = 80;
const PLACE_CHARS_MAX: usize = 250;
const KEY_CHARS_MAX: usize = 500;
/// Slower than that never ends, faster is no limit.
const LIMIT_KB_MAX: u32 = 10_000_000;

fn refused(wrong: Problems) -> Error {
    wrong.refusal()
}

/// Where it is, and what to call it.
pub fn site(provider: &Provider, typed: &Typed) -> Result<(String, Site), Error> {
    let mut wrong = Problems::default();
    let name = wrong.take("name", optional_line(typed.get("name"), "a name", NAME_CHARS_MAX));
    let site = match provider.endpoint {
        Endpoint::Folder => folder(typed, &mut wrong),
        _ => bucket(provider, typed, &mut wrong).map(Site::Bucket),
    };
    match (name, site) {
        (Some(name), Some(site)) if wrong.is_empty() => Ok((named(name, provider, &site), site)),
        _ => Err(refused(wrong)),
    }
}

fn named(name: String, provider: &Provider, site: &Site) -> String {
    match (name.is_empty(), site) {
        (false, _) => name,
        (true, Site::Folder { path }) => path.clone(),
        (true, Site::Bucket(bucket)) => format!("{}, {}", provider.name, bucket.bucket),
    }
}

fn folder(typed: &Typed, wrong: &mut Problems) -> Option<Site> {
    let path = wrong.take("path", line(typed.get("path"), "the folder, such as /mnt/backup/shop", PLACE_CHARS_MAX))?;
    if !path.starts_with('/') || path.split('/').any(|part| part == "..") {
        wrong.add("path", "Please write the whole path from the beginning, such as /mnt/backup/shop.");
    }
    Some(Site::Folder { path: path.trim_end_matches('/').to_owned() })
}

fn bucket(provider: &Provider, typed: &Typed, wrong: &mut Problems) -> Option<Bucket> {
    let what = match provider.endpoint {
        Endpoint::ByRegion(_) => "the region as the provider writes it, such as eu-central-1",
        Endpoint::ByAccount(..) => "the id of your account",
        Endpoint::Typed | Endpoint::Folder => "the whole address, such as https://s3.example.com",
    };
    let place = provider.place(typed.get("place")).ok_or_else(|| format!("Please enter {what}."));
    let place = wrong.take("place", place);
    let region = wrong.take("region", optional_line(typed.get("region"), "a region", NAME_CHARS_MAX));
    let name = wrong.take("bucket", line(typed.get("bucket"), "the name of the bucket", NAME_CHARS_MAX));
    let folder = wrong.take("folder", optional_line(typed.get("folder"), "a folder", PLACE_CHARS_MAX));
    let key_id = wrong.take("key_id", line(typed.get("key_id"), "the id of the key", KEY_CHARS_MAX));
    let secret = wrong.take("secret", line(typed.get("secret"), "the secret of the key", KEY_CHARS_MAX));
    let (place, region) = (place?, region?);
    Some(Bucket {
        provider: provider.key.into(),
        region: if region.is_empty() { place.region } else { region },
        endpoint: place.endpoint,
        bucket: name?,
        folder: folder?.trim_matches('/').to_owned(),
        key_id: key_id?,
        secret: secret?,
    })
}

pub fn terms(typed: &Typed) -> Result<Terms, Error> {
    let mut wrong = Problems::default();
    let name = wrong.take("name", line(typed.get("name"), "a name", NAME_CHARS_MAX));
    let hour = wrong.take("hour", number(typed.get("hour"), 0, 23).map(|n| n as u8));
    let days = wrong.take("days", number(typed.get("days"), 1, u32::from(Retention::DAYS_MAX)));
    let weeks = wrong.take("weeks", number(typed.get("weeks"), 0, u32::from(Retention::WEEKS_MAX)));
    let months = wrong.take("months", number(typed.get("months"), 0, u32::from(Retention::MONTHS_MAX)));
    let limit = match typed.get("limit").trim() {
        "" => Some(None),
        limit => wrong.take("limit", number(limit, 1, LIMIT_KB_MAX)).map(Some),
    };
    let rhythm = if typed.get("rhythm") == "daily" { Rhythm::Daily } else { Rhythm::Continuous };
    match (name, hour, days, weeks, months, limit) {
        (Some(name), Some(hour), Some(days), Some(weeks), Some(months), Some(limit)) => {
            let retention = Retention { days: days as u16, weeks: weeks as u16, months: months as u16 };
            Ok(Terms { name, rhythm, hour, retention, limit })
        }
        _ => Err(refused(wrong)),
    }
}

/// Another key for a place: its id, its secret.
pub fn key(typed: &Typed) -> Result<(String, String), Error> {
    let mut wrong = Problems::default();
    let key_id = wrong.take("key_id", line(typed.get("key_id"), "the id of the key", KEY_CHARS_MAX));
    let secret = wrong.take("secret", line(typed.get("secret"), "the secret of the key", KEY_CHARS_MAX));
    key_id.zip(secret).ok_or_else(|| refused(wrong))
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    let number = text.trim().parse().ok().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| format!("Please enter a whole number from {least} to {most}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Refused;

    #[track_caller]
    fn check(with: &str, fields: &[(&str, &str)], wanted: Result<&str, &[&str]>) {
        let typed = Typed(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        match (site(Provider::by_key(with).unwrap(), &typed), wanted) {
            (Ok((name, site)), Ok(wanted)) => assert_eq!(format!("{name}: {site:?}"), wanted),
            (Err(Error::Refused(Refused::Form(wrong))), Err(fields)) => {
                assert_eq!(wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), fields);
            }
            (got, _) => panic!("{with} {fields:?}: {got:?}"),
        }
    }

    #[test]
    fn a_place_is_read_and_what_cannot_be_one_is_named_by_its_field() {
        let key = [("key_id", "AK"), ("secret", "SK"), ("bucket", "b")];
        let with = |more: &[(&'static str, &'static str)]| [key.as_slice(), more].concat();
        check(
            "hetzner",
            &with(&[("place", "fsn1"), ("folder", "/shop/")]),
            Ok("Hetzner, b: Bucket(Bucket(https://fsn1.your-objectstorage.com/b/shop as AK, …))"),
        );
        check(
            "s3",
            &with(&[("place", "https://minio.example"), ("region", "home"), ("name", " Cellar ")]),
            Ok("Cellar: Bucket(Bucket(https://minio.example/b/ as AK, …))"),
        );
        check("folder", &[("path", "/mnt/usb/")], Ok("/mnt/usb: Folder { path: \"/mnt/usb\" }"));
        for path in ["", "usb", "../usb", "/mnt/../etc"] {
            check("folder", &[("path", path)], Err(&["path"]));
        }
        check("aws", &[], Err(&["bucket", "key_id", "place", "secret"]));
        check("aws", &with(&[("place", "eu west")]), Err(&["place"]));
        check("s3", &with(&[("place", "https://user:pw@inner.example/path")]), Err(&["place"]));
        check("cloudflare", &with(&[("place", "x.y")]), Err(&["place"]));
    }

    #[test]
    fn numbers_have_ends() {
        let check = |field: &str, text: &str, is_right: bool| {
            let mut fields = vec![("name", "Cellar"), ("hour", "2"), ("days", "30"), ("weeks", "0"), ("months", "0")];
            fields.push((field, text));
            let typed = Typed(fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect());
            assert_eq!(terms(&typed).is_ok(), is_right, "{field} {text}");
        };
        for (field, text, is_right) in [
            ("limit", "", true),
            ("limit", "500", true),
            ("limit", "0", false),
            ("limit", "fast", false),
            ("hour", "23", true),
            ("hour", "24", false),
            ("hour", "-1", false),
            ("days", "0", false),
            ("days", "366", false),
            ("weeks", "4", true),
            ("months", "61", false),
            ("name", " ", false),
        ] {
            check(field, text, is_right);
        }
    }
}
