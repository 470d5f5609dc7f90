//! Pages of text: delivery, returns, imprint, terms, privacy, and any other.

use crate::app::{At, Error, settings};
use crate::base::text::{Handle, line};
use crate::domain::settings::{LEGAL_HANDLES, TextPage};
use crate::store::tables;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input, filled};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::state;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

const TITLE_CHARS_MAX: usize = 80;
const TEXT_CHARS_MAX: usize = 50_000;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/settings/pages", get(show).post(create))
        .route("/admin/settings/pages/new", get(new))
        .route("/admin/settings/pages/{handle}", get(edit).post(save))
}

async fn show(desk: Desk) -> Result<Response, Fault> {
    let pages = desk.app().read(settings::pages)?;
    let missing: Vec<&str> =
        LEGAL_HANDLES.into_iter().filter(|h| !pages.iter().any(|(p, _)| p.as_str() == *h)).collect();
    Ok(desk.page("Pages", html! {
        div.row { h1 { "Pages" } a.btn.small href="/admin/settings/pages/new" { (icon("plus")) "New page" } }
        p.soft { "They stand in the foot of every page of the shop." }
        section.panel aria-label="Pages" {
            table.rows {
                thead { tr { th scope="col" { "Page" } th scope="col" { "State" } th.end scope="col" { "Place" } } }
                tbody {
                    @for (handle, page) in &pages { tr {
                        td.lead { a href={ "/admin/settings/pages/" (handle) } { (page.title) } }
                        td.sub { @if page.text.trim().is_empty() { (state("todo", "Empty")) } @else { (state("done", "Shown")) } }
                        td.wide.end.num { (page.position) }
                    } }
                    @for handle in missing { tr {
                        td.lead { a href={ "/admin/settings/pages/" (handle) } { (usual_title(handle)) } }
                        td.sub { (state("todo", "To be written")) }
                        td.wide.end {}
                    } }
                }
            }
        }
    }))
}

/// What a page is called that nobody has written yet.
fn usual_title(handle: &str) -> &str {
    match handle {
        "delivery" => "Delivery",
        "returns" => "Returns",
        "imprint" => "Imprint",
        "terms" => "Terms",
        "privacy" => "Privacy",
        other => other,
    }
}

async fn new(desk: Desk) -> Response {
    let typed = filled([("position", "50".into())]);
    desk.page("New page", form("New page", "/admin/settings/pages", &typed, &Problems::default()))
}

async fn create(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let handle = Handle::from_title(typed.get("title"));
    let taken = desk.app().read(|rows| Ok(rows.get(&tables::PAGES, &handle)?))?.is_some();
    let read = if taken { Err(Error::field("title", "There is a page of this name already.")) } else { read(&typed) };
    keep(&desk, handle, "New page", "/admin/settings/pages", typed, read).await
}

async fn edit(desk: Desk, Path(handle): Path<String>) -> Result<Response, Fault> {
    let (handle, page) = load(&desk, &handle)?;
    let typed = filled([("title", page.title.clone()), ("text", page.text), ("position", page.position.to_string())]);
    let path = format!("/admin/settings/pages/{handle}");
    Ok(desk.page(&page.title, form(&page.title, &path, &typed, &Problems::default())))
}

async fn save(
    desk: Desk,
    Path(handle): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (handle, page) = load(&desk, &handle)?;
    let typed = Typed(fields);
    let (path, read) = (format!("/admin/settings/pages/{handle}"), read(&typed));
    keep(&desk, handle, &page.title, &path, typed, read).await
}

/// A page that law or shoppers ask for can be written before it exists.
fn load(desk: &Desk, handle: &str) -> Result<(Handle, TextPage), Error> {
    let handle = Handle::parse(handle).map_err(|_| Error::NotFound)?;
    if let Some(page) = desk.app().read(|rows| Ok(rows.get(&tables::PAGES, &handle)?))? {
        return Ok((handle, page));
    }
    let place = LEGAL_HANDLES.iter().position(|h| *h == handle.as_str()).ok_or(Error::NotFound)?;
    let title = usual_title(handle.as_str()).to_owned();
    Ok((handle, TextPage { title, text: String::new(), position: (place as u32 + 1) * 10 }))
}

async fn keep(
    desk: &Desk,
    handle: Handle,
    title: &str,
    path: &str,
    typed: Typed,
    read: Result<TextPage, Error>,
) -> Result<Response, Fault> {
    let done = match read {
        Ok(page) => settings::write_page(desk.app(), &desk.by(), handle, page).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(desk.see("/admin/settings/pages", "The page is saved.")),
        Err(error) => Ok(desk.refused(title, form(title, path, &typed, &Problems::from(error)?))),
    }
}

fn read(typed: &Typed) -> Result<TextPage, Error> {
    let title = line(typed.get("title"), "a title", TITLE_CHARS_MAX).at("title")?;
    let text = typed.get("text").replace("\r\n", "\n");
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Error::field("text", format!("Please use at most {TEXT_CHARS_MAX} characters.")));
    }
    let position = typed.get("position").trim().parse();
    let position = position.map_err(|_| Error::field("position", "Please enter a whole number, such as 10."))?;
    Ok(TextPage { title, text, position })
}

fn form(title: &str, path: &str, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    html! {
        h1 { (title) }
        (f.summary())
        form.panel.stack method="post" action=(path) {
            div.fields {
                (f.input(Input::text("title", "Title").needed()))
                (f.area(Input::text("text", "Text").hint("An empty line begins a new paragraph.")))
                (f.input(Input::number("position", "Place").hint("The smallest comes first.")))
            }
            button.btn { "Save" }
        }
    }
}
