//! Places that keep whole files for us under names: a folder, a bucket. They know nothing of what they keep.
//!
//! Calls block; whoever calls stands on a thread that may wait. Every call has a deadline.

pub mod folder;
pub mod probe;
pub mod providers;
pub mod s3;
pub mod stopping;
#[cfg(test)]
mod tests;

use crate::base::Time;
use crate::base::random::{Random, seed_from_system};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One file at a target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Object {
    /// Parts divided by `/`, each of letters, digits, `.`, `_` and `-`.
    pub name: String,
    pub bytes: u64,
    /// When it was last put there, by the target's own clock.
    pub modified: Time,
}

/// Why a target did not do what it was asked: a sentence for the shop's owner, and what kind it is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failed {
    pub kind: Kind,
    pub sentence: String,
    pub about: About,
}

/// What somebody who typed an address and a key should look at first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    Nothing,
    Address,
    Bucket,
    Folder,
    KeyId,
    Secret,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Nobody answered, or not in time: try again later.
    Away,
    /// It answered that we may not.
    Forbidden,
    Full,
    /// What lies there is not what was put there.
    Damaged,
    Other,
}

impl Failed {
    pub fn new(kind: Kind, sentence: impl Into<String>) -> Failed {
        Failed { kind, sentence: sentence.into(), about: About::Nothing }
    }

    fn about(self, about: About) -> Failed {
        Failed { about, ..self }
    }

    /// What `is_name` refuses.
    fn no_name(name: &str) -> Failed {
        Failed::new(Kind::Other, format!("“{name}” is no name for a file in a backup."))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Failed {}

/// What a target lets us do beyond keeping and giving back. [`probe::probe`] finds out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Abilities {
    /// It refuses to write over a file when it is asked not to, even when two write at once.
    pub refuses_to_overwrite: bool,
    /// It takes files away. Where it does not, nobody who breaks in here can either.
    pub removes: bool,
}

impl Abilities {
    pub const ALL: Abilities = Abilities { refuses_to_overwrite: true, removes: true };
}

pub trait Target: Send + Sync {
    /// Keeps a file under that name: readers see all of it or none. What stood there before is replaced.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed>;
    /// The same, but only where nothing stands yet. `false`: something does, and stays.
    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed>;
    /// `None`: there is no such file.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed>;
    /// Files whose names begin with `prefix` (a whole part, ending in `/`, or empty) and come after `after`, in the order of
    /// their names, at most `limit`.
    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed>;
    /// Takes a file away. Gone already is well, too.
    fn remove(&self, name: &str) -> Result<(), Failed>;

    /// What the target's own clock says: the time a small file bears that was just put there.
    fn now(&self) -> Result<Time, Failed> {
        const CLOCK: &str = "clock/now";
        let ask = b"What time is it?";
        let name = match self.put(CLOCK, ask) {
            // It was asked before, and lets nothing be written over.
            Err(refused) if refused.kind == Kind::Forbidden => {
                let seed = seed_from_system().map_err(|broken| Failed::new(Kind::Other, format!("{broken:?}")))?;
                let name = format!("clock/{:016x}", Random::from_seed(seed).u64());
                self.put_new(&name, ask)?;
                name
            }
            asked => asked.map(|()| CLOCK.to_owned())?,
        };
        let found = self.list("clock/", &name[..name.len() - 1], LISTED_AT_ONCE)?;
        let times = found.into_iter().filter(|o| o.name == name).map(|o| o.modified);
        times.max().ok_or_else(|| Failed::new(Kind::Other, "It took a file and does not list it."))
    }
}

/// No file at a target is larger: whoever sends or reads one holds it whole.
pub const OBJECT_BYTES_MAX: u64 = 80 << 20;
/// Names asked for in one go.
const LISTED_AT_ONCE: usize = 1_000;

/// Every file under a prefix. Walks on by pages.
pub fn all(target: &dyn Target, prefix: &str) -> impl Iterator<Item = Result<Object, Failed>> {
    let (mut page, mut last, mut more) = (Vec::new().into_iter(), String::new(), true);
    std::iter::from_fn(move || {
        loop {
            if let Some(object) = page.next() {
                return Some(Ok(object));
            }
            if !more {
                return None;
            }
            match target.list(prefix, &last, LISTED_AT_ONCE) {
                Ok(objects) => {
                    more = objects.len() == LISTED_AT_ONCE;
                    last = objects.last().map(|o: &Object| o.name.clone()).unwrap_or_default();
                    page = objects.into_iter();
                }
                Err(failed) => {
                    more = false;
                    return Some(Err(failed));
                }
            }
        }
    })
}

/// May a file be called so? Nothing leads out of the target, and every target takes it.
pub fn is_name(name: &str) -> bool {
    const CHARS_MAX: usize = 500;
    let part = |p: &str| {
        !p.is_empty()
            && !p.starts_with('.')
            && p.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
    };
    name.len() <= CHARS_MAX && name.split('/').all(part)
}
