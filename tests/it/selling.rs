//! Orders from placing to the end, by the verbs that pages use: stock, money, letters, what the clock does.

use crate::shop::{A_DAY, ANA, Buyer, TestShop, eur};
use duka::app::{By, Error, Refused, orders, payments};
use duka::base::time::{HOUR, MINUTE};
use duka::domain::letter::LetterKind as L;
use duka::domain::order::{OrderState, Stage};
use duka::domain::payment::Method;
use duka::domain::stock::Level;

fn kinds(shop: &TestShop) -> Vec<L> {
    shop.letters().into_iter().map(|l| l.kind).collect()
}

#[tokio::test]
async fn placing_holds_paying_sells_shipping_ends() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Breakfast mug", "24.00", 10).await;
    let order = ANA.buys(&shop, &[(&mug, 2)]).await.unwrap();
    assert_eq!((order.number, order.total(), order.stage()), (1001, eur("52.90"), Stage::Unpaid));
    assert_eq!(shop.level(&mug), Level { on_hand: 10, held: 2 });
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    assert_eq!(shop.level(&mug), Level { on_hand: 8, held: 0 });
    assert_eq!(shop.order(order.id).stage(), Stage::ToShip);
    orders::ship(shop.app(), &By::shop(), order.id, "DHL".into(), "1".into()).await.unwrap();
    assert_eq!(shop.order(order.id).state, OrderState::Closed);
    let owed: std::collections::BTreeSet<L> = kinds(&shop).into_iter().collect();
    assert_eq!(owed, [L::Received, L::PaymentInstructions, L::NewOrder, L::Paid, L::Shipped].into());
    shop.works().await;
    assert!(shop.letters().iter().all(|l| l.sent_as.is_some() || l.kind == L::PaymentInstructions));
}

#[tokio::test]
async fn the_same_form_twice_is_one_order() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 10).await;
    let form = ANA.asks(&shop, &[(&mug, 1)], 0).unwrap();
    let by = By::buyer(1);
    let place = || duka::app::checkout::place(shop.app(), &by, form.clone());
    let (first, second) = tokio::join!(place(), place());
    assert_eq!(first.unwrap().id, second.unwrap().id);
    assert_eq!((shop.orders().len(), shop.level(&mug).held), (1, 1));
    let mut other = form.clone();
    other.email = duka::base::text::Email::parse("eve@example.com").unwrap();
    let refused = duka::app::checkout::place(shop.app(), &By::buyer(1), other).await.unwrap_err();
    assert!(refused.words().contains("became order 1001"), "{}", refused.words());
    shop.works().await;
}

#[tokio::test]
async fn a_price_that_changed_is_shown_and_nothing_is_placed() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 10).await;
    let form = ANA.asks(&shop, &[(&mug, 1)], 0).unwrap();
    duka::app::catalog::change(shop.app(), &By::shop(), mug.id, |p| {
        p.variants[0].price = eur("25.00");
        Ok(())
    })
    .await
    .unwrap();
    let refused = duka::app::checkout::place(shop.app(), &By::buyer(1), form).await.unwrap_err();
    let Error::Refused(Refused::TotalChanged { seen, now }) = refused else { panic!("{refused:?}") };
    assert_eq!((seen, now), (eur("28.90"), eur("29.90")));
    assert_eq!((shop.orders().len(), shop.letters().len(), shop.level(&mug).held), (0, 0, 0));
}

#[tokio::test]
async fn t3_two_hundred_buyers_for_twenty_pieces() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Last mug", "24.00", 20).await;
    let forms: Vec<_> = (0..200).map(|n| ANA.asks(&shop, &[(&mug, 1)], n).unwrap()).collect();
    let app = shop.app().clone();
    let buyers: Vec<_> = forms
        .into_iter()
        .map(|form| {
            let app = app.clone();
            tokio::spawn(async move { duka::app::checkout::place(&app, &By::buyer(1), form).await })
        })
        .collect();
    let (mut placed, mut told) = (0, 0);
    for buyer in buyers {
        match buyer.await.unwrap() {
            Ok(_) => placed += 1,
            Err(Error::Refused(Refused::SoldOut(short))) => {
                assert_eq!(short[0].saying().to_string(), "Last mug was sold a moment ago.");
                told += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((placed, told, shop.level(&mug)), (20, 180, Level { on_hand: 20, held: 20 }));
    shop.works().await;
}

#[tokio::test]
async fn t2_a_code_for_one_use_is_used_once() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 100).await;
    let code = duka::domain::discount::Code::parse("once").unwrap();
    let once = duka::domain::discount::Discount {
        code,
        percent_ppm: 500_000,
        starts: None,
        ends: None,
        uses_max: Some(1),
        used: 0,
        enabled: true,
    };
    duka::app::catalog::save_discount(shop.app(), &By::shop(), once).await.unwrap();
    let form = |n| {
        let mut form = ANA.asks(&shop, &[(&mug, 1)], n).unwrap();
        form.cart.code = Some("Once".into());
        form.seen = eur("16.90");
        form
    };
    let mut placed = 0;
    for buyer in (0..50).map(form).map(|form| {
        let app = shop.app().clone();
        tokio::spawn(async move { duka::app::checkout::place(&app, &By::buyer(1), form).await })
    }) {
        match buyer.await.unwrap() {
            Ok(_) => placed += 1,
            Err(Error::Refused(Refused::TotalChanged { now, .. })) => assert_eq!(now, eur("28.90")),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(placed, 1);
    shop.works().await;
}

#[tokio::test]
async fn an_unpaid_transfer_is_reminded_then_given_up() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 1).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    shop.waits(3 * A_DAY - MINUTE).await;
    assert!(shop.order(order.id).reminded.is_none());
    shop.waits(2 * MINUTE).await;
    assert!(shop.order(order.id).reminded.is_some());
    assert_eq!(shop.level(&mug).available(), 0);
    shop.waits(4 * A_DAY).await;
    assert_eq!((shop.order(order.id).stage(), shop.level(&mug).available()), (Stage::Cancelled, 1));
    assert!(kinds(&shop).contains(&L::PaymentReminder) && kinds(&shop).contains(&L::Cancelled));
}

#[tokio::test]
async fn a_gateway_keeps_goods_for_half_an_hour_and_pickup_for_three_days() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 2).await;
    let card = Buyer { method: Method::TestGateway, ..ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let pickup = Buyer { method: Method::OnPickup, delivery: "pickup", email: "bo@example.com" };
    let pickup = pickup.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    shop.waits(31 * MINUTE).await;
    assert_eq!((shop.order(card.id).stage(), shop.order(pickup.id).stage()), (Stage::Cancelled, Stage::ToShip));
    shop.waits(3 * A_DAY).await;
    assert_eq!(shop.order(pickup.id).stage(), Stage::Cancelled);
    assert_eq!(shop.level(&mug), Level { on_hand: 2, held: 0 });
}

#[tokio::test]
async fn money_that_comes_late_takes_the_goods_again_if_there_are_some() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 1).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    shop.waits(8 * A_DAY).await;
    assert_eq!(shop.order(order.id).state, OrderState::Cancelled);
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    let order = shop.order(order.id);
    assert_eq!(
        (order.state, order.stage(), shop.level(&mug)),
        (OrderState::Open, Stage::ToShip, Level { on_hand: 0, held: 0 })
    );
    shop.works().await;
}

#[tokio::test]
async fn money_that_comes_when_all_is_sold_is_recorded_and_shown_as_a_problem() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 1).await;
    let late = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    shop.waits(8 * A_DAY).await;
    let quick = Buyer { email: "bo@example.com", ..ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
    payments::mark_paid(shop.app(), &By::shop(), quick.id, quick.total(), String::new()).await.unwrap();
    payments::mark_paid(shop.app(), &By::shop(), late.id, late.total(), String::new()).await.unwrap();
    let late = shop.order(late.id);
    assert_eq!((late.stage(), late.paid()), (Stage::Problem, late.total()));
    assert_eq!(shop.level(&mug), Level { on_hand: 0, held: 0 });
    shop.works().await;
}

#[tokio::test]
async fn cancelling_gives_the_goods_back_once() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = ANA.buys(&shop, &[(&mug, 2)]).await.unwrap();
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    orders::cancel(shop.app(), &By::shop(), order.id, "asked to".into(), true).await.unwrap();
    assert_eq!(shop.level(&mug), Level { on_hand: 5, held: 0 });
    let again = orders::cancel(shop.app(), &By::shop(), order.id, String::new(), true).await.unwrap_err();
    assert_eq!(again.words(), "This order was cancelled already.");
    let ship = orders::ship(shop.app(), &By::shop(), order.id, String::new(), String::new()).await.unwrap_err();
    assert_eq!(ship.words(), "This order was cancelled.");
    assert_eq!(shop.level(&mug), Level { on_hand: 5, held: 0 });
    shop.works().await;
}

#[tokio::test]
async fn a_pickup_is_made_ready_and_paid_at_the_counter() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = Buyer { method: Method::OnPickup, delivery: "pickup", ..ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
    assert_eq!(order.total(), eur("24.00"));
    orders::ready(shop.app(), &By::shop(), order.id).await.unwrap();
    shop.works().await;
    shop.waits(HOUR).await;
    orders::hand_over(shop.app(), &By::shop(), order.id).await.unwrap();
    let order = shop.order(order.id);
    assert_eq!(
        (order.state, order.paid(), shop.level(&mug)),
        (OrderState::Closed, order.total(), Level { on_hand: 4, held: 0 })
    );
    assert!(kinds(&shop).contains(&L::ReadyForPickup));
    shop.works().await;
}

#[tokio::test]
async fn stock_that_gets_low_is_told_once() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    for (n, buyer) in ["a@example.com", "b@example.com", "c@example.com"].into_iter().enumerate() {
        Buyer { email: buyer, ..ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
        assert_eq!(kinds(&shop).iter().filter(|k| **k == L::StockLow).count(), usize::from(n >= 1));
    }
    shop.works().await;
}
