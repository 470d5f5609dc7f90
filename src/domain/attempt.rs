//! One attempt to pay an order at a provider: written before the provider is asked, so that whatever stops in between goes on
//! with the same name. When to ask what became of it, too: settling never depends on a message that may not come.

use super::order::Order;
use super::payment::{Method, Mode};
use crate::base::time::{DAY, HOUR, MINUTE, SECOND};
use crate::base::{Id, Money, Time};
use serde::{Deserialize, Serialize};

/// So many are made for one order: whoever tries stolen cards needs more.
pub const ATTEMPTS_MAX: usize = 10;
/// A provider's page takes at least half an hour; one minute more, because its clock may go before ours. In microseconds.
pub const PAGE_LIVES: i64 = 31 * MINUTE;
/// After the page has ended the goods stay aside until the provider has had time to say how it ended.
pub const SETTLING_TIME: i64 = 10 * MINUTE;
/// No order keeps its goods longer for new attempts.
pub const KEPT_FOR_ATTEMPTS: i64 = 4 * HOUR;
/// A page that ends sooner is not worth going back to.
const WORTH_GOING_BACK: i64 = 2 * MINUTE;
/// Whoever asked and got no answer may begin anew after that.
const ASKING_TIME: i64 = MINUTE;
const FIRST_LOOK: i64 = 20 * SECOND;
const LOOKS_APART_MIN: i64 = 15 * SECOND;
const LOOKS_APART_MAX: i64 = HOUR;
/// A provider that has not said by then what became of it is not asked any more: a person looks.
pub const ASKED_FOR: i64 = 7 * DAY;
/// The provider remembers for a day what it was asked; a name that may be forgotten is not used again.
pub const NAME_HOLDS: i64 = 20 * HOUR;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Attempt {
    pub id: Id<Attempt>,
    pub order: Id<Order>,
    /// What people call the order.
    pub number: u64,
    pub method: Method,
    pub mode: Mode,
    /// The provider's account it was begun with.
    pub account: String,
    pub amount: Money,
    pub began: Time,
    /// Until then the buyer can pay.
    pub ends: Time,
    pub state: AttemptState,
    /// The provider's name for it; empty until it has answered.
    pub session: String,
    /// Where the buyer goes.
    pub page: String,
    /// The provider's name for the money; empty until some came.
    pub charge: String,
    pub looked: Option<Time>,
    /// When the provider is asked next; `None`: everything is known.
    pub look: Option<Time>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum AttemptState {
    /// It is written down, and the provider may or may not have heard of it.
    Asking,
    /// The buyer can pay.
    Open,
    Paid {
        at: Time,
    },
    /// Nothing was paid, and nothing can be any more.
    Ended {
        at: Time,
        why: String,
    },
}

impl Attempt {
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, AttemptState::Asking | AttemptState::Open)
    }

    /// Can the buyer go on with this one?
    pub fn goes_on(&self, account: &str, mode: Mode, owed: Money, now: Time) -> bool {
        let same = self.account == account && self.mode == mode && self.amount == owed;
        same && match self.state {
            AttemptState::Open => self.ends.since(now) > WORTH_GOING_BACK,
            AttemptState::Asking => now.since(self.began) < ASKING_TIME,
            AttemptState::Paid { .. } | AttemptState::Ended { .. } => false,
        }
    }

    /// The look after this one: often while the buyer may be at it, seldom later.
    pub fn looked_at(&mut self, now: Time) {
        let apart = (now.since(self.began) / 4).clamp(LOOKS_APART_MIN, LOOKS_APART_MAX);
        self.looked = Some(now);
        self.look = self.is_under_way().then(|| now.plus(apart));
    }

    pub fn first_look(now: Time) -> Time {
        now.plus(FIRST_LOOK)
    }

    pub fn end(&mut self, now: Time, why: impl Into<String>) {
        self.state = AttemptState::Ended { at: now, why: why.into() };
        (self.look, self.page) = (None, String::new());
    }

    pub fn paid(&mut self, now: Time, charge: &str) {
        self.state = AttemptState::Paid { at: now };
        (self.look, self.page, self.charge) = (None, String::new(), charge.to_owned());
    }
}
