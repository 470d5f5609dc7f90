//! What pages share: the frame around them, forms, money, dates, pictures. Knows the stylesheet's classes.

use super::Web;
use super::guard::{RequestNumber, Visit};
use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

/// A page that says in the shop's dress what did not happen.
pub fn error_page(_web: &Web, visit: &Visit, status: StatusCode, sentence: &str, broken: bool, _admin: bool) -> Markup {
    html! { (DOCTYPE) html lang="en" { head { title { (status.as_str()) } } body { p { (sentence) } @if broken { p { (visit.number) } } } } }
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
