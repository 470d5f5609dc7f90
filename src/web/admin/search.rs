//! One search over orders, products and customers.

use super::frame::Desk;
use super::orders::{by_words, numbered, table as order_table};
use super::parts::empty;
use super::{customers, products};
use crate::app::Error;
use crate::domain::order::Order;
use crate::store::Rows;
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::guard::form_encode;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

/// Of each kind; all others are found in their own list.
const SHOWN: usize = 8;
const TYPED_CHARS_MAX: usize = 100;

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/search", get(show))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let q: String = Typed(asked).get("q").trim().chars().take(TYPED_CHARS_MAX).collect();
    if q.is_empty() {
        return Ok(desk.page("Search", html! { h1 { "Search" } (form("")) }));
    }
    // A whole order number leads straight to it.
    if let Ok(number) = q.parse::<u64>()
        && desk.app().read(|rows| Ok(numbered(rows, number)?.is_some() && !was_called(rows, number)?))?
    {
        return Ok(Redirect::to(&format!("/admin/orders/{number}")).into_response());
    }
    let page = found(&desk, &q)?;
    Ok(desk.page(&format!("Search: {q}"), page))
}

fn found(desk: &Desk, q: &str) -> Result<Markup, Fault> {
    let (orders, people) =
        desk.app().read(|rows| Ok((by_words(rows, q, SHOWN, |_| true)?, customers::find(rows, q, SHOWN)?)))?;
    let mut things = products::find(desk, q, SHOWN)?;
    if things.near && !(orders.is_empty() && people.is_empty()) {
        things.rows.clear();
    }
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let more = |path: &str| format!("{path}?q={}", form_encode(q));
    Ok(html! {
        h1 { "Search" }
        (form(q))
        @if orders.is_empty() && people.is_empty() && things.rows.is_empty() {
            (empty(&format!("Nothing was found for “{q}”."), "Try an order number, a name, an e-mail address or a part of a product's name.", None))
        }
        @if !orders.is_empty() {
            (section("orders", "Orders", &more("/admin/orders"), order_table::orders(&orders, None, now, &zone)))
        }
        @if !things.rows.is_empty() {
            @if things.near { (products::only_near(q)) }
            (section("products", "Products", &more("/admin/products"), products::table(desk, &things.rows)))
        }
        @if !people.is_empty() {
            (section("customers", "Customers", &more("/admin/customers"), customers::table(desk, &people)))
        }
    })
}

/// Was another order called so on another machine? Then it is not clear which one is meant.
fn was_called(rows: &(dyn Rows + '_), number: u64) -> Result<bool, Error> {
    let formerly = |order: &Order| order.former_number == Some(number);
    Ok(!by_words(rows, &number.to_string(), 1, formerly)?.is_empty())
}

fn section(id: &str, title: &str, all: &str, rows: Markup) -> Markup {
    html! {
        section.panel aria-labelledby=(id) {
            div.row { h2 id=(id) { (title) } a.linklike href=(all) { "All of them" } }
            (rows)
        }
    }
}

fn form(q: &str) -> Markup {
    html! {
        form.with-button method="get" action="/admin/search" {
            div.field { label for="find" { "Orders, products, customers" }
                input.input id="find" name="q" type="search" value=(q) autocomplete="off" autofocus[q.is_empty()]; }
            button.btn { (icon("search")) "Search" }
        }
    }
}
