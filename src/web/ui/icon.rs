//! Signs, drawn from one file. They decorate words and never stand alone.

use crate::web::assets;
use maud::{Markup, html};

/// A sign of `assets/icons.svg` by its name.
pub fn icon(name: &str) -> Markup {
    html! {
        svg class="icon" aria-hidden="true" { use href=(format!("{}#{name}", assets::link("icons.svg"))) {} }
    }
}
