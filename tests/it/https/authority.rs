//! A whole life with a real authority: asked by both ways of proof, renewed, refused, away and back.

use super::domain;
use super::doors::{Public, SHOP, Visit};
use super::pebble::Pebble;
use duka::app::https::{self, Doors};
use duka::app::{By, Error};
use duka::base::time::{DAY, MINUTE};
use duka::base::{Clock, Time};
use duka::domain::https::{Https, Trouble, Way};

pub fn kept(public: &Public) -> Https {
    https::kept(public.shop.app()).unwrap().unwrap()
}

/// A shop beside a Pebble; its clock shows the time by which certificates are given.
async fn beside(pebble: &Pebble) -> Public {
    let public = Public::asking(|_, _| pebble.authority()).await;
    let behind = Clock::Real.now().since(public.shop.clock.now());
    public.shop.clock.advance(behind.max(0));
    public
}

async fn ask(public: &Public, name: &str) {
    https::ask_for(public.shop.app(), &By::shop(), domain(name)).await.unwrap();
    public.shop.works().await;
}

#[tokio::test]
async fn a_domain_works_by_itself_and_its_certificate_is_renewed() {
    let Some(mut pebble) = Pebble::find() else { return };
    let public = beside(&pebble).await;
    pebble.start(public.plain.port(), public.tls.port());
    ask(&public, SHOP).await;
    let first = kept(&public);
    assert!(first.is_done(), "{:?} {:?}", first.tries, public.shop.app().https.seen());
    assert_eq!((first.way, first.tries.orders.len()), (Way::ByItself, 1), "one order was enough, by port 443 alone");
    let certificate = first.certificate().unwrap().clone();
    assert_eq!(certificate.names, [SHOP, "www.shop.test"], "its twin leads here as well");
    assert_eq!(public.shop.app().settings().unwrap().shop.origin, "https://shop.test");
    let moved = Visit::plain(public.plain).get(SHOP, "/cart").await.unwrap();
    assert_eq!(moved.header("location"), "https://shop.test/cart");
    // Nothing is asked again before it is due; then a new one comes in place of it, and nobody was let down.
    public.shop.waits(DAY).await;
    assert_eq!(kept(&public).certificate(), Some(&certificate));
    let due = certificate.renew.since(public.shop.clock.now());
    public.shop.waits(due).await;
    let renewed = kept(&public);
    assert_ne!(renewed.certificate().unwrap().chain, certificate.chain, "{:?}", renewed.tries);
    assert_eq!((renewed.certificates.len(), renewed.tries.trouble.clone()), (1, None));
    assert_eq!(renewed.works, first.works, "it went on working");
    let leaf = public.shop.app().https.certificates.leaf_for(SHOP).unwrap();
    let at = public.tls;
    let said = duka::outside::tls::ask_as_a_visitor(at, SHOP, "/healthz", leaf).await.unwrap();
    assert_eq!(said, "ok\n", "the new one is shown at the door");
}

#[tokio::test]
async fn when_one_port_is_closed_the_other_way_is_taken() {
    let Some(mut pebble) = Pebble::find() else { return };
    let public = beside(&pebble).await;
    // Where it looks for port 443, nobody is.
    pebble.start(public.plain.port(), 1);
    ask(&public, SHOP).await;
    let refused = kept(&public);
    let Some(trouble @ Trouble::NotReached { port: 443, .. }) = &refused.tries.trouble else {
        panic!("{:?}", refused.tries)
    };
    assert!(trouble.sentence().contains("Open ports 80 and 443"), "{}", trouble.sentence());
    assert!(!refused.is_done());
    public.shop.waits(MINUTE).await;
    let done = kept(&public);
    assert!(done.is_done(), "{:?}", done.tries);
    assert_eq!((done.tries.orders.len(), done.tries.failed), (2, 0));
}

#[tokio::test]
async fn an_authority_that_is_away_is_waited_for_and_one_that_forgot_us_is_told_again() {
    let Some(mut pebble) = Pebble::find() else { return };
    let public = beside(&pebble).await;
    ask(&public, SHOP).await;
    assert!(matches!(kept(&public).tries.trouble, Some(Trouble::Away(_))), "{:?}", kept(&public).tries);
    assert_eq!(public.shop.app().settings().unwrap().shop.origin, "http://shop.test", "the shop goes on as before");
    pebble.start(public.plain.port(), public.tls.port());
    public.shop.waits(MINUTE).await;
    assert!(kept(&public).is_done(), "{:?}", kept(&public).tries);
    // Away when it should renew: visitors notice nothing, staff is told in time.
    pebble.stop();
    let end = kept(&public).certificate().unwrap().until;
    let to = |time: Time| time.since(public.shop.clock.now());
    public.shop.waits(to(end.minus(10 * DAY))).await;
    let failing = kept(&public);
    assert!(failing.ends_soon(public.shop.clock.now()) && failing.tries.failed > 0, "{:?}", failing.tries);
    let mut ana = crate::desk::owner(&public.shop).await;
    ana.get("/admin").await.says("The certificate ends in").says("does not answer");
    // Back, without its memory.
    pebble.start(public.plain.port(), public.tls.port());
    for _ in 0..4 {
        public.shop.waits(DAY / 2).await;
    }
    let back = kept(&public);
    assert_eq!((back.tries.trouble.clone(), back.tries.failed), (None, 0));
    assert_ne!(back.certificate().unwrap().chain, failing.certificate().unwrap().chain);
}

#[tokio::test]
async fn what_the_authority_refuses_is_said_in_words() {
    let Some(mut pebble) = Pebble::find() else { return };
    let public = beside(&pebble).await;
    pebble.start(public.plain.port(), public.tls.port());
    ask(&public, "blocked.test").await;
    let refused = kept(&public);
    assert!(matches!(refused.tries.trouble, Some(Trouble::NameRefused(_))), "{:?}", refused.tries);
    let mut ana = crate::desk::owner(&public.shop).await;
    ana.get("/admin/settings/domain").await.says("There is no certificate yet").says("Choose another domain");
    // A button does not go beyond the limits.
    for _ in 0..10 {
        ana.post("/admin/settings/domain/again", &[]).await.is(303);
        public.shop.works().await;
    }
    assert_eq!(kept(&public).tries.orders.len(), 4);
    // Another name works, and is not held up by the failures of the one before for longer than an hour.
    ask(&public, SHOP).await;
    public.shop.waits(60 * MINUTE).await;
    assert!(kept(&public).is_done(), "{:?}", kept(&public).tries);
}

#[tokio::test]
async fn a_copy_asks_for_nothing() -> Result<(), Error> {
    let public = Public::open().await;
    public.shop.app().stand_as(duka::app::standing::Standing::Two);
    ask(&public, SHOP).await;
    assert_eq!(public.shop.app().https.doors(), Doors::Open);
    assert!(kept(&public).tries.orders.is_empty());
    Ok(())
}
