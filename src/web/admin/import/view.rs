//! The pages of importing: the form, what would be, how far it is, what came of it.

use crate::app::App;
use crate::app::imports::{Progress, Report, Standing};
use crate::web::admin::parts::count;
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// Remarks shown on the page.
const TROUBLES_SHOWN: usize = 200;

pub fn page(app: &App, trouble: Option<&str>) -> Markup {
    html! {
        h1 { "Import products" }
        (last(&app.imports.standing()))
        section.panel {
            p { "Choose the product list your old shop exports: a CSV file from Shopify or WooCommerce. You see first what would happen; nothing is written until you say so." }
            form.stack method="post" action="/admin/import" enctype="multipart/form-data" {
                div.field {
                    label for="file" { "Product list" }
                    input.input type="file" id="file" name="file" accept=".csv,text/csv" required aria-invalid=[trouble.map(|_| "true")]
                        aria-describedby=[trouble.map(|_| "file-error")];
                    @if let Some(sentence) = trouble { p.error id="file-error" { (sentence) } }
                }
                button.btn { "Look at it" }
            }
        }
    }
}

/// What became of the list before, or how far it is.
fn last(standing: &Standing) -> Markup {
    let (look, sign, words, link) = match standing {
        Standing::Nothing => return html! {},
        Standing::Running(p) => ("", "clock", format!("{} is being imported.", p.name), "See how far it is"),
        Standing::Done(name, _) => ("good", "check", format!("{name} was imported."), "See what came of it"),
        Standing::Stopped(p, _) => ("warm", "triangle", format!("{} was not imported to its end.", p.name), "See why"),
    };
    html! { div class={ "notice " (look) } { (icon(sign)) div { p { (words) " " a href="/admin/import/progress" { (link) } } } } }
}

pub fn preview(name: &str, number: u64, report: &Report) -> Markup {
    let changes = report.new + report.changed;
    html! {
        h1 { "Import products" }
        section.panel {
            h2 { (name) }
            p { "This would happen. Nothing is written yet." }
            (figures(report))
            @if !report.titles.is_empty() {
                p { "It begins with: " (report.titles.join(", ")) "." }
            }
            @if changes > 0 {
                form method="post" action="/admin/import/take" {
                    input type="hidden" name="file" value=(number);
                    button.btn { "Import " (count(changes as usize, "product", "products")) }
                }
            } @else {
                p { "Everything in it is here already." }
            }
        }
        (remarks(report))
        p { a href="/admin/import" { "Choose another file" } }
    }
}

pub fn running(p: &Progress) -> Markup {
    let words = format!("{} of {} lines", p.lines, p.lines_in_all);
    html! {
        h1 { "Import products" }
        section.panel aria-labelledby="name" {
            h2 id="name" { (p.name) }
            div {
                p id="far" { (words) }
                progress aria-labelledby="far" value=(p.lines) max=(p.lines_in_all.max(1)) { (words) }
            }
            (so_far(p))
            p.soft { "This page looks again by itself. You may leave it: the work goes on, and buyers come first. "
                a href="/admin/import/progress" { "Look now" } }
        }
    }
}

fn so_far(p: &Progress) -> Markup {
    html! {
        dl.facts {
            dt { "New so far" } dd.num { (p.new) }
            dt { "Changed so far" } dd.num { (p.changed) }
            dt { "The same so far" } dd.num { (p.same) }
        }
    }
}

pub fn stopped(p: &Progress, why: &str) -> Markup {
    html! {
        h1 { "Import products" }
        div.notice.bad {
            (icon("triangle"))
            div { h2 { (p.name) " stopped after " (p.lines) " of " (p.lines_in_all) " lines" } p { (why) }
                p { a.btn.small href="/admin/import" { "Choose the file again" } } }
        }
        section.panel aria-label="So far" { (so_far(p)) }
    }
}

pub fn done(name: &str, report: &Report) -> Markup {
    html! {
        h1 { "Import products" }
        section.panel {
            h2 { (name) }
            (figures(report))
            div.row-tight {
                a.btn href="/admin/products" { "See the products" }
                a.btn.quiet href="/admin/import" { "Import another list" }
            }
        }
        (remarks(report))
    }
}

fn figures(report: &Report) -> Markup {
    html! {
        dl.facts {
            dt { "What it is" } dd { (report.format) }
            dt { "Lines" } dd.num { (report.lines) }
            dt { "New products" } dd.num { (report.new) }
            dt { "Changed products" } dd.num { (report.changed) }
            dt { "The same as before" } dd.num { (report.same) }
            @if report.pictures_named > 0 {
                dt { "Pictures" } dd { (report.pictures_named) " are named by their addresses. They are not fetched; please upload them." }
            }
        }
    }
}

fn remarks(report: &Report) -> Markup {
    let hidden = report.troubles.len().saturating_sub(TROUBLES_SHOWN) as u64 + report.troubles_beyond;
    html! {
        @if !report.troubles.is_empty() {
            section.panel aria-labelledby="remarks" {
                h2 id="remarks" { "Lines with a remark" }
                ul.todo {
                    @for trouble in report.troubles.iter().take(TROUBLES_SHOWN) {
                        li { span { "Line " (trouble.line) @if let Some(column) = &trouble.column { ", " (column) } } span { (trouble.sentence) } }
                    }
                }
                @if hidden > 0 { p.soft { "And " (hidden) " more." } }
            }
        }
        @if !report.unused.is_empty() {
            section.panel aria-labelledby="unused" {
                h2 id="unused" { "Columns that are not used" }
                p { @for (i, column) in report.unused.iter().enumerate() { @if i > 0 { ", " } (column.name) } }
            }
        }
    }
}
