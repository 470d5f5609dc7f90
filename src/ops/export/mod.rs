//! The whole shop as open files, and the same shop made of them: one line of JSON a row, tables for people as CSV, pictures by
//! their content. `docs/export.md` describes the folder. Must not know backups' targets, nor the terminal.

mod about;
mod csv;
mod files;
mod lay;
mod pictures;
mod read;
mod write;

pub use about::{ABOUT, About};
pub use lay::{Laid, lay};
pub use read::read;
pub use write::write;

use crate::base::Broken;
use crate::ops::archive::Trouble;
use std::path::Path;

/// Why it did not work, as a sentence.
#[derive(Debug)]
pub struct Stopped(pub String);

impl From<Broken> for Stopped {
    fn from(broken: Broken) -> Stopped {
        Stopped(format!("{broken:?}."))
    }
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Stopped {
        Stopped(trouble.sentence())
    }
}

impl Stopped {
    fn at(path: &Path) -> impl Fn(std::io::Error) -> Stopped {
        move |error| Stopped(format!("{}: {error}.", path.display()))
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub rows: u64,
    pub of: u64,
}

/// Rows between two words about how far it is.
const TOLD_EVERY: u64 = 10_000;
