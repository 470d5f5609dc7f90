//! Pages that look the same to everybody, kept ready and already compressed.
//!
//! Each language has pages of its own. A page is kept with the edition of the catalogue it was made from. The writer begins a new edition before it answers
//! whoever changed a product, a shelf, a setting, or the words about stock, and each day begins one too, so an old page is never shown after that, also
//! when it is laid in late. Only visitors without a cart get kept pages: the head of the page shows theirs.

use super::Shared;
use super::assets::accepts;
use super::guard::Visit;
use crate::base::Language;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, PoisonError, RwLock};

const PAGES_MAX: usize = 1_000;
const PAGE_BYTES_MAX: usize = 512 * 1024;
const ALL_BYTES_MAX: usize = 24 << 20;
/// Longer addresses are made up by somebody; they are answered but not kept.
const ADDRESS_CHARS_MAX: usize = 200;

#[derive(Clone)]
struct Page {
    edition: u64,
    plain: Bytes,
    gzip: Bytes,
    tag: HeaderValue,
}

#[derive(Default)]
pub struct Cache(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    pages: HashMap<String, Arc<Page>>,
    bytes: usize,
}

impl Cache {
    fn get(&self, address: &str, edition: u64) -> Option<Arc<Page>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.pages.get(address).filter(|p| p.edition == edition).cloned()
    }

    /// When there is no room, all go: what is asked for comes back by itself.
    fn put(&self, address: String, page: Arc<Page>) {
        let size = page.plain.len() + page.gzip.len();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.pages.len() >= PAGES_MAX || kept.bytes + size > ALL_BYTES_MAX {
            *kept = Kept::default();
        }
        kept.bytes += size;
        if let Some(old) = kept.pages.insert(address, page) {
            kept.bytes -= old.plain.len() + old.gzip.len();
        }
    }
}

/// The layer: answers from what is kept, else keeps what is answered.
pub async fn kept(State(web): State<Shared>, visit: Visit, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reading || visit.cart().is_some() || visit.part || visit.path.len() > ADDRESS_CHARS_MAX {
        return next.run(request).await;
    }
    let (edition, asked) = (web.app.edition(), request.headers().clone());
    let address = format!("{}{}", visit.spoken.map_or("", Language::code), visit.path);
    if let Some(page) = web.cache.get(&address, edition) {
        web.app.views.one();
        return answer(&page, &asked);
    }
    let answered = next.run(request).await;
    match keepable(answered).await {
        Ok(html) => {
            let page = Arc::new(pack(edition, html));
            web.cache.put(address, page.clone());
            answer(&page, &asked)
        }
        Err(other) => *other,
    }
}

/// A whole page without a cookie; anything else goes on as it is.
async fn keepable(answer: Response) -> Result<Bytes, Box<Response>> {
    let headers = answer.headers();
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if answer.status() != StatusCode::OK
        || !html
        || headers.contains_key(header::SET_COOKIE)
        || headers.contains_key(header::CACHE_CONTROL)
    {
        return Err(Box::new(answer));
    }
    let (parts, body) = answer.into_parts();
    match body.collect().await.map(http_body_util::Collected::to_bytes) {
        Ok(bytes) if bytes.len() <= PAGE_BYTES_MAX => Ok(bytes),
        Ok(bytes) => Err(Box::new(Response::from_parts(parts, Body::from(bytes)))),
        Err(_) => Err(Box::new(StatusCode::INTERNAL_SERVER_ERROR.into_response())),
    }
}

fn pack(edition: u64, plain: Bytes) -> Page {
    let mut gzip = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 4), flate2::Compression::new(5));
    // Writing into memory does not fail; an empty result would only mean that the page goes out as it is.
    let gzip = gzip.write_all(&plain).and_then(|()| gzip.finish()).unwrap_or_default();
    let tag = format!("W/\"{}\"", &blake3::hash(&plain).to_hex()[..20]);
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"page\""));
    Page { edition, plain, gzip: gzip.into(), tag }
}

fn answer(page: &Page, asked: &HeaderMap) -> Response {
    const LOOK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");
    const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
    const BY_CODING: HeaderValue = HeaderValue::from_static("Accept-Encoding, Cookie");
    let headers = [
        (header::CONTENT_TYPE, HTML),
        (header::CACHE_CONTROL, LOOK_AGAIN),
        (header::VARY, BY_CODING),
        (header::ETAG, page.tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH) == Some(&page.tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    if accepts(asked, "gzip") && !page.gzip.is_empty() {
        return (headers, [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))], page.gzip.clone())
            .into_response();
    }
    (headers, page.plain.clone()).into_response()
}
