//! Tax by country: the rate, the lower rate, and whether prices include it.

use super::numbers::{read_percent, shown_percent};
use super::{Change, Part, refused};
use crate::app::Error;
use crate::base::text::{line, optional_line};
use crate::domain::place::Country;
use crate::domain::rules::TaxRule;
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use axum::Router;
use axum::extract::Form;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

/// Rules on one page.
const RULES_MAX: usize = 60;
const LABEL_CHARS_MAX: usize = 30;
const PART: Part = Part { title: "Tax", path: "/admin/settings/tax", fields };

pub fn routes() -> Router<Shared> {
    Router::new().route("/admin/settings/tax", get(show).post(save))
}

async fn show(desk: Desk) -> Response {
    PART.show(&desk, &typed(&desk.settings.rules.taxes))
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    PART.save(&desk, &typed, read(&typed)).await
}

fn typed(rules: &[TaxRule]) -> Typed {
    let mut all = vec![("rows".to_owned(), (rules.len() + 1).to_string())];
    for (i, r) in rules.iter().enumerate() {
        all.push((format!("country-{i}"), r.country.code().into()));
        all.push((format!("region-{i}"), r.region.clone()));
        all.push((format!("label-{i}"), r.label.clone()));
        all.push((format!("standard-{i}"), shown_percent(r.standard_ppm)));
        all.push((format!("reduced-{i}"), shown_percent(r.reduced_ppm)));
        all.extend(r.included.then(|| (format!("included-{i}"), "yes".into())));
    }
    Typed(all)
}

fn rows(typed: &Typed) -> usize {
    typed.get("rows").parse().unwrap_or(0).min(RULES_MAX)
}

/// A row without a country is left out: that is how one is removed.
fn read(typed: &Typed) -> Result<Change, Error> {
    let mut wrong = Problems::default();
    let mut rules: Vec<TaxRule> = Vec::new();
    for i in (0..rows(typed)).filter(|i| !typed.get(&format!("country-{i}")).is_empty()) {
        let Some(rule) = read_row(typed, i, &mut wrong) else { continue };
        if rules.iter().any(|r| r.country == rule.country && r.region == rule.region) {
            wrong.add(&format!("country-{i}"), "This country is there twice.");
        }
        rules.push(rule);
    }
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    Ok(Box::new(move |s| s.rules.taxes = rules.clone()))
}

fn read_row(typed: &Typed, i: usize, wrong: &mut Problems) -> Option<TaxRule> {
    let of = |what: &str| format!("{what}-{i}");
    let get = |what: &str| typed.get(&of(what));
    let country = wrong.take(&of("country"), Country::parse(get("country")));
    let label = wrong.take(&of("label"), line(get("label"), "a name such as VAT", LABEL_CHARS_MAX));
    let region = wrong.take(&of("region"), optional_line(get("region"), "a state", LABEL_CHARS_MAX));
    let standard = read_percent(get("standard")).ok_or("Please enter a percentage such as 19.");
    let standard_ppm = wrong.take(&of("standard"), standard);
    let reduced = match get("reduced").trim() {
        "" => Ok(standard_ppm.unwrap_or_default()),
        text => read_percent(text).ok_or("Please enter a percentage such as 7, or nothing."),
    };
    let reduced_ppm = wrong.take(&of("reduced"), reduced);
    Some(TaxRule {
        country: country?,
        region: region?,
        label: label?,
        standard_ppm: standard_ppm?,
        reduced_ppm: reduced_ppm?,
        included: typed.has(&of("included")),
    })
}

fn fields(_desk: &Desk, f: &Fields<'_>) -> Markup {
    let none = ("", "None, leave this out");
    let countries: Vec<(&str, &str)> =
        std::iter::once(none).chain(Country::all().map(|c| (c.code(), c.name()))).collect();
    let rows = rows(f.typed);
    html! {
        p.soft { "Countries that are not named here are not charged tax." }
        input type="hidden" name="rows" value=(rows);
        @for i in 0..rows {
            section.panel aria-label={ "Country " (i + 1) } {
                @if i + 1 == rows { h2 { "Another country" } }
                div.fields {
                    (f.select(Input { name: &format!("country-{i}"), label: "Country", width: "w3", ..Input::text("", "") }, &countries))
                    (f.input(Input { name: &format!("region-{i}"), label: "State or province", soft: "else all of it", width: "w3", ..Input::text("", "") }))
                    (f.input(Input { name: &format!("label-{i}"), label: "Called", width: "w2", ..Input::text("", "") }))
                    (f.input(Input { name: &format!("standard-{i}"), label: "Usual rate, %", width: "w2", mode: "decimal", ..Input::text("", "") }))
                    (f.input(Input { name: &format!("reduced-{i}"), label: "Lower rate, %", width: "w2", mode: "decimal", ..Input::text("", "") }))
                    (f.tick(&format!("included-{i}"), "My prices include it"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_go_there_and_back_and_an_empty_country_removes_one() {
        let rule = |country: &str, ppm| TaxRule {
            country: Country::parse(country).unwrap(),
            region: String::new(),
            label: "VAT".into(),
            standard_ppm: ppm,
            reduced_ppm: 70_000,
            included: true,
        };
        let rules = [rule("DE", 190_000), rule("AT", 200_000)];
        assert!(read(&typed(&rules)).is_ok());
        let mut wrong = Problems::default();
        assert_eq!(read_row(&typed(&rules), 1, &mut wrong), Some(rules[1].clone()));
        let twice = read(&typed(&[rule("DE", 1), rule("DE", 2)]));
        assert!(twice.is_err_and(|e| e.words() == "This country is there twice."));
        let mut odd = typed(&rules);
        odd.0.push(("standard-0".into(), "much".into()));
        assert!(read(&odd).is_err_and(|e| e.words().contains("such as 19")));
    }
}
