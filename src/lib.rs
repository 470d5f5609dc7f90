//! Duka, a whole online shop in one program. The rooms, in order; `ARCHITECTURE.md` says why.

pub mod base;
pub mod demo;
pub mod domain;
pub mod import;
pub mod mail;
pub mod outside;
pub mod pay;
pub mod search;
pub mod store;
pub mod words;

pub mod app;
pub mod jobs;
pub mod ops;
pub mod web;

pub mod boot;
