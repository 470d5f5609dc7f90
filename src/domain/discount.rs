//! Discount codes. One kind so far: a percentage off the goods.

use crate::base::Time;
use crate::base::text::Wrong;
use serde::{Deserialize, Serialize};

/// 100 % in parts per million, the unit of every rate in the shop.
pub const WHOLE_PPM: u32 = 1_000_000;
pub const CODE_CHARS_MAX: usize = 40;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Discount {
    pub code: Code,
    /// Parts per million: 10 % is 100,000.
    pub percent_ppm: u32,
    pub starts: Option<Time>,
    pub ends: Option<Time>,
    /// How often it may be used in all.
    pub uses_max: Option<u32>,
    pub used: u32,
    pub enabled: bool,
}

/// A code as it is compared: upper case, no spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Code(String);

impl Code {
    pub fn parse(text: &str) -> Result<Code, Wrong> {
        let text: String = text.trim().to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
        let ok = (1..=CODE_CHARS_MAX).contains(&text.chars().count())
            && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if ok { Ok(Code(text)) } else { Err(Wrong("A code has letters, digits and hyphens only.".into())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a code does nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotUsable {
    /// Switched off, or not begun.
    NotNow,
    Ended,
    UsedUp,
}

impl Discount {
    /// May it be used now?
    ///
    /// # Errors
    /// Why not.
    pub fn usable(&self, now: Time) -> Result<(), NotUsable> {
        if !self.enabled || self.starts.is_some_and(|t| now < t) {
            return Err(NotUsable::NotNow);
        }
        if self.ends.is_some_and(|t| now >= t) {
            return Err(NotUsable::Ended);
        }
        if self.uses_max.is_some_and(|most| self.used >= most) {
            return Err(NotUsable::UsedUp);
        }
        Ok(())
    }
}
