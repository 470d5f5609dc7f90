//! The keys of a running shop, as its pages reach them.

use super::Keys;
use crate::app::recovery::{KeyRing, Recovery};
use crate::base::Broken;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub struct Ring {
    data: PathBuf,
    /// Two who type at once must not both replace the keys.
    turn: Mutex<()>,
}

impl Ring {
    pub fn of(data: &Path) -> Ring {
        Ring { data: data.to_owned(), turn: Mutex::new(()) }
    }

    fn with<R>(&self, f: impl FnOnce(&mut Keys) -> Result<R, Broken>) -> Result<R, Broken> {
        let _one = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        f(&mut Keys::open(&self.data)?)
    }
}

impl KeyRing for Ring {
    fn data(&self) -> &Path {
        &self.data
    }

    fn recovery(&self) -> Result<Recovery, Broken> {
        self.with(|keys| {
            let (confirmed, changing) = (keys.is_confirmed(), keys.has_next());
            Ok(Recovery { text: keys.recovery_text(), confirmed, changing })
        })
    }

    fn confirm(&self, typed: &str) -> Result<bool, Broken> {
        self.with(|keys| keys.confirm(typed))
    }

    fn rotate(&self) -> Result<(), Broken> {
        self.with(Keys::rotate)
    }
}
