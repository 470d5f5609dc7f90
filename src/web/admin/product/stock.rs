//! How many there are: one field and one choice to change it, and who changed it when.

use super::{answer, fill, load};
use crate::app::{At, Error, catalog, wishes};
use crate::base::Id;
use crate::base::text::optional_line;
use crate::domain::catalog::{Product, Variant};
use crate::domain::stock::{Change, Level, Movement, MovementKind};
use crate::store::{Span, keys, tables};
use crate::web::admin::fields::{Fields, Input};
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::ago;
use crate::web::error::Fault;
use crate::web::form::Typed;
use crate::web::ui::words::count;
use axum::extract::{Form, Path};
use axum::response::Response;
use maud::{Markup, html};

/// The newest changes that are told; all others are kept.
const CHANGES_SHOWN: usize = 12;
/// Of those, so many without unfolding.
const CHANGES_OPEN: usize = 3;
const NOTE_CHARS_MAX: usize = 120;

const WHAT: [(&str, &str); 3] = [("received", "received"), ("lost", "broken or lost"), ("counted", "counted")];

pub async fn change(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    let variant = chosen(&product, &typed);
    let done = match (read(&typed), variant) {
        (Ok((change, note)), Some(v)) => {
            catalog::change_stock(desk.app(), &desk.by(), product.id, v.id, change, note).await
        }
        (Err(error), _) => Err(error),
        (_, None) => Err(Error::NotFound),
    };
    match (done, variant) {
        (Ok(()), Some(v)) => {
            Ok(desk.see(&format!("/admin/products/{}?variant={}#stock", product.id, v.id), "The stock is changed."))
        }
        (done, _) => answer(&desk, &product, fill::typed(&product, typed), done, "The stock is changed."),
    }
}

fn read(typed: &Typed) -> Result<(Change, String), Error> {
    let (what, pieces) = (typed.get("what"), typed.get("pieces").trim());
    if what == "received" && pieces.starts_with(['-', '−']) {
        return Err(Error::field(
            "pieces",
            "Pieces that go are broken or lost. Please choose that, or leave out the minus.",
        ));
    }
    let change = Change::parse(what, pieces).at("pieces")?;
    Ok((change, optional_line(typed.get("stock_note"), "a note", NOTE_CHARS_MAX).at("stock_note")?))
}

/// The variant that is asked for, else the first.
fn chosen<'p>(product: &'p Product, typed: &Typed) -> Option<&'p Variant> {
    Id::parse(typed.get("variant")).and_then(|id| product.variant(id)).or(product.variants.first())
}

pub fn panel(desk: &Desk, product: &Product, f: &Fields<'_>) -> Result<Markup, Error> {
    let Some(variant) = chosen(product, f.typed) else { return Ok(html! {}) };
    let (levels, waiting, changes) = desk.app().read(|rows| {
        let level = |v: &Variant| rows.get(&tables::STOCK, &(product.id, v.id)).map(Option::unwrap_or_default);
        let levels = product.variants.iter().map(level).collect::<Result<Vec<Level>, _>>()?;
        let waiting = |v: &Variant| wishes::waiting(rows, &(product.id, v.id));
        let waiting = product.variants.iter().map(waiting).collect::<Result<Vec<usize>, Error>>()?;
        let span = Span::prefix(&keys::encode(&(product.id, variant.id))).backwards();
        let changes = rows.span(&tables::MOVEMENTS, span, CHANGES_SHOWN)?;
        Ok((levels, waiting, changes.into_iter().map(|(_, m)| m).collect::<Vec<_>>()))
    })?;
    Ok(html! {
        section.panel id="stock" aria-labelledby="stock-title" {
            h2 id="stock-title" { "Stock" }
            @if product.variants.len() > 1 { (each(product, variant, &levels, &waiting)) } @else { (left(variant, levels.first())) }
            (who_waits(waiting.iter().sum()))
            (form(product, variant, f))
            (ledger(desk, &changes))
        }
    })
}

fn left(variant: &Variant, level: Option<&Level>) -> Markup {
    let level = level.copied().unwrap_or_default();
    html! {
        p {
            @if !variant.counted { "Not counted: it never runs out." } @else {
                b { (level.available()) " left" }
                @if level.held > 0 { span.soft { ", " (level.held) " more reserved for orders that are not paid yet" } }
            }
        }
    }
}

/// The table says which one they wait for.
fn who_waits(people: usize) -> Markup {
    html! {
        @if people > 0 {
            p { (count(people, "person waits", "people wait")) " to hear that it is back. They get a letter when pieces come." }
        }
    }
}

fn each(product: &Product, chosen: &Variant, levels: &[Level], waiting: &[usize]) -> Markup {
    html! {
        table.rows {
            thead { tr { th scope="col" { "Variant" } th.end scope="col" { "Left" } } }
            tbody {
                @for ((variant, level), waiting) in product.variants.iter().zip(levels).zip(waiting) {
                    tr {
                        td.lead { a href={ "/admin/products/" (product.id) "?variant=" (variant.id) "#stock" }
                            aria-current=[(variant.id == chosen.id).then_some("true")] { (variant.name()) } }
                        td.amount.end.num {
                            @if variant.counted { (level.available()) } @else { span.soft { "not counted" } }
                            @if level.held > 0 { span.soft { " (" (level.held) " reserved)" } }
                            @if *waiting > 0 { span.soft { " (" (count(*waiting, "waits", "wait")) ")" } }
                        }
                    }
                }
            }
        }
    }
}

fn form(product: &Product, variant: &Variant, f: &Fields<'_>) -> Markup {
    let name = variant.name();
    html! {
        form.stack method="post" action={ "/admin/products/" (product.id) "/stock" } {
            input type="hidden" name="variant" value=(variant.id);
            @if !name.is_empty() { h3 { (name) } }
            div.fields {
                (f.input(Input { name: "pieces", label: "Pieces", hint: "+12, -1 or 7", mode: "text", ..Input::number("", "") }.wide("w2")))
                (f.select(Input::text("what", "What happened").wide("w4"), &WHAT))
                (f.input(Input::text("stock_note", "Note").soft("if you like")))
            }
            button.btn.quiet { "Change the stock" }
        }
    }
}

fn ledger(desk: &Desk, changes: &[Movement]) -> Markup {
    let (newest, older) = changes.split_at(changes.len().min(CHANGES_OPEN));
    html! {
        @if !newest.is_empty() { (told(desk, newest)) }
        @if !older.is_empty() { details.fold { summary { "Earlier changes" } (told(desk, older)) } }
    }
}

fn told(desk: &Desk, changes: &[Movement]) -> Markup {
    let (now, zone) = (desk.app().now(), desk.settings.zone());
    html! {
        ol.events {
            @for m in changes {
                li { (in_words(m)) @if !m.note.is_empty() { ": " (m.note) }
                    span.soft { (m.by.name()) ", " (ago(m.at, now, &zone)) } }
            }
        }
    }
}

fn in_words(m: &Movement) -> String {
    let on_hand = signed(m.on_hand);
    match m.kind {
        MovementKind::Received => format!("{on_hand} received"),
        MovementKind::Lost => format!("{on_hand} broken or lost"),
        MovementKind::Counted => format!("{on_hand} after counting"),
        MovementKind::Held => format!("{} reserved", m.held),
        MovementKind::Released => format!("{} free again", -m.held),
        MovementKind::Sold => format!("{on_hand} sold"),
        MovementKind::Returned => format!("{on_hand} back on the shelf"),
    }
}

fn signed(n: i64) -> String {
    match n {
        1.. => format!("+{n}"),
        0 => "no change".into(),
        _ => format!("−{}", n.unsigned_abs()),
    }
}
