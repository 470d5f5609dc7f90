//! Visitors at the public doors, over real TLS: who is let in, who is led on, and that a certificate changes under their feet
//! without one of them noticing.

mod authority;
mod doors;
mod pebble;
mod program;
mod stand_in;

use crate::desk::owner;
use doors::{Public, SHOP, Visit, certificate};
use duka::app::By;
use duka::app::https::{self, Doors};
use duka::base::time::{DAY, MINUTE};
use duka::domain::https::Domain;
use duka::domain::https::life::LOOK_EVERY;
use std::io::Read;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn domain(name: &str) -> Domain {
    Domain::parse(name).unwrap()
}

/// A shop whose domain works, by a certificate of its own.
async fn open(names: &[&str]) -> (Public, String) {
    let public = Public::open().await;
    let app = public.shop.app();
    https::ask_for(app, &By::shop(), domain(SHOP)).await.unwrap();
    let (chain, key) = certificate(names);
    let read = https::read_own(app, &domain(SHOP), &chain, &key).unwrap();
    https::bring(app, &By::shop(), read).await.unwrap();
    public.shop.works().await;
    assert!(https::kept(app).unwrap().unwrap().is_done(), "{:?}", app.https.seen());
    (public, chain)
}

#[tokio::test]
async fn everybody_is_led_to_the_shops_own_name() {
    let (public, root) = open(&[SHOP, "www.shop.test"]).await;
    let plain = Visit::plain(public.plain);
    let tls = |name: &'static str| Visit::tls(public.tls, name, &root);
    for (visit, host, path, status, location) in [
        (&plain, SHOP, "/cart?x=1", 307, "https://shop.test/cart?x=1"),
        (&plain, "192.0.2.1", "/", 307, "https://shop.test/"),
        (&plain, "evil.example", "//evil.example", 307, "https://shop.test//evil.example"),
        (&tls("www.shop.test"), "www.shop.test", "/cart", 307, "https://shop.test/cart"),
        (&tls(SHOP), SHOP, "/cart", 200, ""),
        (&tls(SHOP).http_2(), SHOP, "/cart", 200, ""),
        (&tls(SHOP), "evil.example", "/cart", 421, ""),
        (&tls(SHOP).http_2(), "evil.example", "/cart", 421, ""),
    ] {
        let answer = visit.get(host, path).await.unwrap();
        assert_eq!((answer.status, answer.header("location")), (status, location), "{host}{path}");
    }
    assert!(tls("other.test").get("other.test", "/").await.is_err(), "nobody vouched for that name");
    // At first for a day; after a week for a year, and browsers may remember the way.
    let strict = async || tls(SHOP).get(SHOP, "/cart").await.unwrap().header("strict-transport-security").to_owned();
    assert_eq!(strict().await, "max-age=86400");
    assert_eq!(plain.get(SHOP, "/").await.unwrap().header("strict-transport-security"), "");
    public.shop.clock.advance(8 * DAY);
    assert_eq!(strict().await, "max-age=31536000");
    assert_eq!(plain.get(SHOP, "/").await.unwrap().status, 308);
    // Links begin with the name, and cookies are bound to it.
    assert_eq!(public.shop.app().settings().unwrap().shop.origin, "https://shop.test");
    let sign_in = tls(SHOP).post(SHOP, "/admin/sign-in", "email=ana%40example.com&password=wrong+one").await.unwrap();
    assert_eq!(sign_in.status, 422, "{}", sign_in.text);
    let mug = public.shop.sells("Mug", "12.00", 3).await;
    let page = tls(SHOP).get(SHOP, &format!("/products/{}", mug.handle)).await.unwrap();
    let wanted = format!("product={}&quantity=1", mug.handle);
    assert!(page.text.contains("https://shop.test/products/"), "the page names itself");
    let added = tls(SHOP).http_2().post(SHOP, "/cart", &wanted).await.unwrap();
    let cookie = added.header("set-cookie");
    assert!(cookie.starts_with("__Host-cart=") && cookie.contains("; Secure"), "{} {cookie}", added.status);
}

#[tokio::test]
async fn before_it_works_the_plain_door_tells_nothing_of_the_shop() {
    let public = Public::open().await;
    let answer = Visit::plain(public.plain).get(SHOP, "/admin/sign-in").await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (503, "60"));
    assert!(answer.text.contains("not open to visitors yet"), "{}", answer.text);
}

#[tokio::test]
async fn a_certificate_is_changed_without_a_failed_request() {
    let (public, first) = open(&[SHOP]).await;
    let (second, key) = certificate(&[SHOP]);
    let both = format!("{first}{second}");
    let (changed, ended) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let mut asking = Vec::new();
    for _ in 0..4 {
        let (changed, ended) = (changed.clone(), ended.clone());
        let visit = Visit::tls(public.tls, SHOP, &both).http_2();
        asking.push(tokio::spawn(async move {
            // One connection for the whole time, and new ones beside it.
            let mut old = visit.enter().await.unwrap();
            let mut after = 0;
            while !ended.load(Ordering::Acquire) || after < 5 {
                assert_eq!(old.get(SHOP, "/healthz").await.unwrap().status, 200);
                assert_eq!(visit.get(SHOP, "/healthz").await.unwrap().status, 200);
                after += usize::from(changed.load(Ordering::Acquire));
            }
        }));
    }
    let app = public.shop.app();
    let read = https::read_own(app, &domain(SHOP), &second, &key).unwrap();
    https::bring(app, &By::shop(), read).await.unwrap();
    changed.store(true, Ordering::Release);
    ended.store(true, Ordering::Release);
    for visitor in asking {
        visitor.await.unwrap();
    }
    assert!(Visit::tls(public.tls, SHOP, &second).get(SHOP, "/healthz").await.is_ok(), "the new one is shown");
    assert!(Visit::tls(public.tls, SHOP, &first).get(SHOP, "/healthz").await.is_err(), "the old one is not");
}

#[tokio::test]
async fn who_never_agrees_on_keys_is_let_go() {
    let (public, root) = open(&[SHOP]).await;
    let at = public.tls;
    let silent = tokio::task::spawn_blocking(move || {
        let (began, mut stream) = (Instant::now(), TcpStream::connect(at).unwrap());
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let ended = stream.read(&mut [0; 1]).is_ok_and(|n| n == 0);
        (ended, began.elapsed())
    });
    assert_eq!(Visit::tls(public.tls, SHOP, &root).get(SHOP, "/healthz").await.unwrap().status, 200);
    let (ended, after) = silent.await.unwrap();
    assert!(ended && after < Duration::from_secs(20), "{after:?}");
}

#[tokio::test]
async fn what_is_wrong_with_ones_own_certificate_is_said_at_its_field() {
    let (public, _) = open(&[SHOP]).await;
    let mut ana = owner(&public.shop).await;
    let ((good, key), (other, _)) = (certificate(&[SHOP]), certificate(&["other.test"]));
    let (past, past_key) = doors::certificate_until(&[SHOP], 2020);
    for (chain, key, sentence) in [
        ("", key.as_str(), "There is no certificate in it."),
        ("nonsense", &key, "There is no certificate in it."),
        (&good.replace("MII", "MIX"), &key, "This certificate cannot be read."),
        (&other, &key, "This key belongs to another certificate."),
        (&good, "", "There is no key in it"),
        (&good, &past_key, "This key belongs to another certificate."),
        (&past, &past_key, "This certificate has ended."),
        (&"x".repeat(70_000), &key, "far too long"),
    ] {
        let answer = ana.post("/admin/settings/domain/certificate", &[("chain", chain), ("key", key)]).await;
        answer.is(422).says(sentence);
        assert!(key.is_empty() || !answer.text.contains(key), "a key is never sent back");
    }
    let (other, key_of_other) = certificate(&["other.test"]);
    let fields = [("chain", other.as_str()), ("key", key_of_other.as_str())];
    ana.post("/admin/settings/domain/certificate", &fields)
        .await
        .is(422)
        .says("is for other.test, and not for shop.test");
    let fields = [("chain", good.as_str()), ("key", key.as_str())];
    ana.post("/admin/settings/domain/certificate", &fields).await.is(303);
    ana.get("/admin/settings/domain").await.is(200).says("https://shop.test works").says("your own certificate");
}

#[tokio::test]
async fn the_page_says_where_a_domain_leads_and_where_it_should() {
    let public = Public::open().await;
    let mut ana = owner(&public.shop).await;
    for bad in ["", "shop", "192.0.2.1", "töpferei.de"] {
        ana.post("/admin/settings/domain", &[("domain", bad)]).await.is(422).says("Please enter");
    }
    ana.post("/admin/settings/domain", &[("domain", "https://nowhere.test/")]).await.is(303);
    public.shop.works().await;
    ana.get("/admin/settings/domain").await.says("nowhere.test leads nowhere yet").says("Try again now");
    // Until a certificate is there, nothing else of the shop changes.
    assert_eq!(public.shop.app().settings().unwrap().shop.origin, "http://shop.test");
    public.shop.app().https.doors_are(Doors::Closed("Port 443 is taken by another program.".into()));
    ana.get("/admin/settings/domain").await.says("Visitors cannot come in").says("Port 443 is taken");
    public.shop.waits(LOOK_EVERY).await;
    let asked = https::kept(public.shop.app()).unwrap().unwrap().tries;
    assert!(asked.orders.is_empty(), "nobody is asked while the doors are closed");
    ana.get("/admin/activity").await.says("Domain");
    public.shop.clock.advance(MINUTE);
}
