//! Headers on every answer (SEC-2): what a browser may do with our pages, and what may be kept where.

use super::Shared;
use super::door::Door;
use crate::pay::stripe::PAGES;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// No inline script, no inline style, nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; manifest-src 'self'";

/// Pages whose form may lead on to where the buyer pays: a browser asks before it follows.
const PAYING: [&str; 2] = ["/checkout", "/orders/"];

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";

/// That there is only HTTPS. At the shop's own door it is said once that works, and of its own name alone: what else the
/// merchant has under the domain is not ours to decide.
fn strict(web: &Shared, request: &Request) -> Option<HeaderValue> {
    if Door::of(request.extensions()) == Door::Tls {
        let seconds = web.app.https.served()?.strict_for_s(web.app.now())?;
        return HeaderValue::try_from(format!("max-age={seconds}")).ok();
    }
    web.secure.then_some(HeaderValue::from_static(TWO_YEARS))
}

pub async fn on_every_answer(State(web): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Addresses with a secret in them are not told to anybody a link leads to.
    let secret = ["/orders/", "/test-gateway/", "/setup/", "/admin/link/"].iter().any(|p| path.starts_with(p));
    let pays = PAYING.iter().any(|p| path.starts_with(p));
    let strict = strict(&web, &request);
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    if pays && let Ok(policy) = HeaderValue::from_str(&paying(&web)) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in ALWAYS {
        keep_or_set(headers, name, value);
    }
    let referrer = if secret { "no-referrer" } else { "strict-origin-when-cross-origin" };
    keep_or_set(headers, header::REFERRER_POLICY, referrer);
    if let Some(strict) = strict {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(strict);
    }
    // Whoever knows better said so; an answer with a cookie is never kept.
    if !headers.contains_key(header::CACHE_CONTROL) || headers.contains_key(header::SET_COOKIE) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

fn paying(web: &Shared) -> String {
    let pages = web.app.caller.instead().unwrap_or(PAGES);
    POLICY.replace("form-action 'self'", &format!("form-action 'self' {pages}"))
}

fn keep_or_set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
