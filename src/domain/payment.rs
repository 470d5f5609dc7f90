//! Money that came or went for an order, and the ways of paying.

use super::event::Actor;
use crate::base::time::{DAY, MINUTE};
use crate::base::{Money, Time};
use serde::{Deserialize, Serialize};

/// A way of paying that this shop offers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Method {
    /// The buyer sends the money; somebody sees it arrive and says so.
    Transfer,
    /// In the shop, when it is fetched.
    OnPickup,
    /// A gateway that takes no money, for trying things out.
    TestGateway,
    /// By card, on the pages of a payment provider.
    Card,
}

/// Whether money really moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Mode {
    Live,
    Test,
}

impl Mode {
    /// How forms and providers name it.
    pub fn code(self) -> &'static str {
        match self {
            Mode::Live => "live",
            Mode::Test => "test",
        }
    }

    pub fn parse(code: &str) -> Option<Mode> {
        [Mode::Live, Mode::Test].into_iter().find(|m| m.code() == code)
    }
}

impl Method {
    pub const ALL: [Method; 4] = [Method::Transfer, Method::OnPickup, Method::TestGateway, Method::Card];

    /// How forms and addresses name it.
    pub fn code(self) -> &'static str {
        match self {
            Method::Transfer => "transfer",
            Method::OnPickup => "pickup",
            Method::TestGateway => "test",
            Method::Card => "card",
        }
    }

    pub fn parse(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|m| m.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Method::Transfer => "Bank transfer",
            Method::OnPickup => "Pay when you pick it up",
            Method::TestGateway => "Test card (no money moves)",
            Method::Card => "Card",
        }
    }

    /// How long stock is kept for a buyer who has not paid, in microseconds.
    pub const fn reserved_for(self) -> i64 {
        match self {
            Method::Transfer => 7 * DAY,
            Method::OnPickup => 3 * DAY,
            Method::TestGateway => 30 * MINUTE,
            // A provider's page lives half an hour, and what it says takes a moment.
            Method::Card => 45 * MINUTE,
        }
    }

    /// After how long an unpaid order is reminded of, in microseconds.
    pub const fn reminder_after(self) -> Option<i64> {
        match self {
            Method::Transfer => Some(3 * DAY),
            Method::OnPickup | Method::TestGateway | Method::Card => None,
        }
    }
}

/// One movement of money, never changed after it was written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub at: Time,
    pub method: Method,
    pub mode: Mode,
    pub kind: PaymentKind,
    /// Always above zero; the kind says which way it went.
    pub amount: Money,
    /// The provider's or the bank's own name for it.
    pub reference: String,
    pub by: Actor,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PaymentKind {
    Received,
    Refunded,
}
