//! Tests of the whole program, one binary. Each file is a subject.

mod bench;
mod checkout;
mod engines;
mod fault;
mod golden;
mod history;
mod kill;
mod mail;
mod selling;
mod shop;
mod tidy;
