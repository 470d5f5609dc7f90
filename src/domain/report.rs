//! Sums by day, kept by the verbs as things happen and added up again by `duka check`.

use serde::{Deserialize, Serialize};

/// One day in the shop's own zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DaySum {
    /// Orders placed that day.
    pub orders: u32,
    /// Their totals in minor units of the shop's currency.
    pub ordered: i64,
    pub pieces: u32,
    /// Of those, how many were cancelled later, and their totals.
    pub cancelled: u32,
    pub cancelled_minor: i64,
}

impl DaySum {
    /// What a chart shows: orders that were not cancelled.
    pub fn sales(&self) -> i64 {
        self.ordered - self.cancelled_minor
    }

    pub fn kept_orders(&self) -> u32 {
        self.orders.saturating_sub(self.cancelled)
    }
}
