//! A collection, or everything: a list one can sort, narrow and page through.

use super::super::Shared;
use super::super::error::Fault;
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::ui::front::{self, Front};
use super::super::ui::icon::icon;
use super::super::ui::rich::rich;
use super::super::ui::seo::{self, Head};
use super::super::ui::{card, frame};
use super::shelf::{self, Asked, Shelf, Sort};
use crate::app::{Error, catalog};
use crate::base::text::Handle;
use crate::domain::catalog::Collection;
use crate::store::{Rows, tables};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use maud::{Markup, html};

/// The handle of the list of everything. No collection of a merchant may have it.
const ALL: &str = "all";

pub fn routes() -> Router<Shared> {
    Router::new().route("/collections/{handle}", get(show))
}

async fn show(
    State(web): State<Shared>,
    visit: Visit,
    Path(handle): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Markup, Fault> {
    let asked = Asked::read(&Typed(query));
    let (front, (collection, shelf)) = front::read(&web, &visit, |rows, _| {
        let collection = if handle == ALL { None } else { Some(find(rows, &handle)?) };
        let shelf = shelf::page(rows, collection.as_ref().map(|c| c.id), &asked)?;
        Ok((collection, shelf))
    })?;
    let path = format!("/collections/{handle}");
    Ok(frame::page(
        &front,
        &head(&front, collection.as_ref(), &asked, &path),
        main(&front, collection.as_ref(), &asked, &shelf, &path),
    ))
}

fn find(rows: &(dyn Rows + '_), handle: &str) -> Result<Collection, Error> {
    let handle = Handle::parse(handle).map_err(|_| Error::NotFound)?;
    let id = rows.one(&tables::COLLECTION_BY_HANDLE, &handle)?.ok_or(Error::NotFound)?;
    rows.get(&tables::COLLECTIONS, &id)?.ok_or(Error::NotFound)
}

fn title(collection: Option<&Collection>) -> &str {
    collection.map_or("Everything", |c| c.title.as_str())
}

/// Pages of a list are found by themselves; other orders of it are not.
fn head(front: &Front, collection: Option<&Collection>, asked: &Asked, path: &str) -> Head {
    let about = collection.map(|c| catalog::plain(&c.description)).unwrap_or_default();
    let about = if about.is_empty() { format!("{} at {}", title(collection), front.settings.shop.name) } else { about };
    let page = Asked { sort: Sort::Newest, in_stock: false, ..*asked };
    let name = match asked.page {
        1 => title(collection).to_owned(),
        n => format!("{}, page {n}", title(collection)),
    };
    let mut head = Head::open(&name, &about, &page.link(path, asked.page));
    head.picture = collection.and_then(|c| c.picture.clone());
    head.data = vec![seo::breadcrumbs(front, &trail(collection, path))];
    head
}

fn trail<'a>(collection: Option<&'a Collection>, path: &str) -> [(&'a str, String); 2] {
    [("Home", "/".to_owned()), (title(collection), path.to_owned())]
}

fn main(front: &Front, collection: Option<&Collection>, asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    html! {
        (frame::crumbs(&trail(collection, path)))
        div class="page-head" {
            h1 { (title(collection)) }
            @if let Some(collection) = collection.filter(|c| !c.description.is_empty()) { div { (rich(&collection.description)) } }
        }
        (filters(asked, shelf, path))
        div id="list" data-part {
            p class="unseen" data-say="quiet" { (shelf.count()) }
            @if shelf.cards.is_empty() { (nothing(asked, path)) }
            @else { (card::grid(front, &shelf.cards, true)) (pager(asked, shelf, path)) }
        }
    }
}

fn filters(asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    html! {
        form class="filters" action=(path) data-live data-autosubmit {
            div class="field" {
                label for="sort" { "Sort" }
                select class="input" id="sort" name="sort" {
                    @for sort in Sort::ALL { option value=(sort.code()) selected[sort == asked.sort] { (sort.label()) } }
                }
            }
            label class="check" { input type="checkbox" name="stock" value="in" checked[asked.in_stock]; "In stock only" }
            button class="btn quiet small plain" { "Show" }
            span class="count" id="count" data-part { (shelf.count()) }
        }
    }
}

fn nothing(asked: &Asked, path: &str) -> Markup {
    html! {
        div class="empty" {
            @if asked.in_stock {
                p class="serif" { "Everything here is sold out for now." }
                a class="btn quiet" href=(path) { "See it all the same" }
            } @else {
                p class="serif" { "There is nothing on this shelf yet." }
                a class="btn quiet" href="/collections/all" { "See everything" }
            }
        }
    }
}

fn pager(asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    let of = shelf.pages().map(|n| format!(" of {n}")).unwrap_or_default();
    html! {
        @if asked.page > 1 || shelf.more {
            nav class="pager" aria-label="Pages" {
                @if asked.page > 1 {
                    a class="btn quiet" href=(asked.link(path, asked.page - 1)) rel="prev" { (icon("back")) "Previous" }
                }
                span class="num" { "Page " (asked.page) (of) }
                @if shelf.more {
                    a class="btn quiet" href=(asked.link(path, asked.page + 1)) rel="next" { "Next" (icon("arrow")) }
                }
            }
        }
    }
}
