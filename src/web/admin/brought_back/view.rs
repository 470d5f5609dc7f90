//! How the page of a restored shop looks: what happened, what is missing, what to ask others, and the way out.

use super::{OPEN, UNDO};
use crate::app::care::on_the_wall;
use crate::domain::brought_back::{BroughtBack, LostOrder, LostPayment};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::{BROUGHT_BACK, Desk};
use crate::web::admin::parts::{ago, count};
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// Orders that stand on the page at once; all others are folded away.
const NAMED_AT_ONCE: usize = 20;

pub fn sells() -> Markup {
    html! {
        h1 { "The shop sells" }
        p { "Nothing is to be decided. " a href="/admin" { "To Today" } }
    }
}

pub fn page(desk: &Desk, row: &BroughtBack, letters: &Markup, wrong: &Problems) -> Markup {
    let moment = on_the_wall(row.moment, &desk.settings.zone());
    html! {
        h1 { "The shop was brought back" }
        div.notice.bad { (icon("triangle")) div {
            h2 { "It sells nothing and sends nothing until you open it" }
            p { "It was made anew " (ago(row.at, desk.app().now(), &desk.settings.zone())) " from " (row.from)
                ", as it was on " (moment) ". Visitors can look around and fill carts; at the checkout they read that \
                ordering opens again shortly. Everybody of the staff had to sign in again." }
        } }
        (remarks(row))
        (orders(desk, row, &moment))
        (payments(desk, row, &moment))
        (letters)
        section.panel aria-labelledby="open" {
            h2 id="open" { "Open the shop" }
            p { "The highest order number known is " (row.numbers.highest) ". The next order gets "
                (row.numbers.next) ", so no number is given to two people." }
            p { a.btn href=(OPEN) { "Open the shop …" } }
        }
        (back(desk, wrong))
    }
}

/// What was there before is kept, when the shop was brought back from its own desk.
fn back(desk: &Desk, wrong: &Problems) -> Markup {
    let (now, zone, typed) = (desk.app().now(), desk.settings.zone(), Typed::default());
    let f = Fields { typed: &typed, wrong };
    let password =
        Input { kind: "password", autocomplete: "current-password", ..Input::text("password", "Your password") };
    html! {
        @if let Some(at) = desk.app().whole.kept() {
            section.panel aria-labelledby="before" {
                h2 id="before" { "Go back to what was before" }
                (f.summary())
                p { "The shop as it was until " (ago(at, now, &zone)) " is kept on this computer for a month. It takes its place \
                     again with every order it had, and what was done here since is gone. Once the shop is open that is not \
                     possible any more, because buyers may have ordered in it." }
                @if desk.signed.staff.password.is_none() {
                    p { "Your sign-in had no password yet at that moment. " a href="/admin/settings/account" { "Choose one" }
                        " first: this is done for nobody without one." }
                } @else {
                    form.stack method="post" action=(UNDO) {
                        input.unseen type="email" name="email" value=(desk.signed.staff.email) autocomplete="username" readonly tabindex="-1" aria-label="E-mail";
                        (f.input(password.hint("The one you had at that moment.").needed()))
                        div { button.btn.quiet { "Go back to what was before" } }
                    }
                }
            }
        }
    }
}

fn remarks(row: &BroughtBack) -> Markup {
    html! {
        @if !row.remarks.is_empty() {
            section.panel aria-labelledby="remarks" {
                h2 id="remarks" { "What was not as it should be" }
                ul.todo { @for remark in &row.remarks { li { (icon("triangle")) span { (remark) } } } }
            }
        }
    }
}

fn orders(desk: &Desk, row: &BroughtBack, moment: &str) -> Markup {
    let lost = &row.lost;
    html! {
        section.panel aria-labelledby="orders" {
            h2 id="orders" { "Orders that are not in it" }
            @if !row.earlier {
                p { "All that was kept came back. What was ordered in the last moments before the old shop ended may be \
                     missing, and nothing here can know of it. Each order sent you a letter: compare your mailbox with "
                    a href="/admin/orders" { "the orders" } "." }
            } @else if lost.orders.is_empty() {
                p { "No order is known that was placed after " (moment) "." }
            } @else {
                p { "Placed after " (moment) ". These people have been thanked for an order. Write to them, or take the \
                     order again by hand." }
                @let (first, rest) = lost.orders.split_at(lost.orders.len().min(NAMED_AT_ONCE));
                (order_rows(desk, first))
                @if !rest.is_empty() {
                    details.fold { summary { (rest.len()) " more" } (order_rows(desk, rest)) }
                }
                (beyond(lost.orders_beyond))
            }
        }
    }
}

fn order_rows(desk: &Desk, orders: &[LostOrder]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr { th scope="col" { "Order" } th scope="col" { "Who" } th scope="col" { "E-mail" } th scope="col" { "Placed" }
                th.end scope="col" { "Total" } } }
            tbody { @for order in orders { tr {
                td.lead { (order.number) " " span.narrow-only { (order.name) } }
                td.wide { (order.name) }
                td.sub { a.act href={ "mailto:" (order.email) } { (order.email) } }
                td.sub-end.soft { (ago(order.placed, now, &zone)) }
                td.amount.end.num { (order.total.show()) @if order.paid.minor() > 0 { " " span.tag.warm { "paid" @if order.paid != order.total { " " (order.paid.show()) } } } }
            } } }
        }
    }
}

fn payments(desk: &Desk, row: &BroughtBack, moment: &str) -> Markup {
    let (lost, ways) = (&row.lost, &desk.settings.payments);
    html! {
        section.panel aria-labelledby="money" {
            h2 id="money" { "Money that came since" }
            @if !lost.payments.is_empty() {
                p { "Payments for orders that are here, and that the shop does not know any more. Mark them as paid in \
                     their orders." }
                (payment_rows(desk, &lost.payments))
                (beyond(lost.payments_beyond))
            }
            ul.todo {
                @if ways.transfer.is_some() {
                    li { (icon("dot")) span { "Bank transfer: compare your statement since " (moment) " with "
                        a href="/admin/orders?stage=unpaid" { "the unpaid orders" } "." } }
                }
                @if ways.on_pickup { li { (icon("dot")) span { "Paid at pickup: look at what was handed over since." } } }
                @if ways.cards.in_use().is_some() { li { (icon("check")) span { "Cards: when the shop opens, it asks Stripe what became of each payment that is under way here." } } }
                @if ways.test_gateway.is_some() { li { (icon("check")) span { "Test gateway: no money moves there, so there is nothing to ask." } } }
            }
            p.soft { "Until the shop opens no reservation ends, and money that is announced to the shop is written down." }
        }
    }
}

fn payment_rows(desk: &Desk, payments: &[LostPayment]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr { th scope="col" { "Order" } th scope="col" { "How" } th scope="col" { "When" }
                th.end scope="col" { "Amount" } } }
            tbody { @for payment in payments { tr {
                td.lead { a href={ "/admin/orders/" (payment.order) } { (payment.order) } }
                td.sub { (payment.how) @if !payment.reference.is_empty() { ", " (payment.reference) } }
                td.sub-end.soft { (ago(payment.at, now, &zone)) }
                td.amount.end.num { (payment.amount.show()) }
            } } }
        }
    }
}

fn beyond(more: u64) -> Markup {
    html! { @if more > 0 { p.soft { "And " (more) " more." } } }
}

pub fn sure(row: &BroughtBack) -> Markup {
    html! {
        h1 { "Open the shop" }
        section.panel aria-label="What happens then" {
            ul.todo {
                li { (icon("check")) span { "Visitors can order again at once; the next order is number " (row.numbers.next) "." } }
                li { (icon("letter")) span {
                    @if row.send.is_empty() { "No letter that had waited is sent." }
                    @else { (count(row.send.len(), "letter that had waited is", "letters that had waited are")) " sent, all others are not." }
                } }
                li { (icon("clock")) span { "Reservations end by the clock again." } }
            }
            p { "This cannot be taken back. If another copy of this shop still sells, close that one first." }
            div.row-tight {
                form method="post" action=(OPEN) { button.btn { "Open the shop" } }
                a.btn.quiet href=(BROUGHT_BACK) { "Not yet" }
            }
        }
    }
}
