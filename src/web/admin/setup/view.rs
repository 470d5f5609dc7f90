//! The setup page: six questions, and a few more that have an answer already.

use super::zones;
use crate::base::Language;
use crate::domain::people::PASSWORD_CHARS_MIN;
use crate::domain::place::Country;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::gate;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// The answers to the tax question, in words.
const TAX: [(&str, &str, &str); 3] = [
    ("no", "No", "Too small, or not registered."),
    ("included", "Yes, my prices include it", "What a buyer sees is what a buyer pays."),
    ("added", "Yes, it is added at checkout", "As usual in the United States and Canada."),
];

/// The link is used up or too old.
pub fn over() -> Markup {
    gate(
        "Set up",
        None,
        html! {
            h1 { "This link does not work any more" }
            p { "The shop was set up already, or the link is too old." }
            p { "To get a new one, type " code { "duka setup-link" } " on the shop's machine. If there is an owner already, "
                a href="/admin/sign-in" { "sign in" } "." }
        },
    )
}

pub fn form(secret: &str, typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    gate(
        "Set up your shop",
        None,
        html! {
            div { h1 { "Your shop" } p { "Six answers, and it is open to you. Everything can be changed later." } }
            (f.summary())
            form.stack-wide method="post" action={ "/setup/" (secret) } {
                div.fields {
                    (f.input(Input::text("shop_name", "Name of the shop").needed()))
                    (country(&f))
                }
                (f.choices("tax", "Do you charge VAT or sales tax?", &TAX))
                (owner(&f))
                (more(&f))
                button.btn.full { (icon("check")) "Set up the shop" }
            }
        },
    )
}

fn country(f: &Fields<'_>) -> Markup {
    let all: Vec<(&str, &str)> =
        std::iter::once(("", "Please choose")).chain(Country::all().map(|c| (c.code(), c.name()))).collect();
    f.select(Input { autocomplete: "country", ..Input::text("country", "Country") }.hint("Where you send from."), &all)
}

fn owner(f: &Fields<'_>) -> Markup {
    let hint = format!("At least {PASSWORD_CHARS_MIN} characters.");
    let field = |name, label, kind, autocomplete| Input { kind, autocomplete, ..Input::text(name, label).needed() };
    html! {
        fieldset.group {
            legend { "You" }
            div.fields {
                (f.input(field("name", "Your name", "text", "name")))
                (f.input(field("email", "E-mail", "email", "email").hint("You sign in with it, and new orders are told there.")))
                (f.input(Input { hint: &hint, ..field("password", "Password", "password", "new-password") }))
            }
        }
    }
}

fn more(f: &Fields<'_>) -> Markup {
    let own = ("", "As usual in the country");
    let currencies = currencies();
    let currencies: Vec<(&str, &str)> =
        std::iter::once(own).chain(currencies.iter().map(|(code, name)| (*code, name.as_str()))).collect();
    let zones = zones::all();
    let zones: Vec<(&str, &str)> = std::iter::once(own).chain(zones.iter().map(|z| (z.as_str(), z.as_str()))).collect();
    let spoken = Language::ALL.map(|l| (l.code(), l.own_name()));
    let languages: Vec<(&str, &str)> = std::iter::once(("", "The country's")).chain(spoken).collect();
    let unfolded = ["currency", "time_zone", "origin", "language"].iter().any(|name| f.wrong.of(name).is_some());
    html! {
        details.fold open[unfolded] {
            summary { "More: currency, language, time zone, web address" }
            div.fields {
                (f.select(Input::text("currency", "Currency"), &currencies))
                (f.select(Input::text("language", "Language").hint("Pages and letters are written in it. Your products stay as you write them."), &languages))
                (f.select(Input::text("time_zone", "Time zone"), &zones))
                (f.input(Input::text("origin", "Web address of the shop").hint("Links in letters begin with it.")))
            }
        }
    }
}

/// The currencies of all countries, once each.
fn currencies() -> Vec<(&'static str, String)> {
    let codes: std::collections::BTreeSet<&str> = Country::all().map(Country::currency).collect();
    let named = |code| crate::base::Currency::parse(code).map(|c| (c.code(), format!("{}, {}", c.code(), c.name())));
    codes.into_iter().filter_map(named).collect()
}
