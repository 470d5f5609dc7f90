//! What a shop is: pure values and functions. No I/O, no async, no clock, no store.

pub mod address;
pub mod backup;
pub mod brought_back;
pub mod cart;
pub mod catalog;
pub mod discount;
pub mod erased;
pub mod event;
pub mod gateway;
pub mod https;
pub mod letter;
pub mod order;
pub mod payment;
pub mod people;
pub mod place;
pub mod price;
pub mod report;
pub mod reservation;
pub mod rules;
pub mod settings;
pub mod stock;
pub mod transfer;
pub mod wish;
