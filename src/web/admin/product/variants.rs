//! The variants of a product in its main form: one alone as two fields, several as a table.

use super::{answer, fill, load};
use crate::app::{Error, variants};
use crate::base::Id;
use crate::domain::catalog::{Product, Variant};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::Typed;
use axum::extract::{Form, Path};
use axum::response::Response;
use maud::{Markup, html};

const REMOVAL: &str = "remove-variant";

pub async fn remove(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    let variant = Id::parse(typed.get("variant")).ok_or(Error::NotFound)?;
    let done = variants::remove(desk.app(), &desk.by(), product.id, variant).await;
    answer(&desk, &product, fill::typed(&product, typed), done, "The variant is removed.")
}

/// Price and price before, for a product that has no options.
pub fn only_price(variant: &Variant, f: &Fields<'_>, hint: &str) -> Markup {
    let id = variant.id;
    html! {
        (f.input(Input { name: &format!("price-{id}"), label: "Price", hint, ..Input::money("", "") }.wide("w3")))
        (f.input(Input { name: &format!("before-{id}"), label: "Price before", soft: "on sale", ..Input::money("", "") }.wide("w3")))
    }
}

/// What is seldom needed of a product without options.
pub fn only_more(product: &Product, variant: &Variant, f: &Fields<'_>) -> Markup {
    let id = variant.id;
    html! {
        (f.input(Input { name: &format!("sku-{id}"), label: "Article number", ..Input::text("", "") }.wide("w3")))
        (f.input(Input { name: &format!("weight-{id}"), label: "Weight in grams", ..Input::number("", "") }.wide("w3")))
        (picture(product, variant, f))
        (f.tick(&format!("beyond-{id}"), "Sell when out of stock"))
        (f.tick(&format!("uncounted-{id}"), "Do not count it, it never runs out"))
    }
}

/// One group of fields per variant: a table would not fit a phone.
pub fn several(product: &Product, f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="variants" {
            h2 id="variants" { "Variants" }
            @for variant in &product.variants { (one(product, variant, f)) }
        }
    }
}

fn one(product: &Product, variant: &Variant, f: &Fields<'_>) -> Markup {
    let id = variant.id;
    let wrong = ["price", "before", "sku", "weight"].iter().any(|what| f.wrong.of(&format!("{what}-{id}")).is_some());
    html! {
        details.fold open[wrong || product.variants.len() <= 4] {
            summary { span { (variant.name()) span.soft.num { "  " (variant.price.show()) } } }
            div.fields {
                (f.input(Input { name: &format!("price-{id}"), label: "Price", ..Input::money("", "") }.wide("w3")))
                (f.input(Input { name: &format!("before-{id}"), label: "Price before", soft: "on sale", ..Input::money("", "") }.wide("w3")))
                (f.input(Input { name: &format!("sku-{id}"), label: "Article number", ..Input::text("", "") }.wide("w3")))
                (f.input(Input { name: &format!("weight-{id}"), label: "Weight in grams", ..Input::number("", "") }.wide("w3")))
                (picture(product, variant, f))
                div { (f.tick(&format!("beyond-{id}"), "Sell when out of stock"))
                    (f.tick(&format!("uncounted-{id}"), "Do not count it")) }
            }
            @if product.variants.len() > 1 { (removal(variant)) }
        }
    }
}

/// Folded, because it cannot be undone; its form stands outside the main one.
fn removal(variant: &Variant) -> Markup {
    html! {
        details.fold {
            summary { "Remove this variant" }
            div.stack {
                p.small.soft { "It is sold no more, and its stock counts as none. Orders that have it keep it. This cannot be undone." }
                button.btn.danger.small form=(REMOVAL) name="variant" value=(variant.id) { "Remove " (variant.name()) }
            }
        }
    }
}

/// The form the buttons above belong to.
pub fn removal_form(product: &Product) -> Markup {
    html! { form id=(REMOVAL) method="post" action={ "/admin/products/" (product.id) "/variants/remove" } {} }
}

fn picture(product: &Product, variant: &Variant, f: &Fields<'_>) -> Markup {
    let named = |(i, alt): (usize, &str)| {
        let words = if alt.is_empty() { String::new() } else { format!(", {alt}") };
        (i.to_string(), format!("Picture {}{words}", i + 1))
    };
    let all: Vec<(String, String)> = product.pictures.iter().map(|p| p.alt.as_str()).enumerate().map(named).collect();
    let options: Vec<(&str, &str)> = std::iter::once(("", "The first one"))
        .chain(all.iter().map(|(n, words)| (n.as_str(), words.as_str())))
        .collect();
    html! {
        @if product.pictures.len() > 1 {
            (f.select(Input { name: &format!("picture-{}", variant.id), label: "Picture that shows it", ..Input::text("", "") }, &options))
        }
    }
}
