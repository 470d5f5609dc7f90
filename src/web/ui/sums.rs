//! How a total comes about, line by line, as cart, checkout and order show it; and the short list of what is in it.

use super::front::Front;
use super::picture::Spot;
use crate::base::Money;
use crate::domain::catalog::Picture;
use crate::domain::price::Quote;
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
                    span class="num" { (line.amount.show()) }
                }
            }
        }
    }
}

/// The sum with everything that changes it. `goods`: what the first line is called.
pub fn sums(quote: &Quote, goods: &str) -> Markup {
    html! {
        dl class="sums" {
            dt { (goods) }
            dd { (quote.subtotal.show()) }
            @for change in quote.adjustments.iter().filter(|a| !a.included) {
                dt { (change.label) }
                dd { (change.words()) }
            }
            dt class="total" { "Total" }
            dd class="total" { (quote.total.show()) }
            @if let Some(tax) = tax_inside(quote) { dd class="of" { (tax) } }
        }
    }
}

/// "with €13.39 VAT 19 %", for tax that is inside the prices.
pub fn tax_inside(quote: &Quote) -> Option<String> {
    let inside: Vec<String> =
        quote.taxes().filter(|t| t.included).map(|t| format!("{} {}", t.amount.show(), t.label)).collect();
    let inside: Vec<&str> = inside.iter().map(String::as_str).collect();
    Some(super::words::list(&inside)).filter(|text| !text.is_empty()).map(|text| format!("with {text}"))
}
