//! duka
pub mod domain;
