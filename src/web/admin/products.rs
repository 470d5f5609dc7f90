//! Products as a list, in order of their names or as the search finds them; a new one from a name and a price.

use super::fields::{Fields, Input};
use super::frame::Desk;
use super::list::{self, PAGE_ROWS, pager};
use super::parts::{count, empty, state, thumb};
use crate::app::{Error, catalog};
use crate::base::Id;
use crate::domain::catalog::{Product, Status, VARIANTS_MAX};
use crate::store::{Rows, Span, keys, tables};
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::guard::form_encode;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

/// Products looked at to fill one page of those with a certain status.
const LOOKED_AT_MAX: usize = 300;
const TYPED_CHARS_MAX: usize = 100;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/products", get(show).post(create))
        .route("/admin/products/new", get(async |desk: Desk| new_page(&desk, &Typed::default(), &Problems::default())))
}

/// A product with how many there are of it; `None` when it is not counted.
pub struct Row {
    pub product: Product,
    pub left: Option<i64>,
}

struct Listed {
    rows: Vec<Row>,
    next: Option<Vec<u8>>,
    near: bool,
}

/// What somebody typed leads to.
pub struct Found {
    pub rows: Vec<Row>,
    /// Nothing was found: these only come near.
    pub near: bool,
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let q: String = asked.get("q").trim().chars().take(TYPED_CHARS_MAX).collect();
    let (status, mark) = (parse_status(asked.get("status")), asked.get("after"));
    let listed = if q.is_empty() {
        desk.app().read(|rows| by_title(rows, status, mark))?
    } else {
        let Found { rows, near } = find(&desk, &q, PAGE_ROWS)?;
        Listed { rows, next: None, near }
    };
    Ok(desk.page("Products", view(&desk, &q, status, mark, &listed)))
}

async fn create(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let (title, price) = (typed.get("title").to_owned(), typed.get("price").to_owned());
    match catalog::create(desk.app(), &desk.by(), title, price).await {
        Ok(id) => {
            Ok(desk.see(&format!("/admin/products/{id}"), "It is for sale. Add pictures and how many there are."))
        }
        Err(error) => {
            let page = new_view(&desk, &typed, &Problems::from(error)?);
            Ok(desk.refused("New product", page))
        }
    }
}

const STATUSES: [(Option<Status>, &str, &str); 4] = [
    (None, "", "All"),
    (Some(Status::Active), "active", "For sale"),
    (Some(Status::Draft), "draft", "Drafts"),
    (Some(Status::Archived), "archived", "Put away"),
];

fn parse_status(text: &str) -> Option<Status> {
    STATUSES.iter().find(|(_, code, _)| *code == text).and_then(|(status, _, _)| *status)
}

/// A page of the index by title; of one status by looking further, up to a bound.
fn by_title(rows: &(dyn Rows + '_), status: Option<Status>, mark: &str) -> Result<Listed, Error> {
    let page = rows.walk(&tables::PRODUCT_BY_TITLE, list::from(Span::all(), mark), LOOKED_AT_MAX)?;
    let mut next = page.next;
    let mut found = Vec::new();
    for (title, id) in page.rows {
        if found.len() == PAGE_ROWS {
            break;
        }
        let Some(product) = rows.get(&tables::PRODUCTS, &id)? else { continue };
        if status.is_none_or(|s| s == product.status) {
            found.push((keys::encode(&(title, id)), row(rows, product)?));
        }
    }
    if found.len() == PAGE_ROWS {
        next = found.last().map(|(key, _)| key.clone());
    }
    Ok(Listed { rows: found.into_iter().map(|(_, row)| row).collect(), next, near: false })
}

fn row(rows: &(dyn Rows + '_), product: Product) -> Result<Row, Error> {
    let levels = rows.under(&tables::STOCK, &product.id, VARIANTS_MAX)?;
    let counted = product.variants.iter().any(|v| v.counted);
    let left = counted.then(|| levels.iter().map(|(_, level)| level.available()).sum());
    Ok(Row { product, left })
}

/// What the search finds, and things not for sale whose names begin so, which it does not know.
pub fn find(desk: &Desk, q: &str, limit: usize) -> Result<Found, Error> {
    let found = desk.app().search.find_for_staff(q, 0, limit)?;
    let searched: Vec<Id<Product>> = found.ids.into_iter().map(Id::from_bytes).collect();
    desk.app().read(|rows| {
        let span = Span::prefix(q.to_lowercase().as_bytes());
        let named: Vec<_> =
            rows.walk(&tables::PRODUCT_BY_TITLE, span, limit)?.rows.into_iter().map(|(_, id)| id).collect();
        let near = found.nearest && named.is_empty();
        // What only comes near does not stand beside what was found.
        let mut ids = if found.nearest == near { searched.clone() } else { Vec::new() };
        for id in named {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let products = catalog::load_all(rows, ids.into_iter().take(limit))?;
        Ok(Found { rows: products.into_iter().map(|p| row(rows, p)).collect::<Result<_, _>>()?, near })
    })
}

/// Said above things that only come near.
pub fn only_near(q: &str) -> Markup {
    html! {
        div.notice {
            (icon("search"))
            div { h2 { "Nothing was found for “" (q) "”." } p { "These only come near." } }
        }
    }
}

fn view(desk: &Desk, q: &str, status: Option<Status>, mark: &str, listed: &Listed) -> Markup {
    html! {
        div.row { h1 { "Products" } a.btn.small href="/admin/products/new" { (icon("plus")) "New product" } }
        nav.views aria-label="Lists" {
            @for (s, code, name) in STATUSES {
                a href=(path(code)) aria-current=[(s == status && q.is_empty()).then_some("page")] { (name) }
            }
        }
        form.filters method="get" action="/admin/products" role="search" aria-label="Find products" {
            div.field {
                label for="find" { "Name, kind or article number" }
                input.input id="find" name="q" type="search" value=(q) autocomplete="off";
            }
            button.btn.quiet { (icon("search")) "Find" }
        }
        @if listed.rows.is_empty() {
            (nothing(q, status))
        } @else {
            @if listed.near { (only_near(q)) }
            section.panel aria-label="Products" { (table(desk, &listed.rows)) }
            (pager(&path(code(status)), mark, listed.next.as_deref()))
        }
    }
}

fn code(status: Option<Status>) -> &'static str {
    STATUSES.iter().find(|(s, _, _)| *s == status).map_or("", |(_, code, _)| *code)
}

fn path(code: &str) -> String {
    if code.is_empty() { "/admin/products".into() } else { format!("/admin/products?status={}", form_encode(code)) }
}

fn nothing(q: &str, status: Option<Status>) -> Markup {
    let new = Some(("/admin/products/new", "Add a product"));
    match status {
        _ if !q.is_empty() => empty(
            &format!("Nothing was found for “{q}”."),
            "Try another word, or a part of the article number.",
            Some(("/admin/products", "All products")),
        ),
        None => empty("No products yet", "A name and a price are enough for the first one.", new),
        Some(_) => empty("Nothing here", "", Some(("/admin/products", "All products"))),
    }
}

pub fn table(desk: &Desk, rows: &[Row]) -> Markup {
    html! {
        table.rows {
            thead { tr {
                th scope="col" { span.unseen { "Picture" } } th scope="col" { "Name" } th scope="col" { "State" }
                th.end scope="col" { "Price" } th.end scope="col" { "Left" }
            } }
            tbody {
                @for Row { product, left } in rows {
                    tr {
                        td.pic { (thumb(desk, product.pictures.first())) }
                        td.lead { a href={ "/admin/products/" (product.id) } { (product.title) } }
                        td.sub { (status_in_words(product, *left)) }
                        td.amount.end.num { (price(product)) }
                        td.sub-end.end.num {
                            @match left { Some(n) => { (n) span.narrow-only { " left" } } None => span.soft { "not counted" } }
                        }
                    }
                }
            }
        }
    }
}

fn price(product: &Product) -> String {
    match product.prices() {
        Some((low, high)) if low != high => format!("from {}", low.show()),
        Some((low, _)) => low.show(),
        None => String::new(),
    }
}

pub fn status_in_words(product: &Product, left: Option<i64>) -> Markup {
    match product.status {
        Status::Draft => state("wait", "Draft"),
        Status::Archived => state("wait", "Put away"),
        Status::Active if left == Some(0) => state("todo", "Sold out"),
        Status::Active if product.on_sale() => state("done", "On sale"),
        Status::Active if product.variants.len() > 1 => {
            state("done", &format!("For sale, {}", count(product.variants.len(), "variant", "variants")))
        }
        Status::Active => state("done", "For sale"),
    }
}

fn new_page(desk: &Desk, typed: &Typed, wrong: &Problems) -> Response {
    desk.page("New product", new_view(desk, typed, wrong))
}

fn new_view(desk: &Desk, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    let hint = format!("In {}.", desk.settings.currency.name());
    html! {
        h1 { "New product" }
        (f.summary())
        form.panel.stack method="post" action="/admin/products" {
            div.fields {
                (f.input(Input::text("title", "Name").needed()))
                (f.input(Input { hint: &hint, ..Input::money("price", "Price").needed() }))
            }
            p.small.soft { "Everything else has a default and can wait." }
            button.btn { "Add it" }
        }
    }
}
