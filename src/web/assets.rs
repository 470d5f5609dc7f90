//! Stylesheet, script, signs and font: inside the binary, named by their content, compressed when the shop was built.

use super::Shared;
use super::error::Fault;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/assets"]
struct Files;

/// Changes whenever any asset does.
const VERSION: &str = env!("DUKA_ASSETS");
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub fn routes() -> Router<Shared> {
    Router::new().route("/assets/{version}/{name}", get(file))
}

/// The address of an asset: "duka.css".
pub fn link(name: &str) -> String {
    format!("/assets/{VERSION}/{name}")
}

async fn file(Path((_, name)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Fault> {
    let takes = |coding: &str| accepts(&headers, coding);
    let packed = [("br", "br"), ("gzip", "gz")].into_iter().filter(|(coding, _)| takes(coding));
    let found = packed
        .filter_map(|(coding, end)| Files::get(&format!("{name}.{end}")).map(|file| (Some(coding), file)))
        .next()
        .or_else(|| Files::get(&name).map(|file| (None, file)));
    let (coding, file) = found.ok_or(Fault::NOT_FOUND)?;
    let kind = HeaderValue::from_static(content_type(&name));
    let mut answer = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOREVER)], file.data).into_response();
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = coding {
        answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(answer)
}

/// Does the browser take that coding? `q=0` is a no.
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let asked = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    asked.split(',').any(|part| {
        let (name, q) = part.split_once(';').map_or((part, ""), |(name, q)| (name, q));
        name.trim().eq_ignore_ascii_case(coding) && !matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
