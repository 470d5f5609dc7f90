//! Paying at the counter, when the goods are fetched. Offered only with pickup.

use super::{Begin, Heard, NotBelieved, Provider, RawHook};
use crate::base::Time;
use crate::domain::order::Order;
use crate::domain::payment::Method;
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

    fn account(&self, _: &Settings) -> String {
        String::new()
    }

    fn verify(&self, _: &RawHook<'_>, _: &Settings, _: Time) -> Result<Heard, NotBelieved> {
        Err(NotBelieved::NoWebhooks)
    }
}
