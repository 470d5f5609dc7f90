//! One list on its way in: a few products at a time, so that whoever drives it may stop between any two.

use super::pending::{Pending, Piece};
use super::reading::{self, Step};
use super::{Report, taking};
use crate::app::story::tell;
use crate::app::{App, By, Error};
use crate::base::{Broken, Id};
use crate::domain::event::{Subject, What};
use std::io::Read;
use tokio::sync::mpsc;

/// Nobody gave the shop a name and a currency yet.
pub const NOT_SET_UP: &str = "This shop is not set up yet, so nobody knows in which currency its prices are. Start it, open its \
                          address in a browser and give it a name; then import the list.";

pub struct Intake {
    pub name: String,
    by: By,
    /// Only says what it would do.
    dry: bool,
    batch: Id<Report>,
    steps: mpsc::Receiver<Step>,
    pending: Pending,
    pub done: Report,
}

impl Intake {
    pub fn begin(app: &App, by: &By, name: &str, file: impl Read + Send + 'static, dry: bool) -> Result<Intake, Error> {
        let settings = app.settings().map_err(|error| match error {
            Error::NotFound => Error::sentence(NOT_SET_UP),
            other => other,
        });
        let steps = reading::begin(file, settings?.currency);
        let batch = app.draw(|random| Id::new(app.now(), random));
        let (name, by) = (name.to_owned(), by.clone());
        Ok(Intake { name, by, dry, batch, steps, pending: Pending::default(), done: Report::default() })
    }

    /// Takes the next few. The report, when it was the end.
    ///
    /// # Errors
    /// A sentence when it is no list we know; `Busy`, after which the same step may be tried again; breakage.
    pub async fn step(&mut self, app: &App) -> Result<Option<Report>, Error> {
        if self.pending.first().is_none() {
            match self.steps.recv().await {
                Some(Step::Drafts(drafts, lines)) => self.pending.add(drafts, lines),
                Some(Step::End(told)) => return Ok(Some(self.end(app, *told).await?)),
                Some(Step::Unreadable(sentence)) => return Err(Error::field("file", sentence)),
                None => return Err(Broken::new("the file was not read to its end").into()),
            }
        }
        let Some(Piece { drafts, lines }) = self.pending.first() else { return Ok(None) };
        let counted = if self.dry {
            taking::preview(app, &drafts)?
        } else {
            match taking::take(app, &self.by, self.batch, drafts).await {
                Err(Error::Broken(broken)) => return self.in_halves(broken),
                counted => counted?,
            }
        };
        self.pending.taken();
        self.done.lines = lines;
        self.done.new += counted.new;
        self.done.changed += counted.changed;
        self.done.same += counted.same;
        Ok(None)
    }

    /// Too much at once for a busy machine, or one product that cannot be written.
    fn in_halves(&mut self, broken: Broken) -> Result<Option<Report>, Error> {
        let Some(draft) = self.pending.failed() else {
            tracing::warn!(cause = ?broken, "A piece of a list could not be taken in; it is tried again in smaller pieces");
            return Ok(None);
        };
        tracing::error!(cause = ?broken, line = draft.line, "A product of a list could not be taken in");
        let (line, title) = (draft.line, draft.title);
        Err(Error::sentence(format!("“{title}” (line {line}) could not be written, also when it was tried again.")))
    }

    async fn end(&self, app: &App, told: Report) -> Result<Report, Error> {
        let Report { new, changed, same, .. } = self.done;
        if !self.dry && new + changed > 0 {
            self.tell(app, What::Imported { name: self.name.clone(), rows: new + changed }).await?;
        }
        Ok(Report { new, changed, same, ..told })
    }

    pub async fn tell(&self, app: &App, what: What) -> Result<(), Error> {
        let by = self.by.clone();
        app.write(&self.by, "imports.tell", move |tx| tell(tx, &by, Subject::Settings, what.clone())).await
    }
}
