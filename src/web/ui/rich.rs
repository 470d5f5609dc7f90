//! Descriptions with paragraphs and lists in them. They were cleaned when they came in (`app::catalog::clean`); nothing else
//! may be shown this way.

use maud::{Markup, PreEscaped};

pub fn rich(cleaned: &str) -> Markup {
    PreEscaped(cleaned.to_owned())
}
