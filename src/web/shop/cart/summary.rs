//! Delivery and total beside the cart: for a country at once, with what is missing for free delivery, and the code.

use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::super::ui::sums;
use super::super::checkout::closed;
use super::super::delivered_to;
use crate::app::checkout::Basket;
use crate::domain::cart::CODE_CHARS_MAX;
use crate::domain::place::Country;
use crate::words::Words;
use maud::{Markup, html};

/// A longer list of countries is counted instead of named.
const NAMED_MAX: usize = 8;

pub fn summary(front: &Front, basket: &Basket) -> Markup {
    let pieces: u32 = basket.lines.iter().map(|l| l.quantity).sum();
    let w = front.words;
    let products = w.tell("products", [("n", basket.lines.len().into())]);
    let goods = format!("{products}, {}", w.tell("pieces", [("n", pieces.into())]));
    let stopped = !basket.gone.is_empty() || basket.lines.iter().any(|l| l.missing().is_some());
    html! {
        section class="summary" aria-labelledby="sum" {
            h2 id="sum" { (w.say("delivery-and-total")) }
            (country(front, basket))
            (sums::sums(&basket.quote, &goods, w))
            (to_free(basket, w))
            (code(front, basket))
            @if basket.lines.is_empty() || stopped {
                p class="warning" { (icon("triangle")) span { (w.say("lines-marked")) } }
            }
            (closed(front))
            a class="btn full" href=(front.to("/checkout")) { (w.say("go-to-checkout")) }
            p class="soft small" { (w.say("look-once-more")) }
        }
    }
}

fn country(front: &Front, basket: &Basket) -> Markup {
    let w = front.words;
    let countries = delivered_to(&front.settings, w);
    let here = basket.place.country;
    let nowhere = basket.quote.delivery.is_none() && !basket.lines.is_empty();
    html! {
        form class="field" method="post" action=(front.to("/cart/country")) data-live data-autosubmit {
            label for="country" { (w.say("delivery-to")) }
            div class="with-button" {
                select class="input" id="country" name="country" autocomplete="country" {
                    @if !countries.contains(&here) { option value=(here.code()) selected { (w.country(here.code())) } }
                    @for country in &countries { option value=(country.code()) selected[*country == here] { (w.country(country.code())) } }
                }
                button class="btn quiet plain" { (w.say("show")) }
            }
            @if nowhere {
                p class="warning" { (icon("triangle")) span { (w.tell("delivery-none-sentence", [("to", w.to_country(here.code()).into())])) } }
            }
            p class="hint" { (where_to(&countries, w)) }
        }
    }
}

/// "We deliver only to: Germany, Austria and France."
fn where_to(countries: &[Country], w: Words) -> String {
    if countries.len() == Country::all().len() {
        return w.say("deliver-everywhere");
    }
    if countries.len() > NAMED_MAX {
        return w.tell("deliver-many", [("n", countries.len().into())]);
    }
    let names: Vec<String> = countries.iter().map(|c| w.country(c.code())).collect();
    w.tell("deliver-only", [("countries", w.list(&names).into())])
}

/// "€12.00 more and delivery is free."
fn to_free(basket: &Basket, w: Words) -> Markup {
    let missing = basket.quote.delivery.as_ref().and_then(|d| d.missing_for_free);
    let off = basket.quote.discount().map_or(0, |d| d.amount.minor());
    let goods = basket.quote.subtotal.minor() + off;
    html! {
        @if let Some(missing) = missing {
            p class="to-free" {
                (w.tell("until-free", [("missing", missing.into())]))
                progress max=(goods + missing.minor()) value=(goods) aria-label=(w.say("until-free-label")) {}
            }
        }
    }
}

fn code(front: &Front, basket: &Basket) -> Markup {
    let (typed, w) = (front.cart.code.as_deref().unwrap_or(""), front.words);
    html! {
        details class="fold" open[!typed.is_empty()] {
            summary { (w.say("have-code")) }
            form method="post" action=(front.to("/cart/code")) data-live {
                div class="with-button" {
                    div class="field" {
                        label for="code" { (w.say("code")) }
                        input class="input" id="code" name="code" value=(typed) autocomplete="off" autocapitalize="characters"
                            maxlength=(CODE_CHARS_MAX) aria-describedby=[basket.code_trouble.as_ref().map(|_| "code-error")]
                            aria-invalid=[basket.code_trouble.as_ref().map(|_| "true")];
                    }
                    button class="btn quiet" { (w.say("use-code")) }
                }
                @if let Some(saying) = &basket.code_trouble {
                    p class="error" id="code-error" { (icon("triangle")) span { (w.sentence(saying)) } }
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
        let where_to = |countries: &[Country]| super::where_to(countries, Words::ENGLISH);
        assert_eq!(where_to(&[Country::DE]), "We deliver only to: Germany.");
        assert_eq!(where_to(&[Country::DE, Country::GB]), "We deliver only to: Germany and United Kingdom.");
        let many: Vec<Country> = Country::all().take(30).collect();
        assert!(where_to(&many).starts_with("We deliver to 30 countries."));
        let all: Vec<Country> = Country::all().collect();
        assert_eq!(where_to(&all), "We deliver everywhere.");
    }
}
