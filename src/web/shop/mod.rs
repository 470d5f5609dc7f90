//! The storefront: one file per page, each with its routes, handlers and view.

mod add;
mod buying;
mod cart;
mod checkout;
mod choice;
mod collection;
mod home;
mod next;
mod offer;
mod order;
mod page;
mod pictures;
mod product;
mod robots;
mod search;
mod shelf;
mod terms;
mod test_gateway;
mod waiting;

use super::Shared;
use crate::domain::place::Country;
use crate::domain::settings::Settings;
use crate::words::Words;
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use std::collections::BTreeSet;

pub fn routes(web: &Shared) -> Router<Shared> {
    let same_for_all = Router::new()
        .merge(home::routes())
        .merge(collection::routes())
        .merge(product::routes())
        .merge(page::routes())
        .layer(axum::middleware::from_fn_with_state(web.clone(), super::cache::kept));
    Router::new()
        .merge(same_for_all)
        .merge(cart::routes())
        .merge(add::routes())
        .merge(checkout::routes())
        .merge(order::routes())
        .merge(test_gateway::routes())
        .merge(waiting::routes())
        .merge(search::routes())
        .merge(robots::routes())
        .merge(pictures::routes())
}

/// "Look there": after something was done, or when there is nothing to do here.
fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}

/// The page as it is, or again because of what was wrong with the form.
fn with_status(refused: bool, page: Markup) -> Response {
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, page).into_response()
}

/// The countries something can be sent to, in the order of their names.
fn delivered_to(settings: &Settings, words: Words) -> Vec<Country> {
    let zones = settings.rules.zones.iter().filter(|z| !z.rates.is_empty());
    let name = |country: &Country| words.country(country.code());
    if zones.clone().any(|z| z.countries.is_empty()) {
        return words.by_name(Country::all(), name);
    }
    let pickup = settings.rules.pickup.iter().map(|_| settings.shop.country);
    let named: BTreeSet<Country> = zones.flat_map(|z| z.countries.iter().copied()).chain(pickup).collect();
    words.by_name(named, name)
}
