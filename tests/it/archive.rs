//! Months of snapshots, by a clock that is moved: what thirty days cost, that every moment of them comes back, and that
//! putting together and letting go may be cut anywhere.

mod keeper;
mod meanwhile;
mod pictures;
mod place;
mod rules;
mod sending;
mod size;
mod ways;
