//! Tests of the whole program, one binary. Each file is a subject.

mod bench;
mod engines;
mod fault;
mod golden;
mod history;
mod mail;
mod selling;
mod shop;
mod tidy;
