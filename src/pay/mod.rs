//! Payment providers without I/O: values in, values out. Nothing here sends, stores, or asks the time.
//!
//! A provider says how paying begins ([`Begin`]), what is to be asked of it as a [`Request`], and what its answers and its
//! signed messages mean. The road of a card payment, each step a value:
//!
//! 1. `app::payments` writes an attempt (its id is the name the provider is asked under), then asks [`Provider::open`].
//! 2. The answer is a page the buyer is sent to, a refusal, or unclear; unclear is asked again under the same name.
//! 3. What became of it is told by a message ([`Provider::verify`]) or learned by asking ([`Provider::look`]): both say
//!    [`Heard`], and both may come twice, late, in any order, or never.
//! 4. Money goes back by [`Provider::refund`], written down first as well. What may be forgotten there is looked for
//!    ([`Provider::find_refund`]) and not asked again.
//!
//! A signed message is not yet a payment: `app::payments` compares amount, currency, account, mode, page and order before it
//! books anything; what does not agree is kept for a person. This room must not know how anything is sent, or when.

pub mod bank_transfer;
pub mod on_pickup;
pub mod request;
mod signature;
pub mod stripe;
pub mod test_gateway;

pub use request::{Answer, Request, Verb};

use crate::base::{Id, Money, Time};
use crate::domain::attempt::Attempt;
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
use crate::domain::refund::Refund;
use crate::domain::settings::Settings;

/// A webhook's body is never larger.
pub const HOOK_BODY_BYTES_MAX: usize = 256 * 1024;
/// A signature older than that is not believed, in microseconds.
pub const HOOK_AGE_MAX: i64 = 5 * crate::base::time::MINUTE;

/// What the buyer does after placing the order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Begin {
    /// Nothing now: the order page and a letter say how.
    Later,
    /// A page of this shop.
    GoTo(String),
    /// A page the provider makes when it is asked for one.
    Ask,
}

/// What a provider answered when it was asked for a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    Page {
        session: String,
        address: String,
    },
    /// It will not be otherwise when it is asked again.
    Refused(String),
    /// Nobody knows: it is asked again, under the same name.
    Unclear(String),
}

/// What it answered when it was asked to send money back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SentBack {
    Sent { name: String },
    Refused(String),
    Unclear(String),
}

/// Where a provider's messages come in: the address's last part, and the header that carries the signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Door {
    pub name: &'static str,
    pub signature: &'static str,
}

/// A message as it came in, unread.
pub struct RawHook<'a> {
    pub signature: &'a str,
    pub body: &'a [u8],
}

/// What a provider says happened, in a message or because it was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// The provider's own number for this message: a repeat is no news. Empty: it was asked.
    pub event: String,
    pub account: String,
    pub mode: Mode,
    pub of: Of,
    /// `None`: it names none.
    pub amount: Option<Money>,
    /// The provider's name for the money.
    pub reference: String,
    pub what: HeardWhat,
}

/// What it is said of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Of {
    /// By the number people know.
    Order(u64),
    /// By what the shop had written when it asked; the provider's name for the page; the shop it was asked by.
    Attempt { id: Id<Attempt>, session: String, shop: String },
    /// By the money, which came earlier.
    Charge(String),
    /// Nothing of ours.
    Others,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HeardWhat {
    Paid,
    Declined,
    /// The page has ended, and nothing was paid.
    Ended,
    /// It goes on there.
    UnderWay,
    /// Money went back; `failed`: and has returned, with the reason.
    SentBack {
        name: String,
        ours: Option<Id<Refund>>,
        failed: Option<String>,
    },
    Disputed,
    /// Nothing the shop acts on.
    Other,
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
    /// Which of the provider's accounts buyers pay to now.
    fn account(&self, settings: &Settings) -> (String, Mode);

    fn door(&self) -> Option<Door> {
        None
    }

    fn verify(&self, _: &RawHook<'_>, _: &Settings, _: Time) -> Result<Heard, NotBelieved> {
        Err(NotBelieved::NoWebhooks)
    }

    /// Asks for a page. `None`, here and below: nobody can be asked, or not any more.
    fn open(&self, _: &Attempt, _: &Order, _: &Settings) -> Option<Request> {
        None
    }

    fn opened(&self, _: &Answer) -> Opened {
        Opened::Refused("there is nobody to ask".into())
    }

    /// Asks what became of a page. `end`: and that it may not be paid any more.
    fn look(&self, _: &Attempt, _end: bool, _: &Settings) -> Option<Request> {
        None
    }

    /// `None`: unclear, it is asked again.
    fn seen(&self, _: &Answer, _: &Attempt) -> Option<Heard> {
        None
    }

    fn refund(&self, _: &Refund, _: &Settings) -> Option<Request> {
        None
    }

    fn refunded(&self, _: &Answer) -> SentBack {
        SentBack::Refused("there is nobody to ask".into())
    }

    /// Asks which money went back, to find out whether this one did.
    fn find_refund(&self, _: &Refund, _: &Settings) -> Option<Request> {
        None
    }

    fn found_refund(&self, _: &Answer, _: &Refund) -> SentBack {
        SentBack::Refused("there is nobody to ask".into())
    }

    /// Where a person looks at a payment, at the provider.
    fn seen_at(&self, _reference: &str, _: Mode) -> Option<String> {
        None
    }
}

/// Every way of paying, in the order buyers see them. A new one is a file and a line here.
pub static PROVIDERS: &[&dyn Provider] =
    &[&stripe::Stripe, &test_gateway::TestGateway, &bank_transfer::BankTransfer, &on_pickup::OnPickup];

pub fn provider(method: Method) -> Option<&'static dyn Provider> {
    PROVIDERS.iter().copied().find(|p| p.method() == method)
}

/// Whose messages come in at a door.
pub fn behind(door: &str) -> Option<&'static dyn Provider> {
    PROVIDERS.iter().copied().find(|p| p.door().is_some_and(|d| d.name == door))
}

/// What this shop offers for a delivery, in the order of the list.
pub fn offered(settings: &Settings, pickup: bool) -> Vec<Method> {
    PROVIDERS.iter().filter(|p| p.offered(settings, pickup)).map(|p| p.method()).collect()
}
