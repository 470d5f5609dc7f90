//! Paper for packing: a slip for each order, and one list of what to fetch from the shelves.

use super::ticked;
use crate::app::orders;
use crate::domain::order::Order;
use crate::domain::settings::Settings;
use crate::web::admin::frame::{Desk, paper};
use crate::web::error::Fault;
use crate::words::Words;
use axum::extract::Query;
use maud::{Markup, html};

pub async fn slips(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Markup, Fault> {
    let orders = desk.app().read(|rows| ticked(rows, &asked))?;
    Ok(paper(
        "Packing slips",
        html! {
            (how_to_print(&orders))
            @for order in &orders { (slip(order, &desk.settings)) }
        },
    ))
}

pub async fn pick_list(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Markup, Fault> {
    let orders = desk.app().read(|rows| ticked(rows, &asked))?;
    Ok(paper("Pick list", html! { (how_to_print(&orders)) (list(&orders)) }))
}

fn how_to_print(orders: &[Order]) -> Markup {
    html! {
        div.slip.no-print {
            @if orders.is_empty() {
                h1 { "No order was ticked" }
            } @else {
                button.btn.scripted type="button" data-print { "Print" }
                p.plain { "Press Ctrl P (or Cmd P) to print." }
            }
            p { a.linklike href="/admin/orders?stage=to-ship" { "Back to the orders" } }
        }
    }
}

/// It goes with the parcel, so it speaks the buyer's language; the country is named for the post of the shop's own.
fn slip(order: &Order, settings: &Settings) -> Markup {
    let w = Words::of(order.language);
    let country = Words::of(settings.languages.own()).country(order.address.country.code());
    let unshipped = order.unshipped();
    // A slip printed again after the parcel has left shows the whole order.
    let pieces = if order.is_shipped() { order.lines.iter().map(|l| l.quantity).collect() } else { unshipped };
    html! {
        article.slip lang=(w.language().code()) {
            div.row { h1 { (w.say("slip")) } span.num { (order.number) } }
            address {
                @for line in order.address.lines_abroad(settings.shop.country, &country) { (line) br; }
            }
            @if order.is_pickup() { p { strong { (w.say("slip-pickup")) } } }
            table.rows {
                thead { tr { th scope="col" { (w.say("slip-pieces")) } th scope="col" { (w.say("slip-what")) } th scope="col" { (w.say("article")) } } }
                tbody {
                    @for (line, n) in order.lines.iter().zip(pieces).filter(|(_, n)| *n > 0) {
                        tr {
                            td.lead.num { (n) }
                            td.sub { (line.title) @if !line.variant_name.is_empty() { ", " (line.variant_name) } }
                            td.sub-end { (line.sku) }
                        }
                    }
                }
            }
            @if !order.message.is_empty() { p { (w.tell("slip-note", [("note", order.message.as_str().into())])) } }
            p.soft { (settings.shop.name) @for line in settings.shop.address.lines() { br; (line) } }
        }
    }
}

fn list(all: &[Order]) -> Markup {
    let numbers = all.iter().map(|o| o.number.to_string()).collect::<Vec<_>>().join(", ");
    html! {
        @if !all.is_empty() {
            article.slip {
                div.row { h1 { "Pick list" } span { "Orders " (numbers) } }
                table.rows {
                    thead { tr { th scope="col" { "Pieces" } th scope="col" { "What" } th scope="col" { "Article" } } }
                    tbody {
                        @for (title, sku, n) in orders::pick_list(all) {
                            tr { td.lead.num { (n) } td.sub { (title) } td.sub-end { (sku) } }
                        }
                    }
                }
            }
        }
    }
}
