//! The past beside the shop: what was done lately, and the state at a moment laid out in a folder that is thrown away, made of
//! the shop's own backups and the record of changes. The shop goes on selling meanwhile.

use crate::app::going_back::{Deed, Deeds, Kind, Past, Plan, Touched, What};
use crate::app::{App, Error};
use crate::base::random::seed_from_system;
use crate::base::time::DAY;
use crate::base::{Broken, Random};
use crate::ops::archive::{self, Trouble};
use crate::ops::restore::{At, Progress, Source, restore};
use crate::outside::disk::free_bytes;
use crate::outside::targets::folder::Folder;
use crate::store::history::{History, SegmentName, Way};
use crate::store::{ENGINES, Entry, Options, Position, Store, WORK_TIME_MAX, tables};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const CACHE_BYTES: usize = 16 << 20;
/// An earlier state takes as much as the store, and what is sorted beside it less than that again.
const STORES_OF_ROOM: u64 = 2;
/// The shop goes on writing meanwhile.
const LEFT_FREE_BYTES: u64 = 256 << 20;
/// In the shop's folder; nothing in it is kept.
const PAST: &str = "past";
/// Deeds of so many days are listed; what is older is reached as a moment.
const DEEDS_DAYS: i64 = 7;
/// Without a backup to begin at, history is read from its beginning, up to so many bytes of it.
const WHOLE_BYTES_MAX: u64 = 64 << 20;

/// Takes away what a shop that ended suddenly was looking at.
pub fn clear(data: &Path) -> Result<(), Broken> {
    match std::fs::remove_dir_all(data.join(PAST)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Broken::because("clearing an earlier state away", &error))
        }
        _ => Ok(()),
    }
}

/// Does somebody look at an earlier state?
pub fn is_open(data: &Path) -> bool {
    std::fs::read_dir(data.join(PAST)).is_ok_and(|mut inside| inside.next().is_some())
}

/// A shop's own backups and history, and a folder to work in.
pub struct Workshop<'a> {
    pub app: &'a App,
    pub history: &'a Mutex<History>,
    /// The shop's folder.
    pub data: &'a Path,
}

impl Workshop<'_> {
    fn bases(&self) -> Folder {
        Folder::at(&self.data.join("backup"))
    }

    /// A folder of its own with the record of changes up to this moment in it.
    fn bench(&self, name: &str) -> Result<Cleared, Broken> {
        let folder = Cleared(self.data.join(PAST).join(name));
        let pinned = folder.history();
        std::fs::create_dir_all(&pinned).map_err(|e| Broken::because("making a folder for an earlier state", &e))?;
        const STEPS_MAX: usize = 1_000;
        let wanted = self.app.position().seq;
        let mut history = self.history.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..STEPS_MAX {
            if history.follow(self.app.store())?.position.seq >= wanted {
                history.pin(&pinned)?;
                return Ok(folder);
            }
        }
        Err(Broken::new("the record of changes does not reach the present"))
    }

    /// What was done lately, and up to where. Goes on from what was gathered before.
    pub fn deeds(&self, before: Option<(Deeds, Position)>) -> Result<(Deeds, Position), Error> {
        let folder = self.bench("deeds")?;
        let add = |deeds: &mut Deeds, entry: Entry| {
            deeds.add(&entry);
            Ok(true)
        };
        if let Some((deeds, at)) = before
            && let Ok(on) = read_from(&folder.history(), &[at], || deeds.clone(), add)
        {
            return Ok(on);
        }
        let since = self.app.now().minus(DEEDS_DAYS * DAY);
        let starts = self.starts(&folder.history(), |made| made >= since)?;
        read_from(&folder.history(), &starts, Deeds::default, add)
    }

    /// Positions to begin reading at, the earliest first: the first entry where it is near enough, else those of backups.
    fn starts(&self, history: &Path, fits: impl Fn(crate::base::Time) -> bool) -> Result<Vec<Position>, Error> {
        let (manifests, _) = archive::manifests(&self.bases()).map_err(told)?;
        let begins = whole(history)?.then(|| Position::start(0));
        let bases = manifests.iter().filter(|base| fits(base.made)).map(|base| base.from);
        let newest = manifests.last().map(|base| base.from);
        Ok(begins.into_iter().chain(bases).chain(newest).collect())
    }

    /// What undoing or bringing back would change. `progress` is told in words.
    ///
    /// # Errors
    /// A sentence when nothing reaches back so far; breakage.
    pub fn plan(&self, number: u64, what: What, progress: &dyn Fn(String)) -> Result<Plan, Error> {
        let folder = self.bench(&number.to_string())?;
        match what.clone() {
            What::AsOf(at, scope) => {
                let past = self.lay_out(folder, At::Time(at), progress)?;
                progress("It is compared with the shop as it is".into());
                Plan::as_of(self.app, number, what, scope, past)
            }
            What::Undo(deed) => {
                let touched = self.touched(&folder.history(), &deed)?;
                let past = self.lay_out(folder, At::Seq(deed.first.saturating_sub(1)), progress)?;
                Plan::undo(self.app, number, what, past, touched)
            }
        }
    }

    /// What a deed wrote, and what others wrote while it went on.
    fn touched(&self, history: &Path, deed: &Deed) -> Result<Touched, Error> {
        let mut starts = self.starts(history, |_| true)?;
        starts.retain(|start| start.seq < deed.first);
        // Nearest first: less is read.
        starts.sort_by_key(|start| std::cmp::Reverse(start.seq));
        let (touched, _) = read_from(history, &starts, Touched::default, |touched: &mut Touched, entry| {
            let own = deed.holds(&entry);
            if entry.seq >= deed.first {
                for change in entry.changes.into_iter().filter(|change| Kind::of(change.table).is_some()) {
                    touched.note((change.table, change.key), change.value.as_deref(), own)?;
                }
            }
            Ok(entry.seq < deed.last)
        })?;
        Ok(touched)
    }

    /// The state at a moment, as a store of its own that is only read. Not where it would take the room the shop itself needs.
    fn lay_out(&self, folder: Cleared, at: At, progress: &dyn Fn(String)) -> Result<Past, Error> {
        let needed = self.app.store().engine().bytes()?.saturating_mul(STORES_OF_ROOM).saturating_add(LEFT_FREE_BYTES);
        if free_bytes(&folder.0)? < needed {
            return Err(Error::sentence(format!(
                "To look back, {} MB of the disk must be free, because the shop as it was is laid out beside the shop as \
                 it is. There is less.",
                needed / 1_000_000
            )));
        }
        let mut random = Random::from_seed(seed_from_system()?);
        let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
        let engine = open(&folder.0.join("shop.redb"), CACHE_BYTES)?;
        let (bases, history) = (self.bases(), folder.history());
        let source = Source { bases: &bases, history: &history };
        let words = |far: Progress| match far {
            Progress::ReadingHistory { entries } => progress(format!("{entries} changes read")),
            Progress::Rows { done, about } => progress(format!("{done} of about {about} rows")),
        };
        let report = restore(&source, at, (&*engine, tables::KEPT), &folder.0, &mut random, &words).map_err(told)?;
        let options = Options {
            tables: tables::KEPT,
            kept: true,
            clock: self.app.clock.clone(),
            seed: random.seed(),
            twice: false,
            time_limit: WORK_TIME_MAX,
        };
        let store = Store::open(engine, options)?;
        Ok(Past { store, folder: folder.keep(), moment: report.wall })
    }
}

/// What cannot be read back that far is said, and no breakage of the shop.
fn told(trouble: Trouble) -> Error {
    Error::sentence(format!("The shop cannot be shown as it was then. {}", trouble.sentence()))
}

/// Is the record of changes whole from the shop's first minute, and short?
fn whole(history: &Path) -> Result<bool, Broken> {
    let failed = |e: std::io::Error| Broken::because("looking into the record of changes", &e);
    let (mut bytes, mut first) = (0, false);
    for file in std::fs::read_dir(history).map_err(failed)? {
        let file = file.map_err(failed)?;
        bytes += file.metadata().map_err(failed)?.len();
        first |= SegmentName::parse(&file.file_name().to_string_lossy()).is_some_and(|name| name.first == 1);
    }
    Ok(first && bytes <= WHOLE_BYTES_MAX)
}

/// Reads on from the first of the positions from which history can be read, and answers where it ended. `each` says whether
/// to go on.
fn read_from<T>(
    history: &Path,
    starts: &[Position],
    fresh: impl Fn() -> T,
    mut each: impl FnMut(&mut T, Entry) -> Result<bool, Error>,
) -> Result<(T, Position), Error> {
    let mut why = Error::sentence("The record of changes does not reach back so far.");
    'starts: for start in starts {
        let mut found = fresh();
        let mut way = Way::from(history, start)?;
        for entry in way.by_ref() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(broken) => {
                    why = Error::sentence(format!("The record of changes cannot be read back so far: {broken:?}."));
                    continue 'starts;
                }
            };
            if !each(&mut found, entry)? {
                break;
            }
        }
        return Ok((found, way.at()));
    }
    Err(why)
}

/// A folder that is cleared away unless somebody keeps it.
struct Cleared(PathBuf);

impl Cleared {
    fn history(&self) -> PathBuf {
        self.0.join("history")
    }

    fn keep(mut self) -> PathBuf {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Cleared {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty()
            && let Err(error) = std::fs::remove_dir_all(&self.0)
        {
            tracing::warn!(cause = %error, "A folder to work in could not be cleared away");
        }
    }
}
