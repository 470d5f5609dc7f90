//! The frame of the shop's pages: announcement, header, menu, search, cart, foot. Checkout has a quieter one.

use super::front::Front;
use super::icon::icon;
use super::seo::{self, Head};
use super::words::tax_at_home;
use crate::domain::catalog::Collection;
use maud::{DOCTYPE, Markup, html};

/// So many collections stand in the menu; the others are found under "All".
const MENU_ENTRIES_MAX: usize = 6;
const SEARCH_CHARS_MAX: usize = 100;
/// Pages that law asks for stand apart from those that help.
const LEGAL: [&str; 3] = ["imprint", "terms", "privacy"];

/// A page of the shop around its matter.
pub fn page(front: &Front, head: &Head, main: Markup) -> Markup {
    framed(front, head, header(front), main, foot(front))
}

/// A page with nothing to lead one away.
pub fn quiet_page(front: &Front, head: &Head, main: Markup) -> Markup {
    let header = html! {
        header {
            div class="wrap head bare" {
                a class="brand" href="/" { (front.settings.shop.name) }
                div class="head-tools" { a class="linklike" href="/cart" { "Back to the cart" } }
            }
        }
    };
    let legal = front.pages.iter().filter(|(handle, _)| is_legal(handle.as_str()));
    let foot = html! {
        footer class="foot" {
            div class="wrap foot-end" {
                p class="row-tight" {
                    @for (handle, page) in legal { a class="linklike" href={ "/pages/" (handle) } { (page.title) } }
                }
            }
        }
    };
    framed(front, head, header, main, foot)
}

fn framed(front: &Front, head: &Head, header: Markup, main: Markup, foot: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(front.settings.shop.language) {
            (seo::head(front, head))
            body {
                a class="skip" href="#main" { "To the content" }
                (header)
                main class="wrap" id="main" { (main) }
                (foot)
                div class="toast" role="status" data-toast {}
            }
        }
    }
}

fn header(front: &Front) -> Markup {
    let face = &front.settings.face;
    html! {
        header {
            @if !face.announcement.is_empty() { p class="note" { (face.announcement) } }
            div class="wrap head" {
                details class="head-menu" data-menu {
                    summary class="sign" {
                        span class="icon-open" { (icon("menu")) }
                        span class="icon-close" { (icon("close")) }
                        span { "Menu" }
                    }
                    nav aria-label="Menu" { (menu(front)) }
                }
                div class="head-search" { (search_form("q-head", "Search the shop", "")) }
                a class="brand" href="/" { (front.settings.shop.name) }
                div class="head-tools" {
                    a class="sign only-phone" href="/search" { (icon("search")) span { "Search" } }
                    (cart_link(front))
                }
                nav class="shelf" aria-label="Shop" { (menu(front)) }
            }
        }
    }
}

fn menu(front: &Front) -> Markup {
    let here = |path: &str| (front.path == path).then_some("page");
    html! {
        @for collection in front.collections.iter().take(MENU_ENTRIES_MAX) {
            @let path = shelf_path(collection);
            a href=(path) aria-current=[here(&path)] { (collection.title) }
        }
        a href="/collections/all" aria-current=[here("/collections/all")] { "All" }
    }
}

pub fn shelf_path(collection: &Collection) -> String {
    format!("/collections/{}", collection.handle)
}

fn cart_link(front: &Front) -> Markup {
    let pieces = front.cart.pieces();
    html! {
        a class="sign" id="cart-link" data-part href="/cart" {
            (icon("cart"))
            span { "Cart" }
            @if pieces > 0 {
                span class="count" { (pieces) }
                span class="unseen" { (if pieces == 1 { "thing in it" } else { "things in it" }) }
            }
        }
    }
}

/// A search field; `id` keeps two on one page apart.
pub fn search_form(id: &str, label: &str, typed: &str) -> Markup {
    html! {
        form class="search" action="/search" role="search" aria-label=(label) data-suggest="/search/suggest" {
            label class="unseen" for=(id) { "Search the shop" }
            input class="input" id=(id) name="q" type="search" value=(typed) placeholder="Search" autocomplete="off"
                maxlength=(SEARCH_CHARS_MAX);
            button class="search-go" aria-label="Search" { (icon("search")) }
        }
    }
}

fn foot(front: &Front) -> Markup {
    let settings = &front.settings;
    let pages = |legal: bool| front.pages.iter().filter(move |(handle, _)| is_legal(handle.as_str()) == legal);
    html! {
        footer class="foot" {
            div class="wrap" {
                div class="foot-cols" {
                    div {
                        a class="brand" href="/" { (settings.shop.name) }
                        @if !settings.face.tagline.is_empty() { p { (settings.face.tagline) } }
                    }
                    div {
                        h2 { "Shop" }
                        ul {
                            @for collection in front.collections.iter().take(MENU_ENTRIES_MAX) {
                                li { a href=(shelf_path(collection)) { (collection.title) } }
                            }
                            li { a href="/collections/all" { "Everything" } }
                        }
                    }
                    div {
                        h2 { "Help" }
                        ul {
                            @for (handle, page) in pages(false) { li { a href={ "/pages/" (handle) } { (page.title) } } }
                            li { a href={ "mailto:" (settings.shop.email) } { "Write to us" } }
                        }
                    }
                    @if pages(true).next().is_some() {
                        div {
                            h2 { "Legal" }
                            ul { @for (handle, page) in pages(true) { li { a href={ "/pages/" (handle) } { (page.title) } } } }
                        }
                    }
                }
                p class="foot-end" { (prices_note(front)) }
            }
        }
    }
}

fn is_legal(handle: &str) -> bool {
    LEGAL.contains(&handle)
}

/// "All prices in Euro, including VAT, plus delivery."
fn prices_note(front: &Front) -> String {
    let tax = tax_at_home(&front.settings).map(|rule| match rule.included {
        true => format!("including {}, ", rule.label),
        false => format!("without {}, ", rule.label),
    });
    format!("All prices in {}, {}plus delivery.", front.settings.currency.name(), tax.unwrap_or_default())
}

/// "Home / Pottery / Breakfast mug": names and paths, the last one is here.
pub fn crumbs(trail: &[(&str, String)]) -> Markup {
    html! {
        nav class="crumbs" aria-label="You are here" {
            ol {
                @for (i, (name, path)) in trail.iter().enumerate() {
                    li {
                        @if i + 1 == trail.len() { span aria-current="page" { (name) } }
                        @else { a href=(path) { (name) } }
                    }
                }
            }
        }
    }
}
