//! From what an app says to what a browser gets. The only place with status codes for errors.
//!
//! A handler answers `Result<_, Fault>`; a layer turns the fault into a page in the shop's dress. Breakage is logged here,
//! once, and shown as a number to quote.

use super::guard::{RequestNumber, Visit};
use super::{Shared, ui};
use crate::app::{Error, Refused};
use crate::base::Broken;
use crate::words::Saying;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;

/// Seconds after which a busy shop may be asked again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// An app's error on its way out.
#[derive(Debug)]
pub struct Fault(pub Error);

impl Fault {
    pub const NOT_FOUND: Fault = Fault(Error::NotFound);
}

impl<E: Into<Error>> From<E> for Fault {
    fn from(error: E) -> Fault {
        Fault(error.into())
    }
}

/// What the page layer shows; rides in the answer's extensions.
#[derive(Clone)]
pub struct ToShow {
    pub sayings: Vec<Saying>,
    pub broken: Option<Arc<Broken>>,
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let sayings = self.0.sayings();
        let (status, broken) = match self.0 {
            Error::Refused(Refused::Form(_) | Refused::Sentence(_)) => (StatusCode::UNPROCESSABLE_ENTITY, None),
            Error::Refused(Refused::TotalChanged { .. } | Refused::SoldOut(_)) => (StatusCode::CONFLICT, None),
            Error::Refused(Refused::NotNow(_)) => (StatusCode::SERVICE_UNAVAILABLE, None),
            Error::NotFound => (StatusCode::NOT_FOUND, None),
            Error::Busy => (StatusCode::SERVICE_UNAVAILABLE, None),
            Error::Broken(broken) => (StatusCode::INTERNAL_SERVER_ERROR, Some(Arc::new(broken))),
        };
        let mut answer = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        answer.extensions_mut().insert(ToShow { sayings, broken });
        answer
    }
}

/// Too often from one address.
pub fn too_many(wait_seconds: u64) -> Response {
    let mut answer = StatusCode::TOO_MANY_REQUESTS.into_response();
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_seconds));
    answer.extensions_mut().insert(ToShow { sayings: vec![too_often(wait_seconds)], broken: None });
    answer
}

pub fn too_often(wait_seconds: u64) -> Saying {
    let minutes = if wait_seconds <= 90 { 1 } else { wait_seconds.div_ceil(60) };
    Saying::of("refused-too-often").with("n", i64::try_from(minutes).unwrap_or(i64::MAX))
}

pub async fn no_such_page() -> Fault {
    Fault::NOT_FOUND
}

/// The layer that gives faults a face, and bare refusals of the layers beneath a sentence.
pub async fn as_pages(State(web): State<Shared>, visit: Visit, request: Request, next: Next) -> Response {
    let admin = request.uri().path().starts_with("/admin");
    let answer = next.run(request).await;
    let status = answer.status();
    let shown = answer.extensions().get::<ToShow>().cloned().or_else(|| plain_refusal(&answer));
    let Some(shown) = shown else { return answer };
    if let Some(broken) = &shown.broken {
        tracing::error!(request = %visit.number, cause = ?broken, "Request {} broke", visit.number);
    }
    let page = ui::error_page(&web, &visit, status, &shown.sayings, shown.broken.is_some(), admin);
    let mut page = (status, page).into_response();
    if let Some(after) = answer.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, after.clone());
    }
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

/// An error that came without words: from the form protection, the body limit, or a path that does not fit.
fn plain_refusal(answer: &Response) -> Option<ToShow> {
    let is_page = answer.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if is_page || answer.headers().contains_key("x-duka-plain") {
        return None;
    }
    let key = match answer.status() {
        StatusCode::FORBIDDEN => "refused-elsewhere",
        StatusCode::PAYLOAD_TOO_LARGE => "refused-too-much",
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND => "refused-no-page",
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "refused-unreadable"
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => "refused-too-long",
        StatusCode::INTERNAL_SERVER_ERROR => "refused-broken",
        _ => return None,
    };
    Some(ToShow { sayings: vec![Saying::of(key)], broken: None })
}

/// A handler panicked: our fault, this request only.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    let broken = Broken::new(format!("a handler panicked: {}", text.unwrap_or("no message")));
    tracing::error!(cause = ?broken, "A handler panicked");
    let number = RequestNumber::fresh();
    (StatusCode::INTERNAL_SERVER_ERROR, ui::bare_error(number)).into_response()
}
