//! The letters to a buyer. Careful and concrete: what happened, what happens next, until when.
//!
//! What the buyer typed as a message is never repeated here: anybody can order in anybody's name, and the shop must
//! not carry a stranger's words into a stranger's mailbox.

use super::draft::{Block, Draft};
use super::facts::{bank, goods, order_page, parcel, place, sum, when};
use super::{About, Unwritten};
use crate::domain::order::{Order, OrderState, Shipment};
use crate::domain::payment::{Method, PaymentKind};
use crate::words::{Arg, Words};

/// An order's number is a name, not an amount: it has no marks between its digits.
fn number(order: &Order) -> Arg {
    Arg::Text(order.number.to_string())
}

fn draft(order: &Order, w: Words, subject: &str, title: &str, blocks: Vec<Block>) -> Draft {
    Draft { subject: w.tell(subject, [("n", number(order))]), title: w.say(title), blocks }
}

pub fn received(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let placed = when(about, w, order.placed);
    let mut blocks = vec![
        Block::says(w.tell("letter-received", [("n", number(order)), ("when", placed.into())])),
        goods(order, w),
        sum(order, w),
        Block::heading(w.say("letter-next")),
        Block::says(next(about, w, order)),
        order_page(about, w, order),
    ];
    blocks.extend(place(about, w, order));
    Ok(draft(order, w, "letter-received-subject", "letter-received-title", blocks))
}

fn next(about: &About<'_>, w: Words, order: &Order) -> String {
    let until = when(about, w, order.reserved_until);
    match order.method {
        _ if order.is_paid() => after_payment(order, w),
        Method::Transfer => w.tell("letter-next-transfer", [("amount", order.owed().into()), ("until", until.into())]),
        Method::OnPickup => w.tell("letter-next-pickup", [("until", until.into())]),
        Method::TestGateway | Method::Card => w.tell("letter-next-test", [("until", until.into())]),
    }
}

fn after_payment(order: &Order, w: Words) -> String {
    if order.short {
        w.say("letter-next-short")
    } else if order.is_pickup() {
        w.say("letter-next-paid-pickup")
    } else {
        w.say("letter-next-paid")
    }
}

pub fn payment_instructions(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need_unpaid(about)?;
    Ok(Draft {
        subject: w.tell("letter-pay-subject", [("n", number(order))]),
        title: w.tell("letter-pay-title", [("amount", order.owed().into())]),
        blocks: vec![
            Block::says(w.tell("letter-pay", [("n", number(order))])),
            bank(about, w, order).ok_or(Unwritten::NoBankAccount)?,
            Block::says(w.say("letter-pay-after")),
            order_page(about, w, order),
        ],
    })
}

pub fn payment_reminder(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need_unpaid(about)?;
    let placed = when(about, w, order.placed);
    let blocks = vec![
        Block::says(w.tell("letter-remind", [("n", number(order)), ("when", placed.into())])),
        bank(about, w, order).ok_or(Unwritten::NoBankAccount)?,
        Block::says(w.say("letter-remind-after")),
        order_page(about, w, order),
    ];
    Ok(draft(order, w, "letter-remind-subject", "letter-remind-title", blocks))
}

pub fn paid(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let arrived = [("amount", order.paid().into()), ("n", number(order)), ("next", after_payment(order, w).into())];
    let mut blocks =
        vec![Block::says(w.tell("letter-paid", arrived)), goods(order, w), sum(order, w), order_page(about, w, order)];
    blocks.extend(place(about, w, order));
    Ok(draft(order, w, "letter-paid-subject", "letter-paid-title", blocks))
}

pub fn shipped(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let parcel_sent = which_parcel(about, order)?;
    let left_us = match parcel_sent.carrier.as_str() {
        "" => w.tell("letter-sent", [("n", number(order))]),
        name => w.tell("letter-sent-with", [("n", number(order)), ("carrier", name.into())]),
    };
    let mut blocks = vec![Block::says(left_us)];
    if !parcel_sent.tracking.is_empty() {
        blocks.push(Block::facts([(w.say("letter-tracking"), parcel_sent.tracking.clone())]));
    }
    blocks.extend([Block::heading(w.say("letter-in-parcel")), Block::Goods(parcel(order, &parcel_sent.pieces))]);
    let rest = parcel(order, &order.unshipped());
    if !rest.is_empty() {
        blocks.extend([Block::heading(w.say("letter-to-come")), Block::Goods(rest)]);
    }
    blocks.push(order_page(about, w, order));
    blocks.extend(place(about, w, order));
    Ok(draft(order, w, "letter-sent-subject", "letter-sent-title", blocks))
}

/// The parcel the letter names, else the last one: a later parcel must not change an earlier letter.
fn which_parcel<'a>(about: &About<'a>, order: &'a Order) -> Result<&'a Shipment, Unwritten> {
    let parcel = match about.about.parse::<usize>() {
        Ok(n) => n.checked_sub(1).and_then(|i| order.shipments.get(i)),
        Err(_) => order.shipments.last(),
    };
    parcel.ok_or(Unwritten::NoParcel)
}

pub fn ready_for_pickup(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let until = when(about, w, order.reserved_until);
    let mut blocks = vec![Block::says(w.tell("letter-ready", [("n", number(order))]))];
    blocks.push(Block::says(match order.is_paid() {
        false => w.tell("letter-ready-unpaid", [("amount", order.owed().into()), ("until", until.into())]),
        true => w.say("letter-ready-paid"),
    }));
    blocks.extend(place(about, w, order));
    let heading = Block::heading(w.say("letter-your-goods"));
    blocks.extend([heading, goods(order, w), sum(order, w), order_page(about, w, order)]);
    Ok(draft(order, w, "letter-ready-subject", "letter-ready-title", blocks))
}

pub fn cancelled(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let order = need(about)?;
    let cancellation = order.cancellation.as_ref().filter(|_| order.state == OrderState::Cancelled);
    let cancellation = cancellation.ok_or(Unwritten::NotCancelled)?;
    let placed = when(about, w, order.placed);
    let it_was = [("n", number(order)), ("when", placed.into()), ("total", order.total().into())];
    let mut blocks = vec![Block::says(w.tell("letter-cancelled", it_was))];
    if !cancellation.reason.is_empty() {
        let reason = cancellation.own_reason().map_or_else(|| cancellation.reason.clone(), |own| w.say(own));
        blocks.push(Block::facts([(w.say("letter-reason"), reason)]));
    }
    blocks.push(Block::says(w.tell("letter-no-longer", [("money", money_back(order, w).into())])));
    blocks.extend([goods(order, w), order_page(about, w, order)]);
    Ok(draft(order, w, "letter-cancelled-subject", "letter-cancelled-title", blocks))
}

fn money_back(order: &Order, w: Words) -> String {
    let refunded = order.payments.iter().any(|p| p.kind == PaymentKind::Refunded);
    match order.paid() {
        kept if kept.minor() > 0 => w.tell("letter-money-back", [("amount", kept.into())]),
        _ if refunded => w.say("letter-money-was-back"),
        _ => w.say("letter-nothing-paid"),
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
