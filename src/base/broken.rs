//! Breakage: something of ours failed. Kept for the log with its causes; never shown to people.
//!
//! There is deliberately no `Display`: a page shows a number to quote, the log shows `{:?}`.

use std::fmt;
use std::sync::Arc;

/// What failed and why, cheap to clone because one failed sync answers a whole group.
#[derive(Clone)]
pub struct Broken(Arc<str>);

impl Broken {
    pub fn new(what: impl Into<String>) -> Broken {
        Broken(what.into().into())
    }

    /// `what` failed because of `cause`, with the whole chain of causes.
    pub fn because(what: &str, cause: &dyn std::error::Error) -> Broken {
        let mut text = format!("{what}: {cause}");
        let mut next = cause.source();
        while let Some(inner) = next {
            text.push_str(": ");
            text.push_str(&inner.to_string());
            next = inner.source();
        }
        Broken(text.into())
    }

    /// The same breakage, told from one step further out.
    pub fn during(&self, what: &str) -> Broken {
        Broken(format!("{what}: {}", self.0).into())
    }
}

impl fmt::Debug for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
