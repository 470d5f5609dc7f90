//! A variant that is sold out: where the button would be, one can leave an address and be told when it is back.

use super::super::super::form::Typed;
use super::super::super::ui::icon::icon;
use super::super::waiting::NOTED;
use maud::{Markup, html};

const WORDS: &str = "Tell me when it is back";

pub fn tell_me(typed: &Typed) -> Markup {
    html! {
        @if typed.has(NOTED) {
            div class="notice good" {
                (icon("check"))
                div { p data-say="quiet" { "Noted. We write to you once, when it is here again." } }
            }
        } @else {
            div class="notify" {
                div class="field" {
                    label for="email" { "Your e-mail" }
                    input class="input" type="email" id="email" name="email" value=(typed.get("email"))
                        autocomplete="email" inputmode="email" required aria-describedby="email-hint";
                    p class="hint" id="email-hint" { "One letter, when it is back. Nothing else." }
                }
                button class="btn" id="add" formaction="/waiting" { (WORDS) }
            }
        }
    }
}

/// The same on the lower edge of a phone; an empty field is asked for by the browser itself.
pub fn sticky(typed: &Typed) -> Markup {
    html! {
        @if typed.has(NOTED) { span class="soft" { "Sold out" } }
        @else { button class="btn" form="buy" formaction="/waiting" { (WORDS) } }
    }
}
