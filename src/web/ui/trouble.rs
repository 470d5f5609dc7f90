//! What a visitor sees when something did not happen: one sentence, in the shop's dress where that can be had.

use super::frame;
use super::front::Front;
use super::seo::Head;
use crate::app;
use crate::web::guard::{RequestNumber, Visit};
use crate::web::{Web, assets};
use crate::words::{Saying, Words};
use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

/// A page that says what did not happen. `broken`: it is our fault, and the request's number helps to find it.
pub fn error_page(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    sayings: &[Saying],
    broken: bool,
    admin: bool,
) -> Markup {
    let front = if admin { None } else { front(web, visit) };
    let w = front.as_ref().map_or(Words::ENGLISH, |front| front.words);
    let sentence = &sayings.iter().map(|saying| w.sentence(saying)).collect::<Vec<_>>().join(" ");
    match front {
        Some(front) => {
            let matter = matter(&front, status, sentence, broken.then_some(visit.number));
            frame::page(&front, &Head::closed(&w.say(title(status)), ""), matter)
        }
        None => plain(status, sentence, broken.then_some(visit.number)),
    }
}

/// The dress itself may be what is broken: then the page comes without.
fn front(web: &Web, visit: &Visit) -> Option<Front> {
    let cart = app::cart::of(&web.app, visit.cart()).ok()?;
    web.app.read(|rows| Front::load(rows, web, visit, cart.clone())).ok()
}

/// The key of the heading.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not-here",
        StatusCode::TOO_MANY_REQUESTS => "slower",
        s if s.is_server_error() => "no-answer",
        _ => "did-not-work",
    }
}

fn matter(front: &Front, status: StatusCode, sentence: &str, number: Option<RequestNumber>) -> Markup {
    let w = front.words;
    html! {
        div class="empty" {
            h1 { (w.say(title(status))) }
            @if status == StatusCode::NOT_FOUND {
                p { (w.say("not-here-about")) }
                div class="search-page read" { (frame::search_form(front, "q-page", "search-again", "")) }
            } @else if number.is_some() {
                p { (w.say("our-fault")) }
            } @else {
                p { (sentence) }
            }
            @if let Some(number) = number {
                @let email = front.settings.shop.email.as_str();
                @let (before, after) = w.around("stays-so-write", "email", [("number", number.to_string().into())]);
                p { (before) a href={ "mailto:" (email) } { (email) } (after) }
            }
            a class="btn" href=(front.to("/collections/all")) { (w.say("see-everything")) }
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
                title { (Words::ENGLISH.say(title(status))) }
                link rel="stylesheet" href=(assets::link("duka.css"));
                link rel="icon" href=(assets::link("favicon.svg")) type="image/svg+xml";
            }
            body {
                main class="wrap" id="main" {
                    div class="empty" {
                        h1 { (Words::ENGLISH.say(title(status))) }
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
