//! How a total comes about, line by line, as cart, checkout and order show it; and the short list of what is in it.

use super::front::Front;
use super::picture::Spot;
use crate::base::Money;
use crate::domain::catalog::Picture;
use crate::domain::price::{Adjustment, Quote};
use crate::words::Words;
use maud::{Markup, html};

/// One line of the short list.
pub struct Mini<'a> {
    pub quantity: u32,
    pub title: &'a str,
    pub variant: String,
    pub amount: Money,
    pub picture: Option<&'a Picture>,
}

pub fn minis(front: &Front, lines: &[Mini<'_>]) -> Markup {
    html! {
        ul class="mini" {
            @for line in lines {
                li {
                    (front.picture(line.picture, "", Spot::MINI))
                    span { (line.quantity) " " (line.title) @if !line.variant.is_empty() { span class="soft" { (line.variant) } } }
                    span class="num" { (front.words.money(line.amount)) }
                }
            }
        }
    }
}

/// The sum with everything that changes it. `goods`: what the first line is called.
pub fn sums(quote: &Quote, goods: &str, w: Words) -> Markup {
    html! {
        dl class="sums" {
            dt { (goods) }
            dd { (w.money(quote.subtotal)) }
            @for change in quote.adjustments.iter().filter(|a| !a.included) {
                dt { (w.name_of(change)) }
                dd { (w.amount_of(change)) }
            }
            dt class="total" { (w.say("total")) }
            dd class="total" { (w.money(quote.total)) }
            @if let Some(tax) = tax_inside(quote, w) { dd class="of" { (w.tell("with-tax", [("tax", tax.into())])) } }
        }
    }
}

/// "€13.39 VAT 19 %", for tax that is inside the prices.
pub fn tax_inside(quote: &Quote, w: Words) -> Option<String> {
    let share = |t: &Adjustment| w.tell("tax-share", [("amount", t.amount.into()), ("tax", w.name_of(t).into())]);
    let inside: Vec<String> = quote.taxes().filter(|t| t.included).map(share).collect();
    Some(w.list(&inside)).filter(|text| !text.is_empty())
}
