//! Caring for a running shop: what is kept of it elsewhere, and how it comes back. Must not know pages.

pub mod apart;
pub mod archive;
mod at_once;
pub mod backup;
pub mod ballast;
pub mod erased;
pub mod export;
pub mod fence;
pub mod fetch;
pub mod follow;
pub mod keys;
pub mod lease;
pub mod look;
pub mod lost;
pub mod numbered;
pub mod past;
pub mod prune;
pub mod quarantine;
pub mod quietly;
pub mod restore;
pub mod seal;
pub mod send;
pub mod switch;
pub mod whole;
