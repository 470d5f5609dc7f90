//! What letters say about an order: its goods, its sum, its places and dates, as blocks and words.

use super::About;
use super::draft::{Block, Goods, SumRow, Weight};
use crate::base::Time;
use crate::domain::order::{Delivery, Order, OrderLine};

/// Account numbers are printed in groups of that many.
const IBAN_GROUP_CHARS: usize = 4;

/// "Saturday 28 November, 14:05", in the shop's zone.
pub fn when(about: &About<'_>, time: Time) -> String {
    time.at(&about.settings.zone()).strftime("%A %-d %B, %H:%M").to_string()
}

/// All lines with their amounts.
pub fn goods(order: &Order) -> Block {
    let rows = order.lines.iter().zip(&order.quote.lines);
    Block::Goods(rows.map(|(line, priced)| piece(line, line.quantity, priced.amount.show())).collect())
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
pub fn sum(order: &Order) -> Block {
    let row = |label: &str, amount: String, weight| SumRow { label: label.to_owned(), amount, weight };
    let quote = &order.quote;
    let mut rows = vec![row("Goods", quote.subtotal.show(), Weight::Part)];
    for change in quote.adjustments.iter().filter(|a| !a.included) {
        rows.push(row(&change.label, change.words(), Weight::Part));
    }
    rows.push(row("Total", quote.total.show(), Weight::Total));
    for inside in quote.adjustments.iter().filter(|a| a.included) {
        rows.push(row(&format!("{} included", inside.label), inside.words(), Weight::Included));
    }
    Block::Sum(rows)
}

/// Where it goes, or where it is fetched.
pub fn place(about: &About<'_>, order: &Order) -> [Block; 2] {
    match &order.delivery {
        Delivery::Parcel { .. } => {
            let lines = order.address.lines_from(about.settings.shop.country);
            [Block::Heading("Delivered to"), Block::Lines(lines)]
        }
        Delivery::Pickup { where_ } => [Block::Heading("To be picked up at"), Block::lines(where_)],
    }
}

/// What a transfer needs; `None` when no account is set up.
pub fn bank(about: &About<'_>, order: &Order) -> Option<Block> {
    let account = about.settings.payments.transfer.as_ref()?;
    let facts = [
        ("Amount", order.owed().show()),
        ("To", account.holder.clone()),
        ("IBAN", grouped(&account.iban)),
        ("BIC", account.bic.clone()),
        ("Bank", account.bank.clone()),
        ("Reference", order.number.to_string()),
        ("Pay until", when(about, order.reserved_until)),
    ];
    Some(Block::Facts(facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()))
}

fn grouped(iban: &str) -> String {
    let digits: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(IBAN_GROUP_CHARS).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The buyer's way in.
pub fn order_page(about: &About<'_>, order: &Order, label: &str) -> Block {
    let url = about.settings.link(&format!("/orders/{}", order.secret.show()));
    Block::Link { label: label.to_owned(), url }
}

/// The merchant's way in.
pub fn admin_page(about: &About<'_>, path: &str, label: &str) -> Block {
    Block::Link { label: label.to_owned(), url: about.settings.link(path) }
}
