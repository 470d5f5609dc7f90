//! An order as a page: what was bought and for how much on the left, its story on the right.

use super::back::Back;
use super::{doing, prefilled, story};
use crate::app::Error;
use crate::base::Money;
use crate::domain::erased::is_nobody;
use crate::domain::order::{Delivery, Order, OrderLine};
use crate::domain::price::{QuoteLine, percent};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{order_state, test_mark, thumb};
use crate::web::form::{Problems, Typed};
use maud::{Markup, html};

pub fn page(desk: &Desk, order: &Order, typed: &Typed, wrong: &Problems) -> Result<Markup, Error> {
    let typed = prefilled(order, typed);
    let fields = Fields { typed: &typed, wrong };
    let back = Back::read(desk, order)?;
    Ok(html! {
        div.row { h1 { "Order " (order.number) (test_mark(order)) } (order_state(order)) }
        @if let Some(former) = order.former_number {
            p.soft { "It was placed on another machine as order " (former) ", and its first letters say so." }
        }
        (fields.summary())
        div.detail {
            div {
                (bought(desk, order))
                (doing::next(order, &fields, &back))
                (doing::rest(order, &fields, &back))
            }
            aside aria-label="Buyer and story" {
                (buyer(order, &fields))
                (story::story(desk, order, &fields)?)
            }
        }
    })
}

fn bought(desk: &Desk, order: &Order) -> Markup {
    html! {
        section.panel aria-labelledby="bought" {
            h2 id="bought" { "What was ordered" }
            ul.mini {
                @for (line, priced) in order.lines.iter().zip(&order.quote.lines) {
                    li {
                        (thumb(desk, line.picture.as_ref()))
                        span { (line.quantity) " " (line.title) span.soft { (beneath(line)) } }
                        span.num { (priced.amount.show()) }
                    }
                }
            }
            (sums(order))
            (explained(order))
        }
    }
}

fn beneath(line: &OrderLine) -> String {
    [line.variant_name.as_str(), line.sku.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn sums(order: &Order) -> Markup {
    let quote = &order.quote;
    html! {
        dl.sums {
            dt { "Products" } dd { (quote.subtotal.show()) }
            @for part in quote.adjustments.iter().filter(|a| !a.included) {
                dt { (part.label) }
                dd { (part.words()) }
            }
            dt.total { "Total" } dd.total { (quote.total.show()) }
            @for part in quote.adjustments.iter().filter(|a| a.included) {
                dd.of { "with " (part.amount.show()) " " (part.label) }
            }
            @if !order.payments.is_empty() {
                dt { "Paid" } dd { (order.received().show()) }
                @if order.received() != order.paid() {
                    dt { "Sent back" } dd { (Money::new(order.received().minor() - order.paid().minor(), order.paid().currency()).show()) }
                }
                @if order.owed().minor() != 0 {
                    dt { @if order.owed().minor() > 0 { "Still to be paid" } @else { "Paid too much" } }
                    dd { (order.owed().show().trim_start_matches('−')) }
                }
            }
        }
    }
}

/// Every cent of the total, where it comes from and what tax is in it.
fn explained(order: &Order) -> Markup {
    html! {
        details.fold {
            summary { "Explain this total" }
            ul {
                @for (line, priced) in order.lines.iter().zip(&order.quote.lines) {
                    li { (line.title) ": " (line_in_words(priced)) }
                }
                @for part in &order.quote.adjustments {
                    li { (part.label) ": " (part.words()) @if part.included { " (inside the prices above)" } }
                }
                li { "Together " (order.quote.total.show()) }
            }
        }
    }
}

fn line_in_words(line: &QuoteLine) -> String {
    let mut words = format!("{} times {} is {}", line.quantity, line.unit.show(), line.amount.show());
    if !line.discount.is_zero() {
        words.push_str(&format!(", discount {}", line.discount.show()));
    }
    if line.tax_ppm > 0 {
        words.push_str(&format!(", tax {} ({})", line.tax.show(), percent(line.tax_ppm)));
    }
    words
}

fn buyer(order: &Order, fields: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="buyer" {
            h2 id="buyer" { "Buyer" }
            address { @for line in order.address.lines() { (line) br; } @if !order.address.phone.is_empty() { (order.address.phone) } }
            @if !is_nobody(&order.email) { p { a href={ "mailto:" (order.email) } { (order.email) } } }
            p { a href={ "/admin/customers/" (order.customer) } { "All orders of this buyer" } }
            p.soft { (delivery(order)) ", " (order.method.label().to_lowercase()) }
            @if !order.message.is_empty() { p { "“" (order.message) "”" } }
            p { a href={ "/orders/" (order.secret.show()) } { "What the buyer sees" } }
            @if !is_nobody(&order.email) { (correct_email(order, fields)) }
        }
    }
}

fn correct_email(order: &Order, fields: &Fields<'_>) -> Markup {
    html! {
        details.fold open[fields.wrong.of("email").is_some()] {
            summary { "Correct the e-mail address" }
            form.stack method="post" action={ "/admin/orders/" (order.number) "/email" } {
                (fields.input(Input { kind: "email", ..Input::text("email", "E-mail") }.needed()))
                p.small.soft { "Letters about this order go there from now on. One that came back can be sent again." }
                button.btn.quiet.small { "Correct it" }
            }
        }
    }
}

fn delivery(order: &Order) -> String {
    match &order.delivery {
        Delivery::Parcel { label } => label.clone(),
        Delivery::Pickup { where_ } => format!("Will be fetched: {where_}"),
    }
}
