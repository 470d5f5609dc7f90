//! From the cart to the books, whatever the browser, the messages and the provider do meanwhile.

use super::{ORIGIN, Till, session_of};
use crate::desk::owner;
use crate::shop::eur;
use crate::stripe::Mood;
use duka::app::{By, orders};
use duka::base::time::{DAY, HOUR, MINUTE, SECOND};
use duka::domain::attempt::{ATTEMPTS_MAX, AttemptState};
use duka::domain::order::{OrderState, Stage};
use duka::domain::payment::{Method, Mode};
use duka::domain::stock::Level;

#[tokio::test]
async fn a_purchase_by_card() {
    let till = Till::open().await;
    till.shop.visitor().get("/products/mug").await.says("Pay by card");
    let (mut ana, order, page) = till.ordered().await;
    let own = format!("/orders/{}", order.secret.show());
    let session = till.stripe.sessions().pop().unwrap();
    assert_eq!(session_of(&page), session["id"]);
    assert_eq!((session["amount_total"].as_i64(), session["currency"].as_str()), (Some(2890), Some("eur")));
    assert_eq!(session["success_url"], format!("{ORIGIN}{own}?payment=approved"));
    assert_eq!(session["customer_email"], "ana@example.com");
    let waiting = ana.get(&own).await;
    waiting.says("It is not paid yet").says("Pay €28.90 by card");
    // The button leads to the same page as long as it is open, and a browser may follow.
    let policy = waiting.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains(&format!("form-action 'self' {};", till.stripe.url())), "{policy}");
    assert_eq!(ana.post(&format!("{own}/pay"), &[]).await.is(303).location(), page);
    assert_eq!(till.stripe.sessions().len(), 1);
    let session = till.stripe.is_paid(session_of(&page));
    ana.get(&format!("{own}?payment=approved")).await.says("We are waiting for the payment to be confirmed");
    assert_eq!(till.told("checkout.session.completed", &session).await, 200);
    ana.get(&format!("{own}?payment=approved")).await.says("Paid").says("The payment is confirmed.");
    let paid = till.shop.order(order.id);
    let payment = &paid.payments[0];
    assert_eq!((paid.stage(), paid.paid(), payment.method), (Stage::ToShip, eur("28.90"), Method::Card));
    assert_eq!((payment.mode, payment.reference.as_str()), (Mode::Test, session["payment_intent"].as_str().unwrap()));
    let mut staff = owner(&till.shop).await;
    staff.get(&format!("/admin/orders/{}", order.number)).await.says("TEST").says("€28.90 received by card");
    staff.get("/admin/orders").await.says("TEST");
    till.shop.works().await;
    assert!(till.doubts().is_empty());
}

#[tokio::test]
async fn t11_messages_twice_out_of_order_and_late_have_one_effect() {
    let till = Till::open().await;
    let (order, session) = till.paid().await;
    let mut expired = session.clone();
    (expired["status"], expired["payment_status"]) = ("expired".into(), "unpaid".into());
    let event = till.stripe.event("checkout.session.completed", &session);
    for _ in 0..2 {
        assert_eq!(till.hears(&event).await, 200);
    }
    assert_eq!(till.told("checkout.session.completed", &session).await, 200, "the same news under another number");
    assert_eq!(till.told("checkout.session.expired", &expired).await, 200, "what was sent before and came after");
    till.shop.clock.advance(2 * DAY);
    assert_eq!(till.told("checkout.session.async_payment_succeeded", &session).await, 200);
    let order = till.shop.order(order.id);
    assert_eq!((order.payments.len(), order.stage()), (1, Stage::ToShip));
    assert!(matches!(till.attempts()[0].state, AttemptState::Paid { .. }));
    assert!(till.doubts().is_empty(), "{:?}", till.doubts());
    till.shop.works().await;
}

#[tokio::test]
async fn nothing_needs_a_message_or_a_browser_that_comes_back() {
    let till = Till::open().await;
    let (order, _) = till.paid().await;
    till.stripe.is(Mood::Trouble);
    till.shop.waits(MINUTE).await;
    assert!(!till.shop.order(order.id).is_paid(), "nobody has said so yet");
    till.stripe.is(Mood::Away);
    till.shop.waits(5 * MINUTE).await;
    till.stripe.is(Mood::Well);
    till.shop.waits(5 * MINUTE).await;
    assert!(till.shop.order(order.id).is_paid());
    assert!(till.attempts()[0].look.is_none(), "everything is known");
    // Who comes back makes it sooner.
    let (mut bo, order, page) = till.ordered().await;
    till.shop.waits(21 * SECOND).await;
    till.stripe.is_paid(session_of(&page));
    till.shop.clock.advance(5 * SECOND);
    bo.get(&format!("/orders/{}?payment=approved", order.secret.show())).await.is(200);
    till.shop.works().await;
    assert!(till.shop.order(order.id).is_paid());
}

#[tokio::test]
async fn what_was_asked_and_not_answered_is_asked_again_under_the_same_name() {
    let till = Till::open().await;
    till.stripe.is(Mood::LosesAnswer);
    // The first answer is lost; the second try of the same call finds what was made.
    let (_, _, page) = till.ordered().await;
    assert_eq!(
        (till.stripe.sessions().len(), session_of(&page)),
        (1, till.stripe.sessions()[0]["id"].as_str().unwrap())
    );
    till.stripe.is(Mood::Away);
    let (mut ana, order, page) = till.ordered().await;
    assert_eq!(page, format!("/orders/{}?payment=unavailable", order.secret.show()));
    ana.get(&page).await.says("The payment page cannot be reached just now").says("Nothing was charged.");
    till.stripe.is(Mood::Well);
    till.shop.waits(MINUTE).await;
    let open = till.attempts().into_iter().find(|attempt| attempt.order == order.id).unwrap();
    assert_eq!(open.state, AttemptState::Open);
    let again = ana.post(&format!("/orders/{}/pay", order.secret.show()), &[]).await;
    assert_eq!(again.location(), open.page);
    assert_eq!(till.stripe.sessions().len(), 2);
}

#[tokio::test]
async fn goods_stay_aside_as_long_as_the_page_lives_and_no_longer() {
    let till = Till::open().await;
    let mug = till.shop.product(till.shop.orders().first().map_or_else(|| product(&till), |o| o.lines[0].product));
    let (mut ana, order, first) = till.ordered().await;
    till.shop.waits(32 * MINUTE).await;
    assert!(matches!(till.attempts()[0].state, AttemptState::Open), "Stripe has not said that it has ended");
    let own = format!("/orders/{}", order.secret.show());
    let second = ana.post(&format!("{own}/pay"), &[]).await.location().to_owned();
    assert_ne!(first, second);
    assert!(till.shop.order(order.id).reserved_until > till.shop.clock.now().plus(31 * MINUTE));
    till.shop.waits(HOUR).await;
    assert_eq!(till.shop.order(order.id).state, OrderState::Cancelled);
    assert_eq!(till.shop.level(&mug), Level { on_hand: 50, held: 0 });
    // A page of an order that is not to be paid any more is ended.
    till.shop.waits(HOUR).await;
    assert!(
        till.stripe.sessions().iter().all(|session| session["status"] == "expired"),
        "{:?}",
        till.stripe.sessions()
    );
    assert!(till.attempts().iter().all(|attempt| !attempt.is_under_way()));
    assert_eq!(ana.post(&format!("{own}/pay"), &[]).await.location(), own);
}

fn product(till: &Till) -> duka::base::Id<duka::domain::catalog::Product> {
    let all =
        till.shop.app().read(|rows| Ok(rows.span(&duka::store::tables::PRODUCTS, duka::store::Span::all(), 1)?));
    all.unwrap()[0].0
}

#[tokio::test]
async fn money_for_an_order_that_was_given_up_is_recorded_and_shown() {
    let till = Till::open().await;
    let (order, session) = till.paid().await;
    orders::give_up(till.shop.app(), &By::buyer(1), order.id).await.unwrap();
    assert_eq!(till.told("checkout.session.completed", &session).await, 200);
    let back = till.shop.order(order.id);
    assert_eq!((back.state, back.stage()), (OrderState::Open, Stage::ToShip), "there are goods, so it lives again");
    till.shop.works().await;
}

#[tokio::test]
async fn t5_pay8_attempts_are_bounded() {
    let till = Till::open().await;
    let (mut ana, order, _) = till.ordered().await;
    let own = format!("/orders/{}", order.secret.show());
    for _ in 0..2 * ATTEMPTS_MAX {
        till.shop.clock.advance(30 * MINUTE);
        ana.post(&format!("{own}/pay"), &[]).await.is(303);
    }
    let made = till.attempts().len();
    assert!(made > 2 && made <= ATTEMPTS_MAX, "{made} attempts for one order");
    till.shop.works().await;
    assert_eq!(till.shop.order(order.id).state, OrderState::Cancelled);
}
