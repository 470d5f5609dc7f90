//! The mark in a folder that holds a copy: whose it is. A folder with it is no shop yet.

use crate::base::Broken;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const FILE: &str = "following.json";

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// The place it follows, as `--from` takes it.
    pub from: String,
}

impl Note {
    /// `None`: the folder holds no copy.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(data: &Path) -> Result<Option<Note>, Broken> {
        match std::fs::read(path(data)) {
            Ok(text) => {
                serde_json::from_slice(&text).map(Some).map_err(|e| Broken::because("reading whose copy this is", &e))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Broken::because("reading whose copy this is", &error)),
        }
    }

    /// `beside` is a folder to work in, on the same disk.
    pub fn write(&self, data: &Path, beside: &Path) -> Result<(), Broken> {
        let text = serde_json::to_vec(self).map_err(|e| Broken::because("writing whose copy this is", &e))?;
        // Half a mark would be none, in a folder that is not empty.
        let beside = beside.join(FILE);
        let written = std::fs::write(&beside, text).and_then(|()| std::fs::File::open(&beside)?.sync_all());
        let named = written.and_then(|()| std::fs::rename(&beside, path(data)));
        named.and_then(|()| sync(data)).map_err(|e| Broken::because("writing whose copy this is", &e))
    }

    /// From now on it is a shop.
    pub fn remove(data: &Path) -> Result<(), Broken> {
        let removed = std::fs::remove_file(path(data)).and_then(|()| sync(data));
        removed.map_err(|e| Broken::because("removing the mark of a copy", &e))
    }
}

fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

fn sync(data: &Path) -> std::io::Result<()> {
    std::fs::File::open(data)?.sync_all()
}
