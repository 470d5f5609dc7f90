//! The gate before a file that may have to be closed and opened again while the shop runs.
//!
//! It waits for readers, but not for ever: a reader that takes too long is cut and begins anew on the reopened file. One
//! mechanism for an error latch, a full disk, a rebuilt file, and handing over to a new binary.

use crate::base::Broken;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

/// So long readers may finish before they are cut.
const READERS_WAIT_MAX: Duration = Duration::from_millis(500);
const LOOK_AGAIN: Duration = Duration::from_millis(2);

pub struct Gate<D, V> {
    /// `None` only while it is being reopened, or when that failed.
    file: RwLock<Option<D>>,
    readers: Mutex<Vec<Weak<Pass<V>>>>,
}

/// A reader's view, which the gate can take away.
pub struct Pass<V>(RwLock<Option<V>>);

fn closed() -> Broken {
    Broken::new("the store is closed")
}

impl<D, V> Gate<D, V> {
    pub fn new(file: D) -> Gate<D, V> {
        Gate { file: RwLock::new(Some(file)), readers: Mutex::new(Vec::new()) }
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Weak<Pass<V>>>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Uses the open file for one short piece of work.
    pub fn with<R>(&self, f: impl FnOnce(&D) -> Result<R, Broken>) -> Result<R, Broken> {
        let file = self.file.read().unwrap_or_else(PoisonError::into_inner);
        f(file.as_ref().ok_or_else(closed)?)
    }

    /// Lets a reader in.
    pub fn enter(&self, view: impl FnOnce(&D) -> Result<V, Broken>) -> Result<Arc<Pass<V>>, Broken> {
        self.with(|file| {
            let pass = Arc::new(Pass(RwLock::new(Some(view(file)?))));
            let mut readers = self.readers();
            if readers.len() >= 64 && readers.len() == readers.capacity() {
                readers.retain(|reader| reader.strong_count() > 0);
            }
            readers.push(Arc::downgrade(&pass));
            Ok(pass)
        })
    }

    /// Waits for readers, cuts those that stay, closes the file and opens it anew.
    ///
    /// # Errors
    /// When it cannot be opened again; the gate stays closed then.
    pub fn reopen(&self, open: impl FnOnce() -> Result<D, Broken>) -> Result<(), Broken> {
        let mut file = self.file.write().unwrap_or_else(PoisonError::into_inner);
        let began = Instant::now();
        let mut readers = std::mem::take(&mut *self.readers());
        while began.elapsed() < READERS_WAIT_MAX {
            readers.retain(|reader| reader.strong_count() > 0);
            if readers.is_empty() {
                break;
            }
            std::thread::sleep(LOOK_AGAIN);
        }
        for reader in readers.iter().filter_map(Weak::upgrade) {
            reader.0.write().unwrap_or_else(PoisonError::into_inner).take();
        }
        // The old one must be gone before the new one can lock the file.
        drop(file.take());
        *file = Some(open()?);
        Ok(())
    }
}

impl<V> Pass<V> {
    pub fn with<R>(&self, f: impl FnOnce(&V) -> Result<R, Broken>) -> Result<R, Broken> {
        let view = self.0.read().unwrap_or_else(PoisonError::into_inner);
        f(view.as_ref().ok_or_else(|| Broken::new("this view was cut; read again"))?)
    }

    pub fn was_cut(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_stays_is_cut_and_a_new_one_is_let_in() {
        let gate: Gate<u8, u8> = Gate::new(1);
        let slow = gate.enter(|n| Ok(*n)).unwrap();
        drop(gate.enter(|n| Ok(*n)).unwrap());
        gate.reopen(|| Ok(2)).unwrap();
        assert!(slow.was_cut() && slow.with(|n| Ok(*n)).is_err());
        assert_eq!(gate.enter(|n| Ok(*n)).unwrap().with(|n| Ok(*n)).unwrap(), 2);
        assert!(gate.reopen(|| Err(Broken::new("no disk"))).is_err());
        assert!(gate.with(|_| Ok(())).is_err());
    }
}
