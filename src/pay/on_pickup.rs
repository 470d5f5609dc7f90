//! Paying at the counter, when the goods are fetched. Offered only with pickup.

use super::{Begin, Provider};
use crate::domain::order::Order;
use crate::domain::payment::{Method, Mode};
use crate::domain::settings::Settings;

pub struct OnPickup;

impl Provider for OnPickup {
    fn method(&self) -> Method {
        Method::OnPickup
    }

    fn offered(&self, settings: &Settings, pickup: bool) -> bool {
        pickup && settings.payments.on_pickup
    }

    fn begin(&self, _: &Order, _: &Settings) -> Begin {
        Begin::Later
    }

    fn account(&self, _: &Settings) -> (String, Mode) {
        (String::new(), Mode::Live)
    }
}
