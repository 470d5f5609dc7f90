//! How a product's page looks. Gallery, form and sticky button are parts that another choice replaces.

use super::super::super::form::Typed;
use super::super::super::ui::card;
use super::super::super::ui::frame;
use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::picture::Spot;
use super::super::super::ui::rich::rich;
use super::super::super::ui::words::tax_note;
use super::super::buying;
use super::super::choice::{self, Pill};
use super::{Shown, gone};
use crate::base::text::QUANTITY_MAX;
use crate::domain::catalog::{Picture, Variant};
use crate::domain::stock::Step;
use crate::words::Words;
use maud::{Markup, html};

pub fn main(front: &Front, shown: &Shown, variant: &Variant, typed: &Typed, refused: Option<&str>) -> Markup {
    let w = front.words;
    html! {
        (frame::crumbs(front, &shown.trail(&w.say("home"))))
        div class="pdp" {
            (gallery(front, shown, variant))
            div class="pdp-buy" { (form(front, shown, variant, typed, refused)) }
            (about(w, shown, variant))
        }
        @if !shown.beside.is_empty() {
            section class="section" aria-labelledby="with" {
                div class="row" { h2 id="with" { (w.say("same-shelf")) } }
                (card::grid(front, &shown.beside, false))
            }
        }
        div class="sticky-buy" id="sticky" data-part data-sticky="add" hidden {
            span class="price" { (w.money(variant.price)) }
            @if shown.buyable(variant) { (button(w, None, Some("buy"))) } @else { (gone::sticky(front, typed)) }
        }
    }
}

/// The variant's own picture first, then the others in their order.
fn gallery(front: &Front, shown: &Shown, variant: &Variant) -> Markup {
    let product = &shown.product;
    let own = product.picture_of(variant);
    let others = product.pictures.iter().filter(|p| Some(*p) != own);
    let pictures: Vec<&Picture> = own.into_iter().chain(others).collect();
    html! {
        div class="pdp-gallery" id="gallery" data-part data-gallery {
            ul class="gallery" tabindex="0" aria-label=(front.words.tell("pictures-of", [("title", product.title.as_str().into())])) {
                @for (i, picture) in pictures.iter().enumerate() {
                    @let alt = if picture.alt.is_empty() { &product.title } else { &picture.alt };
                    li { (front.picture(Some(picture), alt, if i == 0 { Spot::GALLERY.at_once() } else { Spot::GALLERY })) }
                }
                @if pictures.is_empty() { li { (front.picture(None, "", Spot::GALLERY)) } }
            }
            span class="gallery-count" data-gallery-count hidden {}
        }
    }
}

fn form(front: &Front, shown: &Shown, variant: &Variant, typed: &Typed, refused: Option<&str>) -> Markup {
    let (product, w) = (&shown.product, front.words);
    let path = format!("/products/{}", product.handle);
    html! {
        form id="buy" data-part data-live data-variant method="post" action=(front.to("/cart")) {
            input type="hidden" name="product" value=(product.handle);
            h1 { (product.title) }
            (price(front, variant, product.is_new(front.now)))
            @for (place, option) in product.options.iter().enumerate() {
                fieldset class="opts" {
                    legend { (option.name) ": " b { (variant.values.get(place).map_or("", String::as_str)) } }
                    div class="pills" {
                        @for pill in choice::pills(product, variant, place, |v| shown.buyable(v)) { (self::pill(w, &option.name, &pill)) }
                    }
                }
            }
            @if let Some(sentence) = refused {
                div class="notice warm" role="alert" tabindex="-1" data-focus { (icon("triangle")) div { p { (sentence) } } }
            }
            @if shown.buyable(variant) {
                div class="buyrow" { (quantity(w, typed)) (button(w, Some("add"), None)) }
                (stock(w, shown, variant))
            } @else {
                (stock(w, shown, variant))
                (gone::tell_me(front, typed))
            }
            @if !product.options.is_empty() {
                button class="btn quiet small plain" formmethod="get" formaction=(front.to(&path)) formnovalidate { (w.say("show-choice")) }
            }
            (buying::lines(front))
        }
    }
}

fn price(front: &Front, variant: &Variant, new: bool) -> Markup {
    let w = front.words;
    html! {
        p class="price" {
            @match variant.price_before.filter(|_| variant.on_sale()) {
                Some(before) => {
                    span class="now" { span class="unseen" { (w.say("price-now")) " " } (w.money(variant.price)) }
                    " " s { span class="unseen" { (w.say("price-before")) " " } (w.money(before)) }
                }
                None => { (w.money(variant.price)) }
            }
            @if new { " " span class="tag good" { (w.say("new")) } }
            " " span class="small" { (tax_note(front)) }
        }
    }
}

fn pill(w: Words, option: &str, pill: &Pill<'_>) -> Markup {
    html! {
        label class=(if pill.gone { "pill gone" } else { "pill" }) {
            input type="radio" name=(option) value=(pill.value) checked[pill.chosen];
            (pill.value)
            @if let Some(price) = pill.price { ", " (w.money(price)) }
            @if pill.gone { ", " (w.say("sold-out-inside")) }
        }
    }
}

fn quantity(w: Words, typed: &Typed) -> Markup {
    let wanted = typed.get("quantity").parse::<u32>().ok().filter(|n| (1..=QUANTITY_MAX).contains(n)).unwrap_or(1);
    html! {
        div class="qty" {
            button type="button" data-step="-1" aria-label=(w.say("one-less")) { (icon("minus")) }
            input type="number" name="quantity" value=(wanted) min="1" max=(QUANTITY_MAX) inputmode="numeric" aria-label=(w.say("quantity"));
            button type="button" data-step="1" aria-label=(w.say("one-more")) { (icon("plus")) }
        }
    }
}

fn button(w: Words, id: Option<&str>, form: Option<&str>) -> Markup {
    html! { button class="btn" id=[id] form=[form] { (w.say("add-to-cart")) } }
}

fn stock(w: Words, shown: &Shown, variant: &Variant) -> Markup {
    let gone = match variant.values.is_empty() {
        true => w.say("stock-gone"),
        false => w.tell("stock-gone-named", [("name", variant.name().into())]),
    };
    html! {
        @match shown.level(variant).step() {
            _ if !variant.counted => {}
            Step::Plenty => { p class="buy-stock" { (w.say("in-stock")) } }
            Step::Few(left) => { p class="buy-stock warm" { (w.tell("stock-left", [("n", left.into())])) } }
            Step::Gone if variant.sell_when_out => { p class="buy-stock" { (w.say("stock-to-order")) } }
            Step::Gone => { p class="buy-stock" { (gone) } }
        }
    }
}

fn about(w: Words, shown: &Shown, variant: &Variant) -> Markup {
    let product = &shown.product;
    html! {
        div class="pdp-about" {
            div class="text" { (rich(&product.description)) }
            @if !product.facts.is_empty() || !variant.sku.is_empty() {
                dl class="facts" {
                    @for fact in &product.facts { dt { (fact.label) } dd { (fact.value) } }
                    @if !variant.sku.is_empty() { dt { (w.say("article")) } dd { (variant.sku) } }
                }
            }
        }
    }
}
