//! How the cart looks: its lines on one side, the sum on the other.

use super::super::super::ui::card::{self, Card};
use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::picture::Spot;
use super::super::add;
use super::{Said, summary};
use crate::app::checkout::{Basket, BasketLine};
use crate::base::Money;
use crate::base::text::QUANTITY_MAX;
use crate::words::Words;
use maud::{Markup, html};

pub fn empty(front: &Front, instead: &[Card]) -> Markup {
    let w = front.words;
    html! {
        div class="page-head" { h1 { (front.words.say("your-cart")) } }
        div id="cart" data-part class="empty" {
            p class="serif" { (w.say("cart-empty")) }
            p { (w.say("cart-kept")) }
            a class="btn" href=(front.to("/collections/all")) { (w.say("see-everything")) }
        }
        @if !instead.is_empty() {
            section class="section" aria-labelledby="new" {
                div class="row" { h2 id="new" { (w.say("new-in-shop")) } }
                (card::grid(front, instead, false))
            }
        }
    }
}

pub fn filled(front: &Front, basket: &Basket, said: &Said) -> Markup {
    html! {
        div class="page-head" { h1 { (front.words.say("your-cart")) } }
        (added(front, basket, said))
        div id="cart" data-part class="cart" {
            div {
                (gone(front, basket))
                ul class="lines" {
                    @for (line, priced) in basket.lines.iter().zip(&basket.quote.lines) {
                        li class="line" { (self::line(front, line, priced.amount, said)) }
                    }
                }
            }
            (summary::summary(front, basket))
            @if said.total && said.added.is_none() {
                p class="unseen" data-say="quiet" { (front.words.tell("total-is", [("total", basket.quote.total.into())])) }
            }
        }
    }
}

/// "Breakfast mug, Oat is in your cart."
fn added(front: &Front, basket: &Basket, said: &Said) -> Markup {
    let line = said.added.and_then(|id| basket.lines.iter().find(|l| l.variant.id == id));
    html! {
        @if let Some(line) = line {
            p class="notice good" data-say {
                (icon("check"))
                span {
                    (front.words.tell("cart-added", [("title", add::full_name(&line.product, &line.variant).into())]))
                    " " a href=(front.to("/cart")) { (front.words.say("see-cart")) }
                }
            }
        }
    }
}

/// Things that were taken off the shelves meanwhile: only their key is left.
fn gone(front: &Front, basket: &Basket) -> Markup {
    html! {
        @for line in &basket.gone {
            div class="notice warm" {
                (icon("triangle"))
                div {
                    p { (front.words.say("cart-gone")) }
                    form method="post" action=(front.to(&format!("/cart/lines/{}", line.variant))) data-live {
                        button class="btn quiet small" name="set" value="0" { (front.words.say("take-out")) }
                    }
                }
            }
        }
    }
}

fn line(front: &Front, line: &BasketLine, amount: Money, said: &Said) -> Markup {
    let w = front.words;
    html! {
        (front.picture(line.product.picture_of(&line.variant), "", Spot::LINE))
        div class="line-name" {
            a href=(front.to(&line.product.link(&line.variant))) { (line.product.title) }
            @if !line.variant.values.is_empty() { span { (line.variant.name()) } }
        }
        div class="line-sum" {
            (w.money(amount))
            @if line.quantity > 1 { small { (w.tell("each", [("price", line.variant.price.into())])) } }
        }
        (how_many(front, line, said))
    }
}

fn how_many(front: &Front, line: &BasketLine, said: &Said) -> Markup {
    let w = front.words;
    let (title, id, n) = (add::full_name(&line.product, &line.variant), line.variant.id, line.quantity);
    let wrong = said.wrong.as_ref().filter(|(variant, _)| *variant == id).map(|(_, saying)| w.sentence(saying));
    let of = || [("title", title.as_str().into())];
    html! {
        form class="line-how" method="post" action=(front.to(&format!("/cart/lines/{id}"))) data-live {
            button class="btn quiet small plain" { (w.say("update")) }
            div class="qty" {
                button name="set" value=(n.saturating_sub(1)) aria-label=(w.tell("one-less-of", of())) { (icon("minus")) }
                input type="number" name="quantity" value=(n) min="0" max=(QUANTITY_MAX) inputmode="numeric" data-autosubmit
                    aria-label=(w.tell("quantity-of", of())) id={ "qty-" (id) };
                button name="set" value=((n + 1).min(QUANTITY_MAX)) aria-label=(w.tell("one-more-of", of())) { (icon("plus")) }
            }
            button class="linklike" name="set" value="0" aria-label=(w.tell("remove-it", of())) { (w.say("remove")) }
            @if let Some(sentence) = wrong { p class="warning" { (icon("triangle")) span { (sentence) } } }
            @if let Some(left) = line.missing() { (missing(left, w)) }
        }
    }
}

fn missing(left: i64, w: Words) -> Markup {
    html! {
        p class="warning" {
            (icon("triangle"))
            @if left == 0 { span { (w.say("missing-all")) } }
            @else {
                span { (w.tell("missing-some", [("n", left.into())])) " " }
                button class="linklike" name="set" value=(left) { (w.tell("take-n", [("n", left.into())])) }
            }
        }
    }
}
