//! The sums of what unpaid orders keep aside, moved in the same work as the orders: one row for each network and one for the
//! whole shop, so that placing an order reads no more than these two.

use super::{App, Error};
use crate::domain::order::Order;
use crate::domain::reservation::{Enough, Network, Reserved};
use crate::domain::settings::Settings;
use crate::store::{Tx, tables};
use crate::words::Saying;
use std::net::IpAddr;

impl App {
    /// What an order remembers of a visitor's network; `neighbourhood` is what its visitors have in common.
    pub fn network(&self, neighbourhood: IpAddr) -> Network {
        let mut hasher = blake3::Hasher::new_keyed(&self.networks);
        match neighbourhood {
            IpAddr::V4(address) => hasher.update(&address.octets()),
            IpAddr::V6(address) => hasher.update(&address.octets()),
        };
        Network(*hasher.finalize().as_bytes())
    }
}

fn of(tx: &Tx<'_>, network: &Network) -> Result<Reserved, Error> {
    Ok(tx.get(&tables::RESERVED, network)?.unwrap_or_default())
}

/// An order begins to keep its goods aside, if there is room for it.
pub(in crate::app) fn begin(tx: &mut Tx<'_>, settings: &Settings, order: &Order) -> Result<(), Error> {
    let Some(network) = order.network else { return Ok(()) };
    let (here, shop, pieces) = (of(tx, &network)?, of(tx, &Network::ALL)?, order.pieces());
    let room = here.room(shop, pieces, &settings.limits);
    room.map_err(|enough| Error::sentence(saying(enough, settings.shop.email.as_str())))?;
    tx.put(&tables::RESERVED, &network, &here.plus(pieces))?;
    Ok(tx.put(&tables::RESERVED, &Network::ALL, &shop.plus(pieces))?)
}

/// Why nothing more is set aside, for the buyer; `shop` is where to write.
fn saying(enough: Enough, shop: &str) -> Saying {
    match enough {
        Enough::Orders(n) => Saying::of("refused-unpaid-orders").with("n", n),
        Enough::Pieces(most) => Saying::of("refused-unpaid-pieces").with("most", most),
        Enough::Shop => Saying::of("refused-unpaid-all"),
    }
    .with("shop", shop)
}

/// It keeps nothing aside any more, so where it came from is forgotten.
pub(in crate::app) fn end(tx: &mut Tx<'_>, order: &mut Order) -> Result<(), Error> {
    let Some(network) = order.network.take() else { return Ok(()) };
    for key in [network, Network::ALL] {
        match of(tx, &key)?.minus(order.pieces()) {
            Reserved { orders: 0, .. } => tx.remove(&tables::RESERVED, &key)?,
            rest => tx.put(&tables::RESERVED, &key, &rest)?,
        }
    }
    Ok(())
}
