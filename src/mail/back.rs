//! The one letter to somebody who asked to be told when a thing can be bought again.
//!
//! Nobody confirmed that the address is theirs, so the letter says only what the shop says itself, and how to end it.

use super::draft::{Block, Draft};
use super::{About, Unwritten};
use crate::base::Secret;
use crate::domain::catalog::{Product, Variant};

/// What the letter needs to know, a line each: the thing, where it is, where to end it.
pub fn about(product: &Product, variant: &Variant, secret: &Secret) -> String {
    let name = variant.name();
    let title = if name.is_empty() { product.title.clone() } else { format!("{}, {name}", product.title) };
    format!("{title}\n{}\n/waiting/{}", product.link(variant), secret.show())
}

pub fn in_stock(about: &About<'_>) -> Result<Draft, Unwritten> {
    let mut lines = about.about.lines();
    let (Some(title), Some(path), Some(end)) = (lines.next(), lines.next(), lines.next()) else {
        return Err(Unwritten::NoProduct);
    };
    Ok(Draft {
        subject: format!("Here again: {title}"),
        title: "It is here again.".into(),
        blocks: vec![
            Block::says(format!(
                "You asked us to tell you when you can buy “{title}” again. Now you can, for as long as it lasts."
            )),
            Block::Link { label: "See it in the shop".into(), url: about.settings.link(path) },
            Block::says("This is the only letter about it. We do not keep your address for it any longer."),
            Block::Aside {
                text: "You wait for other things too, and want no letters about them?",
                label: "End all of them",
                url: about.settings.link(end),
            },
        ],
    })
}
