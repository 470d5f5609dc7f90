//! Pictures of a product: taken in from files or a camera, described, put in order, taken off.

use super::{answer, fill, load, path, view};
use crate::app::{App, Error, Refused, catalog};
use crate::base::text::optional_line;
use crate::domain::catalog::{Picture, Product};
use crate::outside::blobs;
use crate::outside::images::UPLOAD_BYTES_MAX;
use crate::web::Shared;
use crate::web::admin::fields::Fields;
use crate::web::admin::frame::Desk;
use crate::web::admin::parts::count;
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::ui::icon::icon;
use crate::web::ui::picture::{Spot, picture};
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Path};
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};

/// Files of one upload.
const FILES_MAX: usize = 8;
/// All of them together, with what stands around them.
const UPLOAD_TOGETHER_BYTES_MAX: usize = 64 << 20;
const ALT_CHARS_MAX: usize = 200;
const FILE_NAME_CHARS_MAX: usize = 60;

pub fn upload_route() -> Router<Shared> {
    Router::new()
        .route("/admin/products/{id}/pictures", post(upload))
        .layer(DefaultBodyLimit::max(UPLOAD_TOGETHER_BYTES_MAX))
}

async fn upload(desk: Desk, Path(id): Path<String>, files: Multipart) -> Result<Response, Fault> {
    let product = load(&desk, &id)?;
    let (pictures, troubles) = take_all(desk.app(), files).await?;
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

/// One file after the other, so that only one is in memory.
async fn take_all(app: &App, mut files: Multipart) -> Result<(Vec<Picture>, Vec<String>), Error> {
    let (mut pictures, mut troubles) = (Vec::new(), Vec::new());
    let broken = |_| Error::sentence("The upload broke off. Please try again, with fewer or smaller pictures.");
    while let Some(mut file) = files.next_field().await.map_err(broken)? {
        let name: String = file.file_name().unwrap_or("").chars().take(FILE_NAME_CHARS_MAX).collect();
        if name.is_empty() {
            continue;
        }
        if pictures.len() + troubles.len() >= FILES_MAX {
            troubles.push(format!("{name}: at most {FILES_MAX} pictures at once."));
            break;
        }
        match read(&mut file).await.map_err(broken)? {
            None => troubles.push(format!("{name} is larger than 20 MB. Please choose a smaller one.")),
            Some(bytes) => match catalog::take_picture(app, bytes, String::new()).await {
                Ok(picture) => pictures.push(picture),
                Err(Error::Refused(Refused::Form(why))) => {
                    troubles.extend(why.into_iter().map(|(_, sentence)| format!("{name}: {sentence}")));
                }
                Err(other) => return Err(other),
            },
        }
    }
    Ok((pictures, troubles))
}

/// The bytes of one file; `None` when there are too many: the rest is read past.
async fn read(file: &mut Field<'_>) -> Result<Option<Vec<u8>>, axum::extract::multipart::MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = file.chunk().await? {
        if bytes.len() + chunk.len() > UPLOAD_BYTES_MAX {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
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
            form.stack method="post" action={ (path(product)) "/pictures" } enctype="multipart/form-data" data-autosubmit {
                label.drop {
                    (icon("plus"))
                    span { "Add pictures: choose, drop them here, or take one" }
                    input type="file" name="files" accept="image/jpeg,image/png,image/webp,image/gif" multiple required;
                }
                button.btn.quiet { "Add the chosen pictures" }
            }
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
