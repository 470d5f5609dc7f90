//! The product's page: what most products need first, everything else under *More*, the shelf on the right.

use super::fill::{STATUSES, TAX_CLASSES};
use super::{options, path, pictures, stock, variants};
use crate::app::Error;
use crate::domain::catalog::{Collection, Product};
use crate::store::{Span, tables};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::products::status_in_words;
use crate::web::form::{Problems, Typed};
use maud::{Markup, html};

const COLLECTIONS_MAX: usize = 200;

pub fn page(desk: &Desk, product: &Product, typed: &Typed, wrong: &Problems) -> Result<Markup, Error> {
    let f = Fields { typed, wrong };
    let collections = collections(desk)?;
    Ok(html! {
        div.row { h1 { (product.title) } (status_in_words(product, None)) }
        (f.summary())
        (jumps())
        div.detail {
            div {
                form.stack-wide id="product" method="post" action=(path(product)) {
                    (main(desk, product, &f))
                    @if product.variants.len() > 1 || !product.options.is_empty() { (variants::several(product, &f)) }
                    (more(product, &f))
                    div.save { a.linklike href="/admin/products" { "Leave it" } button.btn { "Save" } }
                }
                @if product.variants.len() > 1 { (variants::removal_form(product)) }
                (pictures::panel(desk, product, &f))
                (options::panel(product, &f))
            }
            aside aria-label="Sale, stock and place" {
                (sale(product, &f))
                (stock::panel(desk, product, &f)?)
                (place(&collections, &f))
                (also(product))
            }
        }
    })
}

/// On a phone all this stands below each other: one tap to each part of it.
fn jumps() -> Markup {
    html! {
        nav.views.narrow-only aria-label="On this page" {
            @for (id, words) in [("sale", "Sale"), ("stock", "Stock"), ("pictures", "Pictures"), ("place", "Collections")] {
                a href={ "#" (id) } { (words) }
            }
        }
    }
}

fn collections(desk: &Desk) -> Result<Vec<Collection>, Error> {
    desk.app().read(|rows| {
        let found = rows.walk(&tables::COLLECTION_BY_POSITION, Span::all(), COLLECTIONS_MAX)?.rows;
        let all = found.iter().map(|(_, id)| rows.get(&tables::COLLECTIONS, id)).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().flatten().collect())
    })
}

fn main(desk: &Desk, product: &Product, f: &Fields<'_>) -> Markup {
    let hint = format!("In {}.", desk.settings.currency.name());
    let statuses: Vec<(&str, &str)> = STATUSES.iter().map(|(_, code, words)| (*code, *words)).collect();
    let alone = product.variants.first().filter(|_| product.options.is_empty());
    html! {
        section.panel aria-label="The product" {
            div.fields {
                (f.input(Input::text("title", "Name").needed()))
                @if let Some(variant) = alone { (variants::only_price(variant, f, &hint)) }
                (f.select(Input::text("status", "State").wide("w3"), &statuses))
                (f.area(Input::text("description", "Description").hint("An empty line begins a new paragraph.")))
            }
        }
    }
}

fn more(product: &Product, f: &Fields<'_>) -> Markup {
    let alone = product.variants.first().filter(|_| product.options.is_empty());
    let tax: Vec<(&str, &str)> = TAX_CLASSES.iter().map(|(_, code, words)| (*code, *words)).collect();
    let names = ["facts", "vendor", "kind", "handle", "seo_title", "seo_description"];
    let wrong_sku =
        alone.is_some_and(|v| ["sku", "weight"].iter().any(|w| f.wrong.of(&format!("{w}-{}", v.id)).is_some()));
    html! {
        details.panel.fold open[wrong_sku || names.iter().any(|n| f.wrong.of(n).is_some())] {
            summary { "More: facts, article number, tax, search engines" }
            div.fields {
                @if let Some(variant) = alone { (variants::only_more(product, variant, f)) }
                (f.area(Input::text("facts", "Facts").hint("One to a line: Height: 9 cm")))
                (f.input(Input::text("kind", "Kind").hint("Mug, tea towel, board").wide("w3")))
                (f.input(Input::text("vendor", "Brand or maker").wide("w3")))
                (f.input(Input::text("tags", "Words it should be found by").hint("Parted by commas.")))
                (f.select(Input::text("tax_class", "Tax"), &tax))
                (f.input(Input::text("handle", "Web address").hint("Old links lead to the new one when you change it.")))
                (f.input(Input::text("seo_title", "Title for search engines").soft("else its name")))
                (f.input(Input::text("seo_description", "Description for search engines").soft("else how it begins")))
            }
        }
    }
}

/// Cheaper with two taps, whatever it has in variants.
fn sale(product: &Product, f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="sale" {
            h2 id="sale" { "Sale" }
            form.stack method="post" action={ (path(product)) "/sale" } {
                (f.input(Input::number("percent", "Per cent off").hint("The price before is shown beside it.")))
                div.row-tight {
                    button.btn.quiet { @if product.on_sale() { "Change the sale" } @else { "Put on sale" } }
                    @if product.on_sale() { button.linklike name="end" value="yes" { "End the sale" } }
                }
            }
        }
    }
}

/// Where it stands; these fields belong to the main form.
fn place(collections: &[Collection], f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="place" {
            h2 id="place" { "Collections" }
            @if collections.is_empty() {
                p.small.soft { "Collections group products. " a href="/admin/collections/new" { "Make the first one" } }
            } @else {
                fieldset.group aria-labelledby="place" {
                    @for c in collections {
                        @let id = c.id.to_string();
                        label.check {
                            input type="checkbox" name="collection" value=(id) form="product" checked[f.typed.all("collection").any(|t| t == id)];
                            span { (c.title) }
                        }
                    }
                }
            }
            button.btn.quiet form="product" { "Save" }
        }
    }
}

fn also(product: &Product) -> Markup {
    html! {
        section.panel aria-label="More to do" {
            div.row-tight {
                @if product.is_public() { a.btn.quiet.small href={ "/products/" (product.handle) } { "View in the shop" } }
                form method="post" action={ (path(product)) "/duplicate" } { button.btn.quiet.small { "Duplicate" } }
                a.btn.quiet.small href={ "/admin/going-back?product=" (product.id) } { "Earlier versions" }
            }
        }
    }
}
