//! A signed message is not yet a payment: what does not agree books nothing and waits for a person, with what to do about it.

use super::{Till, session_of};
use crate::desk::owner;
use crate::shop::{ANA, eur};
use crate::stripe::signature;
use duka::app::{By, payments};
use serde_json::{Value, json};

#[tokio::test]
async fn t8_forged_and_old_messages_are_refused() {
    let till = Till::open().await;
    let (order, session) = till.paid().await;
    let body = till.stripe.event("checkout.session.completed", &session).to_string();
    let now = till.shop.clock.now().micros() / 1_000_000;
    let secret = till.stripe.secret();
    let small = body.replace("2890", "1");
    let right = signature(&secret, &body, now);
    for (what, signature, body) in [
        ("no signature", String::new(), &body),
        ("another key", signature("whsec_other", &body, now), &body),
        ("no key", signature("", &body, now), &body),
        ("an old one", signature(&secret, &body, now - 301), &body),
        ("one from the future", signature(&secret, &body, now + 301), &body),
        ("of another body", right.clone(), &small),
        ("another time", right.replacen(&now.to_string(), &(now - 1).to_string(), 1), &body),
        ("rubbish", "t=,v1=".into(), &body),
    ] {
        assert_eq!(till.hears_signed(&signature, body).await, 400, "{what}");
    }
    let rubbish = "{\"id\":1}";
    assert_eq!(till.hears_signed(&signature(&secret, rubbish, now), rubbish).await, 400);
    assert_eq!(till.shop.order(order.id).paid(), eur("0"));
    assert!(till.doubts().is_empty());
    assert_eq!(till.hears_signed(&right, &body).await, 200);
    assert!(till.shop.order(order.id).is_paid());
    till.shop.works().await;
}

#[tokio::test]
async fn t7_t9_t10_what_does_not_agree_waits_for_a_person() {
    let till = Till::open().await;
    let (order, session) = till.paid().await;
    let unknown = duka::base::Id::<()>::from_bytes([7; 16]).to_string();
    // A message with something else at one place.
    let event = |at: &str, value: Value| {
        let mut event = till.stripe.event("checkout.session.completed", &session);
        event["account"] = json!("acct_clay");
        *event.pointer_mut(at).unwrap() = value;
        event
    };
    for (at, value, said) in [
        ("/data/object/amount_total", json!(1), "it says €0.01, the order is €28.90"),
        ("/data/object/currency", json!("usd"), "it says $28.90, the order is €28.90"),
        ("/account", json!("acct_other"), "it was meant for another account"),
        ("/livemode", json!(true), "it mixes test and live"),
        ("/data/object/id", json!("cs_test_other"), "it belongs to another payment page"),
        ("/data/object/metadata/duka_attempt", json!(unknown), "it is for an order that does not exist"),
    ] {
        for _ in 0..2 {
            assert_eq!(till.hears(&event(at, value.clone())).await, 200, "{said}");
        }
        assert_eq!(till.shop.order(order.id).paid(), eur("0"), "{said}");
        till.to_look_at().await.says(said).says("Nothing was booked.");
    }
    assert_eq!(till.doubts().len(), 6);
    // Another shop, or a page of somebody else's, with the same account.
    for (at, value) in [
        ("/data/object/metadata/duka_shop", json!("https://other.example")),
        ("/data/object/metadata/duka_attempt", json!("x")),
    ] {
        let mut other = event("/data/object/metadata/duka_attempt", json!(unknown));
        *other.pointer_mut(at).unwrap() = value;
        assert_eq!(till.hears(&other).await, 200);
    }
    assert_eq!(till.doubts().len(), 6, "what is not ours is nobody's work here");
    let mut staff = owner(&till.shop).await;
    staff.get("/admin").await.says("6 payments to look at");
    staff
        .get(&format!("/admin/orders/{}", order.number))
        .await
        .says("A payment needs a person: it mixes test and live.");
    for doubt in till.doubts() {
        staff.post(&format!("/admin/orders/payments-to-look-at/{}/seen-to", doubt.id), &[]).await.is(303);
    }
    till.to_look_at().await.says("Everything agrees");
    till.hears(&event("/livemode", json!(false))).await;
    assert!(till.shop.order(order.id).is_paid(), "the right one is still believed");
    till.shop.works().await;
}

#[tokio::test]
async fn two_payments_for_one_order_are_both_recorded_and_one_goes_back_with_one_press() {
    let till = Till::open().await;
    let (mut ana, order, first) = till.ordered().await;
    till.shop.clock.advance(30 * 60_000_000);
    let own = format!("/orders/{}", order.secret.show());
    let second = ana.post(&format!("{own}/pay"), &[]).await.location().to_owned();
    assert_ne!(first, second);
    for page in [&first, &second] {
        let session = till.stripe.is_paid(session_of(page));
        assert_eq!(till.told("checkout.session.completed", &session).await, 200);
    }
    assert_eq!(till.shop.order(order.id).paid(), eur("57.80"));
    let page = till.to_look_at().await;
    page.says("€28.90 came, which is more than was still to be paid.").says("Send €28.90 back");
    let (doubt, refund) = (till.doubts()[0].id, page.field("refund"));
    let mut staff = owner(&till.shop).await;
    for _ in 0..2 {
        let path = format!("/admin/orders/payments-to-look-at/{doubt}/send-back");
        staff.post(&path, &[("refund", &refund)]).await.is(303);
    }
    assert_eq!((till.stripe.refunds().len(), till.shop.order(order.id).paid()), (1, eur("28.90")));
    assert!(till.doubts().is_empty());
    till.shop.works().await;
}

#[tokio::test]
async fn a_card_message_for_an_order_that_is_paid_another_way_books_nothing() {
    let till = Till::open().await;
    let mug = till.shop.sells("Bowl", "10.00", 5).await;
    let transfer = ANA.buys(&till.shop, &[(&mug, 1)]).await.unwrap();
    let (order, session) = till.paid().await;
    payments::mark_paid(till.shop.app(), &By::shop(), order.id, eur("10.00"), "by hand".into()).await.unwrap();
    assert_eq!(till.told("checkout.session.completed", &session).await, 200);
    assert_eq!(till.shop.order(order.id).paid(), eur("38.90"), "money that came is written down");
    assert_eq!(till.doubts().len(), 1, "and that it is too much is told");
    assert_eq!(till.shop.order(transfer.id).paid(), eur("0"));
    let mut dispute = json!({"id": "dp_1", "object": "dispute", "amount": 2890, "currency": "eur"});
    dispute["payment_intent"] = session["payment_intent"].clone();
    assert_eq!(till.told("charge.dispute.created", &dispute).await, 200);
    till.to_look_at().await.says("the buyer's bank asks for the money back").says("Answer there before its deadline");
    till.shop.works().await;
}
