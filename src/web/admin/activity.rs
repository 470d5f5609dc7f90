//! Who did what: every change, the newest first.

use super::frame::Desk;
use super::list::{self, PAGE_ROWS, pager};
use super::parts::{ago, empty};
use crate::app::Error;
use crate::base::Id;
use crate::domain::event::{Event, Subject};
use crate::store::{Rows, Span, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/activity", get(show))
}

/// What an event is about, by the name people know, and where to look at it.
struct About {
    words: String,
    path: String,
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let (events, next) = desk.app().read(|rows| {
        let span = list::from(Span::all().backwards(), asked.get("after"));
        let page = rows.walk(&tables::EVENT_BY_AGE, span, PAGE_ROWS)?;
        let mut events = Vec::new();
        for (_, key) in page.rows {
            let Some(event) = rows.get(&tables::EVENTS, &key)? else { continue };
            events.push((about(rows, key.0)?, event));
        }
        Ok((events, page.next))
    })?;
    Ok(desk.page(
        "Activity",
        html! {
            h1 { "Activity" }
            @if events.is_empty() {
                (empty("Nothing has happened yet", "Every change stands here, with who made it and when.", None))
            } @else {
                section.panel aria-label="What happened" { (story(&desk, &events)) }
                (pager("/admin/activity", asked.get("after"), next.as_deref()))
            }
        },
    ))
}

fn story(desk: &Desk, events: &[(About, Event)]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        ol.events {
            @for (about, event) in events {
                li {
                    @if about.path.is_empty() { (about.words) } @else { a href=(about.path) { (about.words) } }
                    ": " (event.what.brief())
                    span.soft { (event.by.name()) ", " (ago(event.at, now, &zone)) }
                }
            }
        }
    }
}

fn about(rows: &(dyn Rows + '_), subject: Subject) -> Result<About, Error> {
    let to = |words: String, path: String| Ok(About { words, path });
    let gone = |words: &str| Ok(About { words: words.to_owned(), path: String::new() });
    match subject {
        Subject::Order(id) => match rows.get(&tables::ORDERS, &Id::from_bytes(id))? {
            Some(o) => to(format!("Order {}", o.number), format!("/admin/orders/{}", o.number)),
            None => gone("An order"),
        },
        Subject::Product(id) => match rows.get(&tables::PRODUCTS, &Id::from_bytes(id))? {
            Some(p) => to(p.title, format!("/admin/products/{}", p.id)),
            None => gone("A product"),
        },
        Subject::Collection(id) => match rows.get(&tables::COLLECTIONS, &Id::from_bytes(id))? {
            Some(c) => to(c.title, format!("/admin/collections/{}", c.id)),
            None => gone("A collection"),
        },
        Subject::Staff(id) => match rows.get(&tables::STAFF, &Id::from_bytes(id))? {
            Some(s) => to(s.name, String::new()),
            None => gone("Somebody of the staff"),
        },
        Subject::Discount => to("Discounts".into(), "/admin/discounts".into()),
        Subject::Settings => to("Settings".into(), "/admin/settings".into()),
    }
}
