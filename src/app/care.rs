//! What staff is asked, and told, about the computer the shop stands on: whether its clock is right, whether the record of
//! changes is whole. It must not know how either is found out.

use super::story::tell;
use super::{App, By, Error, settings_of};
use crate::base::Time;
use crate::domain::event::{Subject, What};
use crate::store::history::Missing;
use crate::store::trust::Doubt;
use jiff::tz::TimeZone;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Pieces of the record of changes that no copy holds, as whoever copies it last told.
#[derive(Default)]
pub struct Gaps(Mutex<Vec<Missing>>);

impl Gaps {
    pub fn are(&self, missing: Vec<Missing>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = missing;
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Whether the shop's disk has room, as whoever looks last told.
#[derive(Default)]
pub struct Room {
    little: AtomicBool,
    doubt: AtomicBool,
}

impl Room {
    pub fn is_little(&self, little: bool) {
        self.little.store(little, Ordering::Release);
    }

    pub fn little(&self) -> bool {
        self.little.load(Ordering::Acquire)
    }

    /// Something could not be written.
    pub(in crate::app) fn doubt(&self) {
        self.doubt.store(true, Ordering::Release);
    }

    /// That, once.
    pub fn take_doubt(&self) -> bool {
        self.doubt.swap(false, Ordering::AcqRel)
    }
}

/// Why the time on the wall is not believed, if so.
pub fn clock_doubt(app: &App) -> Option<Doubt> {
    app.store().time_doubt(app.now())
}

/// Somebody looked at the clock: it is right as it stands, and what ends by time may end again.
pub async fn believe_clock(app: &App, by: &By) -> Result<(), Error> {
    let Some(doubt) = clock_doubt(app) else { return Ok(()) };
    let by_inside = by.clone();
    app.write(by, "care.believe_clock", move |tx| {
        let zone = settings_of(tx.rows())?.zone();
        let (from, to) = (on_the_wall(doubt.expected(), &zone), on_the_wall(tx.now(), &zone));
        let told = What::Note(format!("The clock of this computer moved from {from} to {to}. The time is right."));
        tell(tx, &by_inside, Subject::Settings, told)
    })
    .await?;
    app.store().believe_clock();
    Ok(())
}

/// "21 November 2026, 09:30".
pub fn on_the_wall(at: Time, zone: &TimeZone) -> String {
    at.at(zone).strftime("%-d %B %Y, %H:%M").to_string()
}
