//! A target that takes nothing more once somebody said stop: what is under way ends, and nothing new begins.

use crate::outside::targets::{Failed, Kind, Object, Target};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Stopping {
    pub to: Arc<dyn Target>,
    pub stop: Arc<AtomicBool>,
}

impl Stopping {
    fn target(&self) -> Result<&dyn Target, Failed> {
        if self.stop.load(Ordering::Acquire) {
            return Err(Failed::new(Kind::Away, "Sending was stopped."));
        }
        Ok(&*self.to)
    }
}

impl Target for Stopping {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.target()?.put(name, bytes)
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.target()?.put_new(name, bytes)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.target()?.get(name)
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.target()?.list(prefix, after, limit)
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.target()?.remove(name)
    }
}
