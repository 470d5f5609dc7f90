//! What one entry of the journal must hold by itself: a reason and all that follows from it are one piece of work.

use super::auditor::Read;
use duka::domain::letter::LetterKind;
use duka::domain::order::{Order, OrderState};
use duka::domain::payment::Method;
use duka::domain::stock::Level;
use std::collections::BTreeMap;

pub fn hold(read: &Read, verb: &str) {
    for (before, after) in &read.orders {
        for kind in owed(before.as_ref(), after) {
            let written = read.letters.iter().any(|letter| letter.kind == kind && letter.order == Some(after.id));
            assert!(written, "{verb} wrote no letter {kind:?} for order {}", after.number);
        }
    }
    // A letter is taken back when it has nothing to say any more. These always have.
    for kind in &read.letters_gone {
        let stays = matches!(
            kind,
            LetterKind::Received | LetterKind::NewOrder | LetterKind::Paid | LetterKind::Shipped | LetterKind::StockLow
        );
        assert!(!stays, "{verb} took the letter {kind:?} away");
    }
    let mut ledger: BTreeMap<&[u8], Level> = BTreeMap::new();
    for (key, movement) in &read.movements {
        let level = ledger.entry(key).or_default();
        level.on_hand += movement.on_hand;
        level.held += movement.held;
    }
    for (key, (before, after)) in &read.levels {
        let moved = ledger.remove(key.as_slice()).unwrap_or_default();
        let wanted = Level { on_hand: before.on_hand + moved.on_hand, held: before.held + moved.held };
        assert_eq!(*after, wanted, "{verb} changed a level otherwise than the ledger says");
    }
    let unmoved = ledger.values().all(|level| *level == Level::default());
    assert!(unmoved, "{verb} wrote into the ledger without changing the level");
}

/// The letters that must stand in the same entry as the change of an order.
fn owed(before: Option<&Order>, after: &Order) -> Vec<LetterKind> {
    let Some(before) = before else {
        let mut kinds = vec![LetterKind::Received, LetterKind::NewOrder];
        kinds.extend((after.method == Method::Transfer).then_some(LetterKind::PaymentInstructions));
        return kinds;
    };
    let is_cancelled = |order: &Order| order.state == OrderState::Cancelled;
    let happened = [
        (!before.is_paid() && after.is_paid() && after.method != Method::OnPickup, LetterKind::Paid),
        (before.shipments.len() < after.shipments.len() && !after.is_pickup(), LetterKind::Shipped),
        (!is_cancelled(before) && is_cancelled(after), LetterKind::Cancelled),
        (before.reminded.is_none() && after.reminded.is_some(), LetterKind::PaymentReminder),
        (before.ready.is_none() && after.ready.is_some(), LetterKind::ReadyForPickup),
    ];
    happened.into_iter().filter(|(so, _)| *so).map(|(_, kind)| kind).collect()
}
