//! Small things many pages of the desk show: signs, times, the state of an order.

use crate::base::Time;
use crate::base::time::{DAY, HOUR, MINUTE};
use crate::domain::catalog::Picture;
use crate::domain::order::{Order, OrderState, Stage};
use crate::domain::payment::Method;
use crate::web::admin::frame::Desk;
use crate::web::ui::icon::icon;
use crate::web::ui::picture::{Spot, picture};
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// A small picture in a row.
pub fn thumb(desk: &Desk, shown: Option<&Picture>) -> Markup {
    picture(&desk.app().blobs, shown, "", Spot { class: "thumb", ..Spot::MINI })
}

/// A time as one speaks of it, with the exact one on hover.
pub fn ago(at: Time, now: Time, zone: &TimeZone) -> Markup {
    let there = at.at(zone);
    let exact = there.strftime("%-d %B %Y, %H:%M").to_string();
    html! { time datetime=(there.strftime("%Y-%m-%dT%H:%M:%S%:z")) title=(exact) { (spoken(at, now, zone)) } }
}

fn spoken(at: Time, now: Time, zone: &TimeZone) -> String {
    let (since, there) = (now.since(at), at.at(zone));
    match now.day(zone).0 - at.day(zone).0 {
        _ if since < 0 => there.strftime("%-d %b %Y, %H:%M").to_string(),
        _ if since < MINUTE => "just now".into(),
        _ if since < HOUR => format!("{} min ago", since / MINUTE),
        _ if since < DAY / 2 => format!("{} h ago", since / HOUR),
        0 => there.strftime("today, %H:%M").to_string(),
        1 => there.strftime("yesterday, %H:%M").to_string(),
        _ if there.year() == now.at(zone).year() => there.strftime("%-d %b").to_string(),
        _ => there.strftime("%-d %b %Y").to_string(),
    }
}

/// A state carries a shape as well as a colour: dot to do, ring waiting, tick done, cross called off, triangle problem.
pub fn state(kind: &str, words: &str) -> Markup {
    let sign = match kind {
        "todo" => "dot",
        "wait" => "ring",
        "off" => "close",
        "problem" => "triangle",
        _ => "check",
    };
    html! { span class={ "state " (kind) } { (icon(sign)) (words) } }
}

pub fn order_state(order: &Order) -> Markup {
    match order.stage() {
        Stage::ToShip if order.is_pickup() && order.ready.is_some() => state("wait", "Waits to be fetched"),
        Stage::ToShip if order.is_pickup() => state("todo", "To make ready"),
        Stage::ToShip => state("todo", "To ship"),
        Stage::Unpaid if order.method == Method::Transfer => state("wait", "Awaiting transfer"),
        Stage::Unpaid => state("wait", "Not paid yet"),
        Stage::Shipped if order.is_pickup() => state("done", "Handed over"),
        Stage::Shipped => state("done", "Shipped"),
        Stage::Cancelled => state("off", "Cancelled"),
        Stage::Problem if order.is_sent_back() => state("problem", "All sent back, still open"),
        Stage::Problem if order.state == OrderState::Cancelled => state("problem", "Cancelled, money to refund"),
        Stage::Problem if !order.is_paid() => state("problem", "Goods are missing"),
        Stage::Problem => state("problem", "Paid, but goods are missing"),
    }
}

/// For an order that nobody paid real money for.
pub fn test_mark(order: &Order) -> Markup {
    html! { @if order.is_test() { " " span.tag.warm { "TEST" } } }
}

/// "1 order", "3 orders".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// What a list says when there is nothing in it, with the first thing to do.
pub fn empty(title: &str, words: &str, link: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            p { (words) }
            @if let Some((path, label)) = link { p { a.btn href=(path) { (label) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_spoken() {
        let zone = TimeZone::UTC;
        let now = Time::from_micros(1_795_258_800_000_000); // 21 November 2026, 11:00
        for (back, words) in [
            (0, "just now"),
            (12 * MINUTE, "12 min ago"),
            (3 * HOUR, "3 h ago"),
            (13 * HOUR, "yesterday, 22:00"),
            (40 * DAY, "12 Oct"),
            (400 * DAY, "17 Oct 2025"),
            (-HOUR, "21 Nov 2026, 12:00"),
        ] {
            assert_eq!(spoken(now.minus(back), now, &zone), words);
        }
    }
}
