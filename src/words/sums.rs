//! What changes a total, by name and amount, as carts, orders and letters show it.

use super::Words;
use crate::domain::price::{Adjustment, AdjustmentKind, percent};

impl Words {
    /// "Code SPRING", "VAT 19 %"; delivery and taxes have the names the merchant gave them, if any.
    pub fn name_of(self, change: &Adjustment) -> String {
        match &change.kind {
            AdjustmentKind::Discount { code } => self.tell("code-of", [("code", code.as_str().into())]),
            AdjustmentKind::Delivery { .. } => self.named(&change.label),
            AdjustmentKind::Tax { ppm } => match change.label.strip_suffix(percent(*ppm).as_str()) {
                Some(name) => format!("{} {}", self.named(name.trim_end()), self.percent(*ppm)),
                None => change.label.clone(),
            },
        }
    }

    /// "€4.90"; delivery that costs nothing is "free".
    pub fn amount_of(self, change: &Adjustment) -> String {
        match change.kind {
            AdjustmentKind::Delivery { .. } if change.amount.is_zero() => self.say("free"),
            _ => self.money(change.amount),
        }
    }
}
