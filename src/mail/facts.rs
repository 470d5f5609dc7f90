//! What letters say about an order: its goods, its sum, its places and dates, as blocks and words.

use super::About;
use super::draft::{Block, Goods, SumRow, Weight};
use crate::base::Time;
use crate::domain::order::{Delivery, Order, OrderLine};
use crate::words::Words;

/// Account numbers are printed in groups of that many.
const IBAN_GROUP_CHARS: usize = 4;

/// "Saturday 28 November at 14:05", in the shop's zone.
pub fn when(about: &About<'_>, w: Words, time: Time) -> String {
    w.weekday_and_clock(&time.at(&about.settings.zone()))
}

/// All lines with their amounts.
pub fn goods(order: &Order, w: Words) -> Block {
    let rows = order.lines.iter().zip(&order.quote.lines);
    Block::Goods(rows.map(|(line, priced)| piece(line, line.quantity, w.money(priced.amount))).collect())
}

/// So many pieces of each line, without prices; lines with none are left out.
pub fn parcel(order: &Order, pieces: &[u32]) -> Vec<Goods> {
    let rows = order.lines.iter().zip(pieces).filter(|(_, n)| **n > 0);
    rows.map(|(line, n)| piece(line, *n, String::new())).collect()
}

fn piece(line: &OrderLine, pieces: u32, amount: String) -> Goods {
    Goods { pieces, title: line.title.clone(), detail: line.variant_name.clone(), amount }
}

/// From the goods to the total, then what is inside it.
pub fn sum(order: &Order, w: Words) -> Block {
    let row = |label: String, amount: String, weight| SumRow { label, amount, weight };
    let quote = &order.quote;
    let mut rows = vec![row(w.say("letter-goods"), w.money(quote.subtotal), Weight::Part)];
    for change in quote.adjustments.iter().filter(|a| !a.included) {
        rows.push(row(w.name_of(change), w.amount_of(change), Weight::Part));
    }
    rows.push(row(w.say("total"), w.money(quote.total), Weight::Total));
    for inside in quote.adjustments.iter().filter(|a| a.included) {
        let label = w.tell("letter-tax-included", [("tax", w.name_of(inside).into())]);
        rows.push(row(label, w.amount_of(inside), Weight::Included));
    }
    Block::Sum(rows)
}

/// Where it goes, or where it is fetched.
pub fn place(about: &About<'_>, w: Words, order: &Order) -> [Block; 2] {
    match &order.delivery {
        Delivery::Parcel { .. } => {
            let (home, there) = (about.settings.shop.country, w.country(order.address.country.code()));
            let lines = order.address.lines_abroad(home, &there);
            [Block::heading(w.say("letter-delivered-to")), Block::Lines(lines)]
        }
        Delivery::Pickup { where_ } => [Block::heading(w.say("letter-pickup-at")), Block::lines(where_)],
    }
}

/// What a transfer needs; `None` when no account is set up.
pub fn bank(about: &About<'_>, w: Words, order: &Order) -> Option<Block> {
    let account = about.settings.payments.transfer.as_ref()?;
    Some(Block::facts([
        (w.say("pay-amount"), w.money(order.owed())),
        (w.say("pay-to"), account.holder.clone()),
        ("IBAN".to_owned(), grouped(&account.iban)),
        ("BIC".to_owned(), account.bic.clone()),
        (w.say("pay-bank"), account.bank.clone()),
        (w.say("pay-reference"), order.number.to_string()),
        (w.say("pay-until"), when(about, w, order.reserved_until)),
    ]))
}

fn grouped(iban: &str) -> String {
    let digits: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(IBAN_GROUP_CHARS).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The buyer's way in.
pub fn order_page(about: &About<'_>, w: Words, order: &Order) -> Block {
    let url = about.settings.link_in(w.language(), &format!("/orders/{}", order.secret.show()));
    Block::Link { label: w.say("letter-see-order"), url }
}

/// The merchant's way in.
pub fn admin_page(about: &About<'_>, path: &str, label: &str) -> Block {
    Block::Link { label: label.to_owned(), url: about.settings.link(path) }
}
