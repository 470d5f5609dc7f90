//! `duka export`: the whole shop as open files in a new folder, whether it runs or not. And bringing one in.

use super::config::Export;
use super::open::open;
use super::restore::attempt::Attempt;
use super::{Stop, check, control, existing, say, say_error};
use crate::app::Error;
use crate::app::brought_back::{self, Found};
use crate::app::erasure::{self, Ledger};
use crate::base::random::{Seed, seed_from_system};
use crate::base::{Broken, Clock, Random};
use crate::domain::brought_back::Lost;
use crate::jobs::Care;
use crate::ops::export::{self, About, Done, Laid, Stopped};
use crate::outside::blobs::Blobs;
use crate::store::{ENGINES, Engine, Options, Store, WORK_TIME_MAX, tables};
use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const CACHE_BYTES: usize = 32 << 20;

pub async fn run(asked: &Export) -> Result<(), Stop> {
    let data = existing(&asked.data.data)?;
    let again = format!("duka export ANOTHER-FOLDER --data {}", data.display());
    let failed = |what: String| Stop::new(format!("The shop could not be exported. {what}"), &again);
    let place = Place::of(&asked.to).map_err(failed)?;
    // The folder itself is the lock: two exports would use one place beside the shop.
    let lock = fs::File::open(&data).map_err(|e| failed(format!("{}: {e}.", data.display())))?;
    lock.try_lock().map_err(|_| failed("Another export of this shop is being made.".into()))?;
    let about = make(&data, &place.unfinished).await.and_then(|about| place.finish().map(|()| about));
    let about = about.inspect_err(|_| place.forget()).map_err(|Stopped(what)| failed(what))?;
    let (rows, files) = (about.rows(), about.pictures.files);
    say(&format!("Exported {rows} rows and {files} picture files to {}.", asked.to.display()));
    say("Keep it safe: it holds customers' addresses and the shop's own secrets, and nothing in it is encrypted.");
    Ok(())
}

async fn make(data: &Path, folder: &Path) -> Result<About, Stopped> {
    say_error("  Reading the shop …");
    match control::ask(data, "POST", "/export", control::nothing()).await {
        Some(answer) => answer.map(|_| ()).map_err(Stopped)?,
        None => alone(data).await?,
    }
    let (data, folder) = (data.to_owned(), folder.to_owned());
    let work = tokio::task::spawn_blocking(move || {
        let written = export::write(&data, &folder, &Clock::Real, &show);
        Laid::of(&data).clear().and(written)
    });
    work.await.map_err(|e| Broken::because("exporting", &e))?
}

/// From within the running shop: only what needs it.
pub async fn while_running(care: Arc<Care>, data: PathBuf) -> Result<(), Stopped> {
    let work = tokio::task::spawn_blocking(move || match &care.history {
        Some(history) => export::lay(&data, care.app.store(), history, &Clock::Real),
        None => Err(Broken::new("this shop is thrown away when it closes").into()),
    });
    work.await.map_err(|e| Broken::because("exporting", &e))?
}

/// With the shop closed.
async fn alone(data: &Path) -> Result<(), Stopped> {
    let opened = open(data, Clock::Real).map_err(|b| b.during("The shop could not be opened"))?;
    let (app, history, data) = (opened.app, Mutex::new(opened.history), data.to_owned());
    let work = tokio::task::spawn_blocking(move || {
        let laid = export::lay(&data, app.store(), &history, &Clock::Real);
        app.close();
        laid
    });
    work.await.map_err(|e| Broken::because("exporting", &e))?
}

fn show(done: Done) {
    say_error(&format!("  {} of {} rows …", done.rows, done.of));
}

/// Where the export is made, and what it is called when it is whole.
struct Place {
    to: PathBuf,
    unfinished: PathBuf,
}

impl Place {
    fn of(to: &Path) -> Result<Place, String> {
        let to = std::path::absolute(to).map_err(|e| format!("{}: {e}.", to.display()))?;
        let (Some(parent), Some(name)) = (to.parent(), to.file_name()) else {
            return Err(format!("{} cannot be made anew.", to.display()));
        };
        let disk = |path: &Path| fs::metadata(path).map(|about| about.dev());
        let parent_disk = disk(parent).map_err(|e| format!("{}: {e}.", parent.display()))?;
        match fs::read_dir(&to).map(|mut inside| inside.next().is_none()) {
            Ok(false) => {
                return Err(format!("{} is not empty, and nothing that is there is overwritten.", to.display()));
            }
            Ok(true) if disk(&to).ok() != Some(parent_disk) => {
                return Err(format!("{} is a disk of its own. Name a new folder on it.", to.display()));
            }
            Err(error) if to.exists() => return Err(format!("{}: {error}.", to.display())),
            _ => {}
        }
        let unfinished = parent.join(format!("{}.part", name.to_string_lossy()));
        let made = fs::DirBuilder::new().mode(0o700).create(&unfinished);
        made.map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{} is left from an export that did not end. Take it away.", unfinished.display())
            }
            _ => format!("{}: {e}.", unfinished.display()),
        })?;
        Ok(Place { to, unfinished })
    }

    /// Only now it is called an export.
    fn finish(&self) -> Result<(), Stopped> {
        let parent = self.to.parent().unwrap_or(&self.to);
        let named = fs::File::open(&self.unfinished)
            .and_then(|folder| folder.sync_all())
            .and_then(|()| fs::rename(&self.unfinished, &self.to))
            .and_then(|()| fs::File::open(parent)?.sync_all());
        named.map_err(|e| Stopped(format!("{}: {e}.", self.to.display())))
    }

    fn forget(&self) {
        if let Err(error) = fs::remove_dir_all(&self.unfinished) {
            say_error(&format!("  {} could not be cleared: {error}", self.unfinished.display()));
        }
    }
}

/// Is this folder an exported shop?
pub fn is_one(folder: &Path) -> bool {
    folder.join(export::ABOUT).is_file()
}

/// Makes a shop of an exported one, in an empty folder. `erased`: who is known to have been erased since, if anybody was asked.
pub async fn bring_in(from: &Path, data: &Path, erased: Option<Ledger>) -> Result<(), Stop> {
    let again = format!("duka import {} --data ANOTHER-FOLDER", from.display());
    let attempt = Attempt::begin(data).map_err(|what| Stop::new(what, &again))?;
    let (from, was_asked) = (from.to_owned(), erased.is_some());
    let work = tokio::task::spawn_blocking(move || {
        let filled = fill(&from, &attempt, &erased.unwrap_or_default());
        attempt.ends(filled)
    });
    let about = work.await.map_err(|e| Broken::because("bringing the shop in", &e).into()).flatten();
    let (about, waits) =
        about.map_err(|Stopped(what)| Stop::new(format!("The shop could not be brought in. {what}"), &again))?;
    say(&format!(
        "Brought in {} rows and {} picture files, exported at {}.",
        about.rows(),
        about.pictures.files,
        about.made_at
    ));
    if !was_asked {
        say(
            "Whoever was erased after that is named in it again, unless you say where this is known: take this folder away and",
        );
        say("import once more with --erased FOLDER-OF-THE-SHOP, or --erased PLACE-OF-ITS-BACKUPS --key FILE.");
    }
    if waits {
        say(
            "It sells nothing and sends nothing until somebody has looked at it in admin: the one it came from may still sell.",
        );
    }
    check::run(data).await?;
    say(&format!("Start it:   duka serve --data {}", data.display()));
    Ok(())
}

/// The store has a name that no shop has until everything is there.
fn fill(from: &Path, attempt: &Attempt, erased: &Ledger) -> Result<(About, bool), Stopped> {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    let engine = open(&attempt.store(), CACHE_BYTES)?;
    let blobs = Blobs::open(&attempt.data().join("pictures"))?;
    let mut random = Random::from_seed(seed_from_system()?);
    let about = export::read(from, &*engine, &blobs, &attempt.work(), &mut random, &show)?;
    let waits = stands_still(from, &about, erased, engine, random.seed())?;
    Ok((about, waits))
}

/// Its first row, before it has its name: the shop it was exported from may still sell, so this one does not until somebody
/// says so.
fn stands_still(
    from: &Path,
    about: &About,
    erased: &Ledger,
    engine: Arc<dyn Engine>,
    seed: Seed,
) -> Result<bool, Stopped> {
    let options =
        Options { tables: tables::KEPT, kept: true, clock: Clock::Real, seed, twice: false, time_limit: WORK_TIME_MAX };
    let store = Store::open(engine, options)?;
    store.drive()?;
    let found = Found {
        from: from.display().to_string(),
        reached: about.position()?.seq,
        moment: about.wall,
        earlier: false,
        remarks: Vec::new(),
        lost: Lost::default(),
        highest: 0,
    };
    let begun = tokio::runtime::Handle::current().block_on(async {
        let begun = brought_back::begin(&store, found).await?;
        // Whoever was erased since names nobody in this shop either.
        erasure::replay(&store, erased).await?;
        Ok::<_, Error>(begun)
    });
    store.close();
    begun.map(|row| row.is_some()).map_err(|error| Stopped(error.words()))
}
