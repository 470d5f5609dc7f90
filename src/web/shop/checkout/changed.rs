//! When the order is not what was shown any more: nothing was placed, and old and new stand side by side.

use super::super::super::ui::icon::icon;
use super::super::add::full_name;
use super::answers::Answers;
use super::seen;
use crate::app::checkout::{Basket, CLOSED};
use crate::app::{Refused, Shortage};
use crate::base::Money;
use maud::{Markup, html};

pub fn notice(basket: &Basket, answers: &Answers) -> Markup {
    html! {
        @match &answers.changed {
            Some(Refused::TotalChanged { seen, now }) => {
                (said("Please look at it once more and order again, if it still suits you.", None, html! {
                    @for part in seen::differences(basket, &answers.typed) {
                        tr { th scope="row" { (part.label) } td { (amount(part.was)) } td class="new" { (amount(part.now)) } }
                    }
                    tr { th scope="row" { "Total" } td { (seen.show()) } td class="new" { (now.show()) } }
                }))
            }
            Some(Refused::SoldOut(short)) => {
                @let left = is_some_left(basket);
                @let sentence = if left { "Somebody was quicker. You can take what is left, or change the cart." }
                    else { "Somebody was quicker, and nothing is left of what is in the cart." };
                (said(sentence, Some(left), html! {
                    @for shortage in short {
                        tr {
                            th scope="row" { (shortage.title) }
                            td { (wanted(basket, shortage)) }
                            td class="new" { @if shortage.left == 0 { "sold out" } @else { (shortage.left) " left" } }
                        }
                    }
                }))
            }
            // That it is closed stands at the top of the page already.
            Some(Refused::NotNow(sentence)) if *sentence != CLOSED => {
                div class="notice warm" role="alert" id="problems" tabindex="-1" data-focus {
                    (icon("triangle"))
                    div { p { (sentence) } }
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
fn said(sentence: &str, left: Option<bool>, rows: Markup) -> Markup {
    html! {
        div class="notice warm" role="alert" id="problems" tabindex="-1" data-focus {
            (icon("triangle"))
            div {
                h2 { "The order changed while you were here. Nothing was ordered yet." }
                p { (sentence) }
                table class="changed" {
                    thead { tr { th scope="col" { "What" } th scope="col" { "You saw" } th scope="col" { "Now" } } }
                    tbody { (rows) }
                }
                @if let Some(left) = left {
                    p class="row-tight" {
                        @if left {
                            button class="btn quiet small" name="step" value="take" formaction="/checkout#place" { "Take what is left" }
                        }
                        a class="linklike" href="/cart" { "Change the cart" }
                    }
                }
            }
        }
    }
}

fn amount(shown: Option<Money>) -> String {
    shown.map_or("–".to_owned(), Money::show)
}

/// How many of it are in the cart.
fn wanted(basket: &Basket, shortage: &Shortage) -> u32 {
    let line = basket.lines.iter().find(|l| full_name(&l.product, &l.variant) == shortage.title);
    line.map_or(0, |l| l.quantity)
}
