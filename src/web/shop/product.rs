//! A product: its pictures, its options, its price, what delivery costs, and the button.

mod gone;
mod view;

use super::super::error::Fault;
use super::super::form::Typed;
use super::super::guard::Visit;
use super::super::ui::card::{self, Card};
use super::super::ui::frame;
use super::super::ui::front::{self, Front};
use super::super::ui::seo::{self, Head};
use super::super::{Shared, Web};
use super::{choice, offer, shelf, with_status};
use crate::app::catalog::{self, Found};
use crate::app::{Error, checkout};
use crate::base::text::Handle;
use crate::domain::catalog::{Collection, Product, VARIANTS_MAX, Variant};
use crate::domain::stock::{Level, Step};
use crate::store::tables::StockKey;
use crate::store::{Rows, tables};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Other things from the same shelf.
const BESIDE_MAX: usize = 4;

pub fn routes() -> Router<Shared> {
    Router::new().route("/products/{handle}", get(show))
}

async fn show(
    State(web): State<Shared>,
    visit: Visit,
    Path(handle): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    page(&web, &visit, &handle, &Typed(query), None)
}

/// The page of a product; `refused` says why it did not go into the cart.
pub fn page(web: &Web, visit: &Visit, handle: &str, typed: &Typed, refused: Option<&Error>) -> Result<Response, Fault> {
    let handle = Handle::parse(handle).map_err(|_| Error::NotFound)?;
    let (front, found) = front::read(web, visit, |rows, _| match catalog::at(rows, &handle)? {
        Found::Product(product) if product.is_public() => Ok(Ok(load(rows, *product)?)),
        Found::Moved(to) => Ok(Err(to)),
        Found::Product(_) | Found::Nothing => Err(Error::NotFound),
    })?;
    let shown = match found {
        Ok(shown) => shown,
        Err(to) => return Ok(moved(&to)),
    };
    let Some(variant) = choice::shown(&shown.product, typed, |v| shown.buyable(v)) else {
        return Err(Fault::NOT_FOUND);
    };
    let sentence = refused.map(|error| error.in_words(front.words));
    let main = view::main(&front, &shown, variant, typed, sentence.as_deref());
    Ok(with_status(refused.is_some(), frame::page(&front, &head(&front, &shown, variant), main)))
}

fn moved(to: &Handle) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, format!("/products/{to}"))]).into_response()
}

/// A product with what stands around it.
pub struct Shown {
    pub product: Product,
    levels: Vec<(StockKey, Level)>,
    /// The shelf it is on, as the way back.
    pub shelf: Option<Collection>,
    pub beside: Vec<Card>,
}

fn load(rows: &(dyn Rows + '_), product: Product) -> Result<Shown, Error> {
    let levels = rows.under(&tables::STOCK, &product.id, VARIANTS_MAX)?;
    let first = product.collections.first();
    let shelf = first.map(|id| rows.get(&tables::COLLECTIONS, id)).transpose()?.flatten();
    let mut beside = match &shelf {
        Some(shelf) => shelf::newest(rows, Some(shelf.id), BESIDE_MAX + 1)?,
        None => Vec::new(),
    };
    beside.retain(|p| p.id != product.id);
    beside.truncate(BESIDE_MAX);
    let beside = card::cards(rows, beside)?;
    Ok(Shown { product, levels, shelf, beside })
}

impl Shown {
    pub fn level(&self, variant: &Variant) -> Level {
        self.levels.iter().find(|((_, id), _)| *id == variant.id).map(|(_, level)| *level).unwrap_or_default()
    }

    pub fn buyable(&self, variant: &Variant) -> bool {
        checkout::step_of(variant, self.level(variant)) != Step::Gone
    }

    /// Home, its shelf, itself.
    pub fn trail<'a>(&'a self, home: &'a str) -> Vec<(&'a str, String)> {
        let mut trail = vec![(home, "/".to_owned())];
        trail.extend(self.shelf.as_ref().map(|c| (c.title.as_str(), frame::shelf_path(c))));
        trail.push((&self.product.title, format!("/products/{}", self.product.handle)));
        trail
    }
}

fn head(front: &Front, shown: &Shown, variant: &Variant) -> Head {
    let product = &shown.product;
    let or = |own: &str, otherwise: String| if own.is_empty() { otherwise } else { own.to_owned() };
    let title = or(&product.seo_title, product.title.clone());
    let about = or(&product.seo_description, catalog::plain(&product.description));
    let mut head = Head::open(&title, &about, &format!("/products/{}", product.handle));
    head.picture = product.picture_of(variant).cloned();
    head.price = Some(variant.price);
    head.data = vec![
        offer::data(front, product, |v| shown.level(v)),
        seo::breadcrumbs(front, &shown.trail(&front.words.say("home"))),
    ];
    head
}
