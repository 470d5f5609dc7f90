//! "Confirm after off-site": a buyer is thanked, written to and charged only when a place elsewhere has the order.

use super::Sending;
use crate::checkout::{Hidden, comes, filled};
use crate::desk::owner;
use crate::shop::{ANA, Buyer};
use duka::app::backups::unsent;
use duka::app::{By, payments, places, settings};
use duka::domain::backup::Site;
use duka::domain::letter::{Fate, LetterKind as L};
use duka::domain::order::Order;
use duka::domain::payment::Method;
use duka::jobs;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// What was sent about an order.
fn sent(sending: &Sending, order: &Order) -> Vec<L> {
    let letters = sending.shop.letters().into_iter().filter(|letter| letter.order == Some(order.id));
    letters.filter(|letter| matches!(letter.fate, Fate::Sent { .. })).map(|letter| letter.kind).collect()
}

#[tokio::test]
async fn thanks_letters_and_payment_wait_until_the_order_is_elsewhere() {
    let sending = Sending::confirmed().await;
    let mug = sending.shop.sells("Mug", "24.00", 20).await;
    let app = sending.shop.app().clone();
    let mut ana = owner(&sending.shop).await;
    let id = sending.keeps(Site::Folder { path: sending.path() }).await;
    sending.shop.works().await;
    let order = ANA.buys(&sending.shop, &[(&mug, 1)]).await.unwrap();
    assert!(unsent::may_be_told(&app, order.id).unwrap(), "nobody waits unless the merchant says so");
    ana.post("/admin/backups/thanks", &[("wait", "yes")]).await.is(303);
    ana.get("/admin/activity").await.says("Thanks wait for a backup changed");
    sending.shop.works().await;

    // The disk is unplugged: its folder is not there.
    let gone = sending.disk.path().with_extension("gone");
    std::fs::rename(sending.disk.path(), &gone).unwrap();
    let order = Buyer { method: Method::TestGateway, ..ANA }.buys(&sending.shop, &[(&mug, 1)]).await.unwrap();
    sending.shop.works().await;
    let came = tokio::time::timeout(Duration::from_millis(50), unsent::may_be_thanked(&app, order.id)).await;
    assert!(came.is_err(), "it waits");
    let own = format!("/orders/{}", order.secret.show());
    let mut buyer = sending.shop.visitor();
    let page = buyer.get(&own).await;
    page.says("We have received your order.").says("The confirmation follows in a moment");
    assert!(!page.words().contains("Pay €") && !page.words().contains("Thank you"));
    let gateway = format!("/test-gateway/{}", order.secret.show());
    assert_eq!(buyer.get(&gateway).await.location(), own, "nobody pays yet");
    assert_eq!(buyer.post(&gateway, &[("decision", "approve")]).await.location(), own);
    assert_eq!(sent(&sending, &order), [L::NewOrder], "staff hears of it, the buyer not yet");
    ana.get("/admin").await.says("Backups do not leave this computer");

    // Plugged in again, and somebody presses the button.
    std::fs::rename(&gone, sending.disk.path()).unwrap();
    places::try_again(&app, &By::shop(), Some(id)).await.unwrap();
    sending.shop.works().await;
    assert!(unsent::may_be_thanked(&app, order.id).await.unwrap());
    buyer.get(&own).await.says("Thank you, Ana.");
    buyer.get(&gateway).await.is(200);
    sending.shop.works().await;
    assert!(sent(&sending, &order).contains(&L::Received));

    // Money that came is written about when it is elsewhere, too.
    std::fs::rename(sending.disk.path(), &gone).unwrap();
    payments::mark_paid(&app, &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    sending.shop.works().await;
    assert!(!sent(&sending, &order).contains(&L::Paid));
    std::fs::rename(&gone, sending.disk.path()).unwrap();
    // Without any place that is sent to there is nothing to wait for.
    places::pause(&app, &By::shop(), id, true).await.unwrap();
    sending.shop.works().await;
    assert!(sent(&sending, &order).contains(&L::Paid));
}

#[tokio::test]
async fn a_buyer_waits_three_seconds_at_most_and_reads_that_it_was_received() {
    let sending = Sending::confirmed().await;
    let shop = &sending.shop;
    shop.sells("Mug", "24.00", 20).await;
    settings::change(shop.app(), &By::shop(), |settings| {
        settings.thanks_wait = true;
        Ok(())
    })
    .await
    .unwrap();
    sending.keeps(Site::Folder { path: sending.path() }).await;
    shop.works().await;
    let (mut ana, page) = comes(shop.visitor(), "mug", "1").await;
    let began = Instant::now();
    // Nobody sends meanwhile.
    let done = ana.post("/checkout", &filled(&Hidden::of(&page), "test")).await;
    assert!(began.elapsed() >= unsent::THANKS_TIME_MAX);
    let order = &shop.orders()[0];
    let own = format!("/orders/{}", order.secret.show());
    assert_eq!(done.is(303).location(), own, "to the order, not to the payment");
    ana.get(&own).await.says("We have received your order.");
    shop.works().await;
    ana.get(&own).await.says("Thank you, Ana.").says("It is not paid yet");

    // Sent at once, as the running shop does, the thanks come as soon as it lies there.
    let (mut mia, page) = comes(shop.visitor(), "mug", "1").await;
    let (stop, stopped) = watch::channel(false);
    let lanes = jobs::drive(&shop.care, &stopped);
    let done = mia.post("/checkout", &filled(&Hidden::of(&page), "test")).await;
    assert!(done.is(303).location().starts_with("/test-gateway/"), "{}", done.location());
    stop.send_replace(true);
    for lane in lanes {
        lane.await.unwrap();
    }
    shop.works().await;
}
