//! The schema number under which each stored type is written. A struct that changes gets the next number, and its old shape
//! moves here as a frozen copy with a `from_schema` that reads it. `golden` holds bytes of every number ever written.

use super::codec::Stored;
use crate::base::Time;
use crate::base::text::Handle;
use crate::domain::attempt::Attempt;
use crate::domain::backup::BackupPlace;
use crate::domain::brought_back::BroughtBack;
use crate::domain::cart::Cart;
use crate::domain::catalog::{Collection, Product};
use crate::domain::discount::Discount;
use crate::domain::doubt::Doubt;
use crate::domain::erased::Erased;
use crate::domain::event::Event;
use crate::domain::gateway::Waiting;
use crate::domain::https::{AcmeAccount, Https};
use crate::domain::letter::Letter;
use crate::domain::order::{Order, Placed};
use crate::domain::people::{Customer, OneTimeLink, Session, Staff};
use crate::domain::refund::Refund;
use crate::domain::report::DaySum;
use crate::domain::reservation::Reserved;
use crate::domain::settings::{Settings, TextPage};
use crate::domain::stock::{Level, Movement};
use crate::domain::transfer::WrittenDown;
use crate::domain::wish::Wish;

impl Stored for Product {
    const SCHEMA: u16 = 1;
}
impl Stored for Collection {
    const SCHEMA: u16 = 1;
}
impl Stored for Level {
    const SCHEMA: u16 = 1;
}
impl Stored for Movement {
    const SCHEMA: u16 = 1;
}
impl Stored for Order {
    const SCHEMA: u16 = 1;
}
impl Stored for Placed {
    const SCHEMA: u16 = 1;
}
impl Stored for Customer {
    const SCHEMA: u16 = 1;
}
impl Stored for Staff {
    const SCHEMA: u16 = 1;
}
impl Stored for Event {
    const SCHEMA: u16 = 1;
}
impl Stored for Letter {
    const SCHEMA: u16 = 1;
}
impl Stored for Reserved {
    const SCHEMA: u16 = 1;
}
impl Stored for Wish {
    const SCHEMA: u16 = 1;
}
impl Stored for Attempt {
    const SCHEMA: u16 = 1;
}
impl Stored for Refund {
    const SCHEMA: u16 = 1;
}
impl Stored for Doubt {
    const SCHEMA: u16 = 1;
}
impl Stored for Erased {
    const SCHEMA: u16 = 1;
}
impl Stored for WrittenDown {
    const SCHEMA: u16 = 1;
}
impl Stored for BackupPlace {
    const SCHEMA: u16 = 1;
}
impl Stored for BroughtBack {
    const SCHEMA: u16 = 1;
}
impl Stored for u64 {
    const SCHEMA: u16 = 1;
}
impl Stored for DaySum {
    const SCHEMA: u16 = 1;
}
impl Stored for Discount {
    const SCHEMA: u16 = 1;
}
impl Stored for Settings {
    const SCHEMA: u16 = 1;
}
impl Stored for TextPage {
    const SCHEMA: u16 = 1;
}
impl Stored for Handle {
    const SCHEMA: u16 = 1;
}
impl Stored for Time {
    const SCHEMA: u16 = 1;
}
impl Stored for Cart {
    const SCHEMA: u16 = 1;
}
impl Stored for Session {
    const SCHEMA: u16 = 1;
}
impl Stored for OneTimeLink {
    const SCHEMA: u16 = 1;
}
impl Stored for Waiting {
    const SCHEMA: u16 = 1;
}
impl Stored for Https {
    const SCHEMA: u16 = 1;
}
impl Stored for AcmeAccount {
    const SCHEMA: u16 = 1;
}
