//! One key connects the shop; what is wrong with it is named in one sentence, and nothing is changed then.

use super::{ORIGIN, Till};
use crate::desk::owner;
use crate::stripe::Mood;
use duka::app::{By, settings};
use duka::domain::payment::Mode;
use duka::store::tables;

const PAGES: &str = "rak_checkout_session_write";
const REFUNDS: &str = "rak_charge_write";
const READS: &str = "rak_webhook_read";
const MESSAGES: &str = "rak_webhook_write";

#[tokio::test]
async fn what_is_wrong_with_a_key_is_named() {
    let till = Till::closed().await;
    till.stripe.knows("rk_test_nothing", &[]);
    till.stripe.knows("rk_test_no_refunds", &[PAGES]);
    for (mode, key, said) in [
        ("test", "", "Please enter the test key."),
        ("test", "sk_live_all", "That is a live key. It belongs in the field for live."),
        ("live", "sk_test_all", "That is a test key. It belongs in the field for test."),
        ("live", "pk_live_1", "That is the publishable key."),
        ("test", "sk_test_unknown", "Stripe does not know this key."),
        ("test", "rk_test_nothing", "This key may not start payments. Give it the right “Checkout Sessions: Write”"),
        (
            "test",
            "rk_test_no_refunds",
            "This key may not send money back. Give it the right “Charges and Refunds: Write”",
        ),
    ] {
        till.connects(mode, key).await.is(422).says(said);
    }
    for (mood, said) in [
        (Mood::Away, "Stripe could not be reached. Is this computer connected to the internet?"),
        (Mood::Trouble, "Stripe is having trouble just now"),
    ] {
        till.stripe.is(mood);
        till.connects("test", "sk_test_all").await.is(422).says(said);
    }
    assert!(
        till.stripe.sessions().is_empty() && till.stripe.refunds().is_empty(),
        "a right was tried by doing something"
    );
    assert_eq!(till.shop.app().settings().unwrap().payments.cards, Default::default());
}

#[tokio::test]
async fn the_key_stays_secret_and_stripe_is_told_where_the_shop_is() {
    let till = Till::closed().await;
    till.connects("test", "sk_test_all").await.is(303);
    let endpoints = till.stripe.endpoints();
    assert_eq!(endpoints.len(), 1);
    assert_eq!(endpoints[0]["url"], format!("{ORIGIN}/hooks/stripe"));
    assert!(endpoints[0]["enabled_events"].as_array().unwrap().iter().any(|e| e == "checkout.session.completed"));
    let page = owner(&till.shop).await.get("/admin/settings/payments/cards").await;
    page.says("Connected").says("Clay & Leaf").says("ends in _all");
    assert!(!page.text.contains("sk_test_all") && !page.text.contains("whsec_"), "a secret stands on the page");
    let story = owner(&till.shop).await.get("/admin/activity").await;
    story.says("test key ending in _all, in use");
    assert!(!story.text.contains("sk_test_all"));
    // Checked again: the address is told once, with a secret that is known.
    let before = till.stripe.secret();
    till.connects("test", "").await.is(303);
    assert_eq!(till.stripe.endpoints().len(), 1);
    assert_ne!(till.stripe.secret(), before);
    // Test and live stand side by side; a switch says which is used.
    till.connects("live", "sk_live_all").await.is(303);
    let used = || till.shop.app().settings().unwrap().payments.cards.used;
    assert_eq!(used(), Some(Mode::Test));
    let mut ana = owner(&till.shop).await;
    ana.post("/admin/settings/payments/cards", &[("used", "live")]).await.is(303);
    assert_eq!(used(), Some(Mode::Live));
    ana.post("/admin/settings/payments/cards/live/remove", &[]).await.is(303);
    assert_eq!((used(), till.stripe.endpoints().len()), (None, 0), "an account that is left tells nothing any more");
    ana.post("/admin/settings/payments/cards", &[("used", "live")])
        .await
        .is(422)
        .says("Please connect with a live key first.");
}

#[tokio::test]
async fn without_messages_the_shop_asks_and_says_so() {
    let till = Till::closed().await;
    till.stripe.knows("rk_test_no_messages", &[PAGES, REFUNDS]);
    till.stripe.knows("rk_test_reads", &[PAGES, REFUNDS, READS]);
    till.stripe.knows("rk_test_all", &[PAGES, REFUNDS, READS, MESSAGES]);
    let page = async || owner(&till.shop).await.get("/admin/settings/payments/cards").await;
    for key in ["rk_test_no_messages", "rk_test_reads"] {
        till.connects("test", key).await.is(303);
        page().await.says("lacks the right “Webhook Endpoints: Write”").says("the shop asks Stripe instead");
    }
    // A restricted key may not read its account, whose name stands in the refusal.
    till.connects("test", "rk_test_all").await.is(303);
    let connection = till.shop.app().settings().unwrap().payments.cards.test.unwrap();
    assert_eq!((connection.account.as_str(), connection.remark.as_str()), ("acct_clay", ""));
    settings::change(till.shop.app(), &By::shop(), |settings| {
        settings.shop.origin = "http://127.0.0.1:8080".into();
        Ok(())
    })
    .await
    .unwrap();
    page().await.says("The shop's address has changed since.");
    till.connects("test", "rk_test_all").await.is(303);
    page().await.says("The shop has no https:// address yet");
    let (order, _) = till.paid().await;
    till.shop.waits(30_000_000).await;
    assert!(till.shop.order(order.id).is_paid());
    let kept = till.shop.app().read(|rows| Ok(rows.span(&tables::HOOKS, duka::store::Span::all(), 9)?)).unwrap();
    assert!(kept.is_empty());
}
