//! Collections: groups of products, in the order in which the shop shows them.

use super::fields::{Fields, Input, filled};
use super::frame::Desk;
use super::list::{self, PAGE_ROWS, pager};
use super::parts::{empty, state, thumb};
use super::upload::{drop_area, limited, take};
use crate::app::{At, Error, catalog};
use crate::base::Id;
use crate::base::text::{Handle, line};
use crate::domain::catalog::{Collection, DESCRIPTION_CHARS_MAX, TITLE_CHARS_MAX};
use crate::store::{Span, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Multipart, Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/collections", get(show).post(create))
        .route("/admin/collections/new", get(new))
        .route("/admin/collections/{id}", get(edit).post(save))
        .merge(limited(Router::new().route("/admin/collections/{id}/picture", post(picture))))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let (all, next) = desk.app().read(|rows| {
        let page =
            rows.walk(&tables::COLLECTION_BY_POSITION, list::from(Span::all(), asked.get("after")), PAGE_ROWS)?;
        let found =
            page.rows.iter().map(|(_, id)| rows.get(&tables::COLLECTIONS, id)).collect::<Result<Vec<_>, _>>()?;
        Ok((found.into_iter().flatten().collect::<Vec<_>>(), page.next))
    })?;
    Ok(desk.page("Collections", html! {
        div.row { h1 { "Collections" } a.btn.small href="/admin/collections/new" { (icon("plus")) "New collection" } }
        @if all.is_empty() {
            (empty("No collections yet", "They group what belongs together: mugs, gifts, things for tea.",
                Some(("/admin/collections/new", "Make the first one"))))
        } @else {
            section.panel aria-label="Collections" { (table(&desk, &all)) }
            (pager("/admin/collections", asked.get("after"), next.as_deref()))
        }
    }))
}

fn table(desk: &Desk, all: &[Collection]) -> Markup {
    html! {
        table.rows {
            thead { tr { th scope="col" { span.unseen { "Picture" } } th scope="col" { "Name" } th scope="col" { "State" }
                th.end scope="col" { "Place" } } }
            tbody { @for c in all { tr {
                td.pic { (thumb(desk, c.picture.as_ref())) }
                td.lead { a href={ "/admin/collections/" (c.id) } { (c.title) } }
                td.sub { @if c.listed { (state("done", "Shown")) } @else { (state("wait", "Not shown in lists")) } }
                td.wide.end.num { (c.position) }
            } } }
        }
    }
}

async fn new(desk: Desk) -> Response {
    let typed = filled([("position", "10".into()), ("listed", "yes".into())]);
    desk.page("New collection", form(&desk, None, &typed, &Problems::default()))
}

async fn create(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let id = desk.app().draw(|random| Id::new(desk.app().now(), random));
    let empty = Collection {
        id,
        handle: Handle::from_title(typed.get("title")),
        title: String::new(),
        description: String::new(),
        picture: None,
        position: 0,
        listed: true,
    };
    let said = "The collection is made. Tick it at the products that belong to it.";
    keep(&desk, empty, None, typed, said).await
}

fn load(desk: &Desk, id: &str) -> Result<Collection, Error> {
    let id: Id<Collection> = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| Ok(rows.get(&tables::COLLECTIONS, &id)?))?.ok_or(Error::NotFound)
}

async fn edit(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let c = load(&desk, &id)?;
    let mut typed = filled([
        ("title", c.title.clone()),
        ("description", super::product::words::to_type(&c.description)),
        ("position", c.position.to_string()),
        ("handle", c.handle.to_string()),
    ]);
    typed.0.extend(c.listed.then(|| ("listed".into(), "yes".into())));
    Ok(desk.page(&c.title, form(&desk, Some(&c), &typed, &Problems::default())))
}

async fn save(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let known = load(&desk, &id)?;
    keep(&desk, known.clone(), Some(known), Typed(fields), "Saved.").await
}

async fn keep(
    desk: &Desk,
    base: Collection,
    known: Option<Collection>,
    typed: Typed,
    said: &str,
) -> Result<Response, Fault> {
    let path = format!("/admin/collections/{}", base.id);
    let done = match read(&typed, base) {
        Ok(changed) => catalog::save_collection(desk.app(), &desk.by(), changed).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(desk.see(&path, said)),
        Err(error) => {
            let wrong = Problems::from(error)?;
            let title = known.as_ref().map_or("New collection", |c| c.title.as_str());
            Ok(desk.refused(title, form(desk, known.as_ref(), &typed, &wrong)))
        }
    }
}

fn read(typed: &Typed, base: Collection) -> Result<Collection, Error> {
    let title = line(typed.get("title"), "a name", TITLE_CHARS_MAX).at("title")?;
    let description = catalog::clean(&super::product::words::from_typed(typed.get("description")));
    if description.chars().count() > DESCRIPTION_CHARS_MAX {
        return Err(Error::field("description", format!("Please use at most {DESCRIPTION_CHARS_MAX} characters.")));
    }
    let position = typed.get("position").trim().parse();
    let position = position.map_err(|_| Error::field("position", "Please enter a whole number, such as 10."))?;
    let handle = match typed.get("handle").trim() {
        "" => base.handle,
        text => Handle::parse(text).at("handle")?,
    };
    Ok(Collection { title, description, position, handle, listed: typed.has("listed"), ..base })
}

async fn picture(desk: Desk, Path(id): Path<String>, files: Multipart) -> Result<Response, Fault> {
    let known = load(&desk, &id)?;
    let taken = take(desk.app(), files).await?;
    let path = format!("/admin/collections/{id}");
    let Some(picture) = taken.pictures.into_iter().next() else {
        return Err(Fault(Error::sentence(taken.troubles.join(" "))));
    };
    catalog::save_collection(desk.app(), &desk.by(), Collection { picture: Some(picture), ..known }).await?;
    Ok(desk.see(&path, "The picture is there."))
}

fn form(desk: &Desk, known: Option<&Collection>, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    let action = known.map_or("/admin/collections".to_owned(), |c| format!("/admin/collections/{}", c.id));
    html! {
        h1 { (known.map_or("New collection", |c| c.title.as_str())) }
        (f.summary())
        form.panel.stack method="post" action=(action) {
            div.fields {
                (f.input(Input::text("title", "Name").needed()))
                (f.area(Input::text("description", "Description").soft("if you like")))
                (f.input(Input::number("position", "Place").hint("The smallest comes first.").wide("w3")))
                @if known.is_some() { (f.input(Input::text("handle", "Web address").wide("w3"))) }
            }
            (f.tick("listed", "Show it in the menu and on the home page"))
            div.row-tight {
                button.btn { "Save" }
                @if let Some(c) = known { a.btn.quiet href={ "/collections/" (c.handle) } { "View in the shop" } }
            }
        }
        @if let Some(c) = known {
            section.panel aria-labelledby="picture" {
                h2 id="picture" { "Picture" }
                (thumb(desk, c.picture.as_ref()))
                (drop_area(&format!("{action}/picture"), "Choose a picture, or drop it here", "Use this picture", false))
            }
        }
    }
}
