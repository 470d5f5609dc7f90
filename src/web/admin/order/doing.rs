//! What can be done with an order: the next thing open, the rest folded.

use super::back::Back;
use crate::domain::order::{Order, OrderState};
use crate::web::admin::fields::{Fields, Input};
use maud::{Markup, html};

/// Carriers offered while typing; any other name may be typed.
const CARRIERS: [&str; 12] = [
    "DHL",
    "DPD",
    "GLS",
    "Hermes",
    "UPS",
    "FedEx",
    "Deutsche Post",
    "Österreichische Post",
    "La Poste",
    "PostNL",
    "Royal Mail",
    "USPS",
];

/// The one thing that comes next.
pub fn next(order: &Order, fields: &Fields<'_>, back: &Back) -> Markup {
    let pieces_left = order.unshipped().iter().sum::<u32>() > 0;
    if order.short {
        return short(order);
    }
    if order.may_leave() && pieces_left {
        return if order.is_pickup() { fetch(order) } else { ship(order, fields) };
    }
    if order.state == OrderState::Open && !order.is_paid() {
        return pay(order, fields, true);
    }
    if order.state == OrderState::Cancelled && order.paid().minor() > 0 {
        return refund(order, fields, back, true);
    }
    if order.state == OrderState::Open && order.is_sent_back() && pieces_left {
        return sent_back(order);
    }
    html! {}
}

/// Everything else that is possible.
pub fn rest(order: &Order, fields: &Fields<'_>, back: &Back) -> Markup {
    let leaves = order.may_leave() && order.unshipped().iter().sum::<u32>() > 0;
    let pays_next = order.state == OrderState::Open && !order.is_paid() && !leaves;
    let refund_next = order.state == OrderState::Cancelled;
    html! {
        @if !order.is_paid() && !pays_next { (pay(order, fields, false)) }
        @if order.refundable().minor() > 0 && !refund_next { (refund(order, fields, back, false)) }
        (back.under_way())
        @if order.state == OrderState::Open && order.shipments.is_empty() { (cancel(order, fields)) }
    }
}

fn path(order: &Order, what: &str) -> String {
    format!("/admin/orders/{}/{what}", order.number)
}

fn ship(order: &Order, fields: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="ship" {
            h2 id="ship" { "Ship it" }
            form.stack method="post" action=(path(order, "shipped")) {
                div.fields {
                    (carrier(fields))
                    (fields.input(Input::text("tracking", "Tracking number").soft("if there is one").wide("w3")))
                }
                p.small.soft { (first_name(order)) " gets a letter that it is on its way." }
                div.row-tight {
                    button.btn { "Mark as shipped" }
                    a.btn.quiet href={ "/admin/orders/slips?n=" (order.number) } { "Print the packing slip" }
                }
            }
        }
    }
}

fn carrier(fields: &Fields<'_>) -> Markup {
    html! {
        div.field.w3 {
            label for="carrier" { "Carrier" }
            input.input id="carrier" name="carrier" list="carriers" value=(fields.typed.get("carrier")) autocomplete="off";
            datalist id="carriers" { @for name in CARRIERS { option value=(name) {} } }
            (fields.error("carrier"))
        }
    }
}

fn fetch(order: &Order) -> Markup {
    html! {
        section.panel aria-labelledby="fetch" {
            h2 id="fetch" { @if order.ready.is_some() { "Hand it over" } @else { "Make it ready" } }
            @if order.ready.is_none() {
                form method="post" action=(path(order, "ready")) { button.btn { "Ready for pickup" } }
                p.small.soft { (first_name(order)) " gets a letter to come." }
            }
            form method="post" action=(path(order, "handed-over")) {
                button class={ "btn" @if order.ready.is_none() { " quiet" } } {
                    @if order.is_paid() { "Handed over" } @else { "Handed over and " (order.owed().show()) " paid" }
                }
            }
        }
    }
}

fn pay(order: &Order, fields: &Fields<'_>, open: bool) -> Markup {
    let form = html! {
        form.stack method="post" action=(path(order, "paid")) {
            div.fields {
                (fields.input(Input::money("amount", "Amount that came").wide("w3")))
                (fields.input(Input::text("reference", "Reference").soft("as your bank shows it").wide("w3")))
            }
            button class={ "btn" @if !open { " quiet" } } { "Mark as paid" }
        }
    };
    section(open || fields.wrong.of("amount").is_some(), open, "The money came", form)
}

fn refund(order: &Order, fields: &Fields<'_>, back: &Back, open: bool) -> Markup {
    let by_hand = html! {
        form.stack method="post" action=(path(order, "refunded")) {
            p { "Send the money back yourself, the way it came, then write it down here." }
            div.fields {
                (fields.input(Input::money("refund", "Amount sent back").wide("w3")))
                (fields.input(Input { name: "reference", label: "Reference", ..Input::text("", "") }.wide("w3")))
            }
            button class={ "btn" @if !open { " quiet" } } { "Write the refund down" }
        }
    };
    let form = back.form(order, fields, open).unwrap_or(by_hand);
    section(open || fields.wrong.of("refund").is_some(), open, "Refund", form)
}

/// A panel when it is what comes next, else folded away.
fn section(unfolded: bool, next: bool, title: &str, form: Markup) -> Markup {
    html! {
        @if next {
            section.panel aria-label=(title) { h2 { (title) } (form) }
        } @else {
            details.panel.fold open[unfolded] { summary { (title) } (form) }
        }
    }
}

fn cancel(order: &Order, fields: &Fields<'_>) -> Markup {
    let pieces = order.pieces();
    html! {
        details.panel.fold open[fields.wrong.of("reason").is_some()] {
            summary { "Cancel this order" }
            form.stack method="post" action=(path(order, "cancelled")) {
                p { (first_name(order)) " gets a letter. This cannot be undone."
                    @if order.paid().minor() > 0 { " Then you send the money back." } }
                (fields.input(Input::text("reason", "Reason").soft("the buyer reads it")))
                @if order.is_paid() {
                    (fields.tick("restock", &format!("{pieces} {} back on the shelf", if pieces == 1 { "piece goes" } else { "pieces go" })))
                } @else {
                    p.small.soft { "What was reserved is for sale again." }
                }
                button.btn.danger { "Cancel order " (order.number) }
            }
        }
    }
}

fn short(order: &Order) -> Markup {
    html! {
        section.panel aria-labelledby="short" {
            @if order.is_paid() {
                h2 id="short" { "Paid, but goods are missing" }
                p { "The goods were sold to others meanwhile. Find a replacement and write to " (first_name(order))
                    ", or cancel the order and send " (order.paid().show()) " back." }
            } @else {
                h2 id="short" { "Goods are missing" }
                p { "The goods were sold to others meanwhile, and nothing is set aside for this order. Find a replacement and write to "
                    (first_name(order)) ", or cancel it. Paid later, it takes goods again, if there are some." }
            }
        }
    }
}

fn sent_back(order: &Order) -> Markup {
    html! {
        section.panel aria-labelledby="sent-back" {
            h2 id="sent-back" { "All of its money was sent back" }
            p { "Cancel the order, so that nobody ships it and " (first_name(order)) " knows." }
        }
    }
}

fn first_name(order: &Order) -> &str {
    crate::web::admin::frame::first_name(&order.address.name)
}
