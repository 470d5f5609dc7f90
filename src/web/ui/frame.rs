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
    let w = front.words;
    let header = html! {
        header {
            div class="wrap head bare" {
                a class="brand" href=(front.to("/")) { (front.settings.shop.name) }
                div class="head-tools" { a class="linklike" href=(front.to("/cart")) { (w.say("back-to-cart")) } }
            }
        }
    };
    let legal = front.pages.iter().filter(|(handle, _)| is_legal(handle.as_str()));
    let foot = html! {
        footer class="foot" {
            div class="wrap foot-end" {
                p class="row-tight" {
                    @for (handle, page) in legal { a class="linklike" href=(front.to(&format!("/pages/{handle}"))) { (page.title) } }
                }
            }
        }
    };
    framed(front, head, header, main, foot)
}

fn framed(front: &Front, head: &Head, header: Markup, main: Markup, foot: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(front.words.language().code()) {
            (seo::head(front, head))
            body {
                a class="skip" href="#main" { (front.words.say("skip-to-content")) }
                (header)
                main class="wrap" id="main" { (main) }
                (foot)
                div class="toast" role="status" data-toast {}
            }
        }
    }
}

fn header(front: &Front) -> Markup {
    let (face, w) = (&front.settings.face, front.words);
    html! {
        header {
            @if !face.announcement.is_empty() { p class="note" { (face.announcement) } }
            div class="wrap head" {
                details class="head-menu" data-menu {
                    summary class="sign" {
                        span class="icon-open" { (icon("menu")) }
                        span class="icon-close" { (icon("close")) }
                        span { (w.say("menu")) }
                    }
                    nav aria-label=(w.say("menu")) { (menu(front)) }
                }
                div class="head-search" { (search_form(front, "q-head", "search-shop", "")) }
                a class="brand" href=(front.to("/")) { (front.settings.shop.name) }
                div class="head-tools" {
                    a class="sign only-phone" href=(front.to("/search")) { (icon("search")) span { (w.say("search")) } }
                    (cart_link(front))
                }
                nav class="shelf" aria-label=(w.say("shop")) { (menu(front)) }
            }
        }
    }
}

fn menu(front: &Front) -> Markup {
    let here = |path: &str| (front.path == path).then_some("page");
    html! {
        @for collection in front.collections.iter().take(MENU_ENTRIES_MAX) {
            @let path = shelf_path(collection);
            a href=(front.to(&path)) aria-current=[here(&path)] { (collection.title) }
        }
        a href=(front.to("/collections/all")) aria-current=[here("/collections/all")] { (front.words.say("all")) }
    }
}

pub fn shelf_path(collection: &Collection) -> String {
    format!("/collections/{}", collection.handle)
}

fn cart_link(front: &Front) -> Markup {
    let pieces = front.cart.pieces();
    html! {
        a class="sign" id="cart-link" data-part href=(front.to("/cart")) {
            (icon("cart"))
            span { (front.words.say("cart")) }
            @if pieces > 0 {
                span class="count" { (pieces) }
                span class="unseen" { (front.words.tell("cart-things", [("n", pieces.into())])) }
            }
        }
    }
}

/// A search field; `id` keeps two on one page apart, `label` is the key of its name.
pub fn search_form(front: &Front, id: &str, label: &str, typed: &str) -> Markup {
    let w = front.words;
    html! {
        form class="search" action=(front.to("/search")) role="search" aria-label=(w.say(label))
            data-suggest=(front.to("/search/suggest")) {
            label class="unseen" for=(id) { (w.say("search-shop")) }
            input class="input" id=(id) name="q" type="search" value=(typed) placeholder=(w.say("search")) autocomplete="off"
                maxlength=(SEARCH_CHARS_MAX);
            button class="search-go" aria-label=(w.say("search")) { (icon("search")) }
        }
    }
}

fn foot(front: &Front) -> Markup {
    let (settings, w) = (&front.settings, front.words);
    let pages = |legal: bool| front.pages.iter().filter(move |(handle, _)| is_legal(handle.as_str()) == legal);
    html! {
        footer class="foot" {
            div class="wrap" {
                div class="foot-cols" {
                    div {
                        a class="brand" href=(front.to("/")) { (settings.shop.name) }
                        @if !settings.face.tagline.is_empty() { p { (settings.face.tagline) } }
                    }
                    div {
                        h2 { (w.say("shop")) }
                        ul {
                            @for collection in front.collections.iter().take(MENU_ENTRIES_MAX) {
                                li { a href=(front.to(&shelf_path(collection))) { (collection.title) } }
                            }
                            li { a href=(front.to("/collections/all")) { (w.say("everything")) } }
                        }
                    }
                    div {
                        h2 { (w.say("help")) }
                        ul {
                            @for (handle, page) in pages(false) { li { a href=(front.to(&format!("/pages/{handle}"))) { (page.title) } } }
                            li { a href={ "mailto:" (settings.shop.email) } { (w.say("write-to-us")) } }
                        }
                    }
                    @if pages(true).next().is_some() {
                        div {
                            h2 { (w.say("legal")) }
                            ul { @for (handle, page) in pages(true) { li { a href=(front.to(&format!("/pages/{handle}"))) { (page.title) } } } }
                        }
                    }
                }
                p class="foot-end" { (prices_note(front)) }
                (switch(front))
            }
        }
    }
}

fn is_legal(handle: &str) -> bool {
    LEGAL.contains(&handle)
}

/// "All prices in EUR, including VAT, plus delivery."
fn prices_note(front: &Front) -> String {
    let (w, currency) = (front.words, front.settings.currency.code());
    match tax_at_home(&front.settings) {
        None => w.tell("prices-plain", [("currency", currency.into())]),
        Some(rule) => {
            let of = [("currency", currency.into()), ("tax", w.named(&rule.label).into())];
            if rule.included { w.tell("prices-included", of) } else { w.tell("prices-without", of) }
        }
    }
}

/// The same page in the shop's other languages, each by its own name.
fn switch(front: &Front) -> Markup {
    let languages = &front.settings.languages;
    let here = front.words.language();
    html! {
        @if languages.are_several() {
            nav class="languages" aria-label=(front.words.say("languages")) {
                @for language in languages.all() {
                    @let code = language.code();
                    a class="linklike" href=(front.path_in(language)) lang=(code) hreflang=(code)
                        aria-current=[(language == here).then_some("true")] { (language.own_name()) }
                }
            }
        }
    }
}

/// "Home / Pottery / Breakfast mug": names and paths, the last one is here.
pub fn crumbs(front: &Front, trail: &[(&str, String)]) -> Markup {
    html! {
        nav class="crumbs" aria-label=(front.words.say("you-are-here")) {
            ol {
                @for (i, (name, path)) in trail.iter().enumerate() {
                    li {
                        @if i + 1 == trail.len() { span aria-current="page" { (name) } }
                        @else { a href=(front.to(path)) { (name) } }
                    }
                }
            }
        }
    }
}
