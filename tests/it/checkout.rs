//! Buying through the front door, as a browser without scripts does it; and every way in which it does not happen.

use crate::shop::{Answer, TestShop, Visitor, eur};
use duka::app::By;
use duka::domain::order::Stage;
use duka::domain::payment::Method;
use duka::pay::test_gateway::{Message, sign};
use duka::store::tables;

const ADDRESS: [(&str, &str); 6] = [
    ("email", "ana@example.com"),
    ("country", "DE"),
    ("name", "Ana Lindqvist"),
    ("line1", "Lindenstraße 4"),
    ("postcode", "10969"),
    ("city", "Berlin"),
];

/// A visitor with a mug in the cart, and the checkout before their eyes.
pub async fn at_the_checkout(shop: &TestShop, handle: &str) -> (Visitor, Answer) {
    comes(shop.visitor(), handle, "1").await
}

pub async fn comes(mut visitor: Visitor, handle: &str, pieces: &str) -> (Visitor, Answer) {
    visitor.post("/cart", &[("product", handle), ("quantity", pieces)]).await.is(303);
    let page = visitor.get("/checkout").await;
    page.is(200);
    (visitor, page)
}

/// The form as it stands, with an address and these choices.
pub fn filled<'a>(page: &'a Hidden, payment: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = ADDRESS.to_vec();
    fields.extend([("delivery", "de"), ("payment", payment), ("token", &page.token), ("seen", &page.seen)]);
    fields
}

/// What the page remembers for the form.
pub struct Hidden {
    token: String,
    seen: String,
}

impl Hidden {
    pub fn of(page: &Answer) -> Hidden {
        Hidden { token: page.field("token"), seen: page.field("seen") }
    }
}

fn stage(shop: &TestShop) -> Vec<Stage> {
    shop.orders().iter().map(|o| o.stage()).collect()
}

#[tokio::test]
async fn a_purchase_by_transfer() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Breakfast mug", "24.00", 10).await;
    let (mut ana, page) = at_the_checkout(&shop, "breakfast-mug").await;
    let done = ana.post("/checkout", &filled(&Hidden::of(&page), "transfer")).await;
    done.is(303);
    let order = &shop.orders()[0];
    assert_eq!(done.location(), format!("/orders/{}", order.secret.show()));
    ana.get(done.location()).await.is(200).says("€28.90").says("1001");
    ana.get("/cart").await.says("There is nothing in it yet.");
    assert_eq!((stage(&shop), shop.level(&mug).held), (vec![Stage::Unpaid], 1));
    shop.works().await;
}

#[tokio::test]
async fn a_double_click_is_one_order() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 10).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let hidden = Hidden::of(&page);
    let first = ana.post("/checkout", &filled(&hidden, "transfer")).await;
    let second = ana.post("/checkout", &filled(&hidden, "transfer")).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(shop.orders().len(), 1);
    shop.works().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 10).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let hidden = Hidden::of(&page);
    let mut fields = filled(&hidden, "transfer");
    fields.retain(|(n, _)| *n != "line1" && *n != "email");
    fields.push(("email", "ana at example"));
    let again = ana.post("/checkout", &fields).await;
    again.is(422).says("Please enter an e-mail address such as name@example.com.");
    assert_eq!((again.field("email"), again.field("city")), ("ana at example".into(), "Berlin".into()));
    assert!(shop.orders().is_empty());
}

#[tokio::test]
async fn an_odd_postcode_is_asked_about_and_taken() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 10).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let hidden = Hidden::of(&page);
    let mut fields = filled(&hidden, "transfer");
    fields.retain(|(n, _)| *n != "postcode");
    fields.push(("postcode", "1234"));
    let asked = ana.post("/checkout", &fields).await;
    asked.says("Postcodes for Germany have 5 digits.").says("If it is right, order again.");
    let hidden = Hidden::of(&asked);
    assert_eq!(asked.field("postcode"), "1234");
    assert!(shop.orders().is_empty());
    let page = scraper::Html::parse_document(&asked.text);
    let inputs =
        scraper::Selector::parse("form#checkout input[type=hidden], form[action='/checkout'] input[type=hidden]")
            .unwrap();
    let mut fields: Vec<(String, String)> =
        ADDRESS.iter().filter(|(n, _)| *n != "postcode").map(|(n, v)| ((*n).into(), (*v).into())).collect();
    fields.extend([
        ("postcode".into(), "1234".into()),
        ("delivery".into(), "de".into()),
        ("payment".into(), "transfer".into()),
    ]);
    for input in page.select(&inputs) {
        let attr = |name| input.value().attr(name).unwrap_or_default().to_owned();
        fields.push((attr("name"), attr("value")));
    }
    if !fields.iter().any(|(n, _)| n == "token") {
        fields.extend([("token".into(), hidden.token), ("seen".into(), hidden.seen)]);
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    ana.post("/checkout", &fields).await.is(303);
    assert_eq!(shop.orders()[0].address.postcode, "1234");
    shop.works().await;
}

#[tokio::test]
async fn t4_the_price_is_ours_and_a_changed_one_is_shown_first() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 10).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let hidden = Hidden::of(&page);
    let cheap = Hidden { token: hidden.token.clone(), seen: "1".into() };
    let mut fields = filled(&cheap, "transfer");
    fields.extend([("price", "1"), ("total", "1"), ("paid", "true"), ("status", "closed")]);
    ana.post("/checkout", &fields).await.is(409).says("€28.90");
    assert!(shop.orders().is_empty());
    duka::app::catalog::change(shop.app(), &By::shop(), mug.id, |p| {
        p.variants[0].price = eur("30.00");
        Ok(())
    })
    .await
    .unwrap();
    // What the page remembers of each amount says what changed, beside the old and the new total.
    let was = page.fields("was");
    let mut fields = filled(&hidden, "transfer");
    fields.extend(was.iter().map(|amount| ("was", amount.as_str())));
    fields.push(("message", "Please ring twice."));
    let again = ana.post("/checkout", &fields).await;
    again.is(409).says("Mug €24.00 €30.00 Total €28.90 €34.90").says("Please ring twice.");
    assert_eq!((again.field("email"), again.field("seen")), ("ana@example.com".into(), "3490".into()));
    let page = ana.get("/checkout").await;
    page.says("€34.90");
    ana.post("/checkout", &filled(&Hidden::of(&page), "transfer")).await.is(303);
    assert_eq!(shop.orders()[0].total(), eur("34.90"));
    shop.works().await;
}

#[tokio::test]
async fn what_was_sold_meanwhile_is_said_kindly() {
    let shop = TestShop::open().await;
    shop.sells("Last mug", "24.00", 1).await;
    let (mut ana, hers) = at_the_checkout(&shop, "last-mug").await;
    let (mut bo, his) = at_the_checkout(&shop, "last-mug").await;
    bo.post("/checkout", &filled(&Hidden::of(&his), "transfer")).await.is(303);
    ana.post("/checkout", &filled(&Hidden::of(&hers), "transfer")).await.is(409).says("Last mug");
    assert_eq!(shop.orders().len(), 1);
    ana.get("/products/last-mug").await.says("old out");
    shop.works().await;
}

#[tokio::test]
async fn t1_impossible_quantities_and_unknown_things() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 5).await;
    let mut ana = shop.visitor();
    for quantity in ["0", "-1", "1.5", "99999999999999999999", "x", ""] {
        let answer = ana.post("/cart", &[("product", "mug"), ("quantity", quantity)]).await;
        assert!(answer.status.is_client_error(), "{quantity}: {}", answer.status);
    }
    ana.post("/cart", &[("product", "no-such-thing"), ("quantity", "1")]).await.is(404);
    ana.get("/products/no-such-thing").await.is(404).says("This page is not here.");
    ana.get("/orders/0000000000000000000000000000000000000000000000000000000000000000").await.is(404);
    ana.get("/checkout").await.is(303);
    ana.post("/checkout", &[("step", "")]).await.is(303);
}

#[tokio::test]
async fn t34_a_form_of_another_site_does_nothing() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 5).await;
    let mut ana = shop.visitor();
    let request = axum::http::Request::builder().method("POST").uri("/cart");
    let request =
        request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "cross-site");
    ana.ask(request, axum::body::Body::from("product=mug&quantity=1")).await.is(403);
    ana.get("/cart").await.says("There is nothing in it yet.");
}

/// Posts a gateway's message.
async fn hears(shop: &TestShop, signature: &str, body: &str) -> u16 {
    let request = axum::http::Request::builder().method("POST").uri("/hooks/test").header("duka-signature", signature);
    shop.visitor().ask(request, axum::body::Body::from(body.to_owned())).await.status.as_u16()
}

#[tokio::test]
async fn t8_to_t11_messages_of_the_gateway_are_believed_only_when_all_agrees() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 5).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let done = ana.post("/checkout", &filled(&Hidden::of(&page), "test")).await;
    assert!(done.location().starts_with("/test-gateway/"), "{}", done.location());
    ana.get(done.location()).await.is(200).says("€28.90");
    let order = shop.orders()[0].clone();
    let key = shop.app().settings().unwrap().payments.test_gateway.unwrap();
    let message = |id: &str| Message {
        id: id.into(),
        account: "acct_test".into(),
        order: order.number,
        amount: 2890,
        currency: "EUR".into(),
        charge: "ch_1".into(),
        paid: true,
    };
    let send = async |message: &Message, key: &str| {
        let body = serde_json::to_string(message).unwrap();
        hears(&shop, &sign(key, body.as_bytes(), shop.clock.now()), &body).await
    };
    assert_eq!(send(&message("forged"), "another key").await, 400);
    assert_eq!(hears(&shop, "", "{}").await, 400);
    let old = sign(&key, b"{}", shop.clock.now().minus(3_600_000_000));
    assert_eq!(hears(&shop, &old, "{}").await, 400);
    for wrong in [
        Message { amount: 1, ..message("small") },
        Message { currency: "USD".into(), ..message("dollars") },
        Message { account: "acct_other".into(), ..message("other account") },
        Message { order: 9_999, ..message("other order") },
        Message { paid: false, ..message("declined") },
    ] {
        assert_eq!(send(&wrong, &key).await, 200);
        assert_eq!(shop.order(order.id).paid(), eur("0"), "{wrong:?}");
    }
    assert_eq!(send(&message("good"), &key).await, 200);
    assert_eq!(send(&message("good"), &key).await, 200);
    assert_eq!(send(&message("again, with another number"), &key).await, 200);
    let paid = shop.order(order.id);
    assert_eq!((paid.stage(), paid.payments[0].method), (Stage::ToShip, Method::TestGateway));
    shop.works().await;
}

#[tokio::test]
async fn the_gateway_tells_of_what_the_buyer_pressed_sometimes_late_or_twice() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 50).await;
    let key = shop.app().settings().unwrap().payments.test_gateway.unwrap();
    for _ in 0..12 {
        let (mut ana, page) = at_the_checkout(&shop, "mug").await;
        let gateway = ana.post("/checkout", &filled(&Hidden::of(&page), "test")).await;
        let back = ana.post(gateway.location(), &[("decision", "approve")]).await;
        assert!(back.status.is_redirection(), "{}", back.words());
    }
    let mut sent = 0;
    for _ in 0..40 {
        shop.clock.advance(1_000_000);
        for due in duka::app::gateway::due(shop.app()).unwrap() {
            assert_eq!(hears(&shop, &due.signature, &due.body).await, 200);
            duka::app::gateway::sent(shop.app(), &due, true).await.unwrap();
            sent += 1;
        }
    }
    assert!(sent > 12, "{sent}: none came twice");
    assert!(!key.is_empty() && stage(&shop).iter().all(|s| *s == Stage::ToShip), "{:?}", stage(&shop));
    let left = shop.app().read_passing(|rows| Ok(rows.span(&tables::GATEWAY, duka::store::Span::all(), 10)?)).unwrap();
    assert!(left.is_empty());
    shop.works().await;
}

#[tokio::test]
async fn closing_the_gateways_window_leaves_a_way_to_pay() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 5).await;
    let (mut ana, page) = at_the_checkout(&shop, "mug").await;
    let gateway = ana.post("/checkout", &filled(&Hidden::of(&page), "test")).await;
    let order = shop.orders()[0].clone();
    let own = ana.get(&format!("/orders/{}", order.secret.show())).await;
    assert!(own.is(200).text.contains(gateway.location()), "{}", own.words());
    assert_eq!(own.headers["cache-control"], "no-store");
    assert_eq!(own.headers["referrer-policy"], "no-referrer");
    shop.works().await;
}

#[tokio::test]
async fn kept_pages_are_new_as_soon_as_something_changes() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let mut ana = shop.visitor();
    let first = ana.get("/products/mug").await;
    first.says("€24.00");
    assert_eq!(first.headers["cache-control"], "private, no-cache");
    let request = axum::http::Request::builder().uri("/products/mug").header("if-none-match", &first.headers["etag"]);
    ana.ask(request, axum::body::Body::empty()).await.is(304);
    duka::app::catalog::change(shop.app(), &By::shop(), mug.id, |p| {
        p.variants[0].price = eur("25.00");
        Ok(())
    })
    .await
    .unwrap();
    ana.get("/products/mug").await.says("€25.00");
    let change = duka::domain::stock::Change::Counted(2);
    duka::app::catalog::change_stock(shop.app(), &By::shop(), mug.id, mug.variants[0].id, change, String::new())
        .await
        .unwrap();
    ana.get("/products/mug").await.says("2 left");
    let mut bo = shop.visitor();
    bo.post("/cart", &[("product", "mug"), ("quantity", "1")]).await.is(303);
    let with_cart = bo.get("/products/mug").await;
    assert_eq!(with_cart.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn what_is_left_is_offered_only_where_something_is() {
    let shop = TestShop::open().await;
    let (mug, bowl) = (shop.sells("Mug", "24.00", 1).await, shop.sells("Bowl", "30.00", 5).await);
    let (mut ana, page) = comes(shop.visitor(), "mug", "1").await;
    let (mut mia, _) = comes(shop.visitor(), "bowl", "1").await;
    mia.post("/cart", &[("product", "mug"), ("quantity", "1")]).await.is(303);
    let both = mia.get("/checkout").await;
    crate::shop::Buyer { email: "bo@example.com", ..crate::shop::ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let told = ana.post("/checkout", &filled(&Hidden::of(&page), "transfer")).await;
    told.is(409).says("nothing is left of what is in the cart").says("Change the cart");
    assert!(!told.words().contains("Take what is left"));
    let told = mia.post("/checkout", &filled(&Hidden::of(&both), "transfer")).await;
    told.is(409).says("You can take what is left, or change the cart.").says("Take what is left");
    assert_eq!(shop.level(&bowl).held, 0);
    shop.works().await;
}
