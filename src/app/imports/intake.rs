//! One list on its way in: a few products at a time, so that whoever drives it may stop between any two.

use super::reading::{self, Step};
use super::{Report, taking};
use crate::app::story::tell;
use crate::app::{App, By, Error};
use crate::base::{Broken, Id};
use crate::domain::event::{Subject, What};
use crate::import::Draft;
use std::io::Read;
use std::sync::Arc;
use tokio::sync::mpsc;

pub struct Intake {
    pub name: String,
    by: By,
    /// Only says what it would do.
    dry: bool,
    batch: Id<Report>,
    steps: mpsc::Receiver<Step>,
    /// Read and not taken yet: the shop was busy.
    pending: Option<(Arc<Vec<Draft>>, u64)>,
    pub done: Report,
}

impl Intake {
    pub fn begin(app: &App, by: &By, name: &str, file: impl Read + Send + 'static, dry: bool) -> Result<Intake, Error> {
        let steps = reading::begin(file, app.settings()?.currency);
        let batch = app.draw(|random| Id::new(app.now(), random));
        let (name, by) = (name.to_owned(), by.clone());
        Ok(Intake { name, by, dry, batch, steps, pending: None, done: Report::default() })
    }

    /// Takes the next few. The report, when it was the end.
    ///
    /// # Errors
    /// A sentence when it is no list we know; `Busy`, after which the same step may be tried again; breakage.
    pub async fn step(&mut self, app: &App) -> Result<Option<Report>, Error> {
        if self.pending.is_none() {
            match self.steps.recv().await {
                Some(Step::Drafts(drafts, lines)) => self.pending = Some((Arc::new(drafts), lines)),
                Some(Step::End(told)) => return Ok(Some(self.end(app, *told).await?)),
                Some(Step::Unreadable(sentence)) => return Err(Error::field("file", sentence)),
                None => return Err(Broken::new("the file was not read to its end").into()),
            }
        }
        let Some((drafts, lines)) = self.pending.clone() else { return Ok(None) };
        let counted = if self.dry {
            taking::preview(app, &drafts)?
        } else {
            taking::take(app, &self.by, self.batch, drafts).await?
        };
        self.pending = None;
        self.done.lines = lines;
        self.done.new += counted.new;
        self.done.changed += counted.changed;
        self.done.same += counted.same;
        Ok(None)
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
