//! The three ways back, the gentlest first.

use super::moment::written;
use crate::app::Error;
use crate::app::going_back::{Deed, Scope};
use crate::base::Id;
use crate::domain::catalog::Product;
use crate::domain::event::{Event, Subject};
use crate::domain::people::Staff;
use crate::store::{Rows, Span, tables};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{ago, empty};
use crate::web::form::{Problems, Typed};
use maud::{Markup, html};

/// Deeds that stand on the page at once; all others are folded away.
const DEEDS_SHOWN: usize = 10;
/// What happened lately, as marks on the way back.
const MARKS_MAX: usize = 12;
const EVENTS_LOOKED_AT_MAX: usize = 200;

/// Something that happened, and when.
struct Mark {
    event: Event,
}

/// `deeds`: `None` while somebody looks for them.
pub fn page(desk: &Desk, deeds: Option<&[Deed]>, typed: &Typed, wrong: &Problems) -> Result<Markup, Error> {
    let product = Id::parse(typed.get("product")).or_else(|| Id::parse(typed.get("what")));
    let (names, marks, product) = desk.app().read(|rows| {
        let product: Option<Product> = product.map(|id| rows.get(&tables::PRODUCTS, &id)).transpose()?.flatten();
        Ok((deeds.map(|deeds| names(rows, deeds)).transpose()?, marks(rows)?, product))
    })?;
    let f = Fields { typed, wrong };
    Ok(html! {
        h1 { "Going back" }
        @if let Some(sentence) = wrong.of("") { div.notice.bad role="alert" { p { (sentence) } } }
        @if product.is_none() { (undo(desk, deeds.zip(names.as_deref()))) }
        (bring_back(desk, &f, &marks, product.as_ref()))
        @if product.is_none() { (whole(desk)) }
    })
}

/// Whoever did it, by name.
fn names(rows: &(dyn Rows + '_), deeds: &[Deed]) -> Result<Vec<String>, Error> {
    let name = |deed: &Deed| match Id::<Staff>::parse(&deed.actor) {
        Some(id) => Ok(rows.get(&tables::STAFF, &id)?.map_or("Somebody of the staff".into(), |staff| staff.name)),
        None if deed.actor.is_empty() => Ok("The shop".into()),
        None => Ok(deed.actor.clone()),
    };
    deeds.iter().map(name).collect()
}

fn marks(rows: &(dyn Rows + '_)) -> Result<Vec<Mark>, Error> {
    let mut marks = Vec::new();
    for (_, key) in rows.walk(&tables::EVENT_BY_AGE, Span::all().backwards(), EVENTS_LOOKED_AT_MAX)?.rows {
        if matches!(key.0, Subject::Order(_)) || marks.len() == MARKS_MAX {
            continue;
        }
        marks.extend(rows.get(&tables::EVENTS, &key)?.map(|event| Mark { event }));
    }
    Ok(marks)
}

fn undo(desk: &Desk, deeds: Option<(&[Deed], &[String])>) -> Markup {
    html! {
        section.panel aria-labelledby="undo" {
            h2 id="undo" { "Undo" }
            @match deeds {
                None => p { "Looking through what was done lately …" },
                Some(([], _)) => (empty("Nothing to undo", "Imports, edits and changes of many products at once stand here for a week.", None)),
                Some((deeds, names)) => {
                    p.soft { "What was done in the last week. You see what would change before anything does." }
                    @let all: Vec<(&Deed, &String)> = deeds.iter().zip(names).collect();
                    @let (first, rest) = all.split_at(all.len().min(DEEDS_SHOWN));
                    (list(desk, first))
                    @if !rest.is_empty() { details.fold { summary { (rest.len()) " more" } (list(desk, rest)) } }
                }
            }
        }
    }
}

fn list(desk: &Desk, deeds: &[(&Deed, &String)]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr { th scope="col" { "What" } th scope="col" { "Touched" } th scope="col" { "Who and when" }
                th.end scope="col" { span.unseen { "Undo" } } } }
            tbody { @for (deed, name) in deeds { tr {
                td.lead { (deed.words) }
                td.sub { (deed.touched()) }
                td.sub-end.soft { (name) ", " (ago(deed.at, now, &zone)) }
                td.amount.end { form.act method="post" action="/admin/going-back/undo" {
                    input type="hidden" name="deed" value=(deed.first);
                    button.btn.quiet.small aria-label={ "Undo: " (deed.words) ", " (deed.touched()) } { "Undo …" }
                } }
            } } }
        }
    }
}

fn bring_back(desk: &Desk, f: &Fields<'_>, marks: &[Mark], product: Option<&Product>) -> Markup {
    let choices = Scope::CHOICES.map(|(_, code, words)| (code, words, ""));
    html! {
        section.panel aria-labelledby="back" {
            h2 id="back" { "Bring back" @if let Some(product) = product { " " (product.title) } }
            p { "As it was at a moment you choose. Orders, payments, customers, staff, letters and the pieces in stock stay \
                 as they are. You see what would change before anything does." }
            form.stack method="post" action="/admin/going-back/moment" {
                @match product {
                    Some(product) => input type="hidden" name="what" value=(product.id);,
                    None => (f.choices("what", "What", &choices)),
                }
                (f.input(Input { kind: "datetime-local", ..Input::text("at", "As it was on") }))
                div { button.btn { "See what would change" } }
            }
            @if !marks.is_empty() { (time_line(desk, marks, product)) }
        }
    }
}

/// What happened, day by day: a tap chooses the moment just before it.
fn time_line(desk: &Desk, marks: &[Mark], product: Option<&Product>) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    let with = product.map(|p| format!("&product={}", p.id)).unwrap_or_default();
    html! {
        details.fold open[product.is_none()] {
            summary { "What happened lately" }
            ol.events {
                @for mark in marks {
                    li {
                        (mark.event.what.brief()) " "
                        a href={ "/admin/going-back?what=products&at=" (written(mark.event.at, &zone)) (with) "#at" } { "Just before this" }
                        span.soft { (mark.event.by.name()) ", " (ago(mark.event.at, now, &zone)) }
                    }
                }
            }
        }
    }
}

fn whole(desk: &Desk) -> Markup {
    let folder = desk.app().going_back.folder().map(|folder| folder.display().to_string());
    let folder = folder.unwrap_or_else(|| "THE-SHOPS-FOLDER".into());
    html! {
        section.panel aria-labelledby="whole" {
            h2 id="whole" { "The whole shop" }
            p { "For disasters: when the computer is lost, or nothing else helps. The shop is made anew in an empty folder, \
                 and the one you have stays as it is. It opens without selling, until you have looked at what is missing." }
            pre.code { code { "duka restore --from " (folder) " --data A-NEW-FOLDER" } }
            p { "With " code { "--at 2026-11-21T14:30:00Z" } " it comes back as it was then. From where your backups are \
                 sent, with the recovery key in a file:" }
            pre.code { code { "duka restore --from PLACE --key KEY-FILE --data A-NEW-FOLDER" } }
        }
    }
}
