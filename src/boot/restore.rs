//! `duka restore`: a shop made anew in an empty folder from what was kept of it. It opens without selling anything, until
//! somebody has looked at what happened meanwhile.

pub mod attempt;
mod pictures;
mod progress;
mod space;

use super::config::Restore;
use super::open::STORE_FILE;
use super::{Stop, existing, place, say, say_error};
use crate::app::erasure::Ledger;
use crate::base::random::seed_from_system;
use crate::base::{Broken, Random, Time};
use crate::domain::brought_back::{BroughtBack, Lost};
use crate::ops::archive::Trouble;
use crate::ops::quarantine::{self, Told};
use crate::ops::restore::{self, At, Report, Source};
use crate::ops::seal::{Seal, Sealed};
use crate::ops::send::mark;
use crate::ops::{fetch, keys};
use crate::outside::targets::Target;
use crate::outside::targets::folder::Folder;
use crate::store::repeat::stay_on;
use crate::store::{ENGINES, tables};
use age::x25519::Identity;
use attempt::Attempt;
use progress::Telling;
use std::fs;
use std::path::{Path, PathBuf};

const CACHE_BYTES: usize = 32 << 20;

pub async fn run(asked: &Restore) -> Result<(), Stop> {
    let data = asked.data.data.clone();
    if asked.pictures {
        let data = existing(&data)?;
        let place = Place::of(asked).map_err(|what| Stop::new(what, "duka restore --from PLACE --pictures"))?;
        return bring_pictures(place, asked, data).await;
    }
    let again = format!("duka restore --from PLACE --key FILE --data {}", data.display());
    let at = wanted(asked.at.as_deref()).map_err(|what| Stop::new(what, &again))?;
    let place = Place::of(asked).map_err(|what| Stop::new(what, &again))?;
    let attempt = Attempt::begin(&data);
    let attempt = attempt.map_err(|what| Stop::new(what, instead(&data)))?;
    let from = asked.from.display().to_string();
    let work = tokio::task::spawn_blocking(move || {
        let asked = Asked { from, at, becomes: Becomes::Shop };
        let back = place.bring_back(&asked, attempt)?;
        Ok::<_, Trouble>((back, place))
    });
    let back = work.await.map_err(|e| Trouble::from(Broken::because("bringing the shop back", &e))).flatten();
    let (back, place) =
        back.map_err(|t| Stop::new(format!("The shop could not be brought back. {}", t.sentence()), &again))?;
    tell(&back.report);
    say("Every file, checksum, row and sum was compared while it came. `duka check` reads all of it once more.");
    say(&format!("Start it:   duka serve --data {}", data.display()));
    if let Some(row) = &back.waits {
        tell_what_waits(row);
    }
    bring_pictures(place, asked, data).await
}

/// What to do about a folder that is in use.
fn instead(data: &Path) -> String {
    let another = "duka restore --from PLACE --data ANOTHER-FOLDER";
    match data.join(STORE_FILE).exists() {
        true => format!("{another}   or, when only pictures of this shop are missing, the same with --pictures"),
        false => another.to_owned(),
    }
}

/// The shop is there. What goes wrong from here on takes nothing of it away.
async fn bring_pictures(place: Place, asked: &Restore, data: PathBuf) -> Result<(), Stop> {
    let key = asked.key.as_ref().map_or(String::new(), |key| format!(" --key {}", key.display()));
    let again = format!("duka restore --from {}{key} --data {} --pictures", asked.from.display(), data.display());
    let work = tokio::task::spawn_blocking(move || place.bring_pictures(&data));
    let brought = work.await.map_err(|e| Trouble::from(Broken::because("bringing pictures", &e))).flatten();
    let remarks = brought.map_err(|trouble| {
        let what = format!("The shop is back, but not all of its pictures are. {}", trouble.sentence());
        Stop::new(what, again)
    })?;
    for remark in &remarks {
        say(&format!("  {remark}"));
    }
    say(if remarks.is_empty() { "All its pictures are there." } else { "All other pictures are there." });
    Ok(())
}

/// What was asked for, in words and as a moment.
pub(super) struct Asked {
    pub from: String,
    pub at: At,
    pub becomes: Becomes,
}

/// What is made of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Becomes {
    /// A shop, on a line of its own.
    Shop,
    /// A copy that stays on the shop's line.
    Copy,
}

/// What came of it.
pub(super) struct Back {
    report: Report,
    /// What somebody has to decide before it sells; `None` for a shop that was never set up, and for a copy.
    waits: Option<BroughtBack>,
}

/// Where the shop comes from.
enum Place {
    /// What is left of its own folder.
    Folder(PathBuf),
    /// Where its backups were sent, and a key to them.
    Elsewhere(Box<dyn Target>, Identity),
}

impl Place {
    fn of(asked: &Restore) -> Result<Place, String> {
        let from = &asked.from;
        let Some(key) = &asked.key else {
            if place::address(from).is_some() || mark::is_in(from) {
                return Err("What lies there is sealed. Name the file with the recovery key: --key FILE.".into());
            }
            if !from.join("history").is_dir() {
                return Err(format!("{} is no folder of a shop: there is no history in it.", from.display()));
            }
            return Ok(Place::Folder(from.clone()));
        };
        let text = fs::read_to_string(key).map_err(|e| format!("{} cannot be read: {e}.", key.display()))?;
        let key = keys::read_key(&text).ok_or_else(|| format!("There is no key in {}.", key.display()))?;
        Ok(Place::Elsewhere(place::target(from, &asked.login)?, key))
    }

    fn bring_back(&self, asked: &Asked, attempt: Attempt) -> Result<Back, Trouble> {
        let brought = match self {
            Place::Folder(from) => from_folder(from, asked, &attempt),
            Place::Elsewhere(target, key) => from_elsewhere(&**target, key, asked, &attempt),
        };
        attempt.ends(brought)
    }

    /// Answers which could not be brought.
    fn bring_pictures(&self, data: &Path) -> Result<Vec<String>, Trouble> {
        match self {
            Place::Folder(from) => {
                pictures::from_folder(&from.join(pictures::FOLDER), &data.join(pictures::FOLDER)).map_err(Trouble::from)
            }
            Place::Elsewhere(target, key) => pictures::from_elsewhere(&**target, key, data),
        }
    }
}

fn from_folder(from: &Path, asked: &Asked, attempt: &Attempt) -> Result<Back, Trouble> {
    let (bases, history) = (Folder::at(&from.join("backup")), from.join("history"));
    let data = attempt.data();
    space::look(&space::of_folder(from, &bases, asked.at)?, data)?;
    let back = fill(&Source { bases: &bases, history: &history }, asked, attempt)?;
    keys::Keys::carry(from, data)?;
    Ok(back)
}

/// All of a copy; of a shop, all but the pictures.
pub(super) fn from_elsewhere(
    target: &dyn Target,
    key: &Identity,
    asked: &Asked,
    attempt: &Attempt,
) -> Result<Back, Trouble> {
    let data = attempt.data();
    let seal = Seal::of(vec![key.clone()]);
    let found = fetch::unlock(target, &seal)?;
    // What was sealed before the keys were changed.
    let seal = seal.opening(found.as_ref().map(|mark| mark.former()).unwrap_or_default());
    let sealed = Sealed::of(target, &seal);
    space::look(&space::of_target(&sealed, asked.at)?, data)?;
    say_error("  Fetching history …");
    // It stays the shop's own history: a new run of it begins where the way ends.
    let history = data.join("history");
    let mut remarks = fetch::history(&sealed, asked.at, &history)?;
    let back = fill(&Source { bases: &sealed, history: &history }, asked, attempt);
    let mut back = back.map_err(|trouble| trouble.after(&remarks))?;
    match &found {
        Some(mark) => keys::Keys::adopt(data, key, mark)?,
        None => remarks.push(Trouble::damaged(&mark::file(), "new keys were made").sentence()),
    }
    // A copy fetches by itself only what comes later; nobody waits for it.
    if asked.becomes == Becomes::Copy {
        remarks.extend(pictures::from_elsewhere(target, key, data)?);
    }
    back.report.remarks.extend(remarks);
    Ok(back)
}

fn wanted(at: Option<&str>) -> Result<At, String> {
    let Some(text) = at else { return Ok(At::Newest) };
    if let Some(seq) = text.strip_prefix('#') {
        return seq.parse().map(At::Seq).map_err(|_| format!("“{text}” is no number of an entry."));
    }
    let time = text.parse::<jiff::Timestamp>();
    let time = time.map_err(|_| format!("“{text}” is no time. Write it as 2026-11-21T14:30:00Z."))?;
    Ok(At::Time(Time::from_micros(time.as_microsecond())))
}

/// The store, still under a name that no shop has, with the word in it that it may not sell yet.
fn fill(source: &Source<'_>, asked: &Asked, attempt: &Attempt) -> Result<Back, Trouble> {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    let engine = open(&attempt.store(), CACHE_BYTES)?;
    let mut random = Random::from_seed(seed_from_system()?);
    let telling = Telling::begin();
    let into = (&*engine, tables::KEPT);
    let tell = |progress| telling.tell(progress);
    let report = restore::restore(source, asked.at, into, &attempt.work(), &mut random, &tell)?;
    let waits = match asked.becomes {
        Becomes::Shop => {
            let told = Told { from: &asked.from, at: asked.at, report: &report, erased: Ledger::new() };
            quarantine::begin(engine, source, told, random.seed())?
        }
        Becomes::Copy => {
            stay_on(&*engine, &report.reached)?;
            None
        }
    };
    Ok(Back { report, waits })
}

fn tell(report: &Report) {
    let base = report.base.as_ref().map_or("history alone".to_owned(), |name| format!("the backup {name} and history"));
    say(&format!("Brought back {} rows from {base}, up to entry {}.", report.rows, report.reached.seq));
    for remark in &report.remarks {
        say(&format!("  {remark}"));
    }
}

/// What waits for whoever starts it.
fn tell_what_waits(row: &BroughtBack) {
    let Lost { orders, orders_beyond, payments, payments_beyond } = &row.lost;
    let (orders, payments) = (orders.len() as u64 + orders_beyond, payments.len() as u64 + payments_beyond);
    if orders + payments > 0 {
        say(&format!(
            "Not in it, because it came later. Orders: {orders}, payments for orders that are in it: {payments}."
        ));
    }
    say(&format!("The next order gets number {}. Everybody of the staff signs in again.", row.numbers.next));
    say("It sells nothing and sends nothing until somebody has looked: sign in, and Today leads there");
    say("(/admin/brought-back).");
}
