//! A cart: what somebody means to buy. Nothing is promised by it; nothing personal is in it.

use super::catalog::{Product, Variant};
use super::place::Country;
use crate::base::text::{QUANTITY_MAX, Quantity};
use crate::base::{Id, Time};
use serde::{Deserialize, Serialize};

pub const CART_LINES_MAX: usize = 100;
pub const CODE_CHARS_MAX: usize = 40;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Cart {
    pub lines: Vec<CartLine>,
    /// A discount code, as typed.
    pub code: Option<String>,
    /// Where it should go, once the shopper has said so.
    pub country: Option<Country>,
    pub updated: Time,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CartLine {
    pub product: Id<Product>,
    pub variant: Id<Variant>,
    pub quantity: Quantity,
}

/// It holds [`CART_LINES_MAX`] different things already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CartFull;

impl Cart {
    pub fn empty(now: Time) -> Cart {
        Cart { lines: Vec::new(), code: None, country: None, updated: now }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many pieces in all.
    pub fn pieces(&self) -> u32 {
        self.lines.iter().map(|l| l.quantity.get()).sum()
    }

    /// Adds to the line of that variant, or begins one.
    pub fn add(&mut self, product: Id<Product>, variant: Id<Variant>, quantity: Quantity) -> Result<(), CartFull> {
        if let Some(line) = self.lines.iter_mut().find(|l| l.variant == variant) {
            let sum = line.quantity.get().saturating_add(quantity.get());
            line.quantity = Quantity::new(sum.min(QUANTITY_MAX)).unwrap_or(quantity);
        } else if self.lines.len() >= CART_LINES_MAX {
            return Err(CartFull);
        } else {
            self.lines.push(CartLine { product, variant, quantity });
        }
        Ok(())
    }

    /// Sets how many; `None` takes the line away.
    pub fn set(&mut self, variant: Id<Variant>, quantity: Option<Quantity>) {
        match quantity {
            Some(quantity) => {
                if let Some(line) = self.lines.iter_mut().find(|l| l.variant == variant) {
                    line.quantity = quantity;
                }
            }
            None => self.lines.retain(|l| l.variant != variant),
        }
    }
}
