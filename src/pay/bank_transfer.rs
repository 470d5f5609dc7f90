//! Bank transfer: instructions in a letter and on the order page, confirmed by hand when the money is seen.

use super::{Begin, Heard, NotBelieved, Provider, RawHook};
use crate::base::Time;
use crate::domain::order::Order;
use crate::domain::payment::Method;
use crate::domain::settings::Settings;

pub struct BankTransfer;

impl Provider for BankTransfer {
    fn method(&self) -> Method {
        Method::Transfer
    }

    fn offered(&self, settings: &Settings, _pickup: bool) -> bool {
        settings.payments.transfer.is_some()
    }

    fn begin(&self, _: &Order, _: &Settings) -> Begin {
        Begin::Later
    }

    fn account(&self, settings: &Settings) -> String {
        settings.payments.transfer.as_ref().map(|a| a.iban.clone()).unwrap_or_default()
    }

    fn verify(&self, _: &RawHook<'_>, _: &Settings, _: Time) -> Result<Heard, NotBelieved> {
        Err(NotBelieved::NoWebhooks)
    }
}
