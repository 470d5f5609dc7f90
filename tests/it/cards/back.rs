//! Money that goes back: in part, in full, once, never more than came.

use super::Till;
use crate::desk::owner;
use crate::shop::{Answer, eur};
use crate::stripe::Mood;
use duka::app::{By, orders};
use duka::base::time::{DAY, MINUTE};
use duka::domain::order::{Order, Stage};
use serde_json::json;

/// Types an amount into the form as it stands and presses the button so many times.
async fn sends_back(till: &Till, order: &Order, amount: &str, times: usize) -> Answer {
    let mut staff = owner(&till.shop).await;
    let path = format!("/admin/orders/{}", order.number);
    let id = staff.get(&path).await.field("refund-id");
    let fields = [("refund", amount), ("refund-id", &id)];
    for _ in 1..times {
        staff.post(&format!("{path}/sent-back"), &fields).await;
    }
    let answer = staff.post(&format!("{path}/sent-back"), &fields).await;
    if answer.status.is_redirection() { staff.get(&path).await } else { answer }
}

#[tokio::test]
async fn in_part_and_in_full_and_never_more_than_came() {
    let till = Till::open().await;
    let (order, _) = till.settled().await;
    sends_back(&till, &order, "5.00", 3).await.is(200).says("€5.00 is on its way back to the buyer's card.");
    let now = till.shop.order(order.id);
    assert_eq!(
        (now.paid(), now.stage(), till.stripe.refunds().len()),
        (eur("23.90"), Stage::ToShip, 1),
        "three presses"
    );
    sends_back(&till, &order, "23.91", 1).await.is(422).says("At most €23.89 can be sent back.");
    sends_back(&till, &order, "23.90", 1).await.is(422).says("Please cancel the order first");
    sends_back(&till, &order, "nothing", 1).await.is(422).says("Please enter an amount such as 24.00.");
    orders::cancel(till.shop.app(), &By::shop(), order.id, String::new(), true).await.unwrap();
    sends_back(&till, &order, "23.90", 1).await.is(200).says("€23.90 is on its way back");
    let now = till.shop.order(order.id);
    assert_eq!((now.paid(), now.stage(), now.payments.len()), (eur("0"), Stage::Cancelled, 3));
    let sum: i64 = till.stripe.refunds().iter().map(|refund| refund["amount"].as_i64().unwrap()).sum();
    assert_eq!(sum, 2890);
    // Stripe's own words about our own refunds are no news.
    for refund in till.stripe.refunds() {
        assert_eq!(till.told("refund.created", &refund).await, 200);
    }
    assert_eq!(till.shop.order(order.id), now);
    till.shop.works().await;
}

#[tokio::test]
async fn a_lost_answer_is_one_refund_and_meanwhile_nothing_is_sent_twice() {
    let till = Till::open().await;
    let (order, _) = till.settled().await;
    till.stripe.is(Mood::Away);
    let page = sends_back(&till, &order, "20.00", 1).await;
    page.is(200).says("€20.00 is asked for. Stripe has not answered yet").says("€20.00 is being sent back.");
    assert_eq!(till.shop.order(order.id).paid(), eur("28.90"), "nobody knows yet");
    sends_back(&till, &order, "20.00", 1).await.is(422).says("At most €8.89 can be sent back.");
    till.stripe.is(Mood::LosesAnswer);
    till.shop.waits(2 * MINUTE).await;
    till.shop.waits(5 * MINUTE).await;
    assert_eq!((till.shop.order(order.id).paid(), till.stripe.refunds().len()), (eur("8.90"), 1));
    // One that Stripe may have forgotten the name of is looked for, not asked for again.
    till.stripe.is(Mood::Away);
    sends_back(&till, &order, "3.00", 1).await.is(200);
    till.shop.waits(2 * DAY).await;
    till.stripe.is(Mood::Well);
    till.shop.waits(2 * DAY).await;
    let mut staff = owner(&till.shop).await;
    let page = staff.get(&format!("/admin/orders/{}", order.number)).await;
    page.says("€3.00 could not be sent back: Stripe could not be reached for a day, and nothing was sent.");
    assert_eq!((till.shop.order(order.id).paid(), till.stripe.refunds().len()), (eur("8.90"), 1));
}

#[tokio::test]
async fn what_stripe_refuses_or_takes_back_is_told() {
    let till = Till::open().await;
    let (order, session) = till.settled().await;
    till.stripe.refuses_next_refund("Charge ch_1 has been charged back; cannot issue a refund.");
    sends_back(&till, &order, "5.00", 1).await.is(422).says("It was not sent back: Charge ch_1 has been charged back");
    assert_eq!(till.shop.order(order.id).paid(), eur("28.90"));
    sends_back(&till, &order, "5.00", 1).await.is(200);
    let mut failed = till.stripe.refunds()[0].clone();
    (failed["status"], failed["failure_reason"]) = (json!("failed"), json!("lost_or_stolen_card"));
    for _ in 0..2 {
        assert_eq!(till.told("refund.failed", &failed).await, 200);
    }
    assert_eq!(till.shop.order(order.id).paid(), eur("28.90"), "the money is with the shop again");
    till.to_look_at()
        .await
        .says("money that was sent back has returned: lost or stolen card")
        .says("write the refund down by hand");
    // Somebody sends money back on Stripe's pages.
    let there = till.stripe.sends_back(session["payment_intent"].as_str().unwrap(), 2390);
    for kind in ["refund.created", "refund.updated"] {
        assert_eq!(till.told(kind, &there).await, 200);
    }
    assert_eq!(till.shop.order(order.id).paid(), eur("5.00"));
    let mut more = there.clone();
    (more["id"], more["amount"]) = (json!("re_more"), json!(9_999));
    assert_eq!(till.told("refund.created", &more).await, 200);
    assert_eq!(till.shop.order(order.id).paid(), eur("5.00"));
    till.to_look_at().await.says("more was sent back than had come");
    till.shop.works().await;
}

#[tokio::test]
async fn an_order_whose_money_went_back_is_not_shipped() {
    let till = Till::open().await;
    let (order, session) = till.settled().await;
    let all = till.stripe.sends_back(session["payment_intent"].as_str().unwrap(), 2890);
    assert_eq!(till.told("refund.created", &all).await, 200);
    assert_eq!(till.shop.order(order.id).stage(), Stage::Problem);
    let refused = orders::ship(till.shop.app(), &By::shop(), order.id, String::new(), String::new()).await.unwrap_err();
    assert_eq!(refused.words(), "All of its money was sent back. Please cancel the order.");
    let page = owner(&till.shop).await.get(&format!("/admin/orders/{}", order.number)).await;
    page.says("All of its money was sent back").says("Cancel the order, so that nobody ships it");
    orders::cancel(till.shop.app(), &By::shop(), order.id, String::new(), true).await.unwrap();
    assert_eq!(till.shop.order(order.id).stage(), Stage::Cancelled);
    till.shop.works().await;
}
