//! Delivery as a page: groups of countries with their rates, picking up, and sending back.

use super::read::{rates, zones};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use maud::{Markup, html};

pub fn fields(desk: &Desk, f: &Fields<'_>) -> Markup {
    let zones = zones(f.typed);
    html! {
        p.soft { "Group countries that cost the same to reach. To remove a group or a way of sending, empty its name." }
        input type="hidden" name="zones" value=(zones);
        @for z in 0..zones { (zone(desk, f, z, z + 1 == zones)) }
        (pickup(f))
        section.panel aria-labelledby="returns-title" {
            h2 id="returns-title" { "Sending back" }
            div.fields {
                (f.input(Input::number("returns_days", "Returns accepted within … days").hint("Product pages and search engines say so. 0: they say nothing.").wide("w3")))
            }
        }
    }
}

fn zone(desk: &Desk, f: &Fields<'_>, z: usize, last: bool) -> Markup {
    let rates = rates(f.typed, z);
    let title = f.typed.get(&format!("zone-{z}"));
    html! {
        section.panel aria-label={ "Group " (z + 1) } {
            h2 { @if last && title.is_empty() { "Another group" } @else { (title) } }
            div.fields {
                (f.input(Input { name: &format!("zone-{z}"), label: "Name of the group", ..Input::text("", "") }))
                (f.area(Input { name: &format!("countries-{z}"), label: "Countries", hint: "One to a line. None: everywhere else.", ..Input::text("", "") }))
            }
            input type="hidden" name={ "rates-" (z) } value=(rates);
            @for r in 0..rates { (rate(desk, f, z, r)) }
        }
    }
}

fn rate(desk: &Desk, f: &Fields<'_>, z: usize, r: usize) -> Markup {
    let code = format!("code-{z}-{r}");
    html! {
        input type="hidden" name=(code) value=(f.typed.get(&code));
        div.fields {
            (f.input(Input { name: &format!("label-{z}-{r}"), label: if r == 0 { "Way of sending" } else { "Another way" }, width: "w2 long", ..Input::text("", "") }))
            (f.input(Input { name: &format!("price-{z}-{r}"), label: &format!("Price, {}", desk.settings.currency.code()), width: "w2", ..Input::money("", "") }))
            (f.input(Input { name: &format!("free-{z}-{r}"), label: "Free from", width: "w2", ..Input::money("", "") }))
        }
    }
}

fn pickup(f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-labelledby="pickup-title" {
            h2 id="pickup-title" { "Picking up" }
            (f.tick("pickup", "Buyers may fetch their order"))
            div.fields {
                (f.input(Input::text("pickup_label", "Called")))
                (f.area(Input::text("pickup_address", "Where and when").hint("Address and opening hours.")))
            }
        }
    }
}
