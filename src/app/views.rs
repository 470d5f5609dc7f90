//! How many pages visitors looked at: counted in memory, written down now and then. A visit alone writes nothing.

use super::{App, Error};
use crate::base::Day;
use crate::store::{Rows, tables};
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub fn one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Adds what was counted to today.
pub async fn write_down(app: &App) -> Result<usize, Error> {
    let seen = app.views.0.swap(0, Ordering::Relaxed);
    if seen == 0 {
        return Ok(0);
    }
    let day = app.now().day(&app.settings()?.zone());
    app.pass(move |tx| {
        let sum = tx.get(&tables::VIEWS, &day)?.unwrap_or(0);
        Ok(tx.put(&tables::VIEWS, &day, &(sum + seen))?)
    })
    .await?;
    Ok(1)
}

/// Page views of a day, as far as they were written down.
pub fn on(rows: &(dyn Rows + '_), day: Day) -> Result<u64, Error> {
    Ok(rows.get(&tables::VIEWS, &day)?.unwrap_or(0))
}
