//! A person who was erased: what says so, how a row that names them is known, and what becomes of it. The books stay: numbers,
//! dates, lines, amounts, the country and the beginning of the postcode. Everything else about the buyer goes.
//!
//! Rows that can name a buyer: customers, orders, letters, wishes, what happened (events), attempts to pay, refunds and
//! doubtful payments by what a provider calls them, and what a shop that was brought back does not hold. Form tokens only hold a hash of what was typed; they go, too.

use super::attempt::Attempt;
use super::brought_back::Lost;
use super::doubt::Doubt;
use super::event::{Event, Subject, What};
use super::letter::{Fate, Letter};
use super::order::{Order, Stage};
use super::people::Customer;
use super::refund::{Refund, RefundState};
use super::wish::Wish;
use crate::base::text::{Email, Wrong};
use crate::base::{Id, Secret, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What stands where a name stood.
pub const NAME: &str = "Erased person";
/// What stands where somebody had written something about the buyer.
pub const GONE: &str = "What stood here named a person who was erased.";
/// Nobody can ever have an address there.
const NOWHERE: &str = "@erased.invalid";
/// Of a postcode the tax needs only the region.
const POSTCODE_CHARS_KEPT: usize = 2;

/// That a customer was erased. Nothing in it says who it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Erased {
    pub asked: Time,
    /// Every row that named them was seen to.
    pub ended: Option<Time>,
}

/// Is it the address of somebody who was erased? Nothing is sent there.
pub fn is_nobody(email: &Email) -> bool {
    email.as_str().ends_with(NOWHERE)
}

/// Does something still have to be done, so that its buyer cannot be erased yet?
pub fn is_open(order: &Order) -> bool {
    matches!(order.stage(), Stage::Unpaid | Stage::ToShip | Stage::Problem)
}

/// Who it was, as long as somebody looks for rows that name them.
#[derive(Clone, Debug)]
pub struct Person {
    nobody: Email,
    orders: BTreeSet<Id<Order>>,
    numbers: BTreeSet<u64>,
    /// In small letters.
    emails: BTreeSet<String>,
    /// Those of at least two words: a single one may mean anything.
    names: BTreeSet<String>,
}

impl Person {
    pub fn new(id: Id<Customer>) -> Result<Person, Wrong> {
        let nobody = Email::parse(&format!("{id}{NOWHERE}"))?;
        let (orders, numbers, emails, names) = Default::default();
        Ok(Person { nobody, orders, numbers, emails, names })
    }

    /// An order of theirs, and what it tells about them.
    pub fn learn(&mut self, order: &Order) {
        self.orders.insert(order.id);
        self.numbers.insert(order.number);
        if is_nobody(&order.email) {
            return;
        }
        self.emails.insert(order.email.folded());
        let name = order.address.name.to_lowercase();
        if name.split_whitespace().count() > 1 {
            self.names.insert(name);
        }
    }

    pub fn orders(&self) -> impl Iterator<Item = Id<Order>> {
        self.orders.iter().copied()
    }

    pub fn emails(&self) -> impl Iterator<Item = &str> {
        self.emails.iter().map(String::as_str)
    }

    pub fn has_order(&self, order: Id<Order>) -> bool {
        self.orders.contains(&order)
    }

    fn has_email(&self, email: &Email) -> bool {
        self.emails.contains(&email.folded())
    }

    fn is_named_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.emails.iter().chain(&self.names).any(|word| text.contains(word.as_str()))
    }

    pub fn customer(&self, customer: &Customer) -> Customer {
        Customer { email: self.nobody.clone(), name: NAME.into(), ..customer.clone() }
    }

    /// The books' part of an order. With another secret its page leads nowhere.
    pub fn order(&self, order: &Order, secret: Secret) -> Order {
        let mut order = order.clone();
        (order.secret, order.email, order.message) = (secret, self.nobody.clone(), String::new());
        let address = &mut order.address;
        address.postcode = address.postcode.chars().take(POSTCODE_CHARS_KEPT).collect();
        address.name = NAME.into();
        for gone in
            [&mut address.company, &mut address.line1, &mut address.line2, &mut address.city, &mut address.phone]
        {
            gone.clear();
        }
        order.payments.iter_mut().for_each(|payment| payment.reference.clear());
        order.shipments.iter_mut().for_each(|shipment| shipment.tracking.clear());
        if let Some(cancellation) = &mut order.cancellation {
            cancellation.reason.clear();
        }
        order
    }

    /// `None`: it does not name them.
    pub fn letter(&self, letter: &Letter, now: Time) -> Option<Letter> {
        let is_theirs = letter.order.is_some_and(|order| self.has_order(order)) || self.has_email(&letter.to);
        let texts = letter.sent_as.iter().flat_map(|sent| [&sent.subject, &sent.text]).chain([&letter.about]);
        if !is_theirs && !texts.into_iter().any(|text| self.is_named_in(text)) {
            return None;
        }
        let mut after = Letter { about: String::new(), sent_as: None, ..letter.clone() };
        if !letter.kind.is_to_staff() {
            after.to = self.nobody.clone();
        }
        after.fate = match &letter.fate {
            Fate::Waiting { .. } => Fate::Skipped { at: now },
            Fate::Sent { at, tries, .. } => Fate::Sent { at: *at, tries: *tries, answer: String::new() },
            Fate::Failed { at, tries, .. } => Fate::Failed { at: *at, tries: *tries, answer: String::new() },
            Fate::Skipped { at } => Fate::Skipped { at: *at },
        };
        (after != *letter).then_some(after)
    }

    /// `None`: it does not name them.
    pub fn event(&self, subject: Subject, event: &Event) -> Option<Event> {
        let is_theirs = matches!(subject, Subject::Order(id) if self.has_order(Id::from_bytes(id)));
        let what = match &event.what {
            What::Note(text) if is_theirs || self.is_named_in(text) => What::Note(GONE.into()),
            What::Changed { before, after, .. } if is_theirs || self.is_named_in(before) || self.is_named_in(after) => {
                What::Note(GONE.into())
            }
            What::MoneyReceived { amount, method, .. } if is_theirs => {
                What::MoneyReceived { amount: *amount, method: method.clone(), reference: String::new() }
            }
            What::Shipped { carrier, pieces, .. } if is_theirs => {
                What::Shipped { carrier: carrier.clone(), tracking: String::new(), pieces: *pieces }
            }
            What::Cancelled { from, .. } if is_theirs => What::Cancelled { reason: String::new(), from: *from },
            What::PaymentDoubted { .. } if is_theirs => What::PaymentDoubted { why: "it did not fit".into() },
            _ => return None,
        };
        (what != event.what).then(|| Event { what, ..event.clone() })
    }

    /// By the provider's names it could be found out there who it was. `None`: it names nobody of theirs.
    pub fn attempt(&self, attempt: &Attempt) -> Option<Attempt> {
        let names = [&attempt.session, &attempt.page, &attempt.charge];
        let is_theirs = self.has_order(attempt.order) && names.iter().any(|name| !name.is_empty());
        let (session, page, charge) = Default::default();
        is_theirs.then(|| Attempt { session, page, charge, ..attempt.clone() })
    }

    /// One that is under way keeps its names until it has ended.
    pub fn refund(&self, refund: &Refund) -> Option<Refund> {
        let is_theirs = self.has_order(refund.order) && !refund.is_asked() && !refund.charge.is_empty();
        let state = match &refund.state {
            RefundState::Sent { at, .. } => RefundState::Sent { at: *at, name: String::new() },
            other => other.clone(),
        };
        is_theirs.then(|| Refund { charge: String::new(), state, ..refund.clone() })
    }

    pub fn doubt(&self, doubt: &Doubt) -> Option<Doubt> {
        let is_theirs = doubt.order.is_some_and(|number| self.numbers.contains(&number));
        (is_theirs && !doubt.reference.is_empty()).then(|| Doubt { reference: String::new(), ..doubt.clone() })
    }

    pub fn wish(&self, wish: &Wish) -> bool {
        self.has_email(&wish.email)
    }

    /// What is told of orders and payments that a shop does not hold since it was brought back.
    pub fn lost(&self, lost: &mut Lost) {
        for order in lost.orders.iter_mut().filter(|order| self.has_email(&order.email)) {
            (order.name, order.email) = (NAME.into(), self.nobody.clone());
        }
        for payment in lost.payments.iter_mut().filter(|payment| self.numbers.contains(&payment.order)) {
            payment.reference.clear();
        }
    }
}
