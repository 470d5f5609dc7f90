//! Bank transfer: instructions in a letter and on the order page, confirmed by hand when the money is seen.

use super::{Begin, Provider};
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
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

    fn account(&self, settings: &Settings) -> (String, Mode) {
        (settings.payments.transfer.as_ref().map(|a| a.iban.clone()).unwrap_or_default(), Mode::Live)
    }
}
