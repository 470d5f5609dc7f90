//! duka
pub mod search;
