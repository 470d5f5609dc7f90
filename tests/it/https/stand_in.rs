//! An authority of our own, for what Pebble does not say: when it wants to renew (RFC 9773), that a record of the domain forbids
//! it, that it was asked too often, and nothing at all. It gives no certificates.

use super::authority::kept;
use super::domain;
use super::doors::{Public, SHOP, certificate};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use duka::app::By;
use duka::app::https;
use duka::base::Time;
use duka::base::time::{DAY, HOUR, SECOND};
use duka::boot::listen::{Speech, serve_as};
use duka::domain::https::{Certificate, Trouble, Way};
use duka::outside::acme::Authority;
use duka::outside::tls::{self, Certificates, pem};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What it answers to whom.
#[derive(Clone)]
struct Says {
    at: String,
    order: Arc<Mutex<(u16, Value)>>,
    window: Arc<Mutex<(String, String)>>,
}

pub struct StandIn {
    says: Says,
    root: PathBuf,
    port: u16,
    _stop: watch::Sender<bool>,
}

fn answer(status: u16, body: Value, more: &[(HeaderName, String)]) -> Response {
    let mut headers = HeaderMap::new();
    // Each answer gives the next request its number.
    headers.insert("replay-nonce", HeaderValue::from_static("bm9uY2U"));
    for (name, value) in more {
        headers.insert(name.clone(), value.parse().unwrap());
    }
    (StatusCode::from_u16(status).unwrap(), headers, Json(body)).into_response()
}

async fn directory(State(says): State<Says>) -> Response {
    let at = &says.at;
    let all = json!({ "newNonce": format!("{at}/nonce"), "newAccount": format!("{at}/account"),
        "newOrder": format!("{at}/order"), "renewalInfo": format!("{at}/when") });
    answer(200, all, &[])
}

async fn account(State(says): State<Says>) -> Response {
    answer(201, json!({ "status": "valid" }), &[(header::LOCATION, format!("{}/account/1", says.at))])
}

async fn order(State(says): State<Says>) -> Response {
    let (status, body) = says.order.lock().unwrap().clone();
    answer(status, body, &[(header::RETRY_AFTER, "7200".into())])
}

async fn when(State(says): State<Says>) -> Response {
    let (start, end) = says.window.lock().unwrap().clone();
    let body = json!({ "suggestedWindow": { "start": start, "end": end } });
    answer(200, body, &[(header::RETRY_AFTER, "21600".into())])
}

impl StandIn {
    async fn open() -> StandIn {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (chain, key) = certificate(&["127.0.0.1"]);
        let root = crate::shop::folder().with_extension("pem");
        std::fs::write(&root, &chain).unwrap();
        let certificates = Arc::new(Certificates::default());
        // Asked by number and not by name, it shows the first there is.
        certificates.show(vec![pem::read(&chain, &key).unwrap().1]);
        let says =
            Says { at: format!("https://127.0.0.1:{port}"), order: Default::default(), window: Default::default() };
        let router = Router::new()
            .route("/dir", get(directory))
            .route("/nonce", get(async || answer(200, Value::Null, &[])))
            .route("/account", post(account))
            .route("/order", post(order))
            .route("/when/{certificate}", get(when))
            .with_state(says.clone());
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(serve_as(Speech::Tls(tls::server(certificates).unwrap()), listener, router, stopped));
        StandIn { says, root, port, _stop: stop }
    }

    fn authority(&self) -> Authority {
        Authority { directory: format!("https://127.0.0.1:{}/dir", self.port), root: Some(self.root.clone()) }
    }

    fn refuses(&self, status: u16, kind: &str, words: &str) {
        let problem =
            json!({ "type": format!("urn:ietf:params:acme:error:{kind}"), "detail": words, "status": status });
        *self.says.order.lock().unwrap() = (status, problem);
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.root);
    }
}

#[tokio::test]
async fn a_refusal_is_said_in_words_and_its_patience_is_kept() {
    let authority = StandIn::open().await;
    let public = Public::asking(|_, _| authority.authority()).await;
    let mut ana = crate::desk::owner(&public.shop).await;
    authority.refuses(403, "caa", "CAA record for shop.test prevents issuance");
    https::ask_for(public.shop.app(), &By::shop(), domain(SHOP)).await.unwrap();
    public.shop.works().await;
    assert_eq!(kept(&public).tries.trouble, Some(Trouble::Forbidden));
    ana.get("/admin/settings/domain").await.says("0 issue \"letsencrypt.org\"");
    authority.refuses(429, "rateLimited", "too many certificates already issued");
    public.shop.waits(HOUR).await;
    let until = public.shop.clock.now().plus(2 * HOUR);
    assert_eq!(kept(&public).tries.trouble, Some(Trouble::TooOften { until }));
    ana.get("/admin/settings/domain").await.says("was asked too often").says("again by itself in 2 hours");
    let orders = kept(&public).tries.orders.len();
    public.shop.waits(2 * HOUR - SECOND).await;
    assert_eq!(kept(&public).tries.orders.len(), orders, "it is obeyed");
    public.shop.waits(SECOND).await;
    assert_eq!(kept(&public).tries.orders.len(), orders + 1);
}

/// A certificate as an authority gives one: it names who vouches for it, by which the authority knows it again.
fn issued(from: Time) -> Certificate {
    use rcgen::{CertificateParams, Issuer, KeyPair};
    let ca = Issuer::new(CertificateParams::new(vec![]).unwrap(), KeyPair::generate().unwrap());
    let key = KeyPair::generate().unwrap();
    let names = vec![SHOP.to_owned(), "www.shop.test".to_owned()];
    let mut params = CertificateParams::new(names.clone()).unwrap();
    params.use_authority_key_identifier_extension = true;
    let chain = params.signed_by(&key, &ca).unwrap().pem();
    let until = from.plus(90 * DAY);
    let issuer = "a stand-in".into();
    Certificate { chain, key: key.serialize_pem(), names, issuer, from, until, renew: from.plus(60 * DAY) }
}

#[tokio::test]
async fn the_authority_says_when_it_wants_to_renew() {
    let authority = StandIn::open().await;
    let public = Public::asking(|_, _| authority.authority()).await;
    let (app, now) = (public.shop.app(), public.shop.clock.now());
    authority.refuses(500, "serverInternal", "no certificates here");
    let zone = jiff::tz::TimeZone::UTC;
    let wants = |from: Time, until: Time| {
        let text = |time: Time| time.at(&zone).timestamp().to_string();
        *authority.says.window.lock().unwrap() = (text(from), text(until));
    };
    wants(now.plus(30 * DAY), now.plus(32 * DAY));
    https::ask_for(app, &By::shop(), domain(SHOP)).await.unwrap();
    let certificate = issued(now);
    https::change(app, &By::shop(), "test", move |https| https.obtained(certificate.clone())).await.unwrap();
    public.shop.works().await;
    let renew = || kept(&public).certificate().unwrap().renew;
    assert!(kept(&public).is_done() && kept(&public).way == Way::ByItself);
    let chosen = renew();
    assert!((30 * DAY..=32 * DAY).contains(&chosen.since(now)), "{chosen:?}");
    // The same is answered again: the time stays. Another one, as when many certificates must be replaced: it is taken.
    public.shop.waits(7 * HOUR).await;
    assert_eq!(renew(), chosen);
    wants(now, now.plus(HOUR));
    public.shop.waits(7 * HOUR).await;
    assert!(renew() <= now.plus(HOUR), "{:?}", renew());
    assert_eq!(kept(&public).tries.orders.len(), 1, "it is due at once");
    assert!(matches!(kept(&public).tries.trouble, Some(Trouble::Away(_))));
}
