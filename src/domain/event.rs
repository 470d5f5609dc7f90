//! What happened, in words: the story of an order, and who changed what.
//!
//! Written in the same transaction as the change itself.

use super::order::OrderState;
use super::people::Staff;
use crate::base::{Id, Money, Time, readable};
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Actor {
    Staff {
        id: Id<Staff>,
        name: String,
    },
    Buyer,
    /// A payment provider's signed word.
    Provider(String),
    /// The shop itself, by the clock.
    Shop,
}

impl Actor {
    pub fn name(&self) -> &str {
        match self {
            Actor::Staff { name, .. } | Actor::Provider(name) => name,
            Actor::Buyer => "The buyer",
            Actor::Shop => "The shop",
        }
    }
}

/// What an event is about: the first part of its key, so that a story is one range.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Subject {
    Order(#[serde(with = "readable")] [u8; 16]),
    Product(#[serde(with = "readable")] [u8; 16]),
    Collection(#[serde(with = "readable")] [u8; 16]),
    Discount,
    Settings,
    Staff(#[serde(with = "readable")] [u8; 16]),
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Event {
    pub at: Time,
    pub by: Actor,
    pub what: What,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum What {
    OrderPlaced {
        total: Money,
    },
    MoneyReceived {
        amount: Money,
        method: String,
        reference: String,
    },
    /// Money came for an order whose goods were given to others meanwhile.
    PaidButShort,
    Shipped {
        carrier: String,
        tracking: String,
        pieces: u32,
    },
    ReadyForPickup,
    Cancelled {
        reason: String,
        from: OrderState,
    },
    ReservationEnded,
    Reminded,
    Note(String),
    /// A payment that did not fit the order; it is among those to look at.
    PaymentDoubted {
        why: String,
    },
    /// A field had one value and has another now.
    Changed {
        field: String,
        before: String,
        after: String,
    },
    Created {
        name: String,
    },
    Removed {
        name: String,
    },
    SignedIn {
        how: String,
    },
    Imported {
        name: String,
        rows: u32,
    },
}

impl What {
    /// One sentence without its subject: "Ana: marked as shipped with DHL."
    pub fn sentence(&self) -> String {
        match self {
            What::MoneyReceived { reference, .. } if !reference.is_empty() => {
                format!("{}, reference {reference}.", self.brief().trim_end_matches('.'))
            }
            _ => self.brief(),
        }
    }

    /// The same without what only a bank or a payment provider reads.
    pub fn brief(&self) -> String {
        match self {
            What::OrderPlaced { total } => format!("Ordered for {}.", total.show()),
            What::MoneyReceived { amount, method, .. } => {
                format!("{} received by {}.", amount.show(), method.to_lowercase())
            }
            What::PaidButShort => {
                "Paid, but the goods were sold meanwhile. Please refund or find a replacement.".into()
            }
            What::Shipped { carrier, tracking, pieces } => {
                let by = if carrier.is_empty() { String::new() } else { format!(" with {carrier}") };
                let number = if tracking.is_empty() { String::new() } else { format!(", tracking number {tracking}") };
                format!("{pieces} {} shipped{by}{number}.", if *pieces == 1 { "piece" } else { "pieces" })
            }
            What::ReadyForPickup => "Ready for pickup.".into(),
            What::Cancelled { reason, .. } if reason.is_empty() => "Cancelled.".into(),
            What::Cancelled { reason, .. } => format!("Cancelled: {reason}."),
            What::ReservationEnded => "Not paid in time; the goods are for sale again.".into(),
            What::Reminded => "Reminded of the payment.".into(),
            What::Note(text) => text.clone(),
            What::PaymentDoubted { why } => format!("A payment needs a person: {why}."),
            What::Changed { field, before, after } => match (before.as_str(), after.as_str()) {
                ("", after) => format!("{field} set to “{after}”."),
                (before, "") => format!("{field} “{before}” removed."),
                (before, after) => format!("{field} changed from “{before}” to “{after}”."),
            },
            What::Created { name } => format!("“{name}” created."),
            What::Removed { name } => format!("“{name}” removed."),
            What::SignedIn { how } => format!("Signed in {how}."),
            What::Imported { name, rows } => format!("{rows} products imported from {name}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;

    #[test]
    fn a_reference_stands_in_the_story_of_its_order_alone() {
        let (amount, method) = (Money::new(2890, Currency::EUR), "Bank transfer".to_owned());
        let received =
            |reference: &str| What::MoneyReceived { amount, method: method.clone(), reference: reference.into() };
        let brief = "€28.90 received by bank transfer.";
        for (reference, sentence) in [("", brief), ("ch_1", "€28.90 received by bank transfer, reference ch_1.")] {
            assert_eq!(
                (received(reference).sentence().as_str(), received(reference).brief().as_str()),
                (sentence, brief)
            );
        }
    }
}
