//! An order: what was promised to whom, and what became of it.
//!
//! Its own state is one enum with one table of moves. Whether it is paid or shipped is derived from the money and the
//! parcels that are recorded in it, never stored.

use super::address::Address;
use super::catalog::{Picture, Product, Variant};
use super::event::Actor;
use super::payment::{Method, Mode, Payment, PaymentKind};
use super::people::Customer;
use super::price::Quote;
use super::reservation::Network;
use crate::base::text::Email;
use crate::base::{Id, Language, Money, Secret, Time, readable};
use serde::{Deserialize, Serialize};

pub const NOTE_CHARS_MAX: usize = 1_000;
pub const PAYMENTS_MAX: usize = 50;
pub const SHIPMENTS_MAX: usize = 50;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Order {
    pub id: Id<Order>,
    /// What people call it: 1042.
    pub number: u64,
    /// What it was called on another machine, where it was placed: its buyer's letters say so.
    pub former_number: Option<u64>,
    /// The way in for the buyer, who has no account.
    pub secret: Secret,
    pub placed: Time,
    pub state: OrderState,
    pub customer: Id<Customer>,
    pub email: Email,
    /// It was ordered in, and letters about it are written in.
    pub language: Language,
    pub address: Address,
    pub lines: Vec<OrderLine>,
    /// What was asked and agreed, to the cent.
    pub quote: Quote,
    pub delivery: Delivery,
    pub method: Method,
    /// Until then the goods are kept for a buyer who has not paid.
    pub reserved_until: Time,
    /// Where it was ordered from, for as long as it keeps goods aside unpaid.
    pub network: Option<Network>,
    pub reminded: Option<Time>,
    /// The reservation was given up: what is paid later must find goods again.
    pub released: Option<Time>,
    pub cancellation: Option<Cancellation>,
    pub payments: Vec<Payment>,
    pub shipments: Vec<Shipment>,
    pub ready: Option<Time>,
    /// Money came when the goods were gone.
    pub short: bool,
    /// What the buyer wrote.
    pub message: String,
}

/// What a form's token became: the same form sent twice is the same order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placed {
    pub order: Id<Order>,
    /// Of what was in the form, so that a token cannot be used for something else.
    #[serde(with = "readable")]
    pub fingerprint: [u8; 32],
    pub at: Time,
}

/// A line as it was sold: later changes of the product do not reach it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OrderLine {
    pub product: Id<Product>,
    pub variant: Id<Variant>,
    pub title: String,
    pub variant_name: String,
    pub sku: String,
    pub quantity: u32,
    pub unit: Money,
    pub picture: Option<Picture>,
    pub counted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OrderState {
    Open,
    Cancelled,
    /// Paid and shipped: nothing is left to do.
    Closed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrderEvent {
    Cancelled,
    Completed,
    Reopened,
}

/// This move is not in the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoWay {
    pub from: OrderState,
    pub event: OrderEvent,
}

impl OrderState {
    pub const ALL: [OrderState; 3] = [OrderState::Open, OrderState::Cancelled, OrderState::Closed];

    /// The one table of moves.
    pub fn next(self, event: OrderEvent) -> Result<OrderState, NoWay> {
        use {OrderEvent as E, OrderState as S};
        match (self, event) {
            (S::Open, E::Cancelled) => Ok(S::Cancelled),
            (S::Open, E::Completed) => Ok(S::Closed),
            // Money that comes late takes the goods again, if there are some.
            (S::Cancelled, E::Reopened) => Ok(S::Open),
            (from, event) => Err(NoWay { from, event }),
        }
    }
}

/// Reasons that are the shop's own, not staff's: they are said in the buyer's language.
pub const CHANGED_MIND: &str = "you changed your mind";
pub const NOT_IN_TIME: &str = "not paid in time";

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Cancellation {
    pub at: Time,
    pub by: Actor,
    pub reason: String,
}

impl Cancellation {
    /// How the words call the reason, when it is one of the shop's own.
    pub fn own_reason(&self) -> Option<&'static str> {
        match self.reason.as_str() {
            CHANGED_MIND => Some("letter-changed-mind"),
            NOT_IN_TIME => Some("letter-not-in-time"),
            _ => None,
        }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Shipment {
    pub at: Time,
    pub by: Actor,
    pub carrier: String,
    pub tracking: String,
    /// Pieces per line, in the order's line order.
    pub pieces: Vec<u32>,
}

/// How it reaches the buyer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Delivery {
    Parcel { label: String },
    Pickup { where_: String },
}

/// What is to be done next with an order: the merchant's five heaps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    Unpaid,
    ToShip,
    Shipped,
    Cancelled,
    /// Paid, but it cannot be filled; or money came after it was cancelled; or all of it was sent back and it is still open.
    Problem,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Unpaid, Stage::ToShip, Stage::Shipped, Stage::Cancelled, Stage::Problem];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Unpaid => "unpaid",
            Stage::ToShip => "to-ship",
            Stage::Shipped => "shipped",
            Stage::Cancelled => "cancelled",
            Stage::Problem => "problem",
        }
    }

    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|s| s.code() == code)
    }
}

impl Order {
    /// Received minus refunded.
    pub fn paid(&self) -> Money {
        let minor = self.payments.iter().fold(0_i64, |sum, p| match p.kind {
            PaymentKind::Received => sum.saturating_add(p.amount.minor()),
            PaymentKind::Refunded => sum.saturating_sub(p.amount.minor()),
        });
        Money::new(minor, self.total().currency())
    }

    /// Everything it was ever called, the newest first.
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        [Some(self.number), self.former_number].into_iter().flatten()
    }

    /// All that ever came.
    pub fn received(&self) -> Money {
        let came = self.payments.iter().filter(|p| p.kind == PaymentKind::Received);
        Money::new(came.map(|p| p.amount.minor()).fold(0, i64::saturating_add), self.total().currency())
    }

    pub fn total(&self) -> Money {
        self.quote.total
    }

    /// What is still to be paid; negative when too much came. What was sent back of a paid order is not owed again.
    pub fn owed(&self) -> Money {
        let open = self.total().minor() - self.paid().minor();
        Money::new(if self.is_paid() { open.min(0) } else { open }, self.total().currency())
    }

    /// Did as much come as was agreed? What is sent back later does not make it unpaid again.
    pub fn is_paid(&self) -> bool {
        let mut sum = 0_i64;
        let sums = self.payments.iter().map(|p| {
            sum = match p.kind {
                PaymentKind::Received => sum.saturating_add(p.amount.minor()),
                PaymentKind::Refunded => sum.saturating_sub(p.amount.minor()),
            };
            sum
        });
        sums.fold(0, i64::max) >= self.total().minor()
    }

    /// Was it paid, and all of it sent back?
    pub fn is_sent_back(&self) -> bool {
        self.is_paid() && self.total().minor() > 0 && self.paid().minor() <= 0
    }

    /// Was something paid with a test card? Then no money moved.
    pub fn is_test(&self) -> bool {
        self.payments.iter().any(|p| p.mode == Mode::Test)
    }

    /// What may be sent back now. All of an order that is still to be sent goes back with its cancellation only: somebody
    /// would ship it for nothing otherwise.
    pub fn refundable(&self) -> Money {
        let is_to_be_sent = self.state == OrderState::Open && self.is_paid() && !self.is_shipped();
        let stays = i64::from(is_to_be_sent && self.total().minor() > 0);
        Money::new((self.paid().minor() - stays).max(0), self.total().currency())
    }

    pub fn pieces(&self) -> u32 {
        self.lines.iter().map(|l| l.quantity).sum()
    }

    /// How many of each line have not left yet.
    pub fn unshipped(&self) -> Vec<u32> {
        let sent = |i: usize| self.shipments.iter().map(|s| s.pieces.get(i).copied().unwrap_or(0)).sum::<u32>();
        self.lines.iter().enumerate().map(|(i, l)| l.quantity.saturating_sub(sent(i))).collect()
    }

    pub fn is_shipped(&self) -> bool {
        self.unshipped().iter().all(|n| *n == 0)
    }

    pub fn is_pickup(&self) -> bool {
        matches!(self.delivery, Delivery::Pickup { .. })
    }

    /// Goods that are paid at the counter can be made ready before they are paid.
    pub fn may_leave(&self) -> bool {
        self.state == OrderState::Open && !self.is_sent_back() && (self.is_paid() || self.method == Method::OnPickup)
    }

    pub fn stage(&self) -> Stage {
        match self.state {
            OrderState::Cancelled if self.paid().minor() > 0 => Stage::Problem,
            OrderState::Cancelled => Stage::Cancelled,
            _ if self.short => Stage::Problem,
            _ if self.is_shipped() => Stage::Shipped,
            _ if self.is_sent_back() => Stage::Problem,
            _ if self.may_leave() => Stage::ToShip,
            _ => Stage::Unpaid,
        }
    }

    /// When the clock must look at it again: to remind, or to give the goods free.
    pub fn due(&self) -> Option<Time> {
        if !self.is_holding() {
            return None;
        }
        let reminder =
            self.method.reminder_after().filter(|_| self.reminded.is_none()).map(|after| self.placed.plus(after));
        Some(reminder.map_or(self.reserved_until, |at| at.min(self.reserved_until)))
    }

    /// May the buyer still say that they do not want it? Nothing was paid, nothing was made ready.
    pub fn may_be_given_up(&self) -> bool {
        self.is_holding() && self.payments.is_empty() && self.ready.is_none()
    }

    /// Do the goods still stand aside for this buyer without being sold?
    pub fn is_holding(&self) -> bool {
        self.state == OrderState::Open && self.released.is_none() && !self.is_paid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The drawing of the state graph: a change of the table must change this picture.
    #[test]
    fn the_table_of_moves() {
        let mut drawn = String::new();
        for from in OrderState::ALL {
            for event in [OrderEvent::Cancelled, OrderEvent::Completed, OrderEvent::Reopened] {
                if let Ok(to) = from.next(event) {
                    drawn.push_str(&format!("{from:?} --{event:?}--> {to:?}\n"));
                }
            }
        }
        assert_eq!(drawn, "Open --Cancelled--> Cancelled\nOpen --Completed--> Closed\nCancelled --Reopened--> Open\n");
    }
}
