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

fn title(front: &Front, collection: Option<&Collection>) -> String {
    collection.map_or_else(|| front.words.say("everything"), |c| c.title.clone())
}

/// Pages of a list are found by themselves; other orders of it are not.
fn head(front: &Front, collection: Option<&Collection>, asked: &Asked, path: &str) -> Head {
    let about = collection.map(|c| catalog::plain(&c.description)).unwrap_or_default();
    let (w, title) = (front.words, title(front, collection));
    let about = match about.is_empty() {
        true => w.tell(
            "title-at-shop",
            [("title", title.clone().into()), ("shop", front.settings.shop.name.clone().into())],
        ),
        false => about,
    };
    let page = Asked { sort: Sort::Newest, in_stock: false, ..*asked };
    let name = match asked.page {
        1 => title.clone(),
        n => w.tell("title-page", [("title", title.clone().into()), ("n", n.into())]),
    };
    let mut head = Head::open(&name, &about, &page.link(path, asked.page));
    head.picture = collection.and_then(|c| c.picture.clone());
    head.data = vec![seo::breadcrumbs(front, &trail(&w.say("home"), &title, path))];
    head
}

fn trail<'a>(home: &'a str, title: &'a str, path: &str) -> [(&'a str, String); 2] {
    [(home, "/".to_owned()), (title, path.to_owned())]
}

fn main(front: &Front, collection: Option<&Collection>, asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    let (w, title) = (front.words, title(front, collection));
    html! {
        (frame::crumbs(front, &trail(&w.say("home"), &title, path)))
        div class="page-head" {
            h1 { (title) }
            @if let Some(collection) = collection.filter(|c| !c.description.is_empty()) { div { (rich(&collection.description)) } }
        }
        (filters(front, asked, shelf, path))
        div id="list" data-part {
            p class="unseen" data-say="quiet" { (shelf.count(front.words)) }
            @if shelf.cards.is_empty() { (nothing(front, asked, path)) }
            @else { (card::grid(front, &shelf.cards, true)) (pager(front, asked, shelf, path)) }
        }
    }
}

fn filters(front: &Front, asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    let w = front.words;
    html! {
        form class="filters" action=(front.to(path)) data-live data-autosubmit {
            div class="field" {
                label for="sort" { (w.say("sort")) }
                select class="input" id="sort" name="sort" {
                    @for sort in Sort::ALL { option value=(sort.code()) selected[sort == asked.sort] { (w.say(sort.label())) } }
                }
            }
            label class="check" { input type="checkbox" name="stock" value="in" checked[asked.in_stock]; (w.say("in-stock-only")) }
            button class="btn quiet small plain" { (w.say("show")) }
            span class="count" id="count" data-part { (shelf.count(front.words)) }
        }
    }
}

fn nothing(front: &Front, asked: &Asked, path: &str) -> Markup {
    let w = front.words;
    html! {
        div class="empty" {
            @if asked.in_stock {
                p class="serif" { (w.say("shelf-sold-out")) }
                a class="btn quiet" href=(front.to(path)) { (w.say("see-all-the-same")) }
            } @else {
                p class="serif" { (w.say("shelf-empty")) }
                a class="btn quiet" href=(front.to("/collections/all")) { (w.say("see-everything")) }
            }
        }
    }
}

fn pager(front: &Front, asked: &Asked, shelf: &Shelf, path: &str) -> Markup {
    let w = front.words;
    let here = match shelf.pages() {
        Some(pages) => w.tell("page-of", [("n", asked.page.into()), ("pages", pages.into())]),
        None => w.tell("page-n", [("n", asked.page.into())]),
    };
    let to = |page| front.to(&asked.link(path, page));
    html! {
        @if asked.page > 1 || shelf.more {
            nav class="pager" aria-label=(w.say("pages")) {
                @if asked.page > 1 {
                    a class="btn quiet" href=(to(asked.page - 1)) rel="prev" { (icon("back")) (w.say("previous")) }
                }
                span class="num" { (here) }
                @if shelf.more {
                    a class="btn quiet" href=(to(asked.page + 1)) rel="next" { (w.say("next")) (icon("arrow")) }
                }
            }
        }
    }
}
