//! Other shops' product lists in, drafts of our products out: streaming, one product at a time.
//!
//! Bad lines never stop good ones: each becomes a [`Trouble`] with its line, its column and a sentence.
//! The same file gives the same drafts every time, so that whoever takes them can see that nothing changed.
//! This room must not know: the store, the network, the clock, what is already in the shop.
//!
//! A new format is one file with a [`Format`] and one line in [`FORMATS`].

pub mod bank;
mod cells;
mod draft;
mod encoding;
mod header;
mod reading;
mod row;
mod rows;
mod seen;
mod shopify;
mod values;
mod woocommerce;

#[cfg(test)]
mod tests;

pub use draft::{Draft, DraftPicture, DraftVariant};
pub use header::Header;
pub use reading::{Import, open};
pub use row::Row;

use crate::base::Currency;
use std::collections::VecDeque;
use std::fmt;

pub static FORMATS: &[&dyn Format] = &[&shopify::Shopify, &woocommerce::WooCommerce];

/// A kind of product list.
pub trait Format: Sync {
    /// "Shopify's product export": stands in sentences.
    fn name(&self) -> &'static str;
    fn recognises(&self, header: &Header) -> bool;
    fn builder(&self, header: &Header, currency: Currency) -> Box<dyn Builder>;
}

/// Makes products of rows, in the order of the file.
pub trait Builder: Send {
    fn uses(&self, column: usize) -> bool;
    fn row(&mut self, row: &Row, out: &mut Out);
    /// No more rows: what was waiting comes out.
    fn end(&mut self, out: &mut Out);
}

/// What was found and not yet handed on, first come first.
pub type Out = VecDeque<Found>;

#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    Product(Box<Draft>),
    Trouble(Trouble),
}

/// Something that was not understood, for the merchant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// As a text editor counts; the header is usually line 1.
    pub line: u64,
    /// The column's name as it stands in the file.
    pub column: Option<String>,
    pub effect: Effect,
    pub sentence: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// The line was taken all the same.
    Noted,
    /// What the line sells was not taken.
    LeftOut,
}

/// A column nobody asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnusedColumn {
    pub name: String,
    /// How many of the rows read so far hold something in it.
    pub filled: u64,
}

/// Why a whole file cannot be taken, as a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
