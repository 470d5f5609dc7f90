//! Search: what was found, what came near, and what to offer while somebody types.

use super::super::Shared;
use super::super::error::{Fault, too_many};
use super::super::form::Typed;
use super::super::guard::{Visit, form_encode};
use super::super::limits::What;
use super::super::ui::card::{self, Card};
use super::super::ui::front::{self, Front};
use super::super::ui::icon::icon;
use super::super::ui::picture::Spot;
use super::super::ui::seo::Head;
use super::super::ui::{frame, words};
use crate::app::{Error, catalog};
use crate::base::Id;
use crate::domain::catalog::Product;
use crate::search::{Found, Suggestion};
use crate::store::tables;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

const PER_PAGE: usize = 24;
/// Search gives up after so many.
const FOUND_MAX: usize = 1_000;
const TYPED_CHARS_MAX: usize = 100;
const SUGGESTIONS: usize = 8;

type Fields = Vec<(String, String)>;

pub fn routes() -> Router<Shared> {
    Router::new().route("/search", get(show)).route("/search/suggest", get(suggest))
}

/// What was typed, and which page of what was found.
struct Asked {
    text: String,
    page: usize,
}

fn asked(query: Fields) -> Asked {
    let typed = Typed(query);
    let text = typed.get("q").trim().chars().take(TYPED_CHARS_MAX).collect();
    Asked { text, page: typed.get("page").parse().unwrap_or(1).max(1) }
}

async fn show(State(web): State<Shared>, visit: Visit, Query(query): Query<Fields>) -> Result<Response, Fault> {
    let asked = asked(query);
    if let (false, Err(wait)) = (asked.text.is_empty(), web.limits.count(What::Search, visit.address)) {
        return Ok(too_many(wait));
    }
    if asked.page > FOUND_MAX / PER_PAGE {
        return Err(Fault::NOT_FOUND);
    }
    let found = match asked.text.is_empty() {
        true => Found::default(),
        false => web.app.search.find(&asked.text, (asked.page - 1) * PER_PAGE, PER_PAGE).map_err(Error::from)?,
    };
    let (front, cards) = front::read(&web, &visit, |rows, _| {
        let ids = found.ids.iter().map(|id| Id::from_bytes(*id));
        let products = catalog::load_all(rows, ids)?.into_iter().filter(Product::is_public);
        let words = found.corrected.as_deref().unwrap_or(&asked.text);
        products.map(|product| card::found(rows, product, words)).collect::<Result<Vec<Card>, Error>>()
    })?;
    let title = if asked.text.is_empty() { front.words.say("search") } else { quoted(&front, &asked.text) };
    Ok(frame::page(&front, &Head::closed(&title, ""), main(&front, &asked, &found, &cards)).into_response())
}

fn main(front: &Front, asked: &Asked, found: &Found, cards: &[Card]) -> Markup {
    let w = front.words;
    let exact = !cards.is_empty() && !found.nearest;
    html! {
        div class="page-head" {
            h1 { (w.say("search")) }
            div class="search-page" { (frame::search_form(front, "q-page", "search-again", &asked.text)) }
            @if exact { p { (how_many(front, asked, found)) } }
        }
        @if exact {
            (card::grid(front, cards, true))
            (pager(front, asked, found))
        } @else if asked.text.is_empty() {
            p { (w.say("search-nothing-typed")) }
            (shelves(front))
        } @else {
            (nothing(front, asked, cards))
        }
    }
}

/// "3 products for “blue bowl”. Nothing is called “bleu bowl”."
fn how_many(front: &Front, asked: &Asked, found: &Found) -> Markup {
    let w = front.words;
    let meant = found.corrected.as_deref().unwrap_or(&asked.text);
    html! {
        (w.tell("search-found", [("n", found.total.into()), ("text", meant.into())]))
        @if found.corrected.is_some() { " " (w.tell("search-nothing", [("text", asked.text.as_str().into())])) }
    }
}

fn quoted(front: &Front, text: &str) -> String {
    front.words.tell("search-quoted", [("text", text.into())])
}

/// Where to begin without a word.
fn shelves(front: &Front) -> Markup {
    html! {
        @if !front.collections.is_empty() {
            section class="section" aria-labelledby="shelves" {
                h2 id="shelves" { (front.words.say("search-or-shelf")) }
                ul class="shelves" {
                    @for shelf in &front.collections {
                        li { a class="btn quiet small" href=(front.to(&frame::shelf_path(shelf))) { (shelf.title) } }
                    }
                }
            }
        }
    }
}

fn nothing(front: &Front, asked: &Asked, near: &[Card]) -> Markup {
    let w = front.words;
    let first = asked.text.split_whitespace().last().filter(|word| *word != asked.text);
    html! {
        div class="notice" {
            (icon("search"))
            div {
                h2 { (w.tell("search-nothing", [("text", asked.text.as_str().into())])) }
                p {
                    @match first {
                        Some(word) => {
                            @let sentence = if near.is_empty() { "search-try-word" } else { "search-try-word-near" };
                            @let (before, after) = w.around(sentence, "word", []);
                            (before) a href=(front.to(&link(word, 1))) { (quoted(front, word)) } (after)
                        }
                        None => { (w.say(if near.is_empty() { "search-try" } else { "search-try-near" })) }
                    }
                }
            }
        }
        @if !near.is_empty() {
            section class="section" aria-labelledby="near" {
                div class="row" { h2 id="near" { (w.say("search-nearest")) } a href=(front.to("/collections/all")) { (w.say("see-everything")) } }
                (card::grid(front, near, false))
            }
        }
    }
}

fn link(text: &str, page: usize) -> String {
    let page = if page > 1 { format!("&page={page}") } else { String::new() };
    format!("/search?q={}{page}", form_encode(text))
}

fn pager(front: &Front, asked: &Asked, found: &Found) -> Markup {
    let w = front.words;
    let pages = found.total.min(FOUND_MAX).div_ceil(PER_PAGE);
    html! {
        @if pages > 1 {
            nav class="pager" aria-label=(w.say("pages")) {
                @if asked.page > 1 {
                    a class="btn quiet" href=(front.to(&link(&asked.text, asked.page - 1))) rel="prev" { (icon("back")) (w.say("previous")) }
                }
                span class="num" { (w.tell("page-of", [("n", asked.page.into()), ("pages", pages.into())])) }
                @if asked.page < pages {
                    a class="btn quiet" href=(front.to(&link(&asked.text, asked.page + 1))) rel="next" { (w.say("next")) (icon("arrow")) }
                }
            }
        }
    }
}

/// Links, best first; nothing when there is nothing to offer.
async fn suggest(State(web): State<Shared>, visit: Visit, Query(query): Query<Fields>) -> Result<Response, Fault> {
    if let Err(wait) = web.limits.count(What::Search, visit.address) {
        return Ok(too_many(wait));
    }
    let text = asked(query).text;
    let offered = web.app.search.suggest(&text, SUGGESTIONS).map_err(Error::from)?;
    let cart = crate::domain::cart::Cart::empty(web.app.now());
    let page = web.app.read(|rows| {
        let front = Front::load(rows, &web, &visit, cart.clone())?;
        let product = |id: &[u8; 16]| rows.get(&tables::PRODUCTS, &Id::from_bytes(*id));
        let links = offered.iter().map(|suggestion| match suggestion {
            Suggestion::Words(text) => Ok(html! { a href=(front.to(&link(text, 1))) { span { (text) } } }),
            Suggestion::Product { id, .. } => match product(id)?.filter(Product::is_public) {
                Some(product) => Ok(offer(&front, &card::found(rows, product, &text)?)),
                None => Ok(html! {}),
            },
        });
        links.collect::<Result<Vec<Markup>, Error>>()
    })?;
    Ok(html! { @for link in page { (link) } }.into_response())
}

fn offer(front: &Front, card: &Card) -> Markup {
    html! {
        a href=(front.to(&card.link())) {
            (front.picture(card.picture(), "", Spot::MINI))
            span { (card.product.title) }
            span class="price" { (words::price_of(&card.product, front.words)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_bounded_and_pages_begin_with_one() {
        let query = |q: &str, page: &str| asked(vec![("q".into(), q.into()), ("page".into(), page.into())]);
        assert_eq!(query(&"ü".repeat(200), "x").text.chars().count(), TYPED_CHARS_MAX);
        assert_eq!((query(" a ", "0").page, query("a", "3").page), (1, 3));
        assert_eq!(link("blue & white", 2), "/search?q=blue%20%26%20white&page=2");
    }
}
