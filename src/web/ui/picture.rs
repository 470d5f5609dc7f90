//! A picture in the widths and formats it was made in, at a size that is known before it arrives.
//!
//! One that is not drawn yet stands as a field of its colour: nothing moves when it is there on the next look.

use crate::domain::catalog::Picture;
use crate::outside::blobs::{self, Blobs};
use crate::outside::images::{WIDTHS, kind};
use maud::{Markup, html};

/// Where on a page a picture stands: the browser is told how wide that is, and keeps the room free.
#[derive(Clone, Copy)]
pub struct Spot {
    pub sizes: &'static str,
    pub width: u32,
    pub height: u32,
    /// It is seen at once and not only after scrolling.
    pub first: bool,
    pub class: &'static str,
}

impl Spot {
    const fn new(sizes: &'static str, width: u32, height: u32) -> Spot {
        Spot { sizes, width, height, first: false, class: "" }
    }

    pub const HERO: Spot =
        Spot { first: true, ..Spot::new("(min-width: 76rem) 36rem, (min-width: 40rem) 46vw, 92vw", 1300, 960) };
    pub const CARD: Spot = Spot::new("(min-width: 76rem) 18rem, (min-width: 40rem) 31vw, 46vw", 400, 500);
    pub const TILE: Spot = Spot::new("(min-width: 76rem) 18rem, (min-width: 40rem) 23vw, 46vw", 400, 400);
    pub const GALLERY: Spot = Spot::new("(min-width: 56rem) 50vw, 86vw", 800, 1000);
    pub const LINE: Spot = Spot { class: "line-pic", ..Spot::new("6rem", 96, 120) };
    pub const MINI: Spot = Spot::new("3rem", 48, 60);

    pub const fn at_once(self) -> Spot {
        Spot { first: true, ..self }
    }
}

/// The address of one file of a picture.
pub fn link(picture: &Picture, width: u32, format: &str) -> String {
    format!("/pictures/{}/{}", blobs::show(&picture.blob), kind(width, format))
}

/// The largest file is made last: where it is, all are.
fn is_drawn(blobs: &Blobs, picture: &Picture) -> bool {
    WIDTHS.last().is_some_and(|widest| blobs.has(&picture.blob, &kind(*widest, "jpg")))
}

pub fn picture(blobs: &Blobs, picture: Option<&Picture>, alt: &str, spot: Spot) -> Markup {
    let loading = if spot.first { "eager" } else { "lazy" };
    let class = Some(spot.class).filter(|c| !c.is_empty());
    match picture {
        Some(shown) if is_drawn(blobs, shown) => html! {
            picture {
                source type="image/webp" srcset=(srcset(shown, "webp")) sizes=(spot.sizes);
                img class=[class] src=(link(shown, WIDTHS[1], "jpg")) srcset=(srcset(shown, "jpg")) sizes=(spot.sizes)
                    alt=(alt) width=(spot.width) height=(spot.height) loading=(loading) decoding="async"
                    fetchpriority=[(spot.sizes == Spot::HERO.sizes).then_some("high")];
            }
        },
        other => html! {
            img class=[class] src=(field(other.map(|p| p.colour))) alt=(alt) width=(spot.width) height=(spot.height);
        },
    }
}

fn srcset(picture: &Picture, format: &str) -> String {
    WIDTHS.map(|width| format!("{} {width}w", link(picture, width, format))).join(", ")
}

/// An image of one colour inside the page itself; see-through when there is no colour.
fn field(colour: Option<[u8; 3]>) -> String {
    let fill = colour.map_or("none".to_owned(), |[r, g, b]| format!("%23{r:02x}{g:02x}{b:02x}"));
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 5'%3E%3Crect width='4' height='5' \
         fill='{fill}'/%3E%3C/svg%3E"
    )
    .replace(' ', "%20")
}
