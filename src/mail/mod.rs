//! Letters: a value in, subject, HTML and text out. The same facts give the same letter, to the byte.
//!
//! A letter is one function that answers a [`Draft`] and one line in [`LETTERS`]; both parts are drawn from the draft.
//! This room must not know: who is written to, how a letter travels, whether it arrived, what time it is.

mod back;
mod buyer;
mod draft;
mod facts;
mod html;
mod staff;
mod text;

use crate::base::Id;
use crate::domain::letter::{Content, Letter, LetterKind};
use crate::domain::order::Order;
use crate::domain::settings::Settings;
use crate::words::Words;
use draft::Draft;
use std::fmt;

/// Longer subjects are cut off by mail programs anyway.
const SUBJECT_CHARS_MAX: usize = 120;

/// What a letter is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    pub settings: &'a Settings,
    pub order: Option<&'a Order>,
    /// What a letter needs beyond its order. `Shipped`: which parcel, counted from 1 (else the last one).
    /// `StockLow`: what is low and how many are left. `LetterFailed`: which letter, to whom, and the reason. `BackInStock`: what [`back_in_stock`] makes.
    pub about: &'a str,
}

impl About<'_> {
    /// The language of the letter: the order's, the one somebody asked in, and English for staff.
    fn words(&self, kind: LetterKind) -> Words {
        if kind.is_to_staff() || kind == LetterKind::Test {
            return Words::ENGLISH;
        }
        let asked = back::language(self).filter(|_| kind == LetterKind::BackInStock);
        Words::of(self.order.map(|order| order.language).or(asked).unwrap_or(self.settings.languages.own()))
    }
}

/// Why there is no letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unwritten {
    NoOrder,
    NoBankAccount,
    NoParcel,
    NotCancelled,
    /// It was paid or given up meanwhile: asking for money now would be wrong.
    NothingToPay,
    /// It does not say what came back.
    NoProduct,
    /// The list has no line for this kind.
    NoWords,
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unwritten::NoOrder => "The order this letter is about is not there.",
            Unwritten::NoBankAccount => {
                "No bank account is set up, so nobody can be told where to pay. Please enter it under Payments."
            }
            Unwritten::NoParcel => "The order has no such parcel.",
            Unwritten::NotCancelled => "The order is not cancelled any more, so the buyer was not told so.",
            Unwritten::NothingToPay => "Nothing is to be paid any more, so the buyer was not asked.",
            Unwritten::NoProduct => "The letter does not say what came back.",
            Unwritten::NoWords => "There is no text for this kind of letter.",
        })
    }
}

pub use back::about as back_in_stock;

type Write = fn(&About<'_>, Words) -> Result<Draft, Unwritten>;

/// Every letter the shop writes.
pub const LETTERS: [(LetterKind, Write); 12] = [
    (LetterKind::Received, buyer::received),
    (LetterKind::PaymentInstructions, buyer::payment_instructions),
    (LetterKind::PaymentReminder, buyer::payment_reminder),
    (LetterKind::Paid, buyer::paid),
    (LetterKind::Shipped, buyer::shipped),
    (LetterKind::ReadyForPickup, buyer::ready_for_pickup),
    (LetterKind::Cancelled, buyer::cancelled),
    (LetterKind::NewOrder, staff::new_order),
    (LetterKind::LetterFailed, staff::letter_failed),
    (LetterKind::StockLow, staff::stock_low),
    (LetterKind::Test, staff::test),
    (LetterKind::BackInStock, back::in_stock),
];

/// Writes the letter of that kind.
///
/// # Errors
/// When a fact is missing, or when the letter would no longer be true.
pub fn write(kind: LetterKind, about: &About<'_>) -> Result<Content, Unwritten> {
    let (_, letter) = LETTERS.iter().find(|(k, _)| *k == kind).ok_or(Unwritten::NoWords)?;
    let draft = letter(about, about.words(kind))?;
    let shop = &about.settings.shop;
    Ok(Content {
        subject: one_line(&draft.subject, SUBJECT_CHARS_MAX),
        text: text::render(&draft, shop),
        html: html::render(&draft, shop, about.words(kind).language()).into_string(),
    })
}

/// What names a letter in the mail world: the same at every try, so that a letter that came twice is shown once.
pub fn message_id(letter: Id<Letter>, settings: &Settings) -> String {
    let domain = settings.mail.from.as_str().rsplit('@').next().unwrap_or_default();
    // A message id is ASCII; the letter's own id makes it unique already.
    let domain: String = domain.chars().filter(char::is_ascii).collect();
    format!("<{letter}@{domain}>")
}

/// A subject is one line: what others typed cannot begin a header of its own.
fn one_line(text: &str, chars_max: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= chars_max {
        return line;
    }
    line.chars().take(chars_max - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
