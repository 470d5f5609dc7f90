//! The language of a request. Its address says it: `/de/cart` is the cart in German, where German was added to the shop.
//!
//! The language is taken off on the way in and put before a place one is sent to on the way out, so that no page knows of
//! it but by its links. Nobody is sent to another language because of what their browser says.

use super::Shared;
use crate::base::Language;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Rides with a request that named a language.
#[derive(Clone, Copy)]
pub struct Spoken(pub Language);

/// Addresses that no buyer reads.
const UNSPOKEN: [&str; 10] = [
    "/admin",
    "/assets",
    "/health",
    "/hooks",
    "/metrics",
    "/pictures",
    "/ready",
    "/robots.txt",
    "/setup",
    "/sitemap.xml",
];

pub async fn taken_off(State(web): State<Shared>, mut request: Request, next: Next) -> Response {
    let Some((language, rest)) = parted(request.uri().path()) else { return next.run(request).await };
    let Ok(languages) = web.app.settings().map(|s| s.languages) else { return next.run(request).await };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let inside = format!("{rest}{query}");
    let prefix = languages.prefix(language);
    if prefix.is_empty() {
        // The shop's own language, or one it spoke once: the page is still there.
        return if request.method() == Method::GET { sent_to(&inside) } else { next.run(request).await };
    }
    let Ok(uri) = inside.parse::<Uri>() else { return StatusCode::NOT_FOUND.into_response() };
    *request.uri_mut() = uri;
    request.extensions_mut().insert(Spoken(language));
    let mut answer = next.run(request).await;
    let on = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).filter(|to| leads_on(to));
    if let Some(to) = on.and_then(|to| HeaderValue::from_str(&format!("{prefix}{to}")).ok()) {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    answer
}

/// "/de/cart" is German and "/cart"; nothing where no language is named.
fn parted(path: &str) -> Option<(Language, String)> {
    let path = path.strip_prefix('/')?;
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let language = Language::ALL.into_iter().find(|language| language.code() == first)?;
    let rest = format!("/{rest}");
    leads_on(&rest).then_some((language, rest))
}

/// A page of the shop, in this house.
fn leads_on(path: &str) -> bool {
    let begins =
        |with: &str| path.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    path.starts_with('/') && !path.starts_with("//") && !UNSPOKEN.into_iter().any(begins)
}

fn sent_to(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_language_or_none() {
        for (path, named) in [
            ("/de", Some((Language::German, "/"))),
            ("/de/", Some((Language::German, "/"))),
            ("/pl/products/mug", Some((Language::Polish, "/products/mug"))),
            ("/products/de", None),
            ("/DE/cart", None),
            ("/design", None),
            ("/de/admin", None),
            ("/de/administration", Some((Language::German, "/administration"))),
            ("/de//evil.example", None),
            ("/", None),
        ] {
            assert_eq!(parted(path), named.map(|(language, rest)| (language, rest.to_owned())), "{path}");
        }
    }
}
