//! Today as a page.

use super::facts::{DAYS, Facts, Heap};
use super::well::{all_well, concerns};
use crate::base::{Day, Money};
use crate::domain::report::DaySum;
use crate::web::admin::chart::Sales;
use crate::web::admin::frame::{Desk, first_name};
use crate::web::admin::orders::table;
use crate::web::admin::parts::{ago, count, empty};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

pub fn today(desk: &Desk, f: &Facts) -> Markup {
    let name = first_name(&desk.signed.staff.name);
    let greeting = match f.now.at(&desk.settings.zone()).hour() {
        4..=11 => "Good morning",
        12..=17 => "Good afternoon",
        _ => "Good evening",
    };
    let concerns = concerns(desk, f);
    html! {
        div { h1 { (greeting) ", " (name) } @if concerns.is_empty() { (all_well()) } }
        @if !concerns.is_empty() { div.stack { @for concern in &concerns { (concern) } } }
        @if f.products {
            (figures(desk, f))
            div.two { (curve(desk, f)) (to_do(desk, f)) }
        } @else {
            (empty("Nothing is for sale yet", "A name and a price are enough for the first product.",
                Some(("/admin/products/new", "Add a product"))))
        }
        section.panel aria-labelledby="latest" {
            div.row { h2 id="latest" { "Latest orders" } a.linklike href="/admin/orders" { "All orders" } }
            @if f.latest.is_empty() {
                p.soft { "Orders stand here as soon as somebody buys. Try it yourself in the shop." }
            } @else {
                (table::orders(&f.latest, None, f.now, &desk.settings.zone()))
            }
        }
    }
}

fn figures(desk: &Desk, f: &Facts) -> Markup {
    let money = |minor| Money::new(minor, desk.settings.currency).show();
    let at = |back: usize| f.days.len().checked_sub(1 + back).and_then(|i| f.days.get(i)).copied().unwrap_or_default();
    let (today, week_ago) = (at(0), at(7));
    let weekday = f.today.plus(-7).date().strftime("%A").to_string();
    let day = f.today.date().to_string();
    let here = format!("/admin/orders?from={day}&to={day}");
    let month = total(f.days.get(DAYS..).unwrap_or_default());
    html! {
        div.kpis {
            a.kpi href=(here) {
                span { "Sales today" } b { (money(today.sales())) }
                span { (money(week_ago.sales())) " on all of last " (weekday) }
            }
            a.kpi href=(here) {
                span { "Orders today" } b { (today.kept_orders()) }
                span { (week_ago.kept_orders()) " on all of last " (weekday) }
            }
            a.kpi href="/" {
                span { "Pages looked at" } b { (f.views_today) }
                span { "today, in the shop" }
            }
            a.kpi href="/admin/orders" {
                span { "Average order" } b { (money(average(month))) }
                span { "in the last " (DAYS) " days" }
            }
        }
    }
}

fn total(days: &[DaySum]) -> (i64, i64) {
    days.iter().fold((0, 0), |(sales, n), d| (sales + d.sales(), n + i64::from(d.kept_orders())))
}

fn average((sales, orders): (i64, i64)) -> i64 {
    if orders == 0 { 0 } else { (sales + orders / 2) / orders }
}

fn curve(desk: &Desk, f: &Facts) -> Markup {
    let amounts: Vec<i64> = f.days.iter().map(DaySum::sales).collect();
    let (before, now) = amounts.split_at(DAYS.min(amounts.len()));
    let words = summary(desk, now, before);
    let sales = Sales {
        now,
        before,
        currency: desk.settings.currency,
        first_day: day(f.today.plus(1 - DAYS as i32)),
        words: format!("Sales by day. {words}"),
    };
    html! {
        section.panel aria-labelledby="curve" {
            h2 id="curve" { "Sales, " (DAYS) " days" }
            (sales.draw())
            p.small.soft { (words) " The days before are the thin line. Today is dashed and not in the sum." }
        }
    }
}

fn day(day: Day) -> String {
    day.date().strftime("%-d %b").to_string()
}

/// Whole days against as many before them: today is not over.
fn summary(desk: &Desk, now: &[i64], before: &[i64]) -> String {
    let days = now.len().saturating_sub(1);
    let sum = |amounts: &[i64]| amounts.iter().take(days).sum::<i64>();
    let (now, before) = (sum(now), sum(before));
    let money = Money::new(now, desk.settings.currency).show();
    format!("{money} in {days} whole days, {} the {days} before.", compared(now, before))
}

/// "12 % more than in", in words.
fn compared(now: i64, before: i64) -> String {
    if before <= 0 {
        return "with nothing sold in".into();
    }
    match (now - before) * 100 / before {
        0 => "about as much as in".into(),
        more @ 1.. => format!("{more} % more than in"),
        less => format!("{} % less than in", -less),
    }
}

fn to_do(desk: &Desk, f: &Facts) -> Markup {
    let zone = desk.settings.zone();
    let heap = |heap: &Heap, path: &str, sign: &str, words: String| {
        html! {
            @if heap.count > 0 {
                li { (icon(sign)) a href=(path) { (words) }
                    small { @if let Some(oldest) = heap.oldest { "oldest " (ago(oldest, f.now, &zone)) } } }
            }
        }
    };
    let nothing = f.to_ship.count + f.unpaid.count + f.low.len() + f.letters_waiting == 0;
    html! {
        section.panel aria-labelledby="todo" {
            h2 id="todo" { "To do" }
            @if nothing {
                p.soft { "Nothing waits for you." }
            } @else {
                ul.todo {
                    (heap(&f.to_ship, "/admin/orders?stage=to-ship", "dot", format!("Ship {}", count(f.to_ship.count, "order", "orders"))))
                    (heap(&f.unpaid, "/admin/orders?stage=unpaid", "ring", format!("{} not paid yet", count(f.unpaid.count, "order", "orders"))))
                    @for low in &f.low {
                        li { (icon("dot")) a href={ "/admin/products/" (low.product) } { (low.title) }
                            small { @if low.left == 0 { "sold out" } @else { (low.left) " left" } } }
                    }
                    @if f.letters_waiting > 0 {
                        li { (icon("ring")) a href="/admin/letters?fate=waiting" { (count(f.letters_waiting, "letter waits", "letters wait")) } small { "to be sent" } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_compared_in_words() {
        assert_eq!(compared(112, 100), "12 % more than in");
        assert_eq!(compared(50, 100), "50 % less than in");
        assert_eq!(compared(100, 100), "about as much as in");
        assert_eq!(compared(5, 0), "with nothing sold in");
        assert_eq!((average((100, 3)), average((0, 0))), (33, 0));
    }
}
