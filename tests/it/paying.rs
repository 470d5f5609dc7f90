//! One suite for every way of paying. A way is put on the list below with how a buyer pays by it; everything else is the same
//! for all: offered only when it is switched on, booked once, never more sent back than came, forged messages refused.

use crate::cards::{Till, session_of};
use crate::shop::{ANA, Buyer, TestShop, eur};
use axum::body::Body;
use duka::app::{By, Error, orders, payments, settings};
use duka::domain::order::{Order, Stage};
use duka::domain::payment::Method;
use duka::pay::test_gateway::{ACCOUNT, Message, sign};
use duka::pay::{self, PROVIDERS, Provider};

/// Switches a way off.
fn off(method: Method, settings: &mut duka::domain::settings::Settings) {
    match method {
        Method::Transfer => settings.payments.transfer = None,
        Method::OnPickup => settings.payments.on_pickup = false,
        Method::TestGateway => settings.payments.test_gateway = None,
        Method::Card => settings.payments.cards.used = None,
    }
}

fn delivery(method: Method) -> &'static str {
    if method == Method::OnPickup { "pickup" } else { "de" }
}

async fn ordered(till: &Till, method: Method) -> Order {
    let mug = &till.shop.sells("Bowl", "10.00", 5).await;
    Buyer { method, delivery: delivery(method), ..ANA }.buys(&till.shop, &[(mug, 1)]).await.unwrap()
}

/// The buyer pays, and the shop hears of it `times` times.
async fn pays(till: &Till, order: &Order, times: usize) {
    let app = till.shop.app();
    match order.method {
        Method::Transfer | Method::OnPickup => {
            for _ in 0..times {
                let _paid_already =
                    payments::mark_paid(app, &By::shop(), order.id, order.total(), "ref".into()).await.is_err();
            }
        }
        Method::TestGateway => {
            let message = Message {
                id: "evt_1".into(),
                account: ACCOUNT.into(),
                order: order.number,
                amount: order.total().minor(),
                currency: "EUR".into(),
                charge: "ch_1".into(),
                paid: true,
            };
            let (body, key) = (serde_json::to_string(&message).unwrap(), app.settings().unwrap().payments.test_gateway);
            for _ in 0..times {
                let signature = sign(&key.clone().unwrap(), body.as_bytes(), till.shop.clock.now());
                assert_eq!(knocks(&till.shop, "test", "duka-signature", &signature, &body).await, 200);
            }
        }
        Method::Card => {
            let page = payments::begin(app, order).await.unwrap();
            let session = till.stripe.is_paid(session_of(&page));
            for _ in 0..times {
                assert_eq!(till.told("checkout.session.completed", &session).await, 200);
            }
        }
    }
}

async fn knocks(shop: &TestShop, door: &str, header: &str, signature: &str, body: &str) -> u16 {
    let request = axum::http::Request::builder().method("POST").uri(format!("/hooks/{door}"));
    let request = request.header(header, signature);
    shop.visitor().ask(request, Body::from(body.to_owned())).await.status.as_u16()
}

#[test]
fn every_way_of_paying_is_on_the_list_once() {
    for method in Method::ALL {
        assert_eq!(PROVIDERS.iter().filter(|p| p.method() == method).count(), 1, "{method:?}");
        assert_eq!(Method::parse(method.code()), Some(method));
    }
    let doors: Vec<&str> = PROVIDERS.iter().filter_map(|p| p.door()).map(|door| door.name).collect();
    assert_eq!(doors, ["stripe", "test"]);
}

#[tokio::test]
async fn every_way_conforms() {
    for provider in PROVIDERS {
        let till = Till::open().await;
        conforms(&till, *provider).await;
        till.shop.works().await;
    }
}

async fn conforms(till: &Till, provider: &dyn Provider) {
    let (method, app) = (provider.method(), till.shop.app());
    let pickup = method == Method::OnPickup;
    let offered = || pay::offered(&app.settings().unwrap(), pickup).contains(&method);
    assert!(offered(), "{method:?}");
    let order = ordered(till, method).await;
    assert_eq!(order.stage(), if pickup { Stage::ToShip } else { Stage::Unpaid }, "{method:?}");
    assert!(order.reserved_until > till.shop.clock.now());

    // Whatever comes in at its door without a signature that fits is refused, and changes nothing.
    let door = provider.door().map_or(("nothing", "x-signature"), |door| (door.name, door.signature));
    let wanted = if provider.door().is_some() { 400 } else { 404 };
    for (signature, body) in [("", "{}"), ("t=1,v1=00", "{}"), ("rubbish", "rubbish")] {
        assert_eq!(knocks(&till.shop, door.0, door.1, signature, body).await, wanted, "{method:?}");
    }
    assert_eq!(till.shop.order(order.id), order, "{method:?}");

    // A settled payment books once, however often it is told.
    pays(till, &order, 3).await;
    let paid = till.shop.order(order.id);
    assert_eq!((paid.payments.len(), paid.paid(), paid.is_paid()), (1, order.total(), true), "{method:?}");
    assert!(till.doubts().is_empty(), "{method:?}: {:?}", till.doubts());

    // Never more goes back than came, and all of it only with the order.
    let back = async |amount: &str| orders::refunded(app, &By::shop(), order.id, eur(amount), "back".into()).await;
    let is_refused = |done: Result<(), Error>| assert!(matches!(done, Err(Error::Refused(_))), "{method:?}");
    is_refused(back("0.00").await);
    is_refused(back(&order.total().plus(eur("0.01")).unwrap().plain()).await);
    is_refused(back(&order.total().plain()).await);
    back("4.00").await.unwrap();
    is_refused(back(&order.total().plain()).await);
    let now = till.shop.order(order.id);
    assert!(now.is_paid() && now.owed().is_zero(), "{method:?}: what went back is not owed again");

    // Switched off, it is not offered and cannot be chosen.
    settings::change(app, &By::shop(), move |settings| {
        off(method, settings);
        Ok(())
    })
    .await
    .unwrap();
    assert!(!offered(), "{method:?}");
    let mug = &till.shop.sells("Board", "10.00", 5).await;
    is_refused(Buyer { method, delivery: delivery(method), ..ANA }.buys(&till.shop, &[(mug, 1)]).await.map(|_| ()));
}
