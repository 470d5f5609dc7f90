//! Duka, a whole online shop in one program. The rooms, in order; `ARCHITECTURE.md` says why.

pub mod base;
pub mod demo;
pub mod domain;
pub mod store;
