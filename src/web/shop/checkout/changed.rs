//! When the order is not what was shown any more: nothing was placed, and old and new stand side by side.

use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::add::full_name;
use super::answers::Answers;
use super::seen;
use crate::app::checkout::{Basket, CLOSED};
use crate::app::{Refused, Shortage};
use crate::base::Money;
use crate::words::Words;
use maud::{Markup, html};

pub fn notice(front: &Front, basket: &Basket, answers: &Answers) -> Markup {
    let w = front.words;
    html! {
        @match &answers.changed {
            Some(Refused::TotalChanged { seen, now }) => {
                (said(front, "changed-look", None, html! {
                    @for part in seen::differences(basket, &answers.typed, w) {
                        tr { th scope="row" { (part.label) } td { (amount(part.was, w)) } td class="new" { (amount(part.now, w)) } }
                    }
                    tr { th scope="row" { (w.say("total")) } td { (w.money(*seen)) } td class="new" { (w.money(*now)) } }
                }))
            }
            Some(Refused::SoldOut(short)) => {
                @let left = is_some_left(basket);
                @let sentence = if left { "changed-quicker" } else { "changed-all-gone" };
                (said(front, sentence, Some(left), html! {
                    @for shortage in short {
                        tr {
                            th scope="row" { (shortage.title) }
                            td { (wanted(basket, shortage)) }
                            td class="new" { @if shortage.left == 0 { (w.say("sold-out-inside")) } @else { (w.tell("left", [("n", shortage.left.into())])) } }
                        }
                    }
                }))
            }
            // That it is closed stands at the top of the page already.
            Some(Refused::NotNow(key)) if *key != CLOSED => {
                div class="notice warm" role="alert" id="problems" tabindex="-1" data-focus {
                    (icon("triangle"))
                    div { p { (w.say(key)) } }
                }
            }
            _ => {}
        }
    }
}

/// Is there anything of the cart that can still be ordered?
fn is_some_left(basket: &Basket) -> bool {
    basket.lines.iter().any(|line| line.missing().is_none_or(|left| left > 0))
}

/// `left`: is something left to take? `None`: the cart need not change.
fn said(front: &Front, sentence: &str, left: Option<bool>, rows: Markup) -> Markup {
    let w = front.words;
    html! {
        div class="notice warm" role="alert" id="problems" tabindex="-1" data-focus {
            (icon("triangle"))
            div {
                h2 { (w.say("changed-title")) }
                p { (w.say(sentence)) }
                table class="changed" {
                    thead { tr { th scope="col" { (w.say("changed-what")) } th scope="col" { (w.say("changed-seen")) } th scope="col" { (w.say("changed-now")) } } }
                    tbody { (rows) }
                }
                @if let Some(left) = left {
                    p class="row-tight" {
                        @if left {
                            button class="btn quiet small" name="step" value="take" formaction=(front.to("/checkout#place")) { (w.say("take-what-is-left")) }
                        }
                        a class="linklike" href=(front.to("/cart")) { (w.say("change-cart")) }
                    }
                }
            }
        }
    }
}

fn amount(shown: Option<Money>, w: Words) -> String {
    shown.map_or("–".to_owned(), |shown| w.money(shown))
}

/// How many of it are in the cart.
fn wanted(basket: &Basket, shortage: &Shortage) -> u32 {
    let line = basket.lines.iter().find(|l| full_name(&l.product, &l.variant) == shortage.title);
    line.map_or(0, |l| l.quantity)
}
