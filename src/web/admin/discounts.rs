//! Discount codes: a percentage off the goods, for a while or for ever, on or off.

use super::fields::{Fields, Input};
use super::frame::Desk;
use super::list::{self, PAGE_ROWS, pager};
use super::parts::{empty, state};
use crate::app::{At, Error, catalog};
use crate::base::Day;
use crate::domain::discount::{Code, Discount};
use crate::domain::price::percent;
use crate::store::{Span, keys, tables};
use crate::web::Shared;
use crate::web::admin::settings::numbers::read_percent;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use maud::{Markup, html};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/discounts", get(show).post(create))
        .route("/admin/discounts/new", get(new))
        .route("/admin/discounts/{code}/switch", post(switch))
}

async fn show(desk: Desk, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let asked = Typed(asked);
    let span = list::from(Span::all(), asked.get("after"));
    let mut found = desk.app().read(|rows| Ok(rows.span(&tables::DISCOUNTS, span.clone(), PAGE_ROWS + 1)?))?;
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    let next = found.last().filter(|_| more).map(|(key, _)| keys::encode(key));
    Ok(desk.page(
        "Discounts",
        html! {
            div.row { h1 { "Discounts" } a.btn.small href="/admin/discounts/new" { (icon("plus")) "New code" } }
            @if found.is_empty() {
                (empty("No codes yet", "A code takes a percentage off the goods: for regulars, a market, a letter.",
                    Some(("/admin/discounts/new", "Make one"))))
            } @else {
                section.panel aria-label="Codes" { (table(&desk, &found)) }
                (pager("/admin/discounts", asked.get("after"), next.as_deref()))
            }
        },
    ))
}

fn table(desk: &Desk, all: &[(String, Discount)]) -> Markup {
    let zone = desk.settings.zone();
    let now = desk.app().now();
    html! {
        table.rows {
            thead { tr { th scope="col" { "Code" } th scope="col" { "State" } th.end scope="col" { "Off" }
                th.end scope="col" { "Used" } th scope="col" { span.unseen { "Switch" } } } }
            tbody { @for (code, d) in all { tr {
                th.lead scope="row" { (code) }
                td.sub {
                    @if !d.enabled { (state("wait", "Off")) }
                    @else if d.usable(now).is_ok() { (state("done", "On")) }
                    @else if d.starts.is_some_and(|t| now < t) { (state("wait", "Not yet")) }
                    @else { (state("wait", "Ended")) }
                    span.soft { (span_in_words(d, &zone)) }
                }
                td.amount.end.num { (percent(d.percent_ppm)) }
                td.sub-end.end.num { (d.used) @if let Some(most) = d.uses_max { " of " (most) } span.narrow-only { " used" } }
                td.act.end {
                    form method="post" action={ "/admin/discounts/" (code) "/switch" } {
                        button.btn.quiet.small { @if d.enabled { "Switch off" } @else { "Switch on" } span.unseen { " " (code) } }
                    }
                }
            } } }
        }
    }
}

fn span_in_words(d: &Discount, zone: &TimeZone) -> String {
    let day = |t: crate::base::Time| t.at(zone).strftime("%-d %b %Y").to_string();
    match (d.starts, d.ends.map(|t| t.minus(1))) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" from {}", day(from)),
        (None, Some(to)) => format!(" until {}", day(to)),
        (Some(from), Some(to)) => format!(" {} to {}", day(from), day(to)),
    }
}

async fn new(desk: Desk) -> Response {
    desk.page("New code", form(&Typed::default(), &Problems::default()))
}

async fn create(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    let done = match read(&typed, &desk.settings.zone()).and_then(|d| fresh(&desk, d)) {
        Ok(discount) => catalog::save_discount(desk.app(), &desk.by(), discount).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(desk.see("/admin/discounts", "The code works now.")),
        Err(error) => Ok(desk.refused("New code", form(&typed, &Problems::from(error)?))),
    }
}

/// A code that is there already is switched, not made anew.
fn fresh(desk: &Desk, discount: Discount) -> Result<Discount, Error> {
    let key = discount.code.as_str().to_owned();
    match desk.app().read(|rows| Ok(rows.get(&tables::DISCOUNTS, &key)?))? {
        None => Ok(discount),
        Some(_) => Err(Error::field("code", "There is such a code already.")),
    }
}

fn read(typed: &Typed, zone: &TimeZone) -> Result<Discount, Error> {
    let code = Code::parse(typed.get("code")).at("code")?;
    let percent_ppm = read_percent(typed.get("percent"))
        .filter(|ppm| *ppm > 0)
        .ok_or_else(|| Error::field("percent", "Please enter a percentage from 1 to 100."))?;
    let day = |field: &str| match typed.get(field) {
        "" => Ok(None),
        text => Day::parse(text).map(Some).ok_or_else(|| Error::field(field, "Please choose a day.")),
    };
    let (starts, ends) = (day("starts")?, day("ends")?);
    if starts.zip(ends).is_some_and(|(from, to)| to < from) {
        return Err(Error::field("ends", "The last day is before the first one."));
    }
    let uses_max = match typed.get("uses").trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::field("uses", "Please enter a whole number, or nothing."))?),
    };
    Ok(Discount {
        code,
        percent_ppm,
        starts: starts.map(|d| d.starts(zone)),
        ends: ends.map(|d| d.plus(1).starts(zone)),
        uses_max,
        used: 0,
        enabled: true,
    })
}

async fn switch(desk: Desk, Path(code): Path<String>) -> Result<Response, Fault> {
    let known = desk.app().read(|rows| Ok(rows.get(&tables::DISCOUNTS, &code)?))?.ok_or(Error::NotFound)?;
    let said = if known.enabled { "The code is off." } else { "The code is on." };
    let switched = Discount { enabled: !known.enabled, ..known };
    catalog::save_discount(desk.app(), &desk.by(), switched).await?;
    Ok(desk.see("/admin/discounts", said))
}

fn form(typed: &Typed, wrong: &Problems) -> Markup {
    let f = Fields { typed, wrong };
    let date = |name, label| Input { kind: "date", ..Input::text(name, label).soft("if it is limited").wide("w3") };
    html! {
        h1 { "New code" }
        (f.summary())
        form.panel.stack method="post" action="/admin/discounts" {
            div.fields {
                (f.input(Input::text("code", "Code").hint("What buyers type, such as WELCOME10.").needed().wide("w3")))
                (f.input(Input::number("percent", "Per cent off").needed().wide("w3")))
                (f.input(date("starts", "First day")))
                (f.input(date("ends", "Last day")))
                (f.input(Input::number("uses", "How often in all").soft("if it is limited")))
            }
            button.btn { "Make the code" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::DAY;

    fn typed(values: &[(&str, &str)]) -> Typed {
        Typed(values.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect())
    }

    #[test]
    fn a_code_lasts_through_its_last_day() {
        let d = read(
            &typed(&[("code", "tea 10"), ("percent", "10"), ("starts", "2026-11-01"), ("ends", "2026-11-01")]),
            &TimeZone::UTC,
        )
        .unwrap();
        assert_eq!((d.code.as_str(), d.percent_ppm), ("TEA10", 100_000));
        assert_eq!(d.ends.zip(d.starts).map(|(e, s)| e.since(s)), Some(DAY));
        assert_eq!(span_in_words(&d, &TimeZone::UTC), " 1 Nov 2026 to 1 Nov 2026");
        for bad in [("percent", "0"), ("ends", "2026-10-01"), ("uses", "many"), ("code", "!")] {
            let base = [("code", "A"), ("percent", "5"), ("starts", "2026-11-01")];
            assert!(read(&typed(&[base.as_slice(), &[bad]].concat()), &TimeZone::UTC).is_err(), "{bad:?}");
        }
    }
}
