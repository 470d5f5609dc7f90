//! One product: everything about it on one page, each part with a form of its own.

mod fill;
mod options;
mod pictures;
mod read;
mod stock;
mod variants;
mod view;
pub mod words;

use super::frame::Desk;
use crate::app::{Error, catalog};
use crate::base::Id;
use crate::domain::catalog::Product;
use crate::domain::discount::WHOLE_PPM;
use crate::store::tables;
use crate::web::Shared;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/products/{id}", get(show).post(save))
        .route("/admin/products/{id}/duplicate", post(duplicate))
        .route("/admin/products/{id}/sale", post(sale))
        .route("/admin/products/{id}/options", post(options::make))
        .route("/admin/products/{id}/variants/remove", post(variants::remove))
        .route("/admin/products/{id}/stock", post(stock::change))
        .route("/admin/products/{id}/pictures/order", post(pictures::arrange))
        .merge(pictures::upload_route())
}

async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let product = load(&desk, &id)?;
    let page = view::page(&desk, &product, &fill::typed(&product, Typed(asked)), &Problems::default())?;
    Ok(desk.page(&product.title, page))
}

fn load(desk: &Desk, id: &str) -> Result<Product, Error> {
    let id: Id<Product> = Id::parse(id).ok_or(Error::NotFound)?;
    desk.app().read(|rows| Ok(rows.get(&tables::PRODUCTS, &id)?))?.ok_or(Error::NotFound)
}

fn path(product: &Product) -> String {
    format!("/admin/products/{}", product.id)
}

/// Back to the product, telling what was done; or the product again with what was refused and what was typed.
fn answer(
    desk: &Desk,
    product: &Product,
    typed: Typed,
    done: Result<(), Error>,
    said: &str,
) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(desk.see(&path(product), said)),
        Err(error) => {
            let wrong = Problems::from(error)?;
            Ok(desk.refused(&product.title, view::page(desk, product, &typed, &wrong)?))
        }
    }
}

async fn save(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    let done = match read::edit(&typed, &product) {
        Ok(edit) => catalog::change(desk.app(), &desk.by(), product.id, move |p| edit.apply(p)).await,
        Err(error) => Err(error),
    };
    answer(&desk, &product, fill::beside(&product, typed), done, "Saved.")
}

async fn duplicate(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let product = load(&desk, &id)?;
    let copy = catalog::duplicate(desk.app(), &desk.by(), product.id).await?;
    Ok(desk.see(&format!("/admin/products/{copy}"), "This is the copy, a draft. Change it and put it up for sale."))
}

async fn sale(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    if typed.has("end") {
        let done = catalog::end_sale(desk.app(), &desk.by(), product.id).await;
        return answer(&desk, &product, fill::typed(&product, typed), done, "The sale has ended.");
    }
    let percent: u32 = typed.get("percent").trim().trim_end_matches('%').trim().parse().unwrap_or(0);
    let done = catalog::put_on_sale(desk.app(), &desk.by(), product.id, percent.min(100) * (WHOLE_PPM / 100)).await;
    answer(&desk, &product, fill::typed(&product, typed), done, "It is on sale.")
}
