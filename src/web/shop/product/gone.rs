//! A variant that is sold out: where the button would be, one can leave an address and be told when it is back.

use super::super::super::form::Typed;
use super::super::super::ui::front::Front;
use super::super::super::ui::icon::icon;
use super::super::waiting::NOTED;
use maud::{Markup, html};

pub fn tell_me(front: &Front, typed: &Typed) -> Markup {
    let w = front.words;
    html! {
        @if typed.has(NOTED) {
            div class="notice good" {
                (icon("check"))
                div { p data-say="quiet" { (w.say("tell-me-noted")) } }
            }
        } @else {
            div class="notify" {
                div class="field" {
                    label for="email" { (w.say("tell-me-email")) }
                    input class="input" type="email" id="email" name="email" value=(typed.get("email"))
                        autocomplete="email" inputmode="email" required aria-describedby="email-hint";
                    p class="hint" id="email-hint" { (w.say("tell-me-hint")) }
                }
                button class="btn" id="add" formaction=(front.to("/waiting")) { (w.say("tell-me")) }
            }
        }
    }
}

/// The same on the lower edge of a phone; an empty field is asked for by the browser itself.
pub fn sticky(front: &Front, typed: &Typed) -> Markup {
    html! {
        @if typed.has(NOTED) { span class="soft" { (front.words.say("sold-out")) } }
        @else { button class="btn" form="buy" formaction=(front.to("/waiting")) { (front.words.say("tell-me")) } }
    }
}
