//! The three ways back, the gentlest first.

use super::moment::written;
use crate::app::Error;
use crate::app::going_back::{Deed, Scope, title};
use crate::base::time::MINUTE;
use crate::base::{Id, Time};
use crate::domain::catalog::Product;
use crate::domain::event::{Event, Subject};
use crate::domain::people::Staff;
use crate::store::{Rows, Span, tables};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::{ago, empty};
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use maud::{Markup, html};

/// Deeds that stand on the page at once; all others are folded away.
const DEEDS_SHOWN: usize = 10;
/// What happened lately, as marks on the way back.
const MARKS_MAX: usize = 12;
const EVENTS_LOOKED_AT_MAX: usize = 200;

/// Something that happened, and how much more just before it.
struct Mark {
    event: Event,
    first: Time,
    more: usize,
}

/// `deeds`: `None` while somebody looks for them.
pub fn page(
    desk: &Desk,
    deeds: Option<&Result<Vec<Deed>, String>>,
    typed: &Typed,
    wrong: &Problems,
) -> Result<Markup, Error> {
    let product = Id::parse(typed.get("product")).or_else(|| Id::parse(typed.get("what")));
    let (deeds, marks, product) = desk.app().read(|rows| {
        let product: Option<Product> = product.map(|id| rows.get(&tables::PRODUCTS, &id)).transpose()?.flatten();
        Ok((deeds.map(|deeds| named(rows, deeds)).transpose()?, marks(rows)?, product))
    })?;
    let f = Fields { typed, wrong };
    Ok(html! {
        h1 { "Going back" }
        @if let Some(sentence) = wrong.of("") { div.notice.bad role="alert" { (icon("triangle")) div { p { (sentence) } } } }
        @if product.is_none() { (undo(desk, deeds.as_ref())) }
        (bring_back(desk, &f, &marks, product.as_ref()))
        @if product.is_none() { (super::whole::section(desk)) }
    })
}

/// A deed, who did it, and what it was done to.
struct Named<'d> {
    deed: &'d Deed,
    who: String,
    touched: String,
}

type NamedDeeds<'d> = Result<Vec<Named<'d>>, &'d str>;

fn named<'d>(rows: &(dyn Rows + '_), deeds: &'d Result<Vec<Deed>, String>) -> Result<NamedDeeds<'d>, Error> {
    let deeds = match deeds {
        Ok(deeds) => deeds,
        Err(why) => return Ok(Err(why)),
    };
    let name = |deed: &'d Deed| {
        let who = match Id::<Staff>::parse(&deed.actor) {
            Some(id) => rows.get(&tables::STAFF, &id)?.map_or("Somebody of the staff".into(), |staff| staff.name),
            None => Some(deed.actor.clone()).filter(|actor| actor != "shop").unwrap_or("The shop".into()),
        };
        let only = deed.only.as_ref().map(|key| title(rows, key)).transpose()?.flatten();
        Ok::<_, Error>(Named { deed, who, touched: only.unwrap_or_else(|| deed.touched()) })
    };
    Ok(Ok(deeds.iter().map(name).collect::<Result<_, _>>()?))
}

/// What happened lately, orders left out. Many things one person did within a minute are one mark.
fn marks(rows: &(dyn Rows + '_)) -> Result<Vec<Mark>, Error> {
    let mut marks: Vec<Mark> = Vec::new();
    for (_, key) in rows.walk(&tables::EVENT_BY_AGE, Span::all().backwards(), EVENTS_LOOKED_AT_MAX)?.rows {
        if matches!(key.0, Subject::Order(_)) || marks.len() == MARKS_MAX {
            continue;
        }
        let Some(event) = rows.get(&tables::EVENTS, &key)? else { continue };
        match marks.last_mut().filter(|last| last.event.by == event.by && last.first.since(event.at) < MINUTE) {
            Some(last) => (last.first, last.more) = (event.at, last.more + 1),
            None => marks.push(Mark { first: event.at, event, more: 0 }),
        }
    }
    Ok(marks)
}

fn undo(desk: &Desk, deeds: Option<&NamedDeeds<'_>>) -> Markup {
    html! {
        section.panel aria-labelledby="undo" {
            h2 id="undo" { "Undo" }
            @match deeds {
                None => p { "Looking through what was done lately …" },
                Some(Err(why)) => p { (why) },
                Some(Ok(deeds)) if deeds.is_empty() => (empty("Nothing to undo", "Imports, edits and changes of many products at once stand here for a week.", None)),
                Some(Ok(deeds)) => {
                    p.soft { "What was done in the last week. You see what would change before anything does." }
                    @let (first, rest) = deeds.split_at(deeds.len().min(DEEDS_SHOWN));
                    (list(desk, first))
                    @if !rest.is_empty() { details.fold { summary { (rest.len()) " more" } (list(desk, rest)) } }
                }
            }
        }
    }
}

fn list(desk: &Desk, deeds: &[Named<'_>]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        table.rows {
            thead { tr { th scope="col" { "What" } th scope="col" { "Touched" } th scope="col" { "Who and when" }
                th.end scope="col" { span.unseen { "Undo" } } } }
            tbody { @for Named { deed, who, touched } in deeds { tr {
                td.lead { (deed.words) }
                td.sub { (touched) }
                td.sub-end.soft { (who) ", " (ago(deed.at, now, &zone)) }
                td.amount.end { form method="post" action="/admin/going-back/undo" {
                    input type="hidden" name="deed" value=(deed.first);
                    button.btn.quiet.small aria-label={ "Undo: " (deed.words) ", " (touched) } { "Undo …" }
                } }
            } } }
        }
    }
}

fn bring_back(desk: &Desk, f: &Fields<'_>, marks: &[Mark], product: Option<&Product>) -> Markup {
    let choices = Scope::CHOICES.map(|(_, code, words)| (code, words, ""));
    let mut typed = f.typed.clone();
    if !typed.has("what") {
        typed.0.push(("what".into(), Scope::Products.code()));
    }
    let f = Fields { typed: &typed, wrong: f.wrong };
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
                (f.input(Input { kind: "datetime-local", ..Input::text("at", "As it was on") }.needed()))
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
                        @if mark.more > 0 { "And " (mark.more) " more. " }
                        a href={ "/admin/going-back?at=" (written(mark.first, &zone)) (with) "#at" } { "Just before this" }
                        span.soft { (mark.event.by.name()) ", " (ago(mark.event.at, now, &zone)) }
                    }
                }
            }
        }
    }
}
