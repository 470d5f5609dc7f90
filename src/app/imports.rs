//! Taking in another shop's product list: a few products at a time, behind what people do, so that buying goes on.
//!
//! A product is known by its web address. What is the same is left alone, so a second import of the same file changes
//! nothing. Stock is set for things that are new; of things that are here it is left as it is, because pieces may have been
//! sold since the file was written.

mod bench;
mod intake;
mod pending;
mod reading;
mod taking;

pub use bench::{Bench, Progress, Standing, close, look, round, start};
use intake::Intake;
pub use intake::NOT_SET_UP;

use super::{App, By, Error};
use crate::import::{Trouble, UnusedColumn};
use std::io::Read;
use std::time::Duration;

/// Products written by one piece of work: small, because buyers wait behind it.
const CHUNK_PRODUCTS: usize = 25;
/// Where too many wait already, so long and so often somebody who waits for the end of an import waits.
const WAITS_FOR: Duration = Duration::from_millis(200);
const WAITS_MAX: u32 = 300;
/// Troubles told one by one; the rest is counted.
pub const TROUBLES_MAX: usize = 1_000;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub format: String,
    pub lines: u64,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    pub troubles: Vec<Trouble>,
    pub troubles_beyond: u64,
    pub unused: Vec<UnusedColumn>,
    /// Pictures are named by addresses; they are not fetched.
    pub pictures_named: u64,
    /// The first few titles, for a preview.
    pub titles: Vec<String>,
}

/// Reads the file and takes it in, to its end; `dry`: only says what it would do.
///
/// # Errors
/// A sentence when it is no list we know; breakage. What was taken in before stays and is told by the next run.
pub async fn run(app: &App, by: &By, name: &str, file: impl Read + Send + 'static, dry: bool) -> Result<Report, Error> {
    let mut intake = Intake::begin(app, by, name, file, dry)?;
    let mut waited = 0;
    loop {
        match intake.step(app).await {
            Ok(None) => waited = 0,
            Ok(Some(report)) => return Ok(report),
            Err(Error::Busy) if waited < WAITS_MAX => {
                waited += 1;
                tokio::time::sleep(WAITS_FOR).await;
            }
            Err(error) => return Err(error),
        }
    }
}

impl Report {
    /// The report as lines of text, for a terminal.
    pub fn lines_of_text(&self, dry: bool) -> Vec<String> {
        let would = if dry { "would be " } else { "" };
        let mut out = vec![format!(
            "{}: {} lines read, {} products {would}new, {} {would}changed, {} the same.",
            self.format, self.lines, self.new, self.changed, self.same
        )];
        for trouble in &self.troubles {
            let column = trouble.column.as_ref().map(|c| format!(", column “{c}”")).unwrap_or_default();
            out.push(format!("  line {}{column}: {}", trouble.line, trouble.sentence));
        }
        if self.troubles_beyond > 0 {
            out.push(format!("  … and {} more lines with remarks.", self.troubles_beyond));
        }
        if !self.unused.is_empty() {
            let names: Vec<String> = self.unused.iter().map(|c| format!("{} ({} filled)", c.name, c.filled)).collect();
            out.push(format!("Columns that were not used: {}.", names.join(", ")));
        }
        if self.pictures_named > 0 {
            out.push(format!(
                "{} pictures are named by their addresses; they were not fetched. Please upload them.",
                self.pictures_named
            ));
        }
        out
    }
}
