//! A gateway that takes no money, for trying the whole way: its own page, then a signed webhook.
//!
//! It behaves as real ones do: the buyer may close the window, the message may come twice, or late. Its messages are signed
//! with HMAC-SHA256 over time and body, in the header form `t=SECONDS,v1=HEX` that card gateways use.

use super::signature;
pub use super::signature::sign;
use super::{Begin, Door, Heard, HeardWhat, NotBelieved, Of, Provider, RawHook};
use crate::base::{Currency, Money, Time};
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
use crate::domain::settings::Settings;
use serde::{Deserialize, Serialize};

pub struct TestGateway;

/// The gateway knows shops by an account; a message for another one is not ours.
pub const ACCOUNT: &str = "acct_test";

/// A message as it goes over the wire.
#[derive(Clone, Serialize, Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Message {
    pub id: String,
    pub account: String,
    pub order: u64,
    /// Minor units.
    pub amount: i64,
    pub currency: String,
    pub charge: String,
    pub paid: bool,
}

impl Provider for TestGateway {
    fn method(&self) -> Method {
        Method::TestGateway
    }

    fn offered(&self, settings: &Settings, _pickup: bool) -> bool {
        settings.payments.test_gateway.is_some()
    }

    fn begin(&self, order: &Order, _: &Settings) -> Begin {
        Begin::GoTo(format!("/test-gateway/{}", order.secret.show()))
    }

    /// It plays a real one; that no money moves is said by its name.
    fn account(&self, _: &Settings) -> (String, Mode) {
        (ACCOUNT.to_owned(), Mode::Live)
    }

    fn door(&self) -> Option<Door> {
        Some(Door { name: "test", signature: "duka-signature" })
    }

    fn verify(&self, hook: &RawHook<'_>, settings: &Settings, now: Time) -> Result<Heard, NotBelieved> {
        let key = settings.payments.test_gateway.as_ref().ok_or(NotBelieved::NoWebhooks)?;
        signature::verify(hook, key, now)?;
        let message: Message = serde_json::from_slice(hook.body).map_err(|_| NotBelieved::Unreadable)?;
        let currency = Currency::parse(&message.currency).ok_or(NotBelieved::Unreadable)?;
        Ok(Heard {
            event: message.id,
            account: message.account,
            mode: Mode::Live,
            of: Of::Order(message.order),
            amount: Some(Money::new(message.amount, currency)),
            reference: message.charge,
            what: if message.paid { HeardWhat::Paid } else { HeardWhat::Declined },
        })
    }
}
