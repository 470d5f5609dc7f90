//! Bringing in another shop's product list: looked at first, taken in when the merchant says so.

use super::frame::Desk;
use crate::app::imports::{self, Report};
use crate::app::{App, Error};
use crate::outside::blobs;
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

/// A list of some hundred thousand lines.
const FILE_BYTES_MAX: u64 = 64 << 20;
const FORM_BYTES_MAX: usize = (64 << 20) + (64 << 10);
/// Remarks shown on the page.
const TROUBLES_SHOWN: usize = 200;
/// How the file is kept between the look and the taking in.
const KIND: &str = "list";

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/import", get(show).post(look).layer(DefaultBodyLimit::max(FORM_BYTES_MAX)))
        .route("/admin/import/take", post(take))
}

async fn show(desk: Desk) -> Response {
    desk.page("Bring in products", page(None))
}

async fn look(desk: Desk, files: Multipart) -> Result<Response, Fault> {
    match looked_at(desk.app(), &desk, files).await {
        Ok((file, report)) => Ok(desk.page("Bring in products", preview(&file, &report))),
        Err(error @ Error::Refused(_)) => Ok(desk.refused("Bring in products", page(Some(&error.words())))),
        Err(other) => Err(other.into()),
    }
}

async fn take(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let hash = blobs::parse(typed.get("file")).ok_or(Error::NotFound)?;
    let app = desk.app();
    let Some(file) = app.blobs.open_file(&hash, KIND)? else {
        return Ok(
            desk.refused("Bring in products", page(Some("The file is not here any more. Please choose it again.")))
        );
    };
    let report = imports::run(app, &desk.by(), typed.get("name"), file, false).await?;
    app.blobs.remove(&hash, KIND)?;
    Ok(desk.page("Bring in products", done(&report)))
}

/// A file that waits for the merchant's word.
struct File {
    hash: String,
    name: String,
}

async fn looked_at(app: &App, desk: &Desk, mut files: Multipart) -> Result<(File, Report), Error> {
    let broken = |_| Error::sentence("The upload broke off. Please try again.");
    let wanted = || Error::sentence("Please choose a file.");
    let mut field = files.next_field().await.map_err(broken)?.ok_or_else(wanted)?;
    let name: String = field.file_name().unwrap_or("").chars().take(100).collect();
    let mut incoming = app.blobs.incoming(&format!("list-{}", desk.signed.visit.number.0))?;
    let mut bytes = 0;
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        bytes = incoming.write(&piece)?;
        if bytes > FILE_BYTES_MAX {
            return Err(Error::sentence("This file is larger than 64 MB. Please use: duka import FILE"));
        }
    }
    if bytes == 0 {
        return Err(wanted());
    }
    let hash = incoming.finish(KIND)?;
    let file = app.blobs.open_file(&hash, KIND)?.ok_or(Error::NotFound)?;
    let report = imports::run(app, &desk.by(), &name, file, true).await?;
    Ok((File { hash: blobs::show(&hash), name }, report))
}

fn page(trouble: Option<&str>) -> Markup {
    html! {
        h1 { "Bring in products" }
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

fn preview(file: &File, report: &Report) -> Markup {
    let changes = report.new + report.changed;
    html! {
        h1 { "Bring in products" }
        section.panel {
            h2 { (file.name) }
            (figures(report, "would be"))
            @if !report.titles.is_empty() {
                p { "It begins with: " (report.titles.join(", ")) "." }
            }
            @if changes > 0 {
                form method="post" action="/admin/import/take" {
                    input type="hidden" name="file" value=(file.hash);
                    input type="hidden" name="name" value=(file.name);
                    button.btn { "Bring in " (changes) " products" }
                }
            } @else {
                p { "Everything in it is here already." }
            }
        }
        (remarks(report))
        p { a href="/admin/import" { "Choose another file" } }
    }
}

fn done(report: &Report) -> Markup {
    html! {
        h1 { "Bring in products" }
        section.panel {
            (figures(report, "are"))
            p { a.btn href="/admin/products" { "See the products" } }
        }
        (remarks(report))
    }
}

fn figures(report: &Report, are: &str) -> Markup {
    html! {
        dl.facts {
            dt { "What it is" } dd { (report.format) }
            dt { "Lines" } dd.num { (report.lines) }
            dt { "Products that " (are) " new" } dd.num { (report.new) }
            dt { "Products that " (are) " changed" } dd.num { (report.changed) }
            dt { "Products that stay the same" } dd.num { (report.same) }
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
