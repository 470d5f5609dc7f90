//! One letter: to whom, what became of it, what it says. Its HTML is shown in a frame of its own that may do nothing.

use super::view::{fate, kind_in_words, mail_notice};
use super::why::{Why, why};
use crate::app::{Error, letters};
use crate::base::Id;
use crate::domain::letter::{Content, Fate, Letter};
use crate::store::tables;
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{ago, count};
use crate::web::error::Fault;
use crate::web::headers::POLICY;
use crate::web::ui::icon::icon;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};

/// The letter itself: its own small styles, nothing else; shown in our pages only.
const LETTER_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

pub async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let (letter, order) = load(&desk, &id)?;
    let mut page = desk.page(kind_in_words(letter.kind), view(&desk, &letter, order));
    if let Ok(policy) = HeaderValue::from_str(&format!("{POLICY}; frame-src 'self'")) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(page)
}

pub async fn html_part(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let (letter, _) = load(&desk, &id)?;
    let content = letter.sent_as.ok_or(Error::NotFound)?;
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_SECURITY_POLICY, LETTER_POLICY), (header::X_FRAME_OPTIONS, "SAMEORIGIN")];
    Ok((headers, Html(content.html)).into_response())
}

pub async fn again(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let (letter, _) = load(&desk, &id)?;
    letters::again(desk.app(), &desk.by(), letter.id).await?;
    Ok(desk.see(&format!("/admin/letters/{id}"), "It will be sent again in a moment."))
}

/// The letter, and the number of its order.
fn load(desk: &Desk, id: &str) -> Result<(Letter, Option<u64>), Error> {
    let id: Id<Letter> = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| {
        let letter = rows.get(&tables::LETTERS, &id)?.ok_or(Error::NotFound)?;
        let order = letters::order_of(rows, &letter)?.map(|o| o.number);
        Ok((letter, order))
    })
}

fn view(desk: &Desk, letter: &Letter, order: Option<u64>) -> Markup {
    html! {
        div.row { h1 { (kind_in_words(letter.kind)) } (fate(letter)) }
        @if let Fate::Failed { answer, .. } = &letter.fate { (failed(letter, order, why(answer))) }
        (mail_notice(&desk.settings.mail.server))
        section.panel aria-label="What became of it" {
            (facts(desk, letter, order))
            @if !matches!(letter.fate, Fate::Failed { .. }) { (send_again(letter, "btn quiet")) }
        }
        @match &letter.sent_as {
            Some(content) => (read(letter, content)),
            None => p.soft { "It is written when it is sent, with what is true then." },
        }
    }
}

/// What happened, what helps, and the button for it.
fn failed(letter: &Letter, order: Option<u64>, why: &Why) -> Markup {
    let correct = order.filter(|_| why.address && !letter.kind.is_to_staff());
    html! {
        div.notice.bad {
            (icon("triangle"))
            div {
                h2 { "Why it did not arrive" }
                p { (why.happened) }
                p { (why.helps) }
                div.row-tight {
                    @if let Some(number) = correct {
                        a.btn href={ "/admin/orders/" (number) "#email" } { "Correct the address in order " (number) }
                    }
                    (send_again(letter, if correct.is_some() { "btn quiet" } else { "btn" }))
                }
            }
        }
    }
}

fn send_again(letter: &Letter, look: &str) -> Markup {
    html! {
        form method="post" action={ "/admin/letters/" (letter.id) "/again" } { button class=(look) { "Send again" } }
    }
}

fn facts(desk: &Desk, letter: &Letter, order: Option<u64>) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let answer = letter.fate.answer();
    html! {
        dl.facts {
            dt { "To" } dd { (letter.to) }
            @if let Some(number) = order { dt { "Order" } dd { a href={ "/admin/orders/" (number) } { (number) } } }
            dt { "Written" } dd { (ago(letter.created, now, &zone)) }
            @match &letter.fate {
                Fate::Waiting { tries: 0, .. } => {}
                Fate::Waiting { tries, next, .. } => {
                    dt { "Tried" } dd { (times(*tries)) ", next " (ago(*next, now, &zone)) }
                }
                Fate::Sent { at, tries, .. } => { dt { "Sent" } dd { (ago(*at, now, &zone)) ", tried " (times(*tries)) } }
                Fate::Failed { at, tries, .. } => { dt { "Given up" } dd { (ago(*at, now, &zone)) ", tried " (times(*tries)) } }
                Fate::Skipped { at } => { dt { "Not sent" } dd { "decided " (ago(*at, now, &zone)) ", when the shop was brought back" } }
            }
        }
        @if !answer.is_empty() {
            div.stack { h2 { "The mail server said" } p.code { (answer) } }
        }
    }
}

fn times(tries: u32) -> String {
    count(tries as usize, "time", "times")
}

fn read(letter: &Letter, content: &Content) -> Markup {
    html! {
        section.panel aria-labelledby="subject" {
            h2 id="subject" { (content.subject) }
            iframe.letter src={ "/admin/letters/" (letter.id) "/html" } title={ "The letter “" (content.subject) "”" } sandbox="" {}
            details.fold {
                summary { "As plain text" }
                pre.code { (content.text) }
            }
        }
    }
}
