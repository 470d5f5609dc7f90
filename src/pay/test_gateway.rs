//! A gateway that takes no money, for trying the whole way: its own page, then a signed webhook.
//!
//! It behaves as real ones do: the buyer may close the window, the message may come twice, or late. Its messages are signed
//! with HMAC-SHA256 over time and body, in the header form `t=SECONDS,v1=HEX` that card gateways use.

use super::{Begin, HOOK_AGE_MAX, Heard, HeardWhat, NotBelieved, Provider, RawHook};
use crate::base::time::SECOND;
use crate::base::{Currency, Money, Time};
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::domain::settings::Settings;
use aws_lc_rs::hmac;
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

    fn account(&self, _: &Settings) -> String {
        ACCOUNT.to_owned()
    }

    fn verify(&self, hook: &RawHook<'_>, settings: &Settings, now: Time) -> Result<Heard, NotBelieved> {
        let key = settings.payments.test_gateway.as_ref().ok_or(NotBelieved::NoWebhooks)?;
        let (seconds, mac) = parts(hook.signature).ok_or(NotBelieved::Signature)?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
        hmac::verify(&key, &signed(seconds, hook.body), &mac).map_err(|_| NotBelieved::Signature)?;
        if now.since(Time::from_micros(seconds.saturating_mul(SECOND))).abs() > HOOK_AGE_MAX {
            return Err(NotBelieved::TooOld);
        }
        let message: Message = serde_json::from_slice(hook.body).map_err(|_| NotBelieved::Unreadable)?;
        let currency = Currency::parse(&message.currency).ok_or(NotBelieved::Unreadable)?;
        Ok(Heard {
            event: message.id,
            account: message.account,
            order: message.order,
            amount: Money::new(message.amount, currency),
            reference: message.charge,
            what: if message.paid { HeardWhat::Paid } else { HeardWhat::Declined },
        })
    }
}

/// The header of a message, as the gateway sends it.
pub fn sign(key: &str, body: &[u8], now: Time) -> String {
    let seconds = now.micros() / SECOND;
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
    let mac = hmac::sign(&key, &signed(seconds, body));
    let hex: String = mac.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

fn signed(seconds: i64, body: &[u8]) -> Vec<u8> {
    [format!("{seconds}.").as_bytes(), body].concat()
}

fn parts(header: &str) -> Option<(i64, Vec<u8>)> {
    let (time, mac) = header.split_once(',')?;
    let seconds = time.strip_prefix("t=")?.parse().ok()?;
    let hex = mac.strip_prefix("v1=").filter(|h| h.len() == 64 && h.is_ascii())?;
    let mac = (0..32).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect::<Option<Vec<u8>>>()?;
    Some((seconds, mac))
}
