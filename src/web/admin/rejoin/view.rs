//! How orders of another machine look before somebody decides: what was bought, whether it is paid, and what is in its way.

use super::super::frame::{Desk, REJOIN};
use crate::app::checkout::full_title;
use crate::app::rejoin::{Clashes, More, Seen, seen};
use crate::app::{Error, Shortage};
use crate::domain::apart::Apart;
use crate::domain::order::{Order, OrderState};
use crate::web::admin::parts::{ago, empty};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

pub fn page(desk: &Desk, wrong: Option<&str>) -> Result<Markup, Error> {
    let waiting = desk.app().rejoin.waiting();
    let seen = |apart: &Apart| desk.app().read(|rows| seen(rows, apart));
    let waiting =
        waiting.iter().map(|(name, apart)| Ok((name, apart, seen(apart)?))).collect::<Result<Vec<_>, Error>>()?;
    Ok(html! {
        h1 { "Sold on another machine" }
        @if let Some(sentence) = wrong { div.notice.bad role="alert" { (icon("triangle")) div { p { (sentence) } } } }
        @if waiting.is_empty() {
            (empty("Nothing waits for you", "When another machine of this shop went on selling after this one had taken over, its orders come here by themselves, once it reaches the place for backups again.", None))
        } @else {
            p { "Another machine of this shop went on selling after this one had taken over. These buyers were thanked there. \
                 Take their orders in, and they are orders like all others: their links lead here, and no letter goes out twice." }
            form.stack method="post" action=(REJOIN) {
                @for (name, apart, seen) in &waiting { (one(desk, name, apart, seen)) }
                div.row-tight {
                    button.btn name="do" value="take" { "Take in those ticked" }
                    button.btn.quiet name="do" value="leave" { "Leave out those ticked" }
                }
                p.small.soft { "What is left out stays on that machine only." }
            }
        }
    })
}

fn one(desk: &Desk, name: &str, apart: &Apart, seen: &Seen) -> Markup {
    let (order, zone) = (&apart.order, desk.settings.zone());
    let short = matches!(seen, Seen::New(clashes) if !clashes.short.is_empty() || clashes.same.is_some());
    html! {
        section.panel aria-label={ "Order " (order.number) } {
            label.check {
                input type="checkbox" name="order" value=(name) checked[!short];
                span { b { "Order " (order.number) } " " (order.address.name) ", "
                    span.soft { (order.email) ", " (ago(order.placed, desk.app().now(), &zone)) ", on " (apart.machine) } }
            }
            p { @for (i, line) in order.lines.iter().enumerate() { @if i > 0 { ", " } (line.quantity) " " (full_title(line)) }
                ". " b.num { (order.total().show()) } ", " (money(order)) "." }
            @match seen {
                Seen::Here(number) => p.soft { "All of it is here, as order " (number) "." },
                Seen::More(more) => (happened(more)),
                Seen::New(clashes) => (in_the_way(order, clashes)),
            }
        }
    }
}

fn money(order: &Order) -> String {
    match order.paid().minor() {
        _ if order.state == OrderState::Cancelled => "cancelled".into(),
        0 => format!("not paid yet ({})", order.method.label().to_lowercase()),
        _ if order.is_paid() => format!("paid by {}", order.method.label().to_lowercase()),
        _ => format!("{} paid", order.paid().show()),
    }
}

fn happened(more: &More) -> Markup {
    html! {
        p { "This order was here before the machines parted. There, this happened to it:" }
        ul.todo { @for event in &more.told { li { (icon("dot")) span { (event.what.sentence()) } } } }
        @if !more.payments.is_empty() || !more.shipments.is_empty() {
            p.soft { "Payments and parcels are written down in order " a href={ "/admin/orders/" (more.number) } { (more.number) } "." }
        }
    }
}

fn in_the_way(order: &Order, clashes: &Clashes) -> Markup {
    html! {
        ul.todo {
            @if let Some(number) = clashes.same {
                li { (icon("triangle")) span { "The same person ordered the same things here, as order "
                    a href={ "/admin/orders/" (number) } { (number) } ". Perhaps it was meant once." } }
            }
            @for Shortage { title, left } in &clashes.short {
                li { (icon("triangle")) span { (title) ": " @if *left == 0 { "none is" } @else { "only " (left) " are" }
                    " left here. The order comes in as one that needs you." } }
            }
            @if clashes.number_taken {
                li { (icon("dot")) span { "Another order is number " (order.number) " here, so this one gets a new number. It is still found by the old one." } }
            }
            li { (icon("person")) span { @if clashes.known_buyer { "The buyer has ordered here before." } @else { "A new customer." } } }
        }
    }
}
