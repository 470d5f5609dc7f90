//! What every engine must do, run against each of them.

mod check;
mod journal;
mod model;
mod queues;
mod works;

pub use journal::{replay, write_entries};
