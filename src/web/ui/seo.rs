//! The head of a page: title, description, canonical address, cards for other sites, data for search engines.

use super::front::Front;
use super::picture;
use super::words::shortened;
use crate::base::Money;
use crate::domain::catalog::Picture;
use crate::web::assets;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

/// Search engines show about so much.
const DESCRIPTION_CHARS_MAX: usize = 160;
/// The width of the picture on a card elsewhere.
const CARD_WIDTH: u32 = 1280;

/// What a page says about itself.
pub struct Head {
    /// Without the shop's name.
    pub title: String,
    pub description: String,
    /// The one address of this page; `None`: it is nobody else's business and no engine lists it.
    pub canonical: Option<String>,
    pub picture: Option<Picture>,
    pub price: Option<Money>,
    /// Things in the words of schema.org.
    pub data: Vec<Value>,
    /// Seconds after which the page asks for itself again where no scripts run.
    pub refresh: Option<u32>,
}

impl Head {
    /// A page that may be found.
    pub fn open(title: &str, description: &str, path: &str) -> Head {
        Head { canonical: Some(path.to_owned()), ..Head::closed(title, description) }
    }

    /// A page of one visitor.
    pub fn closed(title: &str, description: &str) -> Head {
        Head {
            title: title.to_owned(),
            description: shortened(description, DESCRIPTION_CHARS_MAX),
            canonical: None,
            picture: None,
            price: None,
            data: Vec::new(),
            refresh: None,
        }
    }
}

pub fn head(front: &Front, head: &Head) -> Markup {
    let shop = &front.settings.shop;
    let title = if head.title == shop.name { shop.name.clone() } else { format!("{} · {}", head.title, shop.name) };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            @if !head.description.is_empty() { meta name="description" content=(head.description); }
            @match &head.canonical {
                Some(path) => {
                    link rel="canonical" href=(front.link(path));
                    (alternates(front, path))
                    (card(front, head, &title, path))
                }
                None => { meta name="robots" content="noindex"; }
            }
            // With scripts, `data-again` looks again without taking anybody's place away.
            @if let Some(seconds) = head.refresh { noscript { meta http-equiv="refresh" content=(seconds); } }
            link rel="icon" href=(assets::link("favicon.svg")) type="image/svg+xml";
            link rel="preload" href=(assets::link("newsreader.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(assets::link("duka.css"));
            script src=(assets::link("duka.js")) defer {}
            @for data in &head.data { (json_ld(data)) }
        }
    }
}

/// Where the same page is found in the shop's other languages.
fn alternates(front: &Front, path: &str) -> Markup {
    let settings = &front.settings;
    html! {
        @if settings.languages.are_several() {
            @for language in settings.languages.all() {
                link rel="alternate" hreflang=(language.code()) href=(settings.link_in(language, path));
            }
            link rel="alternate" hreflang="x-default" href=(settings.link(path));
        }
    }
}

/// How the page looks when it is passed on.
fn card(front: &Front, head: &Head, title: &str, path: &str) -> Markup {
    html! {
        meta property="og:title" content=(title);
        meta property="og:type" content=(if head.price.is_some() { "product" } else { "website" });
        meta property="og:url" content=(front.link(path));
        meta property="og:site_name" content=(front.settings.shop.name);
        @if !head.description.is_empty() { meta property="og:description" content=(head.description); }
        @if let Some(shown) = &head.picture {
            meta property="og:image" content=(front.settings.link(&picture::link(shown, CARD_WIDTH, "jpg")));
            meta property="og:image:alt" content=(shown.alt);
            meta name="twitter:card" content="summary_large_image";
        }
        @if let Some(price) = head.price {
            meta property="product:price:amount" content=(price.plain());
            meta property="product:price:currency" content=(price.currency().code());
        }
    }
}

/// No text inside can end the element: every `<` is written as an escape that JSON reads as the same letter.
pub fn json_ld(data: &Value) -> Markup {
    let text = data.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(text)) } }
}

/// The way from the home page to here: names and paths, the last one is this page.
pub fn breadcrumbs(front: &Front, trail: &[(&str, String)]) -> Value {
    let items: Vec<Value> = trail
        .iter()
        .enumerate()
        .map(
            |(i, (name, path))| json!({"@type": "ListItem", "position": i + 1, "name": name, "item": front.link(path)}),
        )
        .collect();
    json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_its_element() {
        let hostile = json!({"name": "</script><script>alert(1)</script><!--"});
        let written = json_ld(&hostile).into_string();
        let inside = written.strip_prefix("<script type=\"application/ld+json\">").unwrap();
        let inside = inside.strip_suffix("</script>").unwrap();
        assert!(!inside.contains('<'), "{inside}");
        assert_eq!(serde_json::from_str::<Value>(inside).unwrap(), hostile);
    }
}
