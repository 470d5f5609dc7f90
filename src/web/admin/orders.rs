//! Orders as a list: found by heap, by date, by what somebody remembers; several at once are shipped or printed.

mod find;
mod print;
pub mod table;

use super::frame::Desk;
use super::list::pager;
use super::parts::{count, empty};
use crate::app::{Error, orders};
use crate::base::Id;
use crate::domain::order::{Order, Stage};
use crate::store::{Rows, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::Response;
use axum::routing::{get, post};
use find::{Filter, Listed, list};
pub use find::{by_words, words};
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/orders", get(show))
        .route("/admin/orders/shipped", post(ship_ticked))
        .route("/admin/orders/slips", get(print::slips))
        .route("/admin/orders/pick-list", get(print::pick_list))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let filter = Filter::read(&Typed(asked));
    let listed = desk.app().read(|rows| list(rows, &filter, &desk.settings.zone()))?;
    Ok(desk.page("Orders", view(&desk, &filter, &listed)))
}

async fn ship_ticked(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let ticked = desk.app().read(|rows| ticked(rows, &fields))?;
    let asked = ticked.len();
    let shipped = orders::ship_ticked(desk.app(), &desk.by(), ticked.iter().map(|o| o.id).collect()).await?;
    let said = match asked - shipped {
        _ if asked == 0 => "No order was ticked.".to_owned(),
        0 => format!("{} marked as shipped.", count(shipped, "order", "orders")),
        left => format!(
            "{} marked as shipped. {left} could not be: not paid, cancelled, or shipped before.",
            count(shipped, "order", "orders")
        ),
    };
    Ok(desk.see("/admin/orders?stage=to-ship", &said))
}

/// The orders whose numbers are ticked (`n`), as far as they exist.
fn ticked(rows: &(dyn Rows + '_), fields: &[(String, String)]) -> Result<Vec<Order>, Error> {
    let numbers = fields.iter().filter(|(name, _)| name == "n").filter_map(|(_, n)| n.parse::<u64>().ok());
    let mut found = Vec::new();
    for number in numbers.take(orders::TICKED_MAX) {
        found.extend(numbered(rows, number)?);
    }
    Ok(found)
}

pub fn numbered(rows: &(dyn Rows + '_), number: u64) -> Result<Option<Order>, Error> {
    let id: Option<Id<Order>> = rows.one(&tables::ORDER_BY_NUMBER, &number)?;
    Ok(match id {
        Some(id) => rows.get(&tables::ORDERS, &id)?,
        None => None,
    })
}

fn view(desk: &Desk, filter: &Filter, listed: &Listed) -> Markup {
    html! {
        h1 { "Orders" }
        (heaps(filter))
        (search(filter))
        @if filter.stage == Some(Stage::Unpaid) {
            p { a.btn.quiet.small href="/admin/transfers" { "Match transfers from a bank statement" } }
        }
        @if listed.orders.is_empty() {
            (nothing(filter))
        } @else {
            form.stack method="post" action="/admin/orders/shipped" {
                section.panel aria-label="Orders" {
                    (table::orders(&listed.orders, Some(()), desk.app().now(), &desk.settings.zone()))
                }
                div.picked {
                    span { "With the ticked orders:" }
                    button.btn.small { "Mark as shipped" }
                    button.btn.quiet.small formmethod="get" formaction="/admin/orders/slips" { "Packing slips" }
                    button.btn.quiet.small formmethod="get" formaction="/admin/orders/pick-list" { "Pick list" }
                }
            }
            @if listed.cut { p.small.soft { "Only the first " (listed.orders.len()) " that fit are shown. Type more to find the right one." } }
            (pager(&filter.path(), &filter.after, listed.next.as_deref()))
        }
    }
}

fn heaps(filter: &Filter) -> Markup {
    let names = [
        (None, "All"),
        (Some(Stage::ToShip), "To ship"),
        (Some(Stage::Unpaid), "Unpaid"),
        (Some(Stage::Shipped), "Shipped"),
        (Some(Stage::Cancelled), "Cancelled"),
        (Some(Stage::Problem), "Problems"),
    ];
    html! {
        nav.views aria-label="Lists" {
            @for (stage, name) in names {
                a href=(Filter { stage, after: String::new(), ..filter.clone() }.path())
                    aria-current=[(stage == filter.stage).then_some("page")] { (name) }
            }
        }
    }
}

fn search(filter: &Filter) -> Markup {
    html! {
        form.filters method="get" action="/admin/orders" role="search" aria-label="Find orders" {
            @if let Some(stage) = filter.stage { input type="hidden" name="stage" value=(stage.code()); }
            div.field {
                label for="find" { "Number, name, e-mail or article number" }
                input.input id="find" name="q" type="search" value=(filter.q) autocomplete="off";
            }
            button.btn.quiet { (icon("search")) "Find" }
            details.fold open[filter.from.is_some() || filter.to.is_some()] {
                summary { "Between dates" }
                div.row-tight {
                    div.field { label for="from" { "From" } input.input id="from" name="from" type="date" value=(filter.shown_from()); }
                    div.field { label for="to" { "To" } input.input id="to" name="to" type="date" value=(filter.shown_to()); }
                }
            }
        }
    }
}

fn nothing(filter: &Filter) -> Markup {
    if !filter.q.is_empty() || filter.from.is_some() || filter.to.is_some() {
        let title = if filter.q.is_empty() {
            "No order fits".into()
        } else {
            format!("No order was found for “{}”.", filter.q)
        };
        return empty(&title, "Try fewer words, or another time.", Some(("/admin/orders", "All orders")));
    }
    match filter.stage {
        None => empty("No orders yet", "They stand here as soon as somebody buys.", Some(("/", "View shop"))),
        Some(Stage::ToShip) => empty("Nothing to ship", "Paid orders wait here until they leave.", None),
        Some(Stage::Unpaid) => empty("Everything is paid", "Orders whose money has not come yet stand here.", None),
        Some(Stage::Problem) => empty("No problems", "Orders that are paid but cannot be sent stand here.", None),
        Some(_) => empty("Nothing here", "", None),
    }
}
