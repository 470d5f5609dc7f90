//! What would change, row by row; how far it is; what came of it.

use super::{DIFFERENCE, PATH};
use crate::app::Error;
use crate::app::care::on_the_wall;
use crate::app::going_back::{Difference, Done, Fate, Plan, What};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::count;
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// Rows on one page.
const PAGE_ROWS: usize = 50;

fn title(desk: &Desk, what: &What) -> String {
    let zone = desk.settings.zone();
    what.words(|at| on_the_wall(at, &zone))
}

pub fn looking(desk: &Desk, what: &What, far: &str) -> Markup {
    html! {
        h1 { "What would change" }
        section.panel aria-labelledby="what" {
            h2 id="what" { (title(desk, what)) }
            p.well { (icon("clock")) span { (far) " …" } }
            p.soft { "This page looks again by itself. The shop goes on meanwhile. " a href=(DIFFERENCE) { "Look now" } }
        }
    }
}

pub fn plan(desk: &Desk, plan: &Plan, page: usize) -> Result<Markup, Error> {
    let from = (page - 1).saturating_mul(PAGE_ROWS).min(plan.rows.len());
    let to = (from + PAGE_ROWS).min(plan.rows.len());
    let rows = plan.rows[from..to].iter().map(|row| plan.difference(desk.app(), row));
    let rows: Vec<Difference> = rows.collect::<Result<_, _>>()?;
    let zone = desk.settings.zone();
    Ok(html! {
        h1 { "What would change" }
        section.panel aria-labelledby="what" {
            h2 id="what" { (title(desk, &plan.what)) }
            @if plan.rows.is_empty() {
                p { "Nothing: it is as it was then." }
                p { a.btn.quiet href=(PATH) { "Back" } }
            } @else {
                (form(plan))
                p.soft { "Compared with the shop as it was after the change of " (on_the_wall(plan.past.moment, &zone))
                    ". Orders, money, customers, letters and the pieces in stock stay as they are. This can be undone, too." }
            }
        }
        @if !rows.is_empty() {
            section.panel aria-labelledby="rows" {
                h2 id="rows" { "One by one" }
                ol.events { @for row in &rows { li { (one(row)) } } }
            }
            (pager(page, to < plan.rows.len()))
        }
    })
}

/// How much, what is done only if it is ticked, and the button.
fn form(plan: &Plan) -> Markup {
    let undoing = matches!(plan.what, What::Undo(_));
    let (back, since, new) = (plan.count(Fate::Back), plan.count(Fate::ChangedSince), plan.count(Fate::New));
    html! {
        form.stack method="post" action="/admin/going-back/apply" {
            input type="hidden" name="plan" value=(plan.number);
            @if back > 0 { p { "Would be as before: " (plan.counted(Fate::Back)) "." } }
            @if since > 0 {
                label.check { input type="checkbox" name="since" value="yes";
                    span { "Also " (plan.counted(Fate::ChangedSince)) " that somebody changed since; those later changes would be lost" } }
            }
            @if new > 0 {
                label.check { input type="checkbox" name="new" value="yes" checked[undoing];
                    span { "Put away what was not there then: " (plan.counted(Fate::New))
                        " (products are archived, collections and discounts switched off, pages removed)" } }
            }
            div.row-tight {
                button.btn { @if undoing { "Undo it" } @else { "Bring it back" } }
                a.btn.quiet href=(PATH) { "Leave everything as it is" }
            }
        }
    }
}

fn one(row: &Difference) -> Markup {
    html! {
        @if row.path.is_empty() { strong { (row.title) } } @else { a href=(row.path) { (row.title) } }
        @match row.fate {
            Fate::ChangedSince => { " " span.tag.warm { "changed since" } }
            Fate::New => { " " span.tag { "was not there" } }
            Fate::Back => {}
        }
        @for (field, is, was) in &row.lines {
            span.soft { (field) ": " @if is.is_empty() { "nothing" } @else { del { (is) } } " → "
                @if was.is_empty() { "nothing" } @else { strong { (was) } } }
        }
        @if row.lines.is_empty() && row.fate != Fate::New { span.soft { "Small details" } }
    }
}

fn pager(page: usize, more: bool) -> Markup {
    let to = |page: usize| format!("{DIFFERENCE}?page={page}");
    html! {
        @if page > 1 || more {
            nav.pager aria-label="Pages" {
                @if page > 1 { a.btn.quiet.small href=(to(page - 1)) { "Before" } }
                @if more { a.btn.quiet.small href=(to(page + 1)) { "Next" (icon("arrow")) } }
            }
        }
    }
}

pub fn going(desk: &Desk, what: &What, done: usize, of: usize) -> Markup {
    let words = format!("{done} of {of}");
    html! {
        h1 { "Going back" }
        section.panel aria-labelledby="what" {
            h2 id="what" { (title(desk, what)) }
            div {
                p id="far" { (words) }
                progress aria-labelledby="far" value=(done) max=(of.max(1)) { (words) }
            }
            p.soft { "This page looks again by itself. You may leave it: the work goes on, and buyers come first. "
                a href=(DIFFERENCE) { "Look now" } }
        }
    }
}

pub fn done(done: &Done) -> Markup {
    html! {
        h1 { "Going back" }
        section.panel aria-labelledby="done" {
            h2 id="done" { (done.title) }
            p.well { (icon("check")) span { (count(done.back, "thing is", "things are")) " as before." } }
            @if done.left_in_all > 0 {
                p { (count(done.left_in_all, "thing was", "things were")) " left as " @if done.left_in_all == 1 { "it is:" } @else { "they are:" } }
                ul.todo { @for (name, why) in &done.left { li { (icon("triangle")) span { (name) ": " (why) } } } }
            }
            div.row-tight {
                a.btn href="/admin/products" { "See the products" }
                a.btn.quiet href=(PATH) { "Going back" }
            }
        }
    }
}

pub fn failed(sentence: &str) -> Markup {
    html! {
        h1 { "Going back" }
        div.notice.bad { (icon("triangle")) div { h2 { "It could not be done" } p { (sentence) }
            p { a.btn.small href=(PATH) { "Back" } } } }
    }
}
