//! Pictures of a product: taken in from files or a camera, described, put in order, taken off.

use super::{answer, fill, load, path, view};
use crate::app::{Error, catalog};
use crate::base::text::optional_line;
use crate::domain::catalog::Product;
use crate::outside::blobs;
use crate::web::Shared;
use crate::web::admin::fields::Fields;
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::count;
use crate::web::admin::upload::{Taken, drop_area, limited, take};
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::picture::{Spot, picture};
use axum::Router;
use axum::extract::{Form, Multipart, Path};
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};

const ALT_CHARS_MAX: usize = 200;

pub fn upload_route() -> Router<Shared> {
    limited(Router::new().route("/admin/products/{id}/pictures", post(upload)))
}

async fn upload(desk: Desk, Path(id): Path<String>, files: Multipart) -> Result<Response, Fault> {
    let product = load(&desk, &id)?;
    let Taken { pictures, troubles } = take(desk.app(), files).await?;
    let taken = pictures.len();
    catalog::add_pictures(desk.app(), &desk.by(), product.id, pictures).await?;
    if troubles.is_empty() {
        return Ok(desk
            .see(&format!("{}#pictures", path(&product)), &format!("{} added.", count(taken, "picture", "pictures"))));
    }
    // The good ones are kept; the others are named.
    let product = load(&desk, &id)?;
    let wrong = Problems([("pictures".to_owned(), troubles.join(" "))].into());
    let typed = fill::typed(&product, Typed::default());
    Ok(desk.refused(&product.title, view::page(&desk, &product, &typed, &wrong)?))
}

pub async fn arrange(
    desk: Desk,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (product, typed) = (load(&desk, &id)?, Typed(fields));
    let done = match wanted(&product, &typed) {
        Ok(wanted) => catalog::arrange_pictures(desk.app(), &desk.by(), product.id, wanted).await,
        Err(error) => Err(error),
    };
    answer(&desk, &product, fill::typed(&product, typed), done, "The pictures are saved.")
}

/// The pictures that stay, by their typed places; those with the same place keep their order.
fn wanted(product: &Product, typed: &Typed) -> Result<Vec<([u8; 32], String)>, Error> {
    let mut placed = Vec::new();
    for (i, picture) in product.pictures.iter().enumerate() {
        let blob = blobs::show(&picture.blob);
        if typed.has(&format!("remove-{blob}")) {
            continue;
        }
        let place: u32 = typed.get(&format!("place-{blob}")).trim().parse().unwrap_or(i as u32 + 1);
        let alt = optional_line(typed.get(&format!("alt-{blob}")), "a description", ALT_CHARS_MAX);
        placed.push((place, picture.blob, alt.map_err(|w| Error::field("pictures", w.0))?));
    }
    placed.sort_by_key(|(place, _, _)| *place);
    Ok(placed.into_iter().map(|(_, blob, alt)| (blob, alt)).collect())
}

pub fn panel(desk: &Desk, product: &Product, f: &Fields<'_>) -> Markup {
    html! {
        section.panel id="pictures" aria-labelledby="pictures-title" {
            h2 id="pictures-title" { "Pictures" }
            (f.error("pictures"))
            @if !product.pictures.is_empty() { (shown(desk, product)) }
            (drop_area(&format!("{}/pictures", path(product)), "Add pictures: choose, drop them here, or take one",
                "Add the chosen pictures", true))
        }
    }
}

fn shown(desk: &Desk, product: &Product) -> Markup {
    html! {
        form.stack method="post" action={ (path(product)) "/pictures/order" } {
            ul.shots {
                @for (i, shot) in product.pictures.iter().enumerate() {
                    @let blob = blobs::show(&shot.blob);
                    li {
                        (picture(&desk.app().blobs, Some(shot), &shot.alt, Spot::CARD))
                        div.field { label for={ "alt-" (i) } { "What it shows" }
                            input.input id={ "alt-" (i) } name={ "alt-" (blob) } value=(shot.alt) autocomplete="off"; }
                        div.field { label for={ "place-" (i) } { "Place" }
                            input.input.short id={ "place-" (i) } name={ "place-" (blob) } value=(i + 1) inputmode="numeric" autocomplete="off"; }
                        label.check { input type="checkbox" name={ "remove-" (blob) } value="yes"; span { "Remove" } }
                    }
                }
            }
            button.btn.quiet { "Save the pictures" }
        }
    }
}
