//! People who ordered: the last buyer first, found by name or e-mail, each with their orders.

mod erase;

use super::frame::Desk;
use super::list::{self, PAGE_ROWS, pager};
use super::orders::{table as order_table, words};
use super::parts::{ago, count, empty};
use crate::app::{Error, erasure};
use crate::base::{Id, Money};
use crate::domain::erased::is_nobody;
use crate::domain::order::Order;
use crate::domain::people::Customer;
use crate::store::{Rows, Span, keys, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

const TYPED_CHARS_MAX: usize = 100;
/// Index rows looked at for one search.
const LOOKED_AT_MAX: usize = 300;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/customers", get(show))
        .route("/admin/customers/{id}", get(one))
        .route("/admin/customers/{id}/erase", get(erase::ask).post(erase::erase))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let q: String = asked.get("q").trim().chars().take(TYPED_CHARS_MAX).collect();
    let (found, next) = desk.app().read(|rows| {
        if !q.is_empty() {
            return Ok((find(rows, &q, PAGE_ROWS)?, None));
        }
        let span = list::from(Span::all().backwards(), asked.get("after"));
        let page = rows.walk(&tables::CUSTOMER_BY_LAST_ORDER, span, PAGE_ROWS)?;
        let found = page.rows.iter().map(|(_, id)| rows.get(&tables::CUSTOMERS, id)).collect::<Result<Vec<_>, _>>()?;
        Ok((found.into_iter().flatten().collect(), page.next))
    })?;
    Ok(desk.page("Customers", html! {
        h1 { "Customers" }
        form.filters method="get" action="/admin/customers" role="search" aria-label="Find customers" {
            div.field { label for="find" { "Name or e-mail" }
                input.input id="find" name="q" type="search" value=(q) autocomplete="off"; }
            button.btn.quiet { (icon("search")) "Find" }
        }
        @if found.is_empty() {
            @if q.is_empty() { (empty("No customers yet", "Whoever orders stands here.", Some(("/", "View shop")))) }
            @else { (empty(&format!("Nobody was found for “{q}”."), "Try the beginning of the name or of the e-mail address.", Some(("/admin/customers", "All customers")))) }
        } @else {
            section.panel aria-label="Customers" { (table(&desk, &found)) }
            (pager("/admin/customers", asked.get("after"), next.as_deref()))
        }
    }))
}

/// Customers that have a word beginning with each of those typed.
pub fn find(rows: &(dyn Rows + '_), q: &str, limit: usize) -> Result<Vec<Customer>, Error> {
    let typed = words(q);
    let Some(lead) = typed.iter().max_by_key(|w| w.len()) else { return Ok(Vec::new()) };
    let mut ids: Vec<Id<Customer>> = Vec::new();
    for (_, id) in rows.walk(&tables::CUSTOMER_BY_WORD, Span::prefix(lead.as_bytes()), LOOKED_AT_MAX)?.rows {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut found = Vec::new();
    for id in ids {
        let Some(customer) = rows.get(&tables::CUSTOMERS, &id)? else { continue };
        let has = [words(&customer.name), words(customer.email.as_str())].concat();
        if typed.iter().all(|w| has.iter().any(|h| h.starts_with(w.as_str()))) && found.len() < limit {
            found.push(customer);
        }
    }
    Ok(found)
}

pub fn table(desk: &Desk, all: &[Customer]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr { th scope="col" { "Name" } th scope="col" { "E-mail" } th.end scope="col" { "Spent" }
                th.end scope="col" { "Last order" } } }
            tbody { @for c in all { tr {
                td.lead { a href={ "/admin/customers/" (c.id) } { (c.name) } }
                td.sub { @if !is_nobody(&c.email) { (c.email) } }
                td.amount.end.num { (Money::new(c.spent, desk.settings.currency).show()) }
                td.sub-end.end.soft { (ago(c.last_order, now, &zone)) }
            } } }
        }
    }
}

async fn one(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let id: Id<Customer> = Id::parse(&id).ok_or(Error::NotFound)?;
    let asked = Typed(asked);
    let (customer, orders, next, erased) = desk.app().read(|rows| {
        let customer = rows.get(&tables::CUSTOMERS, &id)?.ok_or(Error::NotFound)?;
        let span = Span::prefix(&keys::encode(&id)).backwards();
        let page = rows.walk(&tables::ORDER_BY_CUSTOMER, list::from(span, asked.get("after")), PAGE_ROWS)?;
        let orders = page.rows.iter().map(|(_, id)| rows.get(&tables::ORDERS, id)).collect::<Result<Vec<_>, _>>()?;
        Ok((customer, orders.into_iter().flatten().collect::<Vec<Order>>(), page.next, erasure::is_erased(rows, id)?))
    })?;
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    Ok(desk.page(&customer.name, html! {
        h1 { (customer.name) }
        section.panel aria-label="In short" {
            dl.facts {
                @if !erased { dt { "E-mail" } dd { a href={ "mailto:" (customer.email) } { (customer.email) } } }
                dt { "Orders" } dd { (count(customer.orders as usize, "order", "orders")) }
                dt { "Spent" } dd { (Money::new(customer.spent, desk.settings.currency).show()) span.soft { " without what was cancelled" } }
                dt { "First order" } dd { (ago(customer.first_seen, now, &zone)) }
            }
        }
        section.panel aria-labelledby="orders" {
            h2 id="orders" { "Orders" }
            (order_table::orders(&orders, None, now, &zone))
        }
        (pager(&format!("/admin/customers/{id}"), asked.get("after"), next.as_deref()))
        @if erased {
            section.panel { p.soft { "This person was erased. What the books need is still here." } }
        } @else {
            p { a.btn.quiet href={ "/admin/customers/" (id) "/erase" } { "Erase this person" } }
        }
    }))
}
