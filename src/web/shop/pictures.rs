//! Picture files: named by their content, so a browser keeps them for good.

use super::super::Shared;
use super::super::error::Fault;
use crate::app::Error;
use crate::base::Broken;
use crate::outside::blobs;
use crate::outside::images::WIDTHS;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub fn routes() -> Router<Shared> {
    Router::new().route("/pictures/{hash}/{file}", get(file))
}

async fn file(State(web): State<Shared>, Path((hash, file)): Path<(String, String)>) -> Result<Response, Fault> {
    let (Some(hash), Some(kind)) = (blobs::parse(&hash), content_type(&file)) else { return Ok(not_yet()) };
    let read = tokio::task::spawn_blocking(move || web.app.blobs.get(&hash, &file)).await;
    let bytes = read.map_err(|e| Error::Broken(Broken::because("reading a picture", &e)))??;
    Ok(match bytes {
        Some(bytes) => {
            let kept = "public, max-age=31536000, immutable";
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], Body::from(bytes)).into_response()
        }
        None => not_yet(),
    })
}

/// "640.webp" and the like; what we never make has no type.
fn content_type(file: &str) -> Option<&'static str> {
    let (width, format) = file.split_once('.')?;
    let width: u32 = width.parse().ok()?;
    match format {
        "webp" if WIDTHS.contains(&width) => Some("image/webp"),
        "jpg" if WIDTHS.contains(&width) => Some("image/jpeg"),
        _ => None,
    }
}

/// It may still be drawn: nobody may remember that it was not there.
fn not_yet() -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-duka-plain"), "1")];
    (StatusCode::NOT_FOUND, headers, "There is no such picture.\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_we_make_have_a_type() {
        assert_eq!(content_type("640.webp"), Some("image/webp"));
        assert_eq!(content_type("320.jpg"), Some("image/jpeg"));
        for file in ["641.webp", "640.png", "640", "../640.webp", "640.webp/..", ".jpg", "+640.webp2"] {
            assert_eq!(content_type(file), None, "{file}");
        }
    }
}
