//! Tests of the whole program, one binary. Each file is a subject.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test says what is wrong by panicking"
)]

mod archive;
mod bad_days;
mod bench;
mod brought_back;
mod buckets;
mod cards;
mod caring;
mod checkout;
mod commands;
mod desk;
mod elsewhere;
mod engines;
mod erasing;
mod exporting;
mod fault;
mod finding;
mod following;
mod going_back;
mod golden;
mod history;
mod https;
mod importing;
mod kill;
mod localstripe;
mod lost_machine;
mod mail;
mod paying;
mod places;
mod program;
mod rejoining;
mod repeating;
mod reserving;
mod restoring;
mod returning;
mod selling;
mod shelf;
mod shop;
mod sim;
mod speaking;
mod stripe;
mod tidy;
mod transfers;
mod waiting;
mod whole;
