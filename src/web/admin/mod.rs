//! The merchant's desk: one file per page, each with its routes, handlers and view. The list below draws the menu.

mod activity;
mod backups;
mod brought_back;
mod chart;
mod collections;
mod customers;
mod discounts;
mod doubts;
mod fields;
mod frame;
mod going_back;
mod import;
mod letters;
mod list;
mod order;
mod orders;
mod parts;
mod product;
mod products;
mod rejoin;
mod search;
mod settings;
pub mod setup;
mod sign_in;
mod today;
mod transfers;
mod upload;

use super::Shared;
use axum::Router;

/// Where a page stands in the menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    Sell,
    Shop,
    Care,
}

impl Group {
    pub const ALL: [Group; 3] = [Group::Sell, Group::Shop, Group::Care];

    pub fn title(self) -> &'static str {
        match self {
            Group::Sell => "Sell",
            Group::Shop => "Shop",
            Group::Care => "Care",
        }
    }
}

pub struct Page {
    pub title: &'static str,
    pub group: Group,
    pub path: &'static str,
    pub routes: fn() -> Router<Shared>,
}

const fn page(title: &'static str, group: Group, path: &'static str, routes: fn() -> Router<Shared>) -> Page {
    Page { title, group, path, routes }
}

/// Every page of the menu, in its order.
pub const PAGES: &[Page] = &[
    page("Today", Group::Sell, "/admin", today::routes),
    page("Orders", Group::Sell, "/admin/orders", orders::routes),
    page("Products", Group::Sell, "/admin/products", products::routes),
    page("Collections", Group::Sell, "/admin/collections", collections::routes),
    page("Import", Group::Sell, "/admin/import", import::routes),
    page("Customers", Group::Sell, "/admin/customers", customers::routes),
    page("Discounts", Group::Sell, "/admin/discounts", discounts::routes),
    page("Home page", Group::Shop, "/admin/settings/home", settings::home::routes),
    page("Pages", Group::Shop, "/admin/settings/pages", settings::pages::routes),
    page("Delivery", Group::Shop, "/admin/settings/delivery", settings::delivery::routes),
    page("Tax", Group::Shop, "/admin/settings/tax", settings::tax::routes),
    page("Payments", Group::Shop, "/admin/settings/payments", settings::payments::routes),
    page("Mail", Group::Shop, "/admin/settings/mail", settings::mail::routes),
    page("Settings", Group::Shop, "/admin/settings", settings::shop::routes),
    page("Letters", Group::Care, "/admin/letters", letters::routes),
    page("Backups", Group::Care, "/admin/backups", backups::routes),
    page("Going back", Group::Care, "/admin/going-back", going_back::routes),
    page("Activity", Group::Care, "/admin/activity", activity::routes),
];

/// Pages that no menu leads to.
const HIDDEN: &[fn() -> Router<Shared>] = &[
    sign_in::routes,
    brought_back::routes,
    rejoin::routes,
    search::routes,
    order::routes,
    product::routes,
    doubts::routes,
    transfers::routes,
    settings::account::routes,
    settings::cards::routes,
    settings::domain::routes,
];

pub fn routes() -> Router<Shared> {
    let all = PAGES.iter().map(|p| p.routes).chain(HIDDEN.iter().copied());
    all.fold(Router::new(), |router, routes| router.merge(routes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_place() {
        // Two pages with one address make the router panic here.
        let _ = routes();
        for (i, page) in PAGES.iter().enumerate() {
            assert!(page.path == "/admin" || page.path.starts_with("/admin/"), "{}", page.path);
            assert!(PAGES[..i].iter().all(|p| p.title != page.title && p.path != page.path), "{}", page.title);
        }
    }
}
