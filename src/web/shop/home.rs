//! The home page: what the shop is, what is new, where to find the rest, what costs less than before.

use super::super::Shared;
use super::super::error::Fault;
use super::super::guard::Visit;
use super::super::ui::card::{self, Card};
use super::super::ui::frame::{self, shelf_path};
use super::super::ui::front::{self, Front};
use super::super::ui::picture::Spot;
use super::super::ui::seo::Head;
use super::shelf;
use crate::app::Error;
use crate::domain::catalog::{Collection, Picture};
use crate::store::Rows;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};
use serde_json::json;

/// One row on a wide screen, two on a phone.
const ROW_MAX: usize = 4;
const TILES_MAX: usize = 8;

pub fn routes() -> Router<Shared> {
    Router::new().route("/", get(home))
}

async fn home(State(web): State<Shared>, visit: Visit) -> Result<Markup, Fault> {
    let (front, shown) = front::read(&web, &visit, |rows, front| {
        let new = card::cards(rows, shelf::newest(rows, None, ROW_MAX)?)?;
        let reduced = card::cards(rows, shelf::reduced(rows, &new, ROW_MAX)?)?;
        Ok(Shown { new, reduced, tiles: tiles(rows, &front.collections)? })
    })?;
    Ok(frame::page(&front, &head(&front), main(&front, &shown)))
}

struct Shown {
    new: Vec<Card>,
    reduced: Vec<Card>,
    tiles: Vec<(Collection, Option<Picture>)>,
}

/// Collections with a picture: their own, else that of the newest thing in them. Empty ones are left out.
fn tiles(rows: &(dyn Rows + '_), collections: &[Collection]) -> Result<Vec<(Collection, Option<Picture>)>, Error> {
    let mut tiles = Vec::new();
    for collection in collections {
        let newest = shelf::newest(rows, Some(collection.id), 1)?.pop();
        if let Some(newest) = newest.filter(|_| tiles.len() < TILES_MAX) {
            let shown = collection.picture.clone().or_else(|| newest.pictures.first().cloned());
            tiles.push((collection.clone(), shown));
        }
    }
    Ok(tiles)
}

fn head(front: &Front) -> Head {
    let settings = &front.settings;
    let about = if settings.face.tagline.is_empty() { &settings.face.hero_text } else { &settings.face.tagline };
    let mut head = Head::open(&settings.shop.name, about, "/");
    head.picture = settings.face.hero_picture.clone();
    head.data = vec![json!({
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": settings.shop.name,
        "url": front.link("/"),
        "description": about,
        "contactPoint": {"@type": "ContactPoint", "contactType": "customer service", "email": settings.shop.email.as_str()},
    })];
    head
}

fn main(front: &Front, shown: &Shown) -> Markup {
    let (face, w) = (&front.settings.face, front.words);
    html! {
        section class="hero" {
            div {
                h1 { (face.hero_title) }
                @if !face.hero_text.is_empty() { p { (face.hero_text) } }
                @if !face.hero_button.is_empty() { a class="btn" href=(front.to(&face.hero_link)) { (w.named(&face.hero_button)) } }
            }
            @if let Some(shown) = &face.hero_picture { (front.picture(Some(shown), &shown.alt, Spot::HERO)) }
        }
        @if shown.new.is_empty() {
            div class="empty" { p class="serif" { (w.say("shelves-filling")) } p { (w.say("come-back-soon")) } }
        } @else {
            section class="section" aria-labelledby="new" {
                div class="row" { h2 id="new" { (w.say("new-in-shop")) } a href=(front.to("/collections/all")) { (w.say("see-everything")) } }
                (card::grid(front, &shown.new, true))
            }
        }
        (shelves(front, &shown.tiles))
        @if !shown.reduced.is_empty() {
            section class="section" aria-labelledby="reduced" {
                div class="row" { h2 id="reduced" { (w.say("on-sale")) } }
                (card::grid(front, &shown.reduced, false))
            }
        }
    }
}

fn shelves(front: &Front, tiles: &[(Collection, Option<Picture>)]) -> Markup {
    html! {
        @if !tiles.is_empty() {
            section class="section" aria-labelledby="shelf" {
                div class="row" { h2 id="shelf" { (front.words.say("by-shelf")) } }
                ul class="tiles four" {
                    @for (collection, shown) in tiles {
                        li {
                            a class="tile" href=(front.to(&shelf_path(collection))) {
                                (front.picture(shown.as_ref(), "", Spot::TILE))
                                span { (collection.title) }
                            }
                        }
                    }
                }
            }
        }
    }
}
