//! The letters to a buyer. Careful and concrete: what happened, what happens next, until when.
//!
//! What the buyer typed as a message is never repeated here: anybody can order in anybody's name, and the shop must
//! not carry a stranger's words into a stranger's mailbox.

use super::draft::{Block, Draft};
use super::facts::{bank, goods, order_page, parcel, place, sum, when};
use super::{About, Unwritten};
use crate::domain::order::{Order, OrderState, Shipment};
use crate::domain::payment::{Method, PaymentKind};

const SEE: &str = "See your order";

pub fn received(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let mut blocks = vec![
        Block::says(format!("We have your order {} of {}.", order.number, when(about, order.placed))),
        goods(order),
        sum(order),
        Block::Heading("What happens next"),
        Block::says(next(about, order)),
        order_page(about, order, SEE),
    ];
    blocks.extend(place(about, order));
    Ok(Draft {
        subject: format!("Thank you for your order {}", order.number),
        title: "Thank you for your order.".into(),
        blocks,
    })
}

fn next(about: &About<'_>, order: &Order) -> String {
    let until = when(about, order.reserved_until);
    match order.method {
        _ if order.is_paid() => after_payment(order).into(),
        Method::Transfer => format!(
            "Please pay {} by bank transfer; the bank details come in a letter of their own. The goods are reserved \
             for you until {until}. When your payment has arrived, we write to you.",
            order.owed().show()
        ),
        Method::OnPickup => format!(
            "We put your order together and write to you when you can pick it up. You pay then. The goods are reserved \
             for you until {until}."
        ),
        Method::TestGateway | Method::Card => format!(
            "Your payment has not arrived yet. The goods are reserved for you until {until}; until then you can pay on \
             your order page."
        ),
    }
}

fn after_payment(order: &Order) -> &'static str {
    if order.short {
        "Some of the goods were sold before your payment arrived. We look for them now and write to you; what we \
         cannot deliver, we pay back."
    } else if order.is_pickup() {
        "It is paid. We put it together now and write to you when you can pick it up."
    } else {
        "It is paid. We pack it now and write to you when it is on its way."
    }
}

pub fn payment_instructions(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need_unpaid(about)?;
    Ok(Draft {
        subject: format!("How to pay for your order {}", order.number),
        title: format!("{} by bank transfer.", order.owed().show()),
        blocks: vec![
            Block::says(format!(
                "Please transfer exactly this amount and give {} as the reference, so that we can tell it is yours.",
                order.number
            )),
            bank(about, order).ok_or(Unwritten::NoBankAccount)?,
            Block::says(
                "The goods are reserved for you until then. When your payment has arrived, we write to you. A transfer \
                 usually takes one working day.",
            ),
            order_page(about, order, SEE),
        ],
    })
}

pub fn payment_reminder(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need_unpaid(about)?;
    Ok(Draft {
        subject: format!("Your order {} is not paid yet", order.number),
        title: "We have not seen your payment yet.".into(),
        blocks: vec![
            Block::says(format!(
                "Your order {} of {} is waiting for its payment. If the money is on its way, there is nothing to do.",
                order.number,
                when(about, order.placed)
            )),
            bank(about, order).ok_or(Unwritten::NoBankAccount)?,
            Block::says(
                "The goods are reserved for you until then. After that the order ends by itself, and the goods are for \
                 sale again.",
            ),
            order_page(about, order, SEE),
        ],
    })
}

pub fn paid(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let mut blocks = vec![
        Block::says(format!(
            "{} arrived for your order {}. {}",
            order.paid().show(),
            order.number,
            after_payment(order)
        )),
        goods(order),
        sum(order),
        order_page(about, order, SEE),
    ];
    blocks.extend(place(about, order));
    Ok(Draft {
        subject: format!("Your payment for order {} has arrived", order.number),
        title: "Your payment has arrived.".into(),
        blocks,
    })
}

pub fn shipped(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let parcel_sent = which_parcel(about, order)?;
    let carrier = match parcel_sent.carrier.as_str() {
        "" => String::new(),
        name => format!(" with {name}"),
    };
    let mut blocks = vec![Block::says(format!("A parcel for your order {} left us{carrier}.", order.number))];
    if !parcel_sent.tracking.is_empty() {
        blocks.push(Block::Facts(vec![("Tracking number", parcel_sent.tracking.clone())]));
    }
    blocks.extend([Block::Heading("In this parcel"), Block::Goods(parcel(order, &parcel_sent.pieces))]);
    let rest = parcel(order, &order.unshipped());
    if !rest.is_empty() {
        blocks.extend([Block::Heading("Still to come"), Block::Goods(rest)]);
    }
    blocks.push(order_page(about, order, SEE));
    blocks.extend(place(about, order));
    Ok(Draft {
        subject: format!("Your order {} is on its way", order.number),
        title: "Your order is on its way.".into(),
        blocks,
    })
}

/// The parcel the letter names, else the last one: a later parcel must not change an earlier letter.
fn which_parcel<'a>(about: &About<'a>, order: &'a Order) -> Result<&'a Shipment, Unwritten> {
    let parcel = match about.about.parse::<usize>() {
        Ok(n) => n.checked_sub(1).and_then(|i| order.shipments.get(i)),
        Err(_) => order.shipments.last(),
    };
    parcel.ok_or(Unwritten::NoParcel)
}

pub fn ready_for_pickup(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let mut blocks = vec![Block::says(format!("Please bring the number {} with you.", order.number))];
    if !order.is_paid() {
        blocks.push(Block::says(format!(
            "You pay {} when you pick it up. The goods are reserved for you until {}.",
            order.owed().show(),
            when(about, order.reserved_until)
        )));
    } else {
        blocks.push(Block::says("It is paid and waits for you."));
    }
    blocks.extend(place(about, order));
    blocks.extend([Block::Heading("Your goods"), goods(order), sum(order), order_page(about, order, SEE)]);
    Ok(Draft {
        subject: format!("Your order {} is ready to be picked up", order.number),
        title: "Your order is ready to be picked up.".into(),
        blocks,
    })
}

pub fn cancelled(about: &About<'_>) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let cancellation = order.cancellation.as_ref().filter(|_| order.state == OrderState::Cancelled);
    let cancellation = cancellation.ok_or(Unwritten::NotCancelled)?;
    let placed = when(about, order.placed);
    let total = order.total().show();
    let mut blocks = vec![Block::says(format!("It was order {} of {placed}, for {total}.", order.number))];
    if !cancellation.reason.is_empty() {
        blocks.push(Block::Facts(vec![("Reason", cancellation.reason.clone())]));
    }
    blocks.push(Block::says(format!("The goods are no longer reserved for you. {}", money_back(order))));
    blocks.extend([goods(order), order_page(about, order, SEE)]);
    Ok(Draft {
        subject: format!("Your order {} was cancelled", order.number),
        title: "Your order was cancelled.".into(),
        blocks,
    })
}

fn money_back(order: &Order) -> String {
    let refunded = order.payments.iter().any(|p| p.kind == PaymentKind::Refunded);
    match order.paid() {
        kept if kept.minor() > 0 => {
            format!("You paid {}; we send this amount back the way it came.", kept.show())
        }
        _ if refunded => "What you paid was sent back the way it came.".into(),
        _ => "Nothing was paid, so there is nothing more to do. Money that is on its way comes back to you.".into(),
    }
}

fn need<'a>(about: &About<'a>) -> Result<&'a Order, Unwritten> {
    about.order.ok_or(Unwritten::NoOrder)
}

/// Nobody is asked for money that is not owed any more.
fn need_unpaid<'a>(about: &About<'a>) -> Result<&'a Order, Unwritten> {
    let order = need(about)?;
    if order.is_holding() { Ok(order) } else { Err(Unwritten::NothingToPay) }
}
