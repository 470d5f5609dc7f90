//! Nobody can empty the shop by ordering and not paying: what stands aside unpaid is bounded for each network address and
//! in all, and the refusal says what to do.

use crate::checkout::{Hidden, comes, filled};
use crate::shop::{Answer, TestShop, Visitor};
use duka::app::{By, orders, payments, settings};
use duka::base::time::{DAY, MINUTE};
use duka::domain::payment::Method;
use duka::domain::reservation::Reserved;
use duka::domain::settings::Limits;
use duka::store::{Span, tables};

const HERE: [u8; 4] = [192, 0, 2, 7];
const NEIGHBOUR: [u8; 4] = [192, 0, 2, 200];
const ELSEWHERE: [u8; 4] = [198, 51, 100, 7];

async fn shop(limits: Limits) -> TestShop {
    let shop = TestShop::open().await;
    let change = move |s: &mut duka::domain::settings::Settings| {
        s.limits = limits;
        Ok(())
    };
    settings::change(shop.app(), &By::shop(), change).await.unwrap();
    shop.sells("Mug", "24.00", 1_000).await;
    shop
}

/// So many mugs from that address.
async fn orders(shop: &TestShop, from: [u8; 4], pieces: &str, payment: &str) -> (Visitor, Answer) {
    let (mut visitor, page) = comes(shop.visitor_from(from), "mug", pieces).await;
    let answer = visitor.post("/checkout", &filled(&Hidden::of(&page), payment)).await;
    (visitor, answer)
}

fn sums(shop: &TestShop) -> Vec<Reserved> {
    let rows = shop.app().read(|rows| Ok(rows.span(&tables::RESERVED, Span::all(), 10)?)).unwrap();
    rows.into_iter().map(|(_, sum)| sum).collect()
}

#[tokio::test]
async fn a_network_keeps_a_few_unpaid_orders_and_is_told_what_to_do() {
    let shop = shop(Limits { unpaid_orders: 2, ..Limits::DEMO }).await;
    let (_, first) = orders(&shop, HERE, "1", "transfer").await;
    orders(&shop, NEIGHBOUR, "1", "transfer").await.1.is(303);
    let (mut visitor, refused) = orders(&shop, HERE, "1", "transfer").await;
    refused.is(422).says("2 orders from your network address are not paid yet. Please pay or cancel one of them first");
    assert_eq!((refused.field("city"), shop.orders().len()), ("Berlin".into(), 2));
    orders(&shop, ELSEWHERE, "1", "transfer").await.1.is(303);
    // The buyer cancels one on its own page, and the same form goes through.
    let page = visitor.get(first.location()).await;
    page.says("I do not want it any more");
    visitor.post(&format!("{}/cancel", first.location()), &[]).await.is(303);
    visitor.get(first.location()).await.says("was cancelled.");
    visitor.post("/checkout", &filled(&Hidden::of(&refused), "transfer")).await.is(303);
    assert_eq!(shop.orders().iter().filter(|o| o.is_holding()).count(), 3);
    shop.works().await;
}

#[tokio::test]
async fn pieces_are_bounded_for_a_network_and_orders_in_all() {
    let shop = shop(Limits { unpaid_pieces: 20, unpaid_orders_in_all: 2, ..Limits::DEMO }).await;
    orders(&shop, HERE, "12", "transfer").await.1.is(303);
    orders(&shop, NEIGHBOUR, "9", "transfer").await.1.is(422).says("We can set aside 20 pieces at most");
    orders(&shop, ELSEWHERE, "20", "transfer").await.1.is(303);
    orders(&shop, [203, 0, 113, 1], "1", "transfer").await.1.is(422).says("Please try again in half an hour");
    shop.works().await;
}

#[tokio::test]
async fn whatever_ends_a_reservation_makes_room_and_forgets_where_it_came_from() {
    let shop = shop(Limits { unpaid_orders: 3, ..Limits::DEMO }).await;
    for payment in ["transfer", "transfer", "test"] {
        orders(&shop, HERE, "2", payment).await.1.is(303);
    }
    let three = Reserved { orders: 3, pieces: 6 };
    assert_eq!(sums(&shop), [three, three]);
    let placed = shop.orders();
    assert!(placed.iter().all(|o| o.network.is_some()));
    let by_transfer = placed.iter().find(|o| o.method == Method::Transfer).unwrap();
    payments::mark_paid(shop.app(), &By::shop(), by_transfer.id, by_transfer.total(), String::new()).await.unwrap();
    shop.waits(40 * MINUTE).await;
    assert_eq!(sums(&shop), [Reserved { orders: 1, pieces: 2 }; 2]);
    shop.waits(8 * DAY).await;
    assert!(sums(&shop).is_empty());
    assert!(shop.orders().iter().all(|o| o.network.is_none()));
    let refused = orders::give_up(shop.app(), &By::buyer(1), by_transfer.id).await.unwrap_err();
    assert_eq!(refused.words(), "This order cannot be cancelled here any more. Please write to us.");
}

#[tokio::test]
async fn many_at_once_do_not_slip_past() {
    let shop = shop(Limits { unpaid_orders: 4, ..Limits::DEMO }).await;
    let mug = shop.product(shop.app().read(|rows| Ok(rows.span(&tables::PRODUCTS, Span::all(), 1)?)).unwrap()[0].0);
    let network = Some(shop.app().network(std::net::IpAddr::from(HERE)));
    let form = |n| duka::app::checkout::Placing { network, ..crate::shop::ANA.asks(&shop, &[(&mug, 1)], n).unwrap() };
    let buyers: Vec<_> = (0..30)
        .map(form)
        .map(|form| {
            let app = shop.app().clone();
            tokio::spawn(async move { duka::app::checkout::place(&app, &By::buyer(1), form).await })
        })
        .collect();
    let mut placed = 0;
    for buyer in buyers {
        placed += usize::from(buyer.await.unwrap().is_ok());
    }
    assert_eq!((placed, shop.orders().len()), (4, 4));
    shop.works().await;
}
