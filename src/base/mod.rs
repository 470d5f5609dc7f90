//! Words of no particular shop: money, ids, time, parsed text, breakage. Must not know what is sold.

pub mod broken;
pub mod id;
pub mod language;
pub mod money;
pub mod random;
pub mod readable;
pub mod text;
pub mod time;

pub use broken::Broken;
pub use id::Id;
pub use language::Language;
pub use money::{Currency, Money};
pub use random::{Random, Secret};
pub use time::{Clock, Day, Time};
