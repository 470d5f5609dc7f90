//! What a shop is.
pub mod address;
pub mod place;
