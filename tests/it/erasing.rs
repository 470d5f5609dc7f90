//! Erasing a person through the front door: nothing that is kept names them any more, the books agree, and no backup brings
//! them back.

pub mod aging;
pub mod returning;

use crate::bench::Folder;
use crate::desk::owner;
use crate::shop::{ANA, Buyer, TestShop, eur};
use duka::app::{By, erasure, letters, orders, payments, wishes};
use duka::base::Language;
use duka::base::text::Email;
use duka::domain::erased::NAME;
use duka::domain::order::Order;
use duka::domain::payment::Method;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::queue::Verdict;
use duka::store::{Cause, Queue, Span, Store, Tx, tables};
use std::future::Future;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};

/// What nobody may find any more. A name, an address, a street, and what was typed about them.
pub const TRACES: [&str; 7] = [
    "ana@example.com",
    "Lindqvist",
    "Lindenstra",
    "from the sister of Ana",
    "TRACK-4711",
    "leave it with the neighbour",
    "she called about the colour",
];

/// Every row of a store, key and record.
pub fn rows(store: &Store) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    for table in store.tables() {
        let mut next = Some(Span::all());
        while let Some(span) = next {
            let stretch = store.stretch(table, &span).unwrap();
            found.extend(stretch.rows.into_iter().map(|(key, record)| (table.name, [key, record].concat())));
            next = stretch.rest;
        }
    }
    found
}

/// Which of the traces are in these bytes.
pub fn traces(bytes: &[u8]) -> Vec<&'static str> {
    let is_in = |trace: &&&str| bytes.windows(trace.len()).any(|some| some == trace.as_bytes());
    TRACES.iter().filter(is_in).copied().collect()
}

/// In which tables something of them is found.
pub fn named_in(store: &Store) -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<_> =
        rows(store).iter().flat_map(|(table, row)| traces(row).into_iter().map(|t| (*table, t))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Bought, paid, written about and shipped.
async fn a_finished_order(shop: &TestShop) -> Order {
    let mug = shop.sells("Mug", "24.00", 5).await;
    let mut placing = ANA.asks(shop, &[(&mug, 1)], 0).unwrap();
    placing.message = "Please leave it with the neighbour".into();
    placing.address.phone = "+49 30 1234".into();
    let order = duka::app::checkout::place(shop.app(), &By::buyer(1), placing).await.unwrap();
    shop.works().await;
    orders::note(shop.app(), &By::shop(), order.id, "she called about the colour".into()).await.unwrap();
    let by = By::shop();
    payments::mark_paid(shop.app(), &by, order.id, order.total(), "from the sister of Ana".into()).await.unwrap();
    orders::ship(shop.app(), &by, order.id, "DHL".into(), "TRACK-4711".into()).await.unwrap();
    shop.works().await;
    shop.order(order.id)
}

#[tokio::test]
async fn a_person_is_erased_and_the_books_stay() {
    let shop = TestShop::open().await;
    let order = a_finished_order(&shop).await;
    let bowl = shop.sells("Bowl", "30.00", 0).await;
    let email = Email::parse(ANA.email).unwrap();
    wishes::note(shop.app(), &By::buyer(2), bowl.id, bowl.variants[0].id, email.clone(), Language::English)
        .await
        .unwrap();
    let other = Buyer { email: "bo@example.com", ..ANA };
    let mug = shop.sells("Cup", "10.00", 5).await;
    other.buys(&shop, &[(&mug, 1)]).await.unwrap();
    // A letter of its own, and one that tells of it, without an order.
    let test = letters::test(shop.app(), &By::shop(), email).await.unwrap();
    shop.works().await;
    letters::again(shop.app(), &By::shop(), test).await.unwrap();
    shop.works().await;
    assert!(named_in(shop.app().store()).len() > 12, "{:?}", named_in(shop.app().store()));

    let page = format!("/admin/customers/{}", order.customer);
    let mut staff = owner(&shop).await;
    assert!(shop.visitor().post(&format!("{page}/erase"), &[]).await.location().starts_with("/admin/sign-in"));
    staff.get(&page).await.says("Erase this person");
    let asked = staff.get(&format!("{page}/erase")).await;
    asked.says("Erase Ana Lindqvist?").says("This cannot be undone.").says("first two characters of the postcode");
    staff.get(&format!("/orders/{}", order.secret.show())).await.is(200);
    staff.post(&format!("{page}/erase"), &[]).await.is(303);
    shop.works().await;

    let left = named_in(shop.app().store());
    // The other buyer has the same name and street in this test, and one order.
    let customer = shop.app().read(|rows| Ok(rows.get(&tables::CUSTOMERS, &order.customer)?)).unwrap().unwrap();
    assert!(
        left.iter()
            .all(|(table, trace)| ["orders", "customers", "letters"].contains(table) && trace.starts_with("Lind")),
        "{left:?}"
    );
    assert_eq!((customer.name.as_str(), customer.orders, customer.spent), (NAME, 1, order.total().minor()));
    let kept = shop.order(order.id);
    assert_eq!(
        (kept.number, kept.placed, &kept.lines, &kept.quote),
        (order.number, order.placed, &order.lines, &order.quote)
    );
    assert_eq!((kept.address.postcode.as_str(), kept.paid(), kept.stage()), ("10", order.paid(), order.stage()));
    shop.visitor().get(&format!("/orders/{}", order.secret.show())).await.is(404);
    staff.get(&page).await.says(NAME).says("This person was erased.");
    staff.get(&format!("/admin/orders/{}", order.number)).await.says("What stood here named a person who was erased.");
    staff.get("/admin/activity").await.says("A person was erased.");
    staff.post(&format!("{page}/erase"), &[]).await.is(404);
    let letter = shop.letters().into_iter().find(|letter| letter.order == Some(order.id)).unwrap();
    staff.get(&format!("/admin/letters/{}", letter.id)).await.is(200);

    // Whoever comes again is somebody new.
    let again = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    assert_ne!(again.customer, order.customer);
    shop.works().await;
}

#[tokio::test]
async fn nobody_is_erased_while_something_is_owed() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let page = format!("/admin/customers/{}/erase", order.customer);
    let mut staff = owner(&shop).await;
    let refused = "Order 1001 is still open.";
    staff.post(&page, &[]).await.says(refused).is(422);
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), String::new()).await.unwrap();
    staff.post(&page, &[]).await.says(refused).is(422);
    // Called off, and the money is not sent back yet.
    orders::cancel(shop.app(), &By::shop(), order.id, "ana@example.com did not want it".into(), true).await.unwrap();
    staff.post(&page, &[]).await.says(refused).is(422);
    orders::refunded(shop.app(), &By::shop(), order.id, order.total(), "to Ana Lindqvist".into()).await.unwrap();
    // A letter that was not sent yet is not sent any more.
    staff.post(&page, &[]).await.is(303);
    shop.works().await;
    assert_eq!(named_in(shop.app().store()), []);
    // What comes for such an order later is written down, and nobody is written to.
    let before = shop.letters().len();
    payments::mark_paid(shop.app(), &By::shop(), order.id, eur("1.00"), String::new()).await.ok();
    assert!(shop.letters().iter().skip(before).all(|letter| letter.sent_as.is_none()));
    assert_eq!(order.method, Method::Transfer);
}

/// Nothing is written until this is dropped.
fn hold(store: &Store) -> Sender<()> {
    let (held, wait) = channel();
    let run = move |_: &mut Tx<'_>| {
        wait.recv().ok();
        Verdict::Refuse
    };
    drop(store.submit(Queue::People, Cause::of("", ""), Box::new(run)).unwrap());
    held
}

/// Each time only one step is begun, and whoever waited for it is gone.
#[tokio::test]
async fn it_goes_on_wherever_it_stopped() {
    let shop = TestShop::open().await;
    let order = a_finished_order(&shop).await;
    erasure::erase(shop.app(), &By::shop(), order.customer).await.unwrap();
    assert!(named_in(shop.app().store()).iter().all(|(table, _)| *table != "customers"));
    let (mut steps, mut left) = (0, named_in(shop.app().store()).len());
    let mut lefts = vec![left];
    loop {
        let held = hold(shop.app().store());
        let mut round = Box::pin(erasure::round(shop.app()));
        let polled = round.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        drop((round, held));
        if let Poll::Ready(Ok(0)) = polled {
            break;
        }
        let nothing = |_: &mut Tx<'_>| Ok::<_, duka::app::Error>(());
        shop.app().store().write(Queue::Bulk, Cause::of("", ""), nothing).await.unwrap();
        steps += 1;
        assert!(steps < 100, "it never ends: {left} traces");
        left = named_in(shop.app().store()).len();
        lefts.push(left);
    }
    lefts.dedup();
    assert!(lefts.len() > 3 && lefts.is_sorted_by(|a, b| a > b) && left == 0, "{lefts:?}");
    assert_eq!(shop.order(order.id).quote, order.quote);
    shop.works().await;
}

#[tokio::test]
async fn going_back_does_not_list_it() {
    let shop = TestShop::open().await;
    let order = a_finished_order(&shop).await;
    let mut staff = owner(&shop).await;
    staff.post(&format!("/admin/customers/{}/erase", order.customer), &[]).await.is(303);
    shop.works().await;
    let mut deeds = duka::app::going_back::Deeds::default();
    let folder = Folder::new();
    let mut history = History::open(folder.path(), BUDGET_BYTES).unwrap();
    while history.follow(shop.app().store()).unwrap().entries > 0 {}
    let mut erasures = 0;
    for entry in history.read().map(Result::unwrap) {
        erasures += usize::from(entry.cause.verb.starts_with("erasure."));
        deeds.add(&entry);
    }
    assert!(erasures > 2 && deeds.found().iter().all(|deed| !format!("{deed:?}").contains("erasure")));
}
