//! Making backups. Reads the store, writes to targets; never waits for a writer and never makes one wait.

pub mod base;
pub mod drill;
pub mod elsewhere;
pub mod increment;
pub mod keeper;
mod lay;
pub mod part;
pub mod roll;
pub mod scrub;
