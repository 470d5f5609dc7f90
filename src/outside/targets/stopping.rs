//! A target that is asked nothing more once somebody said stop: what is under way ends, and nothing new begins.

use super::{Failed, Kind, Object, Target};
use std::sync::Arc;

pub struct Stopping<'a> {
    pub to: Arc<dyn Target>,
    pub is_stopped: Box<dyn Fn() -> bool + Send + Sync + 'a>,
    /// What whoever asks is told then.
    pub said: (Kind, &'static str),
}

impl Stopping<'_> {
    fn target(&self) -> Result<&dyn Target, Failed> {
        let (kind, sentence) = self.said;
        if (self.is_stopped)() { Err(Failed::new(kind, sentence)) } else { Ok(&*self.to) }
    }
}

impl Target for Stopping<'_> {
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
