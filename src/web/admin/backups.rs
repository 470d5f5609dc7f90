//! What is kept of the shop, whether it was proved, and how it comes back.

use super::frame::Desk;
use super::parts::{ago, empty};
use crate::app::backups::{Away, Drill, Kept, State};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/backups", get(show)).route("/admin/backups/now", post(now))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let state = desk.app().backups.now();
    Ok(desk.page("Backups", page(&desk, &state)))
}

async fn now(desk: Desk) -> Result<Response, Fault> {
    desk.app().backups.ask();
    Ok(desk.see("/admin/backups", "A backup is being made. It is proved right after."))
}

fn page(desk: &Desk, state: &State) -> Markup {
    html! {
        div.row {
            h1 { "Backups" }
            form method="post" action="/admin/backups/now" { button.btn.small { "Back up now" } }
        }
        @if let Some(trouble) = &state.trouble {
            div.notice.bad { (icon("triangle")) div { h2 { "The last backup could not be made" } p { (trouble) } } }
        }
        @if state.running {
            p.well { span { "A backup is being made and proved." } " " a href="/admin/backups" { "See how far it is" } }
        }
        section.panel aria-labelledby="kept" {
            h2 id="kept" { "Kept on this computer" }
            @if state.kept.is_empty() {
                (empty("There is no backup yet", "One is made every day, and the first one within a minute.", None))
            } @else {
                (list(desk, &state.kept))
            }
            p.soft { "Every change since is kept, too, so the shop can come back as it was at any moment. This protects \
                      from mistakes and from a damaged store, not from the loss of this computer." }
        }
        section.panel aria-labelledby="away" {
            h2 id="away" { "Kept elsewhere" }
            (away(desk, &state.away))
        }
        section.panel aria-labelledby="back" {
            h2 id="back" { "How the shop comes back" }
            p { "On this computer or another one with Duka, into a new and empty folder:" }
            pre.code { code { "duka restore --from THE-OLD-FOLDER --data A-NEW-FOLDER" } }
            p { "To undo a mistake while the shop goes on: " a href="/admin/going-back" { "Going back" } "." }
            p { "With " code { "--at 2026-11-21T14:30:00Z" } " it comes back as it was then. Nothing in the old folder \
                 is changed, and the new shop is verified before you start it." }
        }
    }
}

fn away(desk: &Desk, away: &Away) -> Markup {
    match away {
        Away::Nowhere => html! {
            p { "Nothing leaves this computer yet. Whoever cares for it starts Duka with a folder on another disk or a \
                 bucket at a storage provider:" }
            pre.code { code { "duka serve --data FOLDER --backup-to PLACE" } }
        },
        Away::NotConfirmed => html! {
            p { "Everything that leaves is sealed, and only your keys open it. So write the recovery key down first, and \
                 type it back:" }
            pre.code { code { "duka backup key --data FOLDER" br; "duka backup confirm --data FOLDER" } }
        },
        Away::Sent { at, up_to } => html! {
            p { "Everything up to change " (up_to) " lies there, sealed. Last sent "
                (ago(*at, desk.app().now(), &desk.settings.zone())) "." }
        },
        Away::Failed(why) => html! {
            div.notice.bad { (icon("triangle")) div { h2 { "Nothing could be sent lately" } p { (why) } } }
        },
    }
}

fn list(desk: &Desk, kept: &[Kept]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        ol.events {
            @for one in kept.iter().rev() {
                li {
                    "Made " (ago(one.made, now, &zone)) ", " (one.rows) " rows, " (size(one.bytes))
                    span.soft { (proof(&one.drill, |at| ago(at, now, &zone))) }
                }
            }
        }
    }
}

fn proof(drill: &Drill, ago: impl Fn(crate::base::Time) -> Markup) -> Markup {
    match drill {
        Drill::NotYet => html! { "Not proved yet" },
        Drill::Proved { at, took_ms } => {
            html! { "Brought back for proof " (ago(*at)) ", in " (seconds(*took_ms)) }
        }
        Drill::Failed { why } => html! { strong { "Not usable: " } (why.join(" ")) },
    }
}

/// "0.7 s", "12 s".
fn seconds(ms: u64) -> String {
    if ms < 10_000 { format!("{}.{} s", ms / 1_000, ms % 1_000 / 100) } else { format!("{} s", ms / 1_000) }
}

/// "430 kB", "1.2 MB".
fn size(bytes: u64) -> String {
    const MB: u64 = 1_000_000;
    if bytes < MB {
        format!("{} kB", bytes.div_ceil(1_000))
    } else {
        format!("{}.{} MB", bytes / MB, bytes % MB / 100_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_are_short() {
        for (bytes, words) in [(0, "0 kB"), (1, "1 kB"), (430_000, "430 kB"), (1_250_000, "1.2 MB")] {
            assert_eq!(size(bytes), words);
        }
        for (ms, words) in [(40, "0.0 s"), (740, "0.7 s"), (9_999, "9.9 s"), (12_400, "12 s")] {
            assert_eq!(seconds(ms), words);
        }
    }
}
