//! The places elsewhere in a list, and how one stands in a sentence.

use super::{PATH, SET_AT_START};
use crate::app::backups::away::{Away, Sent, Stands};
use crate::base::time::{HOUR, MINUTE, SECOND};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{ago, count, state};
use maud::{Markup, html};

pub fn list(desk: &Desk, places: &[Away]) -> Markup {
    html! {
        ul.plain-list.stack {
            @for place in places {
                li {
                    b {
                        @match place.place {
                            Some(id) => a href={ "/admin/backups/places/" (id) } { (place.name) },
                            None => (place.name),
                        }
                    }
                    " " (sign(place))
                    @if place.place.is_none() { p.soft.small { "Set where Duka is started." } }
                    (sentence(desk, place))
                }
            }
        }
    }
}

fn sign(place: &Away) -> Markup {
    match &place.stands {
        Stands::NotConfirmed => state("wait", "Waits for the recovery key"),
        Stands::HeldBack => state("wait", "Held back"),
        Stands::Paused => state("off", "Paused"),
        Stands::Beginning => state("wait", "Begins"),
        Stands::Well if place.same_disk => state("wait", "On this computer only"),
        Stands::Well => state("done", "Up to date"),
        Stands::Failed(_) => state("problem", "Not reached"),
    }
}

/// Everything about how it stands, and what it means.
pub fn sentence(desk: &Desk, place: &Away) -> Markup {
    html! {
        @if let Stands::Failed(why) = &place.stands { p { (why) " It is tried again by itself." } }
        @if place.stands == Stands::HeldBack {
            p { (desk.app().standing().sentence().unwrap_or("It begins in a moment.")) }
        }
        @if place.stands == Stands::Beginning && place.sent.is_none() { p.soft { "Nothing was sent yet." } }
        @if let Some(sent) = place.sent { p.soft { (last(desk, sent)) } }
        @if let Some(why) = &place.old_stay {
            p { "Old backups could not be taken away there. " (why) " They stay, and it is tried again by itself." }
        }
        @if place.same_disk {
            p { "It is on the disk of this computer that the shop is on, so it does not help when that disk dies." }
        }
        @if let (None, Some(question)) = (place.place, &place.asks) {
            p { (question) }
            form method="post" action={ (PATH) "/" (SET_AT_START) "/agree" } { button.btn.quiet.small { "Let them go" } }
        }
        @if place.asks.is_some() { p { "It asks before old backups go." } }
    }
}

fn last(desk: &Desk, sent: Sent) -> Markup {
    let now = desk.app().now();
    let changes = desk.app().position().seq.saturating_sub(sent.up_to);
    html! {
        "Last sent " (ago(sent.at, now, &desk.settings.zone()))
        @if changes == 0 { ", with everything there is." }
        @else { ". " (count(changes as usize, "change", "changes")) " since then, " (behind(now.since(sent.at))) " behind." }
    }
}

/// "4 seconds", "12 minutes", "3 hours".
fn behind(span: i64) -> String {
    match span {
        i64::MIN..MINUTE => count((span.max(SECOND) / SECOND) as usize, "second", "seconds"),
        MINUTE..HOUR => count((span / MINUTE) as usize, "minute", "minutes"),
        _ => count((span / HOUR) as usize, "hour", "hours"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_behind_is_said_in_one_unit() {
        for (span, words) in [
            (-SECOND, "1 second"),
            (4 * SECOND, "4 seconds"),
            (MINUTE, "1 minute"),
            (59 * MINUTE, "59 minutes"),
            (50 * HOUR, "50 hours"),
        ] {
            assert_eq!(behind(span), words);
        }
    }
}
