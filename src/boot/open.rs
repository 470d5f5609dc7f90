//! Opening a data folder: the store, the passing rows, the search index, the pictures, the local history.

use crate::app::App;
use crate::base::random::seed_from_system;
use crate::base::{Broken, Clock, Random};
use crate::ops::past;
use crate::outside::blobs::Blobs;
use crate::search::Search;
use crate::store::history::{BUDGET_BYTES, History};
use crate::store::{self, Options, Store, WORK_TIME_MAX, tables};
use std::path::Path;
use std::sync::Arc;

pub const STORE_FILE: &str = "shop.redb";
const PASSING_FILE: &str = "passing.redb";
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
    make_private(data)?;
    let mut random = Random::from_seed(seed_from_system()?);
    let kept = open_store(&data.join(STORE_FILE), STORE_CACHE_BYTES, true, &clock, &mut random)?;
    let passing = open_store(&data.join(PASSING_FILE), PASSING_CACHE_BYTES, false, &clock, &mut random)?;
    let search = Search::open(&data.join("search")).map_err(|e| Broken::because("opening the search index", &e))?;
    let blobs = Blobs::open(&data.join("pictures"))?;
    let history = History::open(&data.join("history"), BUDGET_BYTES)?;
    past::clear(data)?;
    if let Some(last) = history.status().last {
        kept.reconcile(&last)?;
    }
    kept.drive()?;
    passing.drive()?;
    let app = Arc::new(App::new(kept, passing, search, blobs, clock, random.seed()));
    app.going_back.lives_in(&data.canonicalize().unwrap_or_else(|_| data.to_owned()));
    Ok(Opened { app, history })
}

fn open_store(
    file: &Path,
    cache_bytes: usize,
    kept: bool,
    clock: &Clock,
    random: &mut Random,
) -> Result<Store, Broken> {
    let (_, open) = store::ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    let tables = if kept { tables::KEPT } else { tables::PASSING };
    let options =
        Options { tables, kept, clock: clock.clone(), seed: random.seed(), twice: false, time_limit: WORK_TIME_MAX };
    Store::open(open(file, cache_bytes)?, options)
}

/// Nobody but the shop's own user reads its folder.
pub fn make_private(data: &Path) -> Result<(), Broken> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::create_dir_all(data).map_err(|e| Broken::because(&format!("making {}", data.display()), &e))?;
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(data, private).map_err(|e| Broken::because(&format!("protecting {}", data.display()), &e))
}
