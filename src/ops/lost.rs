//! What a shop that came back as it was at a moment does not hold: history is read on beyond that moment, and the orders and
//! payments in it are named, so that somebody can see to them.

use crate::app::erasure::Ledger;
use crate::base::{Broken, Id};
use crate::domain::brought_back::{Lost, LostOrder, LostPayment, NAMED_MAX};
use crate::domain::erased::Person;
use crate::domain::order::Order;
use crate::domain::payment::PaymentKind;
use crate::store::history::Way;
use crate::store::journal::Change;
use crate::store::{Position, Store, codec, keys, tables};
use std::collections::BTreeMap;
use std::path::Path;

/// What was found beyond.
#[derive(Debug, Default)]
pub struct Beyond {
    pub lost: Lost,
    /// The highest order number; 0: none.
    pub highest: u64,
    /// Why it could not be read to its end.
    pub remark: Option<String>,
}

/// Reads on from the moment a store came back as.
///
/// # Errors
/// The folder or the restored store cannot be read. Damage beyond the moment is a remark.
pub fn beyond(history: &Path, reached: &Position, restored: &Store, ledger: &Ledger) -> Result<Beyond, Broken> {
    let mut looking =
        Looking { restored, ledger, found: Beyond::default(), named: BTreeMap::new(), paid: BTreeMap::new() };
    for entry in Way::from(history, reached)? {
        match entry {
            Ok(entry) => entry.changes.iter().try_for_each(|change| looking.look(change))?,
            Err(broken) => {
                let remark = format!("What came after could not be read to its end: {broken:?}.");
                looking.found.remark = Some(remark);
                break;
            }
        }
    }
    looking.found.lost.orders = looking.named.into_values().collect();
    looking.found.lost.orders.sort_by_key(|order| order.number);
    Ok(looking.found)
}

struct Looking<'s> {
    restored: &'s Store,
    /// Whoever was erased is not named, also where history ends before that.
    ledger: &'s Ledger,
    found: Beyond,
    named: BTreeMap<Id<Order>, LostOrder>,
    /// Payments of orders in the store that were told already, by order.
    paid: BTreeMap<Id<Order>, usize>,
}

impl Looking<'_> {
    fn look(&mut self, change: &Change) -> Result<(), Broken> {
        let Some(record) = &change.value else { return Ok(()) };
        if change.table == tables::COUNTERS.id && change.key == keys::encode(&crate::app::checkout::NUMBERS.to_owned())
        {
            self.found.highest = self.found.highest.max(codec::get(change.table, &change.key, record)?);
        }
        if change.table != tables::ORDERS.id {
            return Ok(());
        }
        let mut order: Order = codec::get(change.table, &change.key, record)?;
        if self.ledger.contains_key(&order.customer) {
            let person = Person::new(order.customer).map_err(|wrong| Broken::new(wrong.to_string()))?;
            order = person.order(&order, order.secret);
        }
        match self.restored.read::<_, Broken>(|rows| rows.get(&tables::ORDERS, &order.id))? {
            Some(known) => self.payments(&known, &order),
            None => self.order(&order),
        }
        Ok(())
    }

    /// Orders come in the order of their numbers, so a higher one was not counted yet.
    fn order(&mut self, order: &Order) {
        let lost = LostOrder {
            number: order.number,
            placed: order.placed,
            name: order.address.name.clone(),
            email: order.email.clone(),
            total: order.total(),
            paid: order.paid(),
        };
        if self.named.len() < NAMED_MAX || self.named.contains_key(&order.id) {
            self.named.insert(order.id, lost);
        } else if order.number > self.found.highest {
            self.found.lost.orders_beyond += 1;
        }
        self.found.highest = self.found.highest.max(order.number);
    }

    fn payments(&mut self, known: &Order, later: &Order) {
        let told = self.paid.entry(known.id).or_insert(known.payments.len());
        for payment in later.payments.iter().skip(*told).filter(|p| p.kind == PaymentKind::Received) {
            let lost = &mut self.found.lost;
            if lost.payments.len() >= NAMED_MAX {
                lost.payments_beyond += 1;
                continue;
            }
            lost.payments.push(LostPayment {
                order: known.number,
                at: payment.at,
                amount: payment.amount,
                how: payment.method.label().to_owned(),
                reference: payment.reference.clone(),
            });
        }
        *told = later.payments.len().max(*told);
    }
}
