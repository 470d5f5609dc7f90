//! A shop that was restored: from where, up to which moment, and what is known that it does not hold. Until somebody of the
//! staff has looked at it, such a shop neither sells nor sends.

use super::event::Actor;
use super::letter::Letter;
use crate::base::text::Email;
use crate::base::{Id, Money, Time};
use serde::{Deserialize, Serialize};

/// Orders and payments that are not in the shop and are named one by one; more are counted.
pub const NAMED_MAX: usize = 1_000;
/// Letters that can be chosen one by one to be sent all the same.
pub const SENT_MAX: usize = 1_000;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BroughtBack {
    /// When it was restored.
    pub at: Time,
    /// The place it came from, as whoever restored it wrote it.
    pub from: String,
    /// The last change that came back: its number, and its time by the clock the shop had.
    pub reached: u64,
    pub moment: Time,
    /// A moment in the past was asked for, and not the newest there is.
    pub earlier: bool,
    /// What was not as it should be, a sentence each.
    pub remarks: Vec<String>,
    pub lost: Lost,
    pub numbers: Numbers,
    /// Letters to be sent when the shop opens; all others that wait are not.
    pub send: Vec<Id<Letter>>,
    /// Somebody looked at it all, and the shop sells again.
    pub opened: Option<Opened>,
}

/// What happened after the moment that was brought back, as far as it is known.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Lost {
    pub orders: Vec<LostOrder>,
    pub orders_beyond: u64,
    /// For orders that are in the shop.
    pub payments: Vec<LostPayment>,
    pub payments_beyond: u64,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LostOrder {
    pub number: u64,
    pub placed: Time,
    pub name: String,
    pub email: Email,
    pub total: Money,
    pub paid: Money,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LostPayment {
    pub order: u64,
    pub at: Time,
    pub amount: Money,
    pub how: String,
    pub reference: String,
}

/// The next order gets a number that nobody was ever told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Numbers {
    /// The highest number found anywhere.
    pub highest: u64,
    /// The next order gets this one.
    pub next: u64,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Opened {
    pub at: Time,
    pub by: Actor,
}

impl BroughtBack {
    /// Does the shop wait for somebody to decide?
    pub fn waits(&self) -> bool {
        self.opened.is_none()
    }
}
