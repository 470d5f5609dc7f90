//! Who is asking: the request's number, the visitor's address and cart, the signed-in person.

use super::Shared;
use super::error::Fault;
use super::spoken::Spoken;
use crate::app::{By, people};
use crate::base::random::SecretHash;
pub use crate::base::text::form_encode;
use crate::base::{Language, Secret};
use crate::domain::event::Actor;
use crate::domain::people::Staff;
use crate::domain::settings::Settings;
use crate::words::Words;
use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};

/// A cart's cookie lives as long as the cart.
const CART_COOKIE_DAYS: i64 = 30;

/// What a person quotes when something broke, and what the log can be searched for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestNumber(pub u64);

impl RequestNumber {
    /// Rises by one; begins at the second the program started, so that numbers of two runs seldom meet.
    pub fn fresh() -> RequestNumber {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        RequestNumber(STARTED.with_second() + n)
    }
}

struct Started(std::sync::OnceLock<u64>);
static STARTED: Started = Started(std::sync::OnceLock::new());

impl Started {
    fn with_second(&self) -> u64 {
        const SPREAD: u64 = 1_000_000;
        *self.0.get_or_init(|| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map_or(0, |d| d.as_secs() % 1_000_000) * SPREAD
        })
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0;
        write!(f, "{:04}-{:04}-{:04}", n / 100_000_000, n / 10_000 % 10_000, n % 10_000)
    }
}

/// Gives each request its number, outermost of all layers.
pub async fn number(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(RequestNumber::fresh());
    next.run(request).await
}

/// One request of one visitor.
#[derive(Clone)]
pub struct Visit {
    pub number: RequestNumber,
    pub address: IpAddr,
    pub cookies: CookieJar,
    /// Only the parts that changed are wanted (`assets/duka.js`).
    pub part: bool,
    pub secure: bool,
    /// Without the language.
    pub path: String,
    /// The language its address names.
    pub spoken: Option<Language>,
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Visit, Infallible> {
        let peer =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
        Ok(Visit {
            number: parts.extensions.get().copied().unwrap_or_else(RequestNumber::fresh),
            address: client(peer, &web.proxies, &parts.headers),
            cookies: CookieJar::from_headers(&parts.headers),
            part: parts.headers.get("x-duka").is_some_and(|v| v == "part"),
            secure: web.is_secure(&parts.extensions),
            path: parts.uri.path_and_query().map_or("/".into(), |p| p.to_string()),
            spoken: parts.extensions.get::<Spoken>().map(|spoken| spoken.0),
        })
    }
}

/// The visitor's own address: the last one a trusted proxy did not add itself.
fn client(peer: IpAddr, proxies: &[IpAddr], headers: &HeaderMap) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let chain = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(','));
    let named: Vec<IpAddr> = chain.filter_map(|a| a.trim().parse().ok()).collect();
    named.into_iter().rev().find(|a| !proxies.contains(a)).unwrap_or(peer)
}

impl Visit {
    /// The words it is answered in.
    pub fn words(&self, settings: &Settings) -> Words {
        Words::of(self.spoken.unwrap_or(settings.languages.own()))
    }

    pub fn buyer(&self) -> By {
        By::buyer(self.number.0)
    }

    fn name(&self, name: &str) -> String {
        cookie_name(self.secure, name)
    }

    fn secret(&self, name: &str) -> Option<Secret> {
        self.cookies.get(&self.name(name)).and_then(|c| Secret::parse(c.value()))
    }

    /// The key of the visitor's cart, when there is one.
    pub fn cart(&self) -> Option<SecretHash> {
        self.secret("cart").map(|s| s.hash())
    }

    /// The key of the visitor's cart, with the cookie to set when it is a new one.
    pub fn cart_or_new(&self, web: &Shared) -> (SecretHash, Option<Cookie<'static>>) {
        match self.secret("cart") {
            Some(secret) => (secret.hash(), None),
            None => {
                let secret = web.app.draw(Secret::new);
                (secret.hash(), Some(self.cookie("cart", secret, SameSite::Lax, Some(CART_COOKIE_DAYS))))
            }
        }
    }

    /// The cookie of a signed-in person: gone when the browser closes, sent nowhere from elsewhere.
    pub fn session_cookie(&self, secret: Secret) -> Cookie<'static> {
        self.cookie("session", secret, SameSite::Strict, None)
    }

    /// A cookie that takes the session's away.
    pub fn session_gone(&self) -> Cookie<'static> {
        let mut cookie =
            Cookie::build((self.name("session"), "")).path("/").http_only(true).secure(self.secure).build();
        cookie.make_removal();
        cookie
    }

    pub fn session(&self) -> Option<Secret> {
        self.secret("session")
    }

    fn cookie(&self, name: &str, secret: Secret, same_site: SameSite, days: Option<i64>) -> Cookie<'static> {
        let cookie = Cookie::build((self.name(name), secret.show())).path("/").http_only(true).secure(self.secure);
        let cookie = cookie.same_site(same_site);
        match days {
            Some(days) => cookie.max_age(time::Duration::days(days)).build(),
            None => cookie.build(),
        }
    }
}

/// `__Host-` binds a cookie to this host and to HTTPS; browsers take it on HTTPS only.
pub fn cookie_name(secure: bool, name: &str) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// Somebody of the staff. Everybody else is sent to sign in, and back afterwards.
pub struct Signed {
    pub staff: Staff,
    pub visit: Visit,
}

impl Signed {
    pub fn by(&self) -> By {
        By::new(Actor::Staff { id: self.staff.id, name: self.staff.name.clone() }, self.visit.number.0)
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Signed, Response> {
        let Ok(visit) = Visit::from_request_parts(parts, web).await;
        let staff = match visit.session() {
            Some(secret) => people::signed_in(&web.app, &secret).await.map_err(|e| Fault(e).into_response())?,
            None => None,
        };
        match staff {
            Some(staff) => Ok(Signed { staff, visit }),
            None => Err(to_sign_in(&visit, parts)),
        }
    }
}

fn to_sign_in(visit: &Visit, parts: &Parts) -> Response {
    let back = if parts.method == axum::http::Method::GET { visit.path.as_str() } else { "/admin" };
    let back: String = form_encode(back);
    let mut answer = Redirect::to(&format!("/admin/sign-in?to={back}")).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    answer
}

/// A place inside this shop to go back to; anything else is the start page (T35: no open redirects).
pub fn local_path(wanted: &str, otherwise: &str) -> String {
    let ok = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.contains('\\')
        && !wanted.contains(char::is_control);
    if ok { wanted.to_owned() } else { otherwise.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let ip = |s: &str| s.parse::<IpAddr>().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 5.5.5.5, 10.0.0.2".parse().unwrap());
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(client(ip("9.9.9.9"), &proxies, &headers), ip("9.9.9.9"));
        assert_eq!(client(ip("10.0.0.1"), &proxies, &headers), ip("5.5.5.5"));
        assert_eq!(client(ip("10.0.0.1"), &proxies, &HeaderMap::new()), ip("10.0.0.1"));
    }

    #[test]
    fn t35_no_way_out_of_the_shop() {
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nb"] {
            assert_eq!(local_path(bad, "/admin"), "/admin", "{bad}");
        }
        assert_eq!(local_path("/admin/orders?stage=unpaid", "/"), "/admin/orders?stage=unpaid");
    }
}
