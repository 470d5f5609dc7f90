//! What a machine of the same shop sold after another one had become the shop: an order as it stood there at last, with its
//! story and its letters. It must not know how it comes here, nor what is done with it.

use super::event::Event;
use super::letter::Letter;
use super::order::{Order, Shipment};
use super::payment::{Payment, PaymentKind};
use crate::base::Id;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Apart {
    /// That machine's own name, for people.
    pub machine: String,
    pub order: Order,
    pub story: Vec<(Id<Event>, Event)>,
    pub letters: Vec<Letter>,
}

impl Apart {
    /// Money that came there for an order that is known here, too. What was sent back is told by the story alone: it may not
    /// fit what became of the order here.
    pub fn payments_beyond(&self, known: &Order) -> Vec<Payment> {
        let received = self.order.payments.iter().filter(|p| p.kind == PaymentKind::Received);
        received.filter(|p| !known.payments.contains(p)).cloned().collect()
    }

    /// Parcels that left from there.
    pub fn shipments_beyond(&self, known: &Order) -> Vec<Shipment> {
        self.order.shipments.iter().filter(|s| !known.shipments.contains(s)).cloned().collect()
    }
}
