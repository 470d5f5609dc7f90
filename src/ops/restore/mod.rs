//! Bringing a shop back: the newest snapshot that fits with all it builds on, the journal from there to the wanted moment,
//! merged by key into an empty store. What comes out is verified before anybody calls it a shop.

mod ahead;
mod changes;
mod merge;
mod parts;
mod room;
mod run;
mod sink;
mod story;

pub use changes::Changes;
pub use merge::Merged;
pub use parts::Parts;
pub use room::{SPACE_FACTOR, space_needed};
pub use run::{At, Progress, Report, Source, look_through, restore};
