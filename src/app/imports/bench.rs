//! Lists that were looked at and wait for a word, and the one that is being imported behind what people do.
//!
//! A list that waits is a file without a name: it is gone with this bench, whatever happens to the process.

use super::{Intake, Report};
use crate::app::{App, By, Error};
use crate::base::time::HOUR;
use crate::base::{Broken, Time};
use crate::domain::event::What;
use std::collections::VecDeque;
use std::fs::File;
use std::io::Seek;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Lists that may wait; the oldest makes room.
const WAITING_MAX: usize = 4;
/// A list that waits longer is taken for forgotten.
const WAITING_TIME_MAX: i64 = HOUR;
const GONE: &str = "The file is not here any more. Please choose it again.";
const GO_ON: &str = "What was imported stays. Import the same file again to go on: what is here already is left alone.";

#[derive(Default)]
pub struct Bench(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    last_number: u64,
    waiting: VecDeque<Waiting>,
    intake: Option<Intake>,
    standing: Standing,
}

struct Waiting {
    number: u64,
    since: Time,
    name: String,
    file: File,
    lines: u64,
}

/// How the last one stands.
#[derive(Clone, Default)]
pub enum Standing {
    #[default]
    Nothing,
    Running(Progress),
    Done(String, Arc<Report>),
    Stopped(Progress, String),
}

#[derive(Clone)]
pub struct Progress {
    pub name: String,
    pub lines: u64,
    pub lines_in_all: u64,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
}

impl Bench {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn standing(&self) -> Standing {
        self.inner().standing.clone()
    }

    fn take(&self) -> Option<Intake> {
        self.inner().intake.take()
    }

    /// The next piece may be done.
    fn goes_on(&self, intake: Intake) {
        let mut inner = self.inner();
        if let Standing::Running(progress) = &mut inner.standing {
            let done = &intake.done;
            (progress.lines, progress.new, progress.changed, progress.same) =
                (done.lines, done.new, done.changed, done.same);
        }
        inner.intake = Some(intake);
    }

    fn stopped(&self, sentence: &str) {
        let mut inner = self.inner();
        if let Standing::Running(progress) = &inner.standing {
            inner.standing = Standing::Stopped(progress.clone(), format!("{sentence} {GO_ON}"));
        }
    }

    fn forget_old(&self, now: Time) {
        self.inner().waiting.retain(|w| now.since(w.since) <= WAITING_TIME_MAX);
    }
}

/// Looks at a list and keeps it until somebody says what becomes of it. Answers its number and what would be done.
pub async fn look(app: &App, by: &By, name: &str, file: File) -> Result<(u64, Report), Error> {
    let again = file.try_clone().and_then(|mut file| file.rewind().map(|()| file));
    let again = again.map_err(|e| Broken::because("reading an upload", &e))?;
    let report = super::run(app, by, name, again, true).await?;
    let mut inner = app.imports.inner();
    inner.last_number += 1;
    let number = inner.last_number;
    inner.waiting.push_back(Waiting { number, since: app.now(), name: name.into(), file, lines: report.lines });
    while inner.waiting.len() > WAITING_MAX {
        inner.waiting.pop_front();
    }
    Ok((number, report))
}

/// Begins to bring in a list that waits. Only one at a time, because buyers wait behind it.
pub fn start(app: &App, by: &By, number: u64) -> Result<(), Error> {
    let mut inner = app.imports.inner();
    if let Standing::Running(progress) = &inner.standing {
        let sentence = format!("{} is being imported just now. Please wait until it is done.", progress.name);
        return Err(Error::sentence(sentence));
    }
    let at = inner.waiting.iter().position(|w| w.number == number).ok_or_else(|| Error::sentence(GONE))?;
    let Some(waiting) = inner.waiting.remove(at) else { return Err(Error::sentence(GONE)) };
    let Waiting { name, mut file, lines: lines_in_all, .. } = waiting;
    file.rewind().map_err(|e| Broken::because("reading an upload", &e))?;
    inner.intake = Some(Intake::begin(app, by, &name, file, false)?);
    inner.standing = Standing::Running(Progress { name, lines: 0, lines_in_all, new: 0, changed: 0, same: 0 });
    Ok(())
}

/// Brings in a few more. Answers how many pieces it did.
pub async fn round(app: &App) -> Result<usize, Error> {
    let bench = &app.imports;
    bench.forget_old(app.now());
    let Some(mut intake) = bench.take() else { return Ok(0) };
    match intake.step(app).await {
        Ok(None) => bench.goes_on(intake),
        Ok(Some(report)) => bench.inner().standing = Standing::Done(intake.name, Arc::new(report)),
        Err(Error::Busy) => {
            bench.goes_on(intake);
            return Ok(0);
        }
        Err(error) => {
            bench.stopped(&error.words());
            // What the file itself is to blame for stands on the page.
            return if let Error::Broken(_) = error { Err(error) } else { Ok(1) };
        }
    }
    Ok(1)
}

/// The shop closes: what was begun ends here, and is told.
pub async fn close(app: &App) -> Result<(), Error> {
    app.imports.inner().waiting.clear();
    let Some(intake) = app.imports.take() else { return Ok(()) };
    app.imports.stopped("The shop was closed meanwhile.");
    let told =
        format!("Importing {} stopped after line {}, because the shop was closed.", intake.name, intake.done.lines);
    intake.tell(app, What::Note(told)).await
}
