//! A disk that loses power, fails, and forgets; and stores that must survive it.
//!
//! Every operation of a fixed run of works is made to fail once, in every way a disk fails. Afterwards each write that was
//! answered with "yes" is there, each that was answered with "no" is not, and everything verifies.

mod disk;
mod every_n;
mod reads;

pub use disk::{Disk, Fault};
