//! An attempt to make a shop in an empty folder. From its first moment the folder says that there is no shop in it yet; the store
//! gets its name when everything else is there. What an attempt left that was cut is cleared by the next one, and by nobody else.

use crate::base::Broken;
use crate::boot::open::{STORE_FILE, make_private};
use crate::outside::disk;
use std::fs::{self, File};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Holds the store while it is filled.
const WORK: &str = "restoring";
/// What is made beside it.
const MADE: &[&str] = &["history", "pictures", "keys"];
/// What is made anew where pictures and keys are there already.
const MADE_ANEW: &[&str] = &["history"];

pub struct Attempt {
    data: PathBuf,
    made: &'static [&'static str],
    /// Nobody else works in this folder meanwhile.
    _lock: File,
}

impl Attempt {
    /// Begins in a folder that is empty but for what an attempt left that was cut. The error is a sentence.
    pub fn begin(data: &Path) -> Result<Attempt, String> {
        let sentence = |broken: Broken| format!("{broken:?}");
        make_private(data).map_err(sentence)?;
        let attempt = Attempt::alone(data, MADE)?;
        if is_cut(data) {
            attempt.clear().map_err(sentence)?;
        }
        let unusable = |e: Error| format!("{} cannot be used: {e}.", data.display());
        if fs::read_dir(data).map_err(unusable)?.next().is_some() {
            return Err(format!("{} is not empty, and nothing that is there is overwritten.", data.display()));
        }
        attempt.mark().map_err(sentence)?;
        Ok(attempt)
    }

    /// Begins where pictures and keys stay, without a store. The error is a sentence.
    pub fn again(data: &Path) -> Result<Attempt, String> {
        let attempt = Attempt::alone(data, MADE_ANEW)?;
        attempt.mark().map_err(|broken| format!("{broken:?}"))?;
        Ok(attempt)
    }

    fn alone(data: &Path, made: &'static [&'static str]) -> Result<Attempt, String> {
        let lock = File::open(data).map_err(|e| format!("{} cannot be used: {e}.", data.display()))?;
        lock.try_lock().map_err(|_| format!("A shop is being brought into {} already.", data.display()))?;
        Ok(Attempt { data: data.to_owned(), made, _lock: lock })
    }

    fn mark(&self) -> Result<(), Broken> {
        let made = fs::create_dir_all(self.work()).and_then(|()| sync(&self.data));
        made.map_err(|e| Broken::because("making a folder to work in", &e))
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// What is in it is thrown away in the end, but for the store.
    pub fn work(&self) -> PathBuf {
        self.data.join(WORK)
    }

    /// Where the store is filled.
    pub fn store(&self) -> PathBuf {
        self.work().join(STORE_FILE)
    }

    /// It came to its end, well or not. What failed leaves the folder as it was, for the next one.
    ///
    /// # Errors
    /// Why it failed, or why the store could not get its name.
    pub fn ends<T, E: From<Broken>>(self, result: Result<T, E>) -> Result<T, E> {
        let ended = result.and_then(|made| self.finish().map(|()| made).map_err(E::from));
        ended.inspect_err(|_| {
            // With its name on it the store is whole, whatever failed then.
            if is_cut(&self.data)
                && let Err(broken) = self.clear()
            {
                tracing::error!(cause = ?broken, "What did not come to its end could not be cleared");
            }
        })
    }

    /// Only now there is a shop in this folder.
    fn finish(&self) -> Result<(), Broken> {
        disk::sync(&self.data)?;
        let named = fs::rename(self.store(), self.data.join(STORE_FILE)).and_then(|()| sync(&self.data));
        named.map_err(|e| Broken::because("naming the store", &e))?;
        clear_up(&self.data)
    }

    /// Takes away what was made here, the word that there is no shop yet last.
    fn clear(&self) -> Result<(), Broken> {
        for made in self.made.iter().chain(&[WORK]) {
            remove(&self.data.join(made))?;
        }
        Ok(())
    }
}

/// Did an attempt begin here that has not come to its end?
pub fn is_cut(data: &Path) -> bool {
    data.join(WORK).is_dir() && !data.join(STORE_FILE).exists()
}

/// Takes away what is left over beside a store that is whole.
///
/// # Errors
/// It stays.
pub fn clear_up(data: &Path) -> Result<(), Broken> {
    remove(&data.join(WORK))
}

fn remove(folder: &Path) -> Result<(), Broken> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Broken::because(&format!("clearing {}", folder.display()), &error))
        }
        _ => Ok(()),
    }
}

fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}
