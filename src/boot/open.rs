//! Opening a data folder: the store, the passing rows, the search index, the pictures, the local history.

use super::follow::Note;
use super::restore::attempt;
use crate::app::App;
use crate::base::random::seed_from_system;
use crate::base::{Broken, Clock, Random};
use crate::ops::{past, switch};
use crate::outside::blobs::Blobs;
use crate::search::Search;
use crate::store::history::{BUDGET_BYTES, History, SegmentName};
use crate::store::{self, Options, Store, WORK_TIME_MAX, tables};
use std::path::Path;
use std::sync::Arc;

pub const STORE_FILE: &str = "shop.redb";
const PASSING_FILE: &str = "passing.redb";
/// Who looks at a copy leaves no trace in the shop it may become.
const COPY_PASSING_FILE: &str = "looking.redb";
/// Pages of the store kept in memory. More does not help a small shop; less does not hurt it.
const STORE_CACHE_BYTES: usize = 32 << 20;
const PASSING_CACHE_BYTES: usize = 4 << 20;

pub struct Opened {
    pub app: Arc<App>,
    pub history: History,
}

/// Opens the shop in a folder, or begins one.
///
/// # Errors
/// The folder cannot be used, another process has it, or a newer version wrote it.
pub fn open(data: &Path, clock: Clock) -> Result<Opened, Broken> {
    // A change of the shop for another state of it that was cut goes on first.
    switch::settle(data)?;
    may_be_a_shop(data)?;
    let opened = open_parts(data, clock, PASSING_FILE)?;
    if let Some(last) = opened.history.status().last {
        opened.app.store().reconcile(&last)?;
    }
    opened.app.drive()?;
    Ok(opened)
}

/// # Errors
/// What lies in the folder is no shop, and must not be taken for one.
pub fn may_be_a_shop(data: &Path) -> Result<(), Broken> {
    if Note::read(data)?.is_some() {
        return Err(Broken::new("this folder holds a copy that follows a shop; duka promote makes it the shop"));
    }
    if attempt::is_cut(data) {
        return Err(Broken::new("bringing a shop into this folder did not come to its end"));
    }
    // Or an empty shop would take the place of the one whose history this is.
    let is_empty = std::fs::metadata(data.join(STORE_FILE)).map_or(true, |about| about.len() == 0);
    if is_empty && has_history(data) {
        let what = format!(
            "the store could not be opened: {STORE_FILE} is gone or empty, and a shop's history lies beside it"
        );
        return Err(Broken::new(what));
    }
    Ok(())
}

fn has_history(data: &Path) -> bool {
    let files = std::fs::read_dir(data.join("history")).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| SegmentName::parse(&name.to_string_lossy()).is_some())
}

/// Opens a copy: it repeats what another machine writes, and takes nothing in by itself.
///
/// # Errors
/// As with a shop.
pub fn open_copy(data: &Path, clock: Clock) -> Result<Opened, Broken> {
    let opened = open_parts(data, clock, COPY_PASSING_FILE)?;
    opened.app.store().only_repeats();
    opened.app.drive_passing()?;
    Ok(opened)
}

fn open_parts(data: &Path, clock: Clock, passing: &str) -> Result<Opened, Broken> {
    make_private(data)?;
    attempt::clear_up(data)?;
    let mut random = Random::from_seed(seed_from_system()?);
    let file = data.join(STORE_FILE);
    let kept = open_store(&file, STORE_CACHE_BYTES, true, &clock, &mut random).map_err(|why| match holder(&file) {
        Some(pid) => Broken::new(format!("process {pid} has it open")),
        None => why,
    })?;
    let passing = open_passing(&data.join(passing), &clock, &mut random)?;
    let search = Search::open(&data.join("search")).map_err(|e| Broken::because("opening the search index", &e))?;
    let blobs = Blobs::open(&data.join("pictures"))?;
    let history = History::open(&data.join("history"), BUDGET_BYTES)?;
    past::clear(data)?;
    switch::clear(data)?;
    let app = Arc::new(App::new(kept, passing, search, blobs, clock, random.seed()));
    app.going_back.lives_in(&data.canonicalize().unwrap_or_else(|_| data.to_owned()));
    Ok(Opened { app, history })
}

/// Carts and sign-ins are no reason to stay closed: what cannot be opened is put aside, and everybody begins anew.
fn open_passing(file: &Path, clock: &Clock, random: &mut Random) -> Result<Store, Broken> {
    let mut open = || open_store(file, PASSING_CACHE_BYTES, false, clock, random);
    open().or_else(|why| {
        let aside = file.with_extension("redb.damaged");
        std::fs::rename(file, &aside).map_err(|_| why.clone())?;
        tracing::error!(cause = ?why, "Carts and sign-ins could not be read; they are put aside, and people begin anew");
        open()
    })
}

/// The process that holds the lock on a file, as the kernel lists it.
fn holder(file: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let inode = std::fs::metadata(file).ok()?.ino().to_string();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    // "7: FLOCK  ADVISORY  WRITE 4711 fd:00:131313 0 EOF"
    let pid = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let there = words.get(5)?.rsplit(':').next()? == inode;
        there.then(|| words.get(4)?.parse().ok()).flatten()
    };
    locks.lines().find_map(pid).filter(|pid| *pid != std::process::id())
}

fn open_store(
    file: &Path,
    cache_bytes: usize,
    kept: bool,
    clock: &Clock,
    random: &mut Random,
) -> Result<Store, Broken> {
    let tables = if kept { tables::KEPT } else { tables::PASSING };
    let options =
        Options { tables, kept, clock: clock.clone(), seed: random.seed(), twice: false, time_limit: WORK_TIME_MAX };
    Store::open(engine(file, cache_bytes)?, options)
}

/// The bare engine.
fn engine(file: &Path, cache_bytes: usize) -> Result<Arc<dyn store::Engine>, Broken> {
    let (_, open) = store::ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    open(file, cache_bytes)
}

/// Nobody but the shop's own user reads its folder.
pub fn make_private(data: &Path) -> Result<(), Broken> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::create_dir_all(data).map_err(|e| Broken::because(&format!("making {}", data.display()), &e))?;
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(data, private).map_err(|e| Broken::because(&format!("protecting {}", data.display()), &e))
}
