//! A payment that did not agree with what the shop knows: a person looks at it. Nothing was booked, unless it says so.

use super::event::Actor;
use super::payment::{Method, Mode};
use crate::base::{Id, Money, Time};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Doubt {
    pub id: Id<Doubt>,
    pub at: Time,
    /// Somebody has seen to it.
    pub ended: Option<Ended>,
    pub method: Method,
    pub mode: Mode,
    pub why: Why,
    /// The order it was said to be for.
    pub order: Option<u64>,
    pub amount: Option<Money>,
    /// The provider's name for it.
    pub reference: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ended {
    pub at: Time,
    pub by: Actor,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Why {
    UnknownOrder,
    /// The order is paid another way.
    OtherWay,
    OtherAccount {
        account: String,
    },
    /// Test and live do not fit.
    OtherMode,
    /// Not the page the shop had made for this order.
    OtherPage,
    Amount {
        agreed: Money,
    },
    /// Booked: the order was paid before, or in part.
    PaidTwice,
    /// The order cannot take any more payments.
    TooMany,
    /// The buyer's bank asks for the money back.
    Disputed,
    RefundFailed {
        why: String,
    },
    /// More went back than had come.
    RefundTooLarge,
    /// The provider has not said for a week what became of it.
    NotLearned,
}

impl Why {
    fn code(&self) -> &'static str {
        match self {
            Why::UnknownOrder => "unknown",
            Why::OtherWay => "way",
            Why::OtherAccount { .. } => "account",
            Why::OtherMode => "mode",
            Why::OtherPage => "page",
            Why::Amount { .. } => "amount",
            Why::PaidTwice => "twice",
            Why::TooMany => "many",
            Why::Disputed => "disputed",
            Why::RefundFailed { .. } => "refund-failed",
            Why::RefundTooLarge => "refund-too-large",
            Why::NotLearned => "not-learned",
        }
    }

    /// What did not agree, for the story of the order too: "it says €1.00, the order is €28.90".
    pub fn brief(&self, amount: Option<Money>) -> String {
        match self {
            Why::UnknownOrder => "it is for an order that does not exist".into(),
            Why::OtherWay => "the order is paid another way".into(),
            Why::OtherAccount { .. } => "it was meant for another account".into(),
            Why::OtherMode => "it mixes test and live".into(),
            Why::OtherPage => "it belongs to another payment page".into(),
            Why::Amount { agreed } => {
                let said = amount.map_or("no amount".into(), Money::show);
                format!("it says {said}, the order is {}", agreed.show())
            }
            Why::PaidTwice => "more came than was still to be paid".into(),
            Why::TooMany => "the order has too many payments already".into(),
            Why::Disputed => "the buyer's bank asks for the money back".into(),
            Why::RefundFailed { why } => format!("money that was sent back has returned: {why}"),
            Why::RefundTooLarge => "more was sent back than had come".into(),
            Why::NotLearned => "the provider has not said what became of it".into(),
        }
    }
}

impl Doubt {
    /// The same message again is not looked at again.
    pub fn of_what(&self) -> String {
        let amount = self.amount.map(Money::show).unwrap_or_default();
        format!("{} {} {} {amount}", self.method.code(), self.why.code(), self.reference)
    }

    /// "A payment does not fit: it says €1.00, the order is €28.90."
    pub fn what(&self) -> String {
        let brief = self.why.brief(self.amount);
        let amount = self.amount.map_or_else(|| "A payment".into(), Money::show);
        match self.why {
            Why::PaidTwice => format!("{amount} came, which is more than was still to be paid."),
            Why::Disputed => format!("{amount}: {brief}."),
            Why::RefundFailed { .. } => format!("{amount}: {brief}."),
            Why::RefundTooLarge => format!("{amount} went back, and more was sent back than had come."),
            Why::NotLearned => {
                "A payment was begun, and the provider has not said for a week what became of it.".into()
            }
            _ => format!("A payment message does not fit: {brief}. Nothing was booked."),
        }
    }

    /// What a person does about it.
    pub fn to_do(&self) -> &'static str {
        match self.why {
            Why::UnknownOrder => {
                "Look there who paid, and whether it was for a shop you had before. If it is not yours to keep, send it back \
                 there."
            }
            Why::OtherWay => {
                "If the money is there, mark the order as paid with this reference, or send it back there."
            }
            Why::OtherAccount { .. } => {
                "The money, if there is any, went to another account than this shop's. Connect the right account under \
                 Payments."
            }
            Why::OtherMode => {
                "With a test card no money moves: nothing is to be done. If it was a real card, look there."
            }
            Why::OtherPage | Why::Amount { .. } => {
                "Look there what really came. If it is right, mark the order as paid by hand; if not, send it back there."
            }
            Why::PaidTwice => "It is written down in the order. Send back what is too much.",
            Why::TooMany => "Look at the order, and send back there what is too much.",
            Why::Disputed => {
                "Answer there before its deadline, with what you sent and when. Do not refund it here as well."
            }
            Why::RefundFailed { .. } => {
                "The buyer did not get the money. Ask them where to send it, and write the refund down by hand."
            }
            Why::RefundTooLarge => "Compare the order with what is there; somebody sent money back there by hand.",
            Why::NotLearned => "Look there whether it was paid. If so, mark the order as paid by hand.",
        }
    }
}
