//! Letters as a list, and what became of one, in words.

use super::{Listed, Which};
use crate::domain::letter::{Fate, Letter, LetterKind};
use crate::domain::settings::MailServer;
use crate::web::admin::frame::Desk;
use crate::web::admin::list::pager;
use crate::web::admin::parts::{ago, empty, state};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

pub fn page(desk: &Desk, which: Which, mark: &str, listed: &Listed) -> Markup {
    let code = Which::ALL.iter().find(|(w, _, _)| *w == which).map_or("", |(_, code, _)| *code);
    html! {
        h1 { "Letters" }
        (mail_notice(&desk.settings.mail.server))
        nav.views aria-label="Lists" {
            @for (w, code, name) in Which::ALL {
                a href=(path(code)) aria-current=[(w == which).then_some("page")] { (name) }
            }
        }
        @if listed.letters.is_empty() && listed.next.is_none() {
            (nothing(which))
        } @else {
            section.panel aria-label="Letters" { (rows(desk, &listed.letters)) }
            (pager(&path(code), mark, listed.next.as_deref()))
        }
    }
}

fn path(code: &str) -> String {
    if code.is_empty() { "/admin/letters".into() } else { format!("/admin/letters?fate={code}") }
}

/// What happens to letters in general, when it is not what one expects.
pub fn mail_notice(server: &MailServer) -> Markup {
    html! {
        @match server {
            MailServer::Caught => div.notice { (icon("letter")) div { p {
                "Letters are caught: you can read them here, but they are not sent to anybody."
            } } }
            MailServer::None => div.notice.warm { (icon("triangle")) div { p {
                "No mail server is set up, so letters wait. " a href="/admin/settings/mail" { "Set it up" }
            } } }
            MailServer::Smtp { .. } => {}
        }
    }
}

fn nothing(which: Which) -> Markup {
    match which {
        Which::Waiting => empty("No letter waits", "", None),
        Which::Failed => empty("Every letter arrived", "If a mail server refuses one, its answer stands here.", None),
        Which::All | Which::Sent => empty(
            "No letters yet",
            "Buyers get one with every order.",
            Some(("/admin/settings/mail", "Send a test letter")),
        ),
    }
}

fn rows(desk: &Desk, letters: &[Letter]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr {
                th scope="col" { "Letter" } th scope="col" { "To" } th scope="col" { "What became of it" }
                th.end scope="col" { "Written" }
            } }
            tbody {
                @for letter in letters {
                    tr {
                        td.lead { a href={ "/admin/letters/" (letter.id) } {
                            (kind_in_words(letter.kind)) span.narrow-only { ", " (letter.to) }
                        } }
                        td.wide { (letter.to) }
                        td.sub { (fate(letter)) }
                        td.sub-end.end.soft { (ago(letter.created, now, &zone)) }
                    }
                }
            }
        }
    }
}

pub fn fate(letter: &Letter) -> Markup {
    match &letter.fate {
        Fate::Waiting { tries: 0, .. } => state("wait", "Waits to be sent"),
        Fate::Waiting { .. } => state("wait", "Will be tried again"),
        Fate::Sent { .. } => state("done", "Sent"),
        Fate::Failed { .. } => state("problem", "Not delivered"),
        Fate::Skipped { .. } => state("off", "Not sent, on purpose"),
    }
}

pub fn kind_in_words(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Received => "We have your order",
        LetterKind::PaymentInstructions => "How to pay",
        LetterKind::PaymentReminder => "Payment reminder",
        LetterKind::Paid => "Your payment came",
        LetterKind::Shipped => "On its way",
        LetterKind::ReadyForPickup => "Ready for pickup",
        LetterKind::Cancelled => "Cancelled",
        LetterKind::NewOrder => "New order, to you",
        LetterKind::LetterFailed => "A letter failed, to you",
        LetterKind::StockLow => "Nearly gone, to you",
        LetterKind::BackInStock => "It is back",
        LetterKind::Test => "Test letter",
    }
}
