//! How much may stand aside without being paid: for everybody behind one network address, and in the whole shop. Without a
//! bound one visitor could empty the shelves by ordering and never paying.

use super::settings::Limits;
use crate::base::readable;
use serde::{Deserialize, Serialize};

/// Where a buyer comes from: the neighbourhood of a network address, hashed under a key that is never written down. It says
/// that two orders came from the same place, not from which, and is forgotten when the order is paid or ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Network(#[serde(with = "readable")] pub [u8; 32]);

impl Network {
    /// All of them together: the whole shop's sum.
    pub const ALL: Network = Network([0; 32]);
}

/// What unpaid orders keep from others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reserved {
    pub orders: u32,
    pub pieces: u32,
}

/// Why nothing more is set aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Enough {
    /// So many orders from there are not paid yet.
    Orders(u32),
    /// No more pieces than that are set aside for one network.
    Pieces(u32),
    /// The whole shop keeps as much as it can.
    Shop,
}

impl Reserved {
    pub fn plus(self, pieces: u32) -> Reserved {
        Reserved { orders: self.orders.saturating_add(1), pieces: self.pieces.saturating_add(pieces) }
    }

    pub fn minus(self, pieces: u32) -> Reserved {
        Reserved { orders: self.orders.saturating_sub(1), pieces: self.pieces.saturating_sub(pieces) }
    }

    /// May another order of so many pieces stand aside beside these? `shop`: what all networks have together.
    ///
    /// # Errors
    /// What there is enough of.
    pub fn room(self, shop: Reserved, pieces: u32, limits: &Limits) -> Result<(), Enough> {
        let after = self.plus(pieces);
        if after.orders > limits.unpaid_orders {
            Err(Enough::Orders(self.orders))
        } else if after.pieces > limits.unpaid_pieces {
            Err(Enough::Pieces(limits.unpaid_pieces))
        } else if shop.orders >= limits.unpaid_orders_in_all {
            Err(Enough::Shop)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { unpaid_orders: 3, unpaid_pieces: 20, unpaid_orders_in_all: 10, ..Limits::NORMAL };

    #[test]
    fn there_is_room_up_to_each_limit() {
        let reserved = |orders, pieces| Reserved { orders, pieces };
        for (here, shop, pieces, answer) in [
            (reserved(0, 0), reserved(0, 0), 20, Ok(())),
            (reserved(0, 0), reserved(0, 0), 21, Err(Enough::Pieces(20))),
            (reserved(2, 12), reserved(9, 90), 8, Ok(())),
            (reserved(2, 12), reserved(9, 90), 9, Err(Enough::Pieces(20))),
            (reserved(3, 3), reserved(3, 3), 1, Err(Enough::Orders(3))),
            (reserved(0, 0), reserved(10, 10), 1, Err(Enough::Shop)),
            (reserved(1, u32::MAX), reserved(1, u32::MAX), u32::MAX, Err(Enough::Pieces(20))),
        ] {
            assert_eq!(here.room(shop, pieces, &LIMITS), answer, "{here:?} {shop:?} {pieces}");
        }
    }

    #[test]
    fn what_began_and_ended_leaves_nothing() {
        assert_eq!(Reserved::default().plus(7).plus(2).minus(7).minus(2), Reserved::default());
    }
}
