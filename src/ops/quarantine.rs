//! The first row a restored store writes: that it may not sell yet, and what is known that it does not hold. It is written
//! before the store has its name, so that there is never a restored shop without it.

use crate::app::Error;
use crate::app::brought_back::{self, Found};
use crate::app::erasure::{self, Ledger};
use crate::base::random::Seed;
use crate::base::{Broken, Clock};
use crate::domain::brought_back::BroughtBack;
use crate::ops::archive::Trouble;
use crate::ops::erased;
use crate::ops::lost::{self, Beyond};
use crate::ops::restore::{At, Report, Source};
use crate::store::{Engine, Options, Store, WORK_TIME_MAX, tables};
use std::sync::Arc;

/// What a restored store is told about itself.
pub struct Told<'a> {
    /// The place it came from, for people.
    pub from: &'a str,
    /// The moment that was asked for.
    pub at: At,
    pub report: &'a Report,
    /// Who is known to be erased besides those the place tells of.
    pub erased: Ledger,
}

/// Writes the row, and erases again who was erased. `None`: a shop that was never set up.
///
/// # Errors
/// The store, history or the ledger cannot be read or written.
pub fn begin(
    engine: Arc<dyn Engine>,
    source: &Source<'_>,
    told: Told<'_>,
    seed: Seed,
) -> Result<Option<BroughtBack>, Broken> {
    let Told { from, at, report, erased: mut ledger } = told;
    let options =
        Options { tables: tables::KEPT, kept: true, clock: Clock::Real, seed, twice: false, time_limit: WORK_TIME_MAX };
    let store = Store::open(engine, options)?;
    store.drive()?;
    let (there, damaged) = match erased::read(source.bases) {
        Err(trouble @ Trouble::Damaged { .. }) => (Ledger::new(), Some(trouble.sentence())),
        read => (read.map_err(|trouble| Broken::new(trouble.sentence()))?, None),
    };
    ledger.extend(there);
    let earlier = at != At::Newest;
    let beyond =
        if earlier { lost::beyond(source.history, &report.reached, &store, &ledger)? } else { Beyond::default() };
    let found = Found {
        from: from.to_owned(),
        reached: report.reached.seq,
        moment: report.wall,
        earlier,
        remarks: report.remarks.iter().cloned().chain(beyond.remark).chain(damaged).collect(),
        lost: beyond.lost,
        highest: beyond.highest,
    };
    let begun = tokio::runtime::Handle::current().block_on(async {
        let begun = brought_back::begin(&store, found).await?;
        // Whoever was erased after this moment, or while it was, names nobody in this shop either.
        erasure::replay(&store, &ledger).await?;
        Ok(begun)
    });
    store.close();
    begun.map_err(|error| match error {
        Error::Broken(broken) => broken,
        other => Broken::new(other.words()),
    })
}
