//! Bringing a shop back: the newest base that fits, the journal from there to the wanted moment, merged by key into an empty
//! store. What comes out is verified before anybody calls it a shop.

mod base;
mod changes;
mod merge;
mod run;

pub use run::{At, Progress, Report, Source, restore};
