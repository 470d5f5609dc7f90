//! Payment providers without I/O: values in, values out. Nothing here sends, stores, or asks the time.
//!
//! A provider says how to begin paying an order, and understands what it is told later. A signed message is not yet a
//! payment: `app::payments` compares amount, currency, account and order before it books anything.

pub mod bank_transfer;
pub mod on_pickup;
pub mod test_gateway;

use crate::base::{Money, Time};
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::domain::settings::Settings;

/// A webhook's body is never larger.
pub const HOOK_BODY_BYTES_MAX: usize = 64 * 1024;
/// A signature older than that is not believed, in microseconds.
pub const HOOK_AGE_MAX: i64 = 5 * crate::base::time::MINUTE;

/// What the buyer does after placing the order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Begin {
    /// Nothing now: the order page and a letter say how.
    Later,
    /// The provider's own page.
    GoTo(String),
}

/// A message as it came in, unread.
pub struct RawHook<'a> {
    pub signature: &'a str,
    pub body: &'a [u8],
}

/// What a provider says happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// The provider's own number for this message: a repeat is no news.
    pub event: String,
    pub account: String,
    pub order: u64,
    pub amount: Money,
    pub reference: String,
    pub what: HeardWhat,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeardWhat {
    Paid,
    Declined,
}

/// Why a message was not believed. For the log; the sender learns nothing but "no".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotBelieved {
    NoWebhooks,
    Signature,
    TooOld,
    Unreadable,
}

pub trait Provider: Sync {
    fn method(&self) -> Method;
    /// Is it switched on, and does it fit this delivery?
    fn offered(&self, settings: &Settings, pickup: bool) -> bool;
    fn begin(&self, order: &Order, settings: &Settings) -> Begin;
    /// Which of the provider's accounts is ours.
    fn account(&self, settings: &Settings) -> String;
    fn verify(&self, hook: &RawHook<'_>, settings: &Settings, now: Time) -> Result<Heard, NotBelieved>;
}

/// Every way of paying. A new one is a file and a line here.
pub static PROVIDERS: &[&dyn Provider] =
    &[&test_gateway::TestGateway, &bank_transfer::BankTransfer, &on_pickup::OnPickup];

pub fn provider(method: Method) -> Option<&'static dyn Provider> {
    PROVIDERS.iter().copied().find(|p| p.method() == method)
}

/// What this shop offers for a delivery, in the order of the list.
pub fn offered(settings: &Settings, pickup: bool) -> Vec<Method> {
    PROVIDERS.iter().filter(|p| p.offered(settings, pickup)).map(|p| p.method()).collect()
}
