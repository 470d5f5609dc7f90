//! Money that is sent back through a provider: written before it is asked, so that a double click, a crash and a lost answer
//! are one refund. What is sent back by hand is only written into its order.

use super::event::Actor;
use super::order::Order;
use super::payment::{Method, Mode};
use crate::base::time::{HOUR, MINUTE};
use crate::base::{Id, Money, Time};
use serde::{Deserialize, Serialize};

const TRIES_APART_MIN: i64 = MINUTE;
const TRIES_APART_MAX: i64 = HOUR;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Refund {
    pub id: Id<Refund>,
    pub order: Id<Order>,
    pub number: u64,
    pub method: Method,
    pub mode: Mode,
    /// The provider's account that has the money.
    pub account: String,
    /// The provider's name for the money that came.
    pub charge: String,
    pub amount: Money,
    pub by: Actor,
    pub asked: Time,
    pub state: RefundState,
    /// When the provider is asked again; `None`: everything is known.
    pub next: Option<Time>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum RefundState {
    /// The provider may or may not have heard of it.
    Asked,
    /// It is in the order's books.
    Sent {
        at: Time,
        name: String,
    },
    Refused {
        at: Time,
        why: String,
    },
}

impl Refund {
    /// Does it count against what can still be sent back?
    pub fn counts(&self) -> bool {
        !matches!(self.state, RefundState::Refused { .. })
    }

    pub fn is_asked(&self) -> bool {
        self.state == RefundState::Asked
    }

    /// The provider's name for it; empty until it has answered.
    pub fn name(&self) -> &str {
        match &self.state {
            RefundState::Sent { name, .. } => name,
            RefundState::Asked | RefundState::Refused { .. } => "",
        }
    }

    pub fn tried(&mut self, now: Time) {
        let apart = (now.since(self.asked) / 2).clamp(TRIES_APART_MIN, TRIES_APART_MAX);
        self.next = Some(now.plus(apart));
    }
}
