//! Delivery and total beside the cart: for a country at once, with what is missing for free delivery, and the code.

use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::{sums, words};
use super::super::checkout::closed;
use super::super::delivered_to;
use crate::app::checkout::Basket;
use crate::domain::cart::CODE_CHARS_MAX;
use crate::domain::place::Country;
use maud::{Markup, html};

/// A longer list of countries is counted instead of named.
const NAMED_MAX: usize = 8;

pub fn summary(front: &Front, basket: &Basket) -> Markup {
    let pieces: u32 = basket.lines.iter().map(|l| l.quantity).sum();
    let goods = format!(
        "{}, {}",
        words::count(basket.lines.len(), "product", "products"),
        words::count(pieces as usize, "piece", "pieces")
    );
    let stopped = !basket.gone.is_empty() || basket.lines.iter().any(|l| l.missing().is_some());
    html! {
        section class="summary" aria-labelledby="sum" {
            h2 id="sum" { "Delivery and total" }
            (country(front, basket))
            (sums::sums(&basket.quote, &goods))
            (to_free(basket))
            (code(front, basket))
            @if basket.lines.is_empty() || stopped {
                p class="warning" { (icon("triangle")) span { "Please look at the lines marked beside first." } }
            }
            (closed(front))
            a class="btn full" href="/checkout" { "Go to checkout" }
            p class="soft small" { "You can look at everything once more before you order." }
        }
    }
}

fn country(front: &Front, basket: &Basket) -> Markup {
    let countries = delivered_to(&front.settings);
    let here = basket.place.country;
    let nowhere = basket.quote.delivery.is_none() && !basket.lines.is_empty();
    html! {
        form class="field" method="post" action="/cart/country" data-live data-autosubmit {
            label for="country" { "Delivery to" }
            div class="with-button" {
                select class="input" id="country" name="country" autocomplete="country" {
                    @if !countries.contains(&here) { option value=(here.code()) selected { (here.name()) } }
                    @for country in &countries { option value=(country.code()) selected[*country == here] { (country.name()) } }
                }
                button class="btn quiet plain" { "Show" }
            }
            @if nowhere {
                p class="warning" { (icon("triangle")) span { "We do not deliver to " (words::country(here)) " yet." } }
            }
            p class="hint" { (where_to(&countries)) }
        }
    }
}

/// "We deliver to Germany, Austria and France."
fn where_to(countries: &[Country]) -> String {
    if countries.len() == Country::all().len() {
        return "We deliver everywhere.".into();
    }
    if countries.len() > NAMED_MAX {
        return format!(
            "We deliver to {} countries. Those that are not in the list we cannot reach yet.",
            countries.len()
        );
    }
    let names: Vec<String> = countries.iter().map(|c| words::country(*c)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("We deliver to {} only.", words::list(&names))
}

/// "€12.00 more and delivery is free."
fn to_free(basket: &Basket) -> Markup {
    let missing = basket.quote.delivery.as_ref().and_then(|d| d.missing_for_free);
    let off = basket.quote.discount().map_or(0, |d| d.amount.minor());
    let goods = basket.quote.subtotal.minor() + off;
    html! {
        @if let Some(missing) = missing {
            p class="to-free" {
                (missing.show()) " more and delivery is free."
                progress max=(goods + missing.minor()) value=(goods) aria-label="On the way to free delivery" {}
            }
        }
    }
}

fn code(front: &Front, basket: &Basket) -> Markup {
    let typed = front.cart.code.as_deref().unwrap_or("");
    html! {
        details class="fold" open[!typed.is_empty()] {
            summary { "I have a code" }
            form method="post" action="/cart/code" data-live {
                div class="with-button" {
                    div class="field" {
                        label for="code" { "Code" }
                        input class="input" id="code" name="code" value=(typed) autocomplete="off" autocapitalize="characters"
                            maxlength=(CODE_CHARS_MAX) aria-describedby=[basket.code_trouble.as_ref().map(|_| "code-error")]
                            aria-invalid=[basket.code_trouble.as_ref().map(|_| "true")];
                    }
                    button class="btn quiet" { "Use it" }
                }
                @if let Some(sentence) = &basket.code_trouble {
                    p class="error" id="code-error" { (icon("triangle")) span { (sentence) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_while_they_are_few() {
        assert_eq!(where_to(&[Country::DE]), "We deliver to Germany only.");
        assert_eq!(where_to(&[Country::DE, Country::GB]), "We deliver to Germany and the United Kingdom only.");
        let many: Vec<Country> = Country::all().take(30).collect();
        assert!(where_to(&many).starts_with("We deliver to 30 countries."));
        let all: Vec<Country> = Country::all().collect();
        assert_eq!(where_to(&all), "We deliver everywhere.");
    }
}
