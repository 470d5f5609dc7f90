//! What a visitor sees when something did not happen: one sentence, in the shop's dress where that can be had.

use super::frame;
use super::front::Front;
use super::seo::Head;
use crate::app;
use crate::web::guard::{RequestNumber, Visit};
use crate::web::{Web, assets};
use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

/// A page that says what did not happen. `broken`: it is our fault, and the request's number helps to find it.
pub fn error_page(web: &Web, visit: &Visit, status: StatusCode, sentence: &str, broken: bool, admin: bool) -> Markup {
    let front = if admin { None } else { front(web, visit) };
    match front {
        Some(front) => {
            let matter =
                matter(status, sentence, broken.then_some(visit.number), Some(front.settings.shop.email.as_str()));
            frame::page(&front, &Head::closed(title(status), ""), matter)
        }
        None => plain(status, sentence, broken.then_some(visit.number)),
    }
}

/// The dress itself may be what is broken: then the page comes without.
fn front(web: &Web, visit: &Visit) -> Option<Front> {
    let cart = app::cart::of(&web.app, visit.cart()).ok()?;
    web.app.read(|rows| Front::load(rows, web, visit, cart.clone())).ok()
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "This page is not here.",
        StatusCode::TOO_MANY_REQUESTS => "A little slower, please.",
        s if s.is_server_error() => "The shop did not answer.",
        _ => "That did not work.",
    }
}

fn matter(status: StatusCode, sentence: &str, number: Option<RequestNumber>, email: Option<&str>) -> Markup {
    html! {
        div class="empty" {
            h1 { (title(status)) }
            @if status == StatusCode::NOT_FOUND {
                p { "It may have moved, or the address has a slip in it. Search for it, or start from the shelves." }
                div class="search-page read" { (frame::search_form("q-page", "Search again", "")) }
            } @else if number.is_some() {
                p { "That is on us, and nothing you typed or ordered is lost. Try once more in a minute." }
            } @else {
                p { (sentence) }
            }
            @if let Some(number) = number {
                p {
                    "If it stays so, "
                    @if let Some(email) = email { "write to " a href={ "mailto:" (email) } { (email) } " and " }
                    "name " span class="num" { (number) } "."
                }
            }
            a class="btn" href="/collections/all" { "See everything" }
        }
    }
}

/// For the desk, and for a shop that is not set up: the sentence and the way back.
fn plain(status: StatusCode, sentence: &str, number: Option<RequestNumber>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title(status)) }
                link rel="stylesheet" href=(assets::link("duka.css"));
                link rel="icon" href=(assets::link("favicon.svg")) type="image/svg+xml";
            }
            body {
                main class="wrap" id="main" {
                    div class="empty" {
                        h1 { (title(status)) }
                        p { (sentence) }
                        @if let Some(number) = number { p { "The number of this request is " span class="num" { (number) } "." } }
                        a class="btn quiet" href="/admin" { "Back to the desk" }
                    }
                }
            }
        }
    }
}

/// The least page, for when even the frame may not be made.
pub fn bare_error(number: RequestNumber) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head { title { "Something went wrong" } }
            body {
                h1 { "Something went wrong on our side" }
                p { "Please try again. If it happens again, tell us this number: " (number) }
            }
        }
    }
}
