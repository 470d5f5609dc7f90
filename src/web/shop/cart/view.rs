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
use maud::{Markup, html};

pub fn empty(front: &Front, instead: &[Card]) -> Markup {
    html! {
        div class="page-head" { h1 { "Your cart" } }
        div id="cart" data-part class="empty" {
            p class="serif" { "There is nothing in it yet." }
            p { "What you put in stays here for 30 days." }
            a class="btn" href="/collections/all" { "See everything" }
        }
        @if !instead.is_empty() {
            section class="section" aria-labelledby="new" {
                div class="row" { h2 id="new" { "New in the shop" } }
                (card::grid(front, instead, false))
            }
        }
    }
}

pub fn filled(front: &Front, basket: &Basket, said: &Said) -> Markup {
    html! {
        div class="page-head" { h1 { "Your cart" } }
        (added(basket, said))
        div id="cart" data-part class="cart" {
            div {
                (gone(basket))
                ul class="lines" {
                    @for (line, priced) in basket.lines.iter().zip(&basket.quote.lines) {
                        li class="line" { (self::line(front, line, priced.amount, said)) }
                    }
                }
            }
            (summary::summary(front, basket))
            @if said.total && said.added.is_none() {
                p class="unseen" data-say="quiet" { "Total " (basket.quote.total.show()) }
            }
        }
    }
}

/// "Breakfast mug, Oat is in your cart."
fn added(basket: &Basket, said: &Said) -> Markup {
    let line = said.added.and_then(|id| basket.lines.iter().find(|l| l.variant.id == id));
    html! {
        @if let Some(line) = line {
            p class="notice good" data-say {
                (icon("check"))
                span { (add::full_name(&line.product, &line.variant)) " is in your cart. " a href="/cart" { "See the cart" } }
            }
        }
    }
}

/// Things that were taken off the shelves meanwhile: only their key is left.
fn gone(basket: &Basket) -> Markup {
    html! {
        @for line in &basket.gone {
            div class="notice warm" {
                (icon("triangle"))
                div {
                    p { "Something you put in is not for sale any more." }
                    form method="post" action={ "/cart/lines/" (line.variant) } data-live {
                        button class="btn quiet small" name="set" value="0" { "Take it out" }
                    }
                }
            }
        }
    }
}

fn line(front: &Front, line: &BasketLine, amount: Money, said: &Said) -> Markup {
    html! {
        (front.picture(line.product.picture_of(&line.variant), "", Spot::LINE))
        div class="line-name" {
            a href=(line.product.link(&line.variant)) { (line.product.title) }
            @if !line.variant.values.is_empty() { span { (line.variant.name()) } }
        }
        div class="line-sum" {
            (amount.show())
            @if line.quantity > 1 { small { (line.variant.price.show()) " each" } }
        }
        (how_many(line, said))
    }
}

fn how_many(line: &BasketLine, said: &Said) -> Markup {
    let (title, id, n) = (add::full_name(&line.product, &line.variant), line.variant.id, line.quantity);
    let wrong = said.wrong.as_ref().filter(|(variant, _)| *variant == id).map(|(_, sentence)| sentence);
    html! {
        form class="line-how" method="post" action={ "/cart/lines/" (id) } data-live {
            button class="btn quiet small plain" { "Update" }
            div class="qty" {
                button name="set" value=(n.saturating_sub(1)) aria-label={ "One less " (title) } { (icon("minus")) }
                input type="number" name="quantity" value=(n) min="0" max=(QUANTITY_MAX) inputmode="numeric" data-autosubmit
                    aria-label={ "Quantity of " (title) } id={ "qty-" (id) };
                button name="set" value=((n + 1).min(QUANTITY_MAX)) aria-label={ "One more " (title) } { (icon("plus")) }
            }
            button class="linklike" name="set" value="0" aria-label={ "Remove " (title) } { "Remove" }
            @if let Some(sentence) = wrong { p class="warning" { (icon("triangle")) span { (sentence) } } }
            @if let Some(left) = line.missing() { (missing(left)) }
        }
    }
}

fn missing(left: i64) -> Markup {
    html! {
        p class="warning" {
            (icon("triangle"))
            @if left == 0 { span { "Sold out meanwhile. Please remove it." } }
            @else {
                span { "Only " (left) " left. " }
                button class="linklike" name="set" value=(left) { "Take " (left) }
            }
        }
    }
}
