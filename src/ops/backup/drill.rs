//! The proof: a backup is restored beside the shop, every row decoded, every sum compared, the books added up, and timed.
//! A backup that was never proved is told as such.

use crate::app::{App, books};
use crate::base::random::seed_from_system;
use crate::base::{Broken, Clock, Random, Time};
use crate::ops::archive::{Manifest, Trouble};
use crate::ops::restore::{At, Report, Source, look_through, restore};
use crate::outside::blobs::Blobs;
use crate::search::Search;
use crate::store::{ENGINES, Options, Store, WORK_TIME_MAX, tables};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Instant;

const CACHE_BYTES: usize = 16 << 20;

/// What a drill showed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proof {
    pub at: Time,
    /// How long the shop would have been away, in milliseconds.
    pub took_ms: u64,
    pub rows: u64,
    pub looked: Looked,
    /// What is wrong. Empty: it is proved.
    pub troubles: Vec<String>,
}

/// How it was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Looked {
    /// As a shop: store and books.
    AsAShop,
    /// The disk had no room for a second store: every file, row and sum, but the books were not added up, and it would take
    /// longer than it says.
    RowByRow,
}

impl Proof {
    pub fn holds(&self) -> bool {
        self.troubles.is_empty()
    }
}

/// Restores the snapshot beside the shop and looks at everything. `work` is thrown away afterwards, by whoever made it.
///
/// # Errors
/// The drill itself could not be made. What it finds is in the proof.
pub fn drill(source: &Source<'_>, tip: &Manifest, looked: Looked, work: &Path, clock: &Clock) -> Result<Proof, Broken> {
    let began = Instant::now();
    let mut proof = Proof { at: clock.now(), took_ms: 0, rows: 0, looked, troubles: Vec::new() };
    let at = At::Seq(tip.to.seq);
    if looked == Looked::RowByRow {
        let report = look_through(source, at, tables::KEPT, work, &|_| {});
        tell(report, tip, &mut proof)?;
        proof.took_ms = began.elapsed().as_millis() as u64;
        return Ok(proof);
    }
    let mut random = Random::from_seed(seed_from_system()?);
    let engine = engine(&work.join("shop.redb"))?;
    let report = restore(source, at, (&*engine, tables::KEPT), work, &mut random, &|_| {});
    tell(report, tip, &mut proof)?;
    proof.took_ms = began.elapsed().as_millis() as u64;
    if proof.holds() {
        proof.troubles = examine(engine, work, clock, &mut random)?;
    }
    Ok(proof)
}

/// What came back, in words.
fn tell(report: Result<Report, Trouble>, tip: &Manifest, proof: &mut Proof) -> Result<(), Broken> {
    match report {
        Ok(report) => {
            proof.rows = report.rows;
            if report.base.as_deref() != Some(tip.name.as_str()) {
                proof.troubles.push("Another backup had to be used in its place.".into());
            }
            proof.troubles.extend(report.remarks);
        }
        Err(Trouble::Broken(broken)) => return Err(broken),
        Err(trouble) => proof.troubles.push(trouble.sentence()),
    }
    Ok(())
}

fn engine(path: &Path) -> Result<std::sync::Arc<dyn crate::store::Engine>, Broken> {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
    open(path, CACHE_BYTES)
}

/// Store and books of what was restored: what is wrong with them, a sentence each.
///
/// # Errors
/// It cannot be looked at.
pub fn examine(
    engine: std::sync::Arc<dyn crate::store::Engine>,
    work: &Path,
    clock: &Clock,
    random: &mut Random,
) -> Result<Vec<String>, Broken> {
    let mut options = |kept: bool| Options {
        tables: if kept { tables::KEPT } else { tables::PASSING },
        kept,
        clock: clock.clone(),
        seed: random.seed(),
        twice: false,
        time_limit: WORK_TIME_MAX,
    };
    let kept = Store::open(engine, options(true))?;
    let passing = Store::open(std::sync::Arc::new(crate::store::memory::Memory::new()), options(false))?;
    let mut troubles = kept.check()?.troubles;
    let search = Search::in_memory().map_err(|e| Broken::because("opening an index in memory", &e))?;
    let app = App::new(kept, passing, search, Blobs::open(&work.join("pictures"))?, clock.clone(), random.seed());
    match books::check(&app) {
        Ok(books) => troubles.extend(books.troubles),
        // Not set up yet: there are none.
        Err(crate::app::Error::NotFound) => {}
        Err(error) => troubles.push(error.words()),
    }
    app.close();
    Ok(troubles)
}
