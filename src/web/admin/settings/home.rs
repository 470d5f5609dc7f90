//! What the home page says, and its large picture.

use super::{Change, Part, refused};
use crate::app::{Error, settings};
use crate::base::text::{line, optional_line};
use crate::web::Shared;
use crate::web::admin::fields::{Fields, Input, filled};
use crate::web::admin::frame::Desk;
use crate::web::admin::upload::{drop_area, limited, take};
use crate::web::error::Fault;
use crate::web::form::{Problems, Typed};
use crate::web::guard::local_path;
use crate::web::ui::picture::{Spot, picture};
use axum::Router;
use axum::extract::{Form, Multipart};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};

const LINE_CHARS_MAX: usize = 120;
const TEXT_CHARS_MAX: usize = 400;
const PATH: &str = "/admin/settings/home";
const PART: Part = Part { title: "Home page", path: PATH, fields };

pub fn routes() -> Router<Shared> {
    let upload = Router::new().route("/admin/settings/home/picture", post(upload));
    Router::new().route(PATH, get(show).post(save)).merge(limited(upload))
}

async fn show(desk: Desk) -> Response {
    let face = &desk.settings.face;
    let typed = filled([
        ("announcement", face.announcement.clone()),
        ("tagline", face.tagline.clone()),
        ("hero_title", face.hero_title.clone()),
        ("hero_text", face.hero_text.clone()),
        ("hero_button", face.hero_button.clone()),
        ("hero_link", face.hero_link.clone()),
    ]);
    let form = PART.form(&desk, &typed, &Problems::default());
    desk.page(PART.title, html! { (form) (large_picture(&desk)) })
}

async fn save(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Fault> {
    let typed = Typed(fields);
    PART.save(&desk, &typed, read(&typed)).await
}

fn read(typed: &Typed) -> Result<Change, Error> {
    let mut wrong = Problems::default();
    let mut may = |field: &str| {
        wrong.take(field, optional_line(typed.get(field), "this line", LINE_CHARS_MAX)).unwrap_or_default()
    };
    let (announcement, tagline) = (may("announcement"), may("tagline"));
    // Typed in two lines, it is one sentence all the same.
    let one_line = typed.get("hero_text").split_whitespace().collect::<Vec<_>>().join(" ");
    let hero_text = wrong.take("hero_text", optional_line(&one_line, "this line", TEXT_CHARS_MAX)).unwrap_or_default();
    let title =
        wrong.take("hero_title", line(typed.get("hero_title"), "a headline", LINE_CHARS_MAX)).unwrap_or_default();
    let button = wrong
        .take("hero_button", line(typed.get("hero_button"), "what the button says", LINE_CHARS_MAX))
        .unwrap_or_default();
    let link = local_path(typed.get("hero_link").trim(), "");
    if link.is_empty() {
        wrong.add("hero_link", "Please enter an address in this shop, such as /collections/all.");
    }
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    Ok(Box::new(move |s| {
        s.face.announcement = announcement.clone();
        s.face.tagline = tagline.clone();
        s.face.hero_title = title.clone();
        s.face.hero_text = hero_text.clone();
        s.face.hero_button = button.clone();
        s.face.hero_link = link.clone();
    }))
}

async fn upload(desk: Desk, files: Multipart) -> Result<Response, Fault> {
    let taken = take(desk.app(), files).await?;
    let Some(picture) = taken.pictures.into_iter().next() else {
        return Err(Fault(Error::sentence(taken.troubles.join(" "))));
    };
    settings::change(desk.app(), &desk.by(), move |s| {
        s.face.hero_picture = Some(picture.clone());
        Ok(())
    })
    .await?;
    Ok(desk.see(PATH, "The picture is on the home page."))
}

fn fields(_desk: &Desk, f: &Fields<'_>) -> Markup {
    html! {
        section.panel aria-label="Words" {
            div.fields {
                (f.input(Input::text("announcement", "Announcement").soft("if there is one").hint("One line above every page of the shop.")))
                (f.input(Input::text("hero_title", "Headline").needed()))
                (f.area(Input { look: "two-lines", ..Input::text("hero_text", "Under the headline") }))
                (f.input(Input::text("hero_button", "Button").hint("Say what comes, such as: See all pottery").wide("w3")))
                (f.input(Input::text("hero_link", "Where the button leads").wide("w3")))
                (f.input(Input::text("tagline", "Your shop in a few words").hint("For search engines and the foot of the page.")))
            }
        }
    }
}

fn large_picture(desk: &Desk) -> Markup {
    let shown = desk.settings.face.hero_picture.as_ref();
    html! {
        section.panel aria-labelledby="hero" {
            h2 id="hero" { "The large picture" }
            @if shown.is_some() { div.shots { (picture(&desk.app().blobs, shown, "The picture now", Spot::CARD)) } }
            (drop_area("/admin/settings/home/picture", "Choose a picture, or drop it here", "Use this picture", false))
        }
    }
}
