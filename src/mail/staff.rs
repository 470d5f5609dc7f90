//! The letters to the people who run the shop: short, with the one link that leads to the thing.

use super::draft::{Block, Draft};
use super::facts::{admin_page, goods, place, sum, when};
use super::{About, Unwritten};
use crate::words::Words;

pub fn new_order(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = about.order.ok_or(Unwritten::NoOrder)?;
    let payment = if order.is_paid() {
        "Paid".to_owned()
    } else {
        format!("Not paid yet, goods reserved until {}", when(about, w, order.reserved_until))
    };
    let facts = [
        ("From", order.address.name.clone()),
        ("E-mail", order.email.to_string()),
        ("Phone", order.address.phone.clone()),
        ("Ordered", when(about, w, order.placed)),
        ("Pays by", order.method.label().to_owned()),
        ("Payment", payment),
    ];
    let mut blocks = vec![
        Block::facts(facts),
        goods(order, w),
        sum(order, w),
        admin_page(about, &format!("/admin/orders/{}", order.number), "Open the order"),
    ];
    if !order.message.trim().is_empty() {
        blocks.extend([Block::heading("The buyer writes"), Block::lines(&order.message)]);
    }
    blocks.extend(place(about, w, order));
    let total = w.money(order.total());
    Ok(Draft {
        subject: format!("New order {}: {total}", order.number),
        title: format!("Order {} for {total}.", order.number),
        blocks,
    })
}

pub fn letter_failed(about: &About<'_>, _: Words) -> Result<Draft, Unwritten> {
    let mut blocks = vec![
        Block::says("This letter was not delivered, and it is not tried again by itself:"),
        Block::lines(about.about),
        Block::says(
            "If the address is wrong, please ask the buyer by phone. If the mail settings are, mend them first, \
                     then send the letter again.",
        ),
        admin_page(about, "/admin/letters", "Open the letters"),
    ];
    if let Some(order) = about.order {
        let phone = Some(order.address.phone.clone()).filter(|p| !p.is_empty());
        let mut facts = vec![("Order", order.number.to_string()), ("Buyer", order.address.name.clone())];
        facts.extend(phone.map(|p| ("Phone", p)));
        blocks.insert(2, Block::facts(facts));
    }
    let subject = match about.order {
        Some(order) => format!("A letter about order {} was not delivered", order.number),
        None => "A letter was not delivered".into(),
    };
    Ok(Draft { subject, title: "A letter was not delivered.".into(), blocks })
}

pub fn stock_low(about: &About<'_>, _: Words) -> Result<Draft, Unwritten> {
    Ok(Draft {
        subject: format!("Running low: {}", about.about),
        title: "Running low.".into(),
        blocks: vec![
            Block::lines(about.about),
            Block::says("You hear of this once, until there are more again."),
            admin_page(about, "/admin/products", "Open the products"),
        ],
    })
}

pub fn test(about: &About<'_>, _: Words) -> Result<Draft, Unwritten> {
    Ok(Draft {
        subject: format!("A test letter from {}", about.settings.shop.name),
        title: "Mail works.".into(),
        blocks: vec![
            Block::says("You asked for a test letter, and here it is. Letters to your buyers go the same way."),
            Block::says(
                "If it lay among the junk, please ask your mail provider to set up SPF and DKIM for your domain.",
            ),
            admin_page(about, "/admin/settings", "Open the settings"),
        ],
    })
}
