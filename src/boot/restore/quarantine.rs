//! The first row a restored store writes: that it may not sell yet, and what is known that it does not hold. It is written
//! before the store has its name, so that there is never a restored shop without it.

use super::Asked;
use crate::app::Error;
use crate::app::brought_back::{self, Found};
use crate::app::erasure::{self, Ledger};
use crate::base::random::Seed;
use crate::base::{Broken, Clock};
use crate::boot::say;
use crate::domain::brought_back::{BroughtBack, Lost};
use crate::ops::archive::Trouble;
use crate::ops::erased;
use crate::ops::lost::{self, Beyond};
use crate::ops::restore::{At, Report, Source};
use crate::store::{Engine, Options, Store, WORK_TIME_MAX, tables};
use std::sync::Arc;

pub fn begin(
    engine: Arc<dyn Engine>,
    source: &Source<'_>,
    asked: &Asked,
    report: &Report,
    seed: Seed,
) -> Result<Option<BroughtBack>, Broken> {
    let options =
        Options { tables: tables::KEPT, kept: true, clock: Clock::Real, seed, twice: false, time_limit: WORK_TIME_MAX };
    let store = Store::open(engine, options)?;
    store.drive()?;
    let (ledger, damaged) = match erased::read(source.bases) {
        Err(trouble @ Trouble::Damaged { .. }) => (Ledger::new(), Some(trouble.sentence())),
        read => (read.map_err(|trouble| Broken::new(trouble.sentence()))?, None),
    };
    let earlier = asked.at != At::Newest;
    let beyond =
        if earlier { lost::beyond(source.history, &report.reached, &store, &ledger)? } else { Beyond::default() };
    let found = Found {
        from: asked.from.clone(),
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

/// What waits for whoever starts it.
pub fn tell(row: &BroughtBack) {
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
