//! How many there are: a ledger of movements, with two numbers kept beside it, on hand and held.
//!
//! Holding and selling happen in the same transaction as the check, so the last piece is sold once.

use super::event::Actor;
use super::order::Order;
use crate::base::text::Wrong;
use crate::base::{Id, Time};
use serde::{Deserialize, Serialize};

/// More than this of one thing is a typing mistake.
pub const PIECES_MAX: i64 = 10_000_000;
/// From here on a page says how many are left.
pub const FEW: i64 = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Level {
    /// Pieces in the house, those held for somebody among them.
    pub on_hand: i64,
    /// Pieces promised to orders that are not paid yet.
    pub held: i64,
}

/// One line of the ledger. `on_hand` and `held` are what the level changed by.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Movement {
    pub at: Time,
    pub by: Actor,
    pub kind: MovementKind,
    pub on_hand: i64,
    pub held: i64,
    pub order: Option<Id<Order>>,
    pub note: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MovementKind {
    Received,
    /// Broken, lost, given away.
    Lost,
    Counted,
    Held,
    Released,
    Sold,
    Returned,
}

/// A change of stock as a person says it: "+12 received", "-1 broken", "counted 7".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Change {
    Received(i64),
    Lost(i64),
    Counted(i64),
}

/// What a page says about stock. A sale is told to the pages only when this changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Plenty,
    Few(i64),
    Gone,
}

/// There are not enough: only so many are left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Short {
    pub left: i64,
}

impl Level {
    pub fn available(self) -> i64 {
        (self.on_hand - self.held).max(0)
    }

    pub fn step(self) -> Step {
        match self.available() {
            0 => Step::Gone,
            left if left <= FEW => Step::Few(left),
            _ => Step::Plenty,
        }
    }

    /// Promises `pieces` to an order. `beyond`: the merchant sells it when there is none, too.
    pub fn hold(self, pieces: i64, beyond: bool) -> Result<Level, Short> {
        if !beyond && self.on_hand - self.held < pieces {
            return Err(Short { left: self.available() });
        }
        Ok(Level { held: self.held + pieces, ..self })
    }

    pub fn release(self, pieces: i64) -> Level {
        Level { held: self.held - pieces, ..self }
    }

    /// A held promise becomes a sale.
    pub fn sell(self, pieces: i64) -> Level {
        Level { on_hand: self.on_hand - pieces, held: self.held - pieces }
    }

    pub fn take_back(self, pieces: i64) -> Level {
        Level { on_hand: self.on_hand + pieces, ..self }
    }

    /// What a person said about the shelf.
    pub fn change(self, change: Change) -> Level {
        let on_hand = match change {
            Change::Received(n) => self.on_hand + n,
            Change::Lost(n) => self.on_hand - n,
            Change::Counted(n) => n,
        };
        Level { on_hand, ..self }
    }
}

impl Change {
    /// Reads the one field and the one choice of the form.
    ///
    /// # Errors
    /// A sentence when it is not a whole number, or too many.
    pub fn parse(what: &str, pieces: &str) -> Result<Change, Wrong> {
        let text = pieces.trim().trim_start_matches(['+', '-', '−']);
        let wrong = || Wrong("Please enter a whole number, such as 12.".to_owned());
        let n: i64 = text.parse().map_err(|_| wrong())?;
        if !(0..=PIECES_MAX).contains(&n) {
            return Err(wrong());
        }
        match what {
            "received" => Ok(Change::Received(n)),
            "lost" => Ok(Change::Lost(n)),
            "counted" => Ok(Change::Counted(n)),
            _ => Err(Wrong("Please choose received, broken or lost, or counted.".into())),
        }
    }

    pub fn kind(self) -> MovementKind {
        match self {
            Change::Received(_) => MovementKind::Received,
            Change::Lost(_) => MovementKind::Lost,
            Change::Counted(_) => MovementKind::Counted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_piece_is_held_once() {
        let level = Level { on_hand: 1, held: 0 };
        let held = level.hold(1, false).unwrap();
        assert_eq!(held.hold(1, false), Err(Short { left: 0 }));
        assert_eq!(held.hold(1, true).unwrap().held, 2);
        assert_eq!(held.sell(1), Level { on_hand: 0, held: 0 });
        assert_eq!(held.release(1), level);
    }

    #[test]
    fn pages_hear_of_steps_only() {
        let step = |on_hand, held| Level { on_hand, held }.step();
        assert_eq!(step(10, 0), step(9, 0));
        assert_eq!(
            (step(3, 0), step(3, 2), step(3, 3), step(2, 5)),
            (Step::Few(3), Step::Few(1), Step::Gone, Step::Gone)
        );
    }

    #[test]
    fn a_person_says_it_in_words() {
        let level = Level { on_hand: 5, held: 1 };
        for (what, pieces, on_hand) in [("received", "+12", 17), ("lost", "-1", 4), ("counted", "7", 7)] {
            assert_eq!(level.change(Change::parse(what, pieces).unwrap()), Level { on_hand, held: 1 });
        }
        for (what, pieces) in [("received", "x"), ("received", "1.5"), ("eaten", "1"), ("counted", "99999999999")] {
            assert!(Change::parse(what, pieces).is_err());
        }
    }
}
