//! The one letter to somebody who asked to be told when a thing can be bought again.
//!
//! Nobody confirmed that the address is theirs, so the letter says only what the shop says itself, and how to end it.

use super::draft::{Block, Draft};
use super::{About, Unwritten};
use crate::base::Language;
use crate::domain::catalog::{Product, Variant};
use crate::domain::wish::Wish;
use crate::words::Words;

/// What the letter needs to know, a line each: the thing, where it is, where to end it, the language.
pub fn about(product: &Product, variant: &Variant, wish: &Wish) -> String {
    let name = variant.name();
    let title = if name.is_empty() { product.title.clone() } else { format!("{}, {name}", product.title) };
    format!("{title}\n{}\n/waiting/{}\n{}", product.link(variant), wish.secret.show(), wish.language.code())
}

/// The language it was asked in.
pub fn language(about: &About<'_>) -> Option<Language> {
    about.about.lines().nth(3).and_then(Language::parse)
}

pub fn in_stock(about: &About<'_>, w: Words) -> Result<Draft, Unwritten> {
    let mut lines = about.about.lines();
    let (Some(title), Some(path), Some(end)) = (lines.next(), lines.next(), lines.next()) else {
        return Err(Unwritten::NoProduct);
    };
    let link = |path: &str| about.settings.link_in(w.language(), path);
    Ok(Draft {
        subject: w.tell("letter-again-subject", [("title", title.into())]),
        title: w.say("letter-again-title"),
        blocks: vec![
            Block::says(w.tell("letter-again", [("title", title.into())])),
            Block::Link { label: w.say("letter-again-see"), url: link(path) },
            Block::says(w.say("letter-again-only")),
            Block::Aside { text: w.say("letter-again-end"), label: w.say("end-all"), url: link(end) },
        ],
    })
}
