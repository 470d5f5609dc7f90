//! Through which door a request came, and what is to be known there: the public ones serve the shop's own name by HTTPS and
//! lead everybody else to it.

use super::Shared;
use crate::app::https::{MARK_PATH, Served};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Where an authority looks for its answer (RFC 8555, section 8.3).
const CHALLENGES: &str = "/.well-known/acme-challenge/";
/// Who comes before the shop can be visited may come back after so many seconds.
const COME_BACK_S: &str = "60";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Door {
    /// For this machine, or the proxy before it.
    Inside,
    /// Plain HTTP for everybody: it only leads to the other one.
    Plain,
    Tls,
}

impl Door {
    pub fn of(extensions: &axum::http::Extensions) -> Door {
        extensions.get().copied().unwrap_or(Door::Inside)
    }
}

pub async fn at_the_door(State(web): State<Shared>, request: Request, next: Next) -> Response {
    let door = &web.app.https;
    let path = request.uri().path();
    if path == MARK_PATH {
        return text(StatusCode::OK, door.mark.clone());
    }
    if let Some(token) = path.strip_prefix(CHALLENGES) {
        return match door.certificates.file(token) {
            Some(answer) => text(StatusCode::OK, answer),
            None => text(StatusCode::NOT_FOUND, "There is no such file.".into()),
        };
    }
    let came = Door::of(request.extensions());
    let Some(served) = door.served().filter(|_| came != Door::Inside) else {
        return if came == Door::Plain { not_yet() } else { next.run(request).await };
    };
    let host = host(&request);
    match came {
        Door::Tls if host == served.domain.as_str() => next.run(request).await,
        // By another name of ours; the handshake refuses those of others, so this one only differs from what was said there.
        Door::Tls if door.certificates.leaf_for(&host).is_none() => {
            let words =
                format!("This is the shop at {}. There is nothing under the name you asked for.", served.domain);
            text(StatusCode::MISDIRECTED_REQUEST, words)
        }
        _ => lead_to(&web, &served, &request),
    }
}

/// The name the visitor typed, without a port.
fn host(request: &Request) -> String {
    let named = request.uri().authority().map(|authority| authority.as_str());
    let named = named.or_else(|| request.headers().get(header::HOST).and_then(|host| host.to_str().ok()));
    let named = named.unwrap_or_default().to_ascii_lowercase();
    let bare = named.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    bare.map_or(named.as_str(), |(host, _)| host).trim_end_matches('.').to_owned()
}

/// To the same page at the shop's own name. Browsers remember it for ever only when it has worked for a while.
fn lead_to(web: &Shared, served: &Served, request: &Request) -> Response {
    let status =
        if served.is_settled(web.app.now()) { StatusCode::PERMANENT_REDIRECT } else { StatusCode::TEMPORARY_REDIRECT };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    match HeaderValue::try_from(format!("{}{path}", served.domain.origin())) {
        Ok(to) => (status, [(header::LOCATION, to)]).into_response(),
        Err(_) => text(StatusCode::BAD_REQUEST, "There is no such page.".into()),
    }
}

fn not_yet() -> Response {
    let words = "This shop is not open to visitors yet. Please come back soon.".into();
    let mut answer = text(StatusCode::SERVICE_UNAVAILABLE, words);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(COME_BACK_S));
    answer
}

fn text(status: StatusCode, words: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_alone() {
        for (named, host_is) in [
            ("example.org", "example.org"),
            ("Example.ORG:443", "example.org"),
            ("example.org.", "example.org"),
            ("[2001:db8::1]:443", "[2001:db8::1]"),
            ("example.org:evil", "example.org:evil"),
            ("", ""),
        ] {
            let request = Request::builder().uri("/x").header("host", named).body(axum::body::Body::empty()).unwrap();
            assert_eq!(host(&request), host_is, "{named}");
        }
        let request = Request::builder().uri("https://a.org/x").header("host", "b.org");
        assert_eq!(host(&request.body(axum::body::Body::empty()).unwrap()), "a.org");
    }
}
