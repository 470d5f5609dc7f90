//! The pages of matching transfers: the form, what was found, what could not be written down.

use crate::app::transfers::{BOOKED_MAX, Line, Looked, Standing};
use crate::domain::transfer::{Due, Transfer, Verdict};
use crate::web::admin::parts::{count, state};
use crate::web::ui::icon::icon;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Lines shown of those nothing can be done with.
const OTHERS_SHOWN: usize = 100;

pub fn page(trouble: Option<&str>) -> Markup {
    html! {
        h1 { "Match transfers" }
        section.panel {
            p { "Bring your bank's statement as CSV or CAMT.053 (XML). The orders it pays are found by their number and amount; nothing is written down until you say so. The file itself is not kept." }
            form.stack method="post" action="/admin/transfers" enctype="multipart/form-data" {
                div.field {
                    label for="file" { "Statement" }
                    input.input type="file" id="file" name="file" accept=".csv,.txt,.xml,text/csv,text/xml,application/xml"
                        aria-invalid=[trouble.map(|_| "true")] aria-describedby=[trouble.map(|_| "file-error")];
                    @if let Some(sentence) = trouble { p.error id="file-error" { (sentence) } }
                }
                div.field {
                    label for="paste" { "Or paste it here" }
                    textarea.input id="paste" name="paste" {}
                }
                button.btn { "Look at it" }
            }
        }
    }
}

pub fn preview(looked: &Looked) -> Markup {
    let (found, others): (Vec<&Line>, Vec<&Line>) = looked.lines.iter().partition(|line| can_be_for(line));
    let fits = found.iter().filter(|line| is_sure(line)).count();
    html! {
        h1 { "Match transfers" }
        section.panel {
            h2 { (count(looked.lines.len(), "transfer", "transfers")) " came in" }
            p { (summary(fits, found.len(), others.len())) }
            @if looked.passed_over > 0 {
                p.soft.small { (count(looked.passed_over, "line", "lines")) " of money that left the account, or of another currency, passed over." }
            }
        }
        @if !found.is_empty() {
            form.stack method="post" action="/admin/transfers/written-down" {
                section.panel aria-label="For orders that wait" {
                    table.rows {
                        thead { tr {
                            th scope="col" { "Transfer" } th.end scope="col" { "Amount" } th scope="col" { "For" }
                        } }
                        tbody { @for (nth, line) in found.iter().take(BOOKED_MAX).enumerate() { (found_line(nth, line, &looked.due)) } }
                    }
                }
                @if found.len() > BOOKED_MAX {
                    p.soft { "These are the first " (BOOKED_MAX) ". Bring the statement again afterwards for the others." }
                }
                div.row-tight {
                    button.btn { "Write down the ticked ones" }
                    a.btn.quiet href="/admin/transfers" { "Another statement" }
                }
            }
        }
        (rest(&others))
        (troubles(looked))
        @if found.is_empty() { p { a.btn.quiet href="/admin/transfers" { "Another statement" } } }
    }
}

fn can_be_for(line: &Line) -> bool {
    matches!(&line.standing, Standing::Judged(verdict) if *verdict != Verdict::Unknown)
}

fn is_sure(line: &Line) -> bool {
    matches!(&line.standing, Standing::Judged(Verdict::Fits(_)))
}

fn summary(fits: usize, found: usize, others: usize) -> String {
    let asked = match found - fits {
        0 => String::new(),
        n => format!(" {} for you to decide.", count(n, "is", "are")),
    };
    let rest = match others {
        0 => String::new(),
        n => format!(" {} with no order that waits.", count(n, "has to do", "have to do")),
    };
    let sure = if fits == 0 { "None fits an order".into() } else { count(fits, "fits an order", "fit orders") };
    format!("{sure} in number and amount.{asked}{rest}")
}

fn found_line(nth: usize, line: &Line, due: &BTreeMap<u64, Due>) -> Markup {
    let Standing::Judged(verdict) = &line.standing else { return html! {} };
    html! {
        tr {
            td.lead { (words(&line.transfer)) }
            td.amount.end.num { (line.transfer.amount.show()) }
            td.act {
                input type="hidden" name={ "m" (nth) } value=(line.mark);
                input type="hidden" name={ "a" (nth) } value=(line.transfer.amount.plain());
                input type="hidden" name={ "r" (nth) } value=(reference(&line.transfer));
                (choice(nth, verdict, due))
            }
        }
    }
}

fn choice(nth: usize, verdict: &Verdict, due: &BTreeMap<u64, Due>) -> Markup {
    let name = |number: &u64| due.get(number).map_or("", |d| d.name.trim());
    let owed = |number: &u64| due.get(number).map_or(String::new(), |d| d.owed.show());
    match verdict {
        Verdict::Fits(numbers) => {
            let value = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("+");
            html! { label.check {
                input type="checkbox" name={ "o" (nth) } value=(value) checked;
                span { @for (i, number) in numbers.iter().enumerate() { @if i > 0 { ", " } "Order " (number) " " (name(number)) } }
            } }
        }
        Verdict::OtherAmount(number) => html! {
            label.check {
                input type="checkbox" name={ "o" (nth) } value=(number);
                span { "Order " (number) " " (name(number)) }
            }
            p.small { (state("problem", &format!("The order waits for {}.", owed(number)))) }
        },
        Verdict::Perhaps(numbers) => html! {
            select.input name={ "o" (nth) } aria-label="For which order?" {
                option value="" { "No number; perhaps …" }
                @for number in numbers { option value=(number) { "Order " (number) " " (name(number)) } }
            }
        },
        Verdict::Unknown => html! {},
    }
}

/// Who sent it, what they wrote, when.
fn words(transfer: &Transfer) -> Markup {
    html! {
        @if !transfer.from.is_empty() { strong { (transfer.from) } br; }
        @if !transfer.text.is_empty() { span { (transfer.text) } br; }
        span.soft.small { (transfer.day) }
    }
}

fn reference(transfer: &Transfer) -> String {
    let said = [transfer.day.as_str(), transfer.from.as_str(), transfer.text.as_str()];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Those nothing is to be done with, and why.
fn rest(others: &[&Line]) -> Markup {
    html! {
        @if !others.is_empty() {
            details.fold {
                summary { (count(others.len(), "other transfer", "other transfers")) }
                table.rows {
                    thead { tr { th scope="col" { "Transfer" } th.end scope="col" { "Amount" } th scope="col" { "Why not" } } }
                    tbody { @for line in others.iter().take(OTHERS_SHOWN) {
                        tr {
                            td.lead { (words(&line.transfer)) }
                            td.amount.end.num { (line.transfer.amount.show()) }
                            td.act { (why_not(&line.standing)) }
                        }
                    } }
                }
                @if others.len() > OTHERS_SHOWN { p.soft.small { "Only the first " (OTHERS_SHOWN) " are shown." } }
            }
        }
    }
}

fn why_not(standing: &Standing) -> Markup {
    let order = |number: &u64| html! { a href={ "/admin/orders/" (number) } { "order " (number) } };
    match standing {
        Standing::Before(number) => html! { "Written down before, for " (order(number)) },
        Standing::PaidOtherwise(number) => html! { "It names " (order(number)) ", which is paid" },
        Standing::Judged(_) => html! { "No order waits for it" },
    }
}

fn troubles(looked: &Looked) -> Markup {
    html! {
        @if !looked.troubles.is_empty() {
            section.panel {
                h2 { "Not understood" }
                ul { @for trouble in &looked.troubles { li { "Line " (trouble.line) ": " (trouble.sentence) } } }
            }
        }
    }
}

pub fn not_all(said: &str, refused: &[(u64, String)]) -> Markup {
    html! {
        h1 { "Match transfers" }
        div.notice.warm role="status" {
            (icon("triangle"))
            div {
                p { (said) " These were not:" }
                ul { @for (number, why) in refused { li { a href={ "/admin/orders/" (number) } { "Order " (number) } ": " (why) } } }
            }
        }
        p { a.btn.quiet href="/admin/transfers" { "Another statement" } }
    }
}
