//! What the shop is called and where it is found.

use super::{Change, Part, refused};
use crate::app::Error;
use crate::base::Language;
use crate::base::text::{Email, line, optional_line};
use crate::domain::languages::Languages;
use crate::domain::people::NAME_CHARS_MAX;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input, filled};
use crate::web::admin::frame::Desk;
use crate::web::admin::setup::{read_origin, zones};
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

const ADDRESS_CHARS_MAX: usize = 500;
const PART: Part = Part { title: "Settings", path: "/admin/settings", fields };

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/settings", get(show).post(save))
}

async fn show(desk: Desk) -> Response {
    let (shop, languages) = (&desk.settings.shop, &desk.settings.languages);
    let mut typed = filled([
        ("name", shop.name.clone()),
        ("email", shop.email.to_string()),
        ("phone", shop.phone.clone()),
        ("address", shop.address.clone()),
        ("language", languages.own().code().to_owned()),
        ("time_zone", shop.time_zone.clone()),
        ("origin", shop.origin.clone()),
    ]);
    typed.0.extend(languages.all().skip(1).map(|further| (also(further), "yes".to_owned())));
    PART.show(&desk, &typed)
}

/// The field of a further language.
fn also(language: Language) -> String {
    format!("also_{}", language.code())
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    PART.save(&desk, &typed, read(&typed)).await
}

fn read(typed: &Typed) -> Result<Change, Error> {
    let mut wrong = Problems::default();
    let name = wrong.take("name", line(typed.get("name"), "a name for the shop", NAME_CHARS_MAX));
    let email = wrong.take("email", Email::parse(typed.get("email")));
    let phone = wrong.take("phone", optional_line(typed.get("phone"), "a phone number", NAME_CHARS_MAX));
    let zone = wrong.take("time_zone", zones::known(typed.get("time_zone")));
    let origin = wrong.take("origin", read_origin(typed.get("origin")));
    let address = typed.get("address").replace("\r\n", "\n").trim().to_owned();
    if address.chars().count() > ADDRESS_CHARS_MAX {
        wrong.add("address", format!("Please use at most {ADDRESS_CHARS_MAX} characters."));
    }
    let own = Language::parse(typed.get("language")).unwrap_or_default();
    let languages = Languages::new(own, Language::ALL.into_iter().filter(|further| typed.has(&also(*further))));
    let (Some(name), Some(email), Some(phone), Some(zone), Some(origin)) = (name, email, phone, zone, origin) else {
        return Err(refused(wrong));
    };
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    Ok(Box::new(move |s| {
        s.shop.name = name.clone();
        s.shop.email = email.clone();
        s.shop.phone = phone.clone();
        s.shop.address = address.clone();
        s.languages = languages.clone();
        s.shop.time_zone = zone.clone();
        s.shop.origin = origin.clone();
    }))
}

fn fields(desk: &Desk, f: &Fields<'_>) -> Markup {
    let languages = &desk.settings.languages;
    let spoken = Language::ALL.map(|l| (l.code(), l.own_name()));
    let zones = zones::all();
    // The zone in use may go by a name that lists leave out.
    let own = desk.settings.shop.time_zone.as_str();
    let listed = zones.iter().map(String::as_str);
    let zones: Vec<(&str, &str)> =
        std::iter::once(own).filter(|own| !zones.iter().any(|z| z == own)).chain(listed).map(|z| (z, z)).collect();
    html! {
        section.panel aria-label="The shop" {
            div.fields {
                (f.input(Input::text("name", "Name of the shop").needed()))
                (f.input(Input { kind: "email", ..Input::text("email", "E-mail").hint("Buyers write here.").needed().wide("w3") }))
                (f.input(Input::text("phone", "Phone").soft("if you like").wide("w3")))
                (f.area(Input::text("address", "Address").hint("As printed on packing slips and legal pages.")))
            }
        }
        section.panel aria-label="Languages" {
            div.fields {
                (f.select(Input::text("language", "The shop's own language").hint("Pages, letters and messages are written in it.").wide("w3"), &spoken))
                details.fold open[languages.are_several()] {
                    summary { "Further languages" }
                    @for language in Language::ALL.into_iter().filter(|further| *further != languages.own()) { (f.tick(&also(language), language.own_name())) }
                    p.hint { "Buyers can change the language on every page, and get their letters in it. What you write yourself, such as products and pages, stays as you wrote it." }
                }
            }
        }
        section.panel aria-label="Time, web address" {
            div.fields {
                (f.select(Input::text("time_zone", "Time zone").hint("Days and dates are meant there.").wide("w3"), &zones))
                (f.input(Input::text("origin", "Web address of the shop").hint("Links in letters begin with it.")))
            }
            p { a href="/admin/settings/domain" { "Your own domain, and its certificate" } }
            dl.facts {
                dt { "Country" } dd { (desk.settings.shop.country.name()) }
                dt { "Currency" } dd { (desk.settings.currency.name()) }
            }
            p.small.soft { "These two stay as they were chosen at the beginning: every price and order is written in them." }
        }
    }
}
