//! Files that only their owner reads, written from one end to the other.

use super::Stopped;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

pub fn folder(path: &Path) -> Result<(), Stopped> {
    DirBuilder::new().mode(0o700).recursive(true).create(path).map_err(Stopped::at(path))
}

/// A file that is being written.
pub struct Writing {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Writing {
    pub fn new(path: PathBuf) -> Result<Writing, Stopped> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        Ok(Writing { file: BufWriter::new(file.map_err(Stopped::at(&path))?), path })
    }

    pub fn line(&mut self, text: &str) -> Result<(), Stopped> {
        writeln!(self.file, "{text}").map_err(Stopped::at(&self.path))
    }

    pub fn finish(self) -> Result<(), Stopped> {
        let failed = Stopped::at(&self.path);
        let file = self.file.into_inner().map_err(|e| failed(e.into_error()))?;
        file.sync_all().map_err(failed)
    }
}

pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), Stopped> {
    let mut writing = Writing::new(path.to_owned())?;
    writing.file.write_all(bytes).map_err(Stopped::at(path))?;
    writing.finish()
}
