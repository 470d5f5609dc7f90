//! What the desk says when something is wrong: a letter that came back, a clock that jumped, a record with a gap.

use crate::desk::owner;
use crate::shop::{ANA, TestShop, folder};
use duka::app::{By, letters};
use duka::base::Id;
use duka::base::time::{DAY, HOUR};
use duka::domain::letter::{Content, Fate, Letter, LetterKind, Reply};
use duka::domain::order::OrderState;
use duka::domain::payment::Method;
use duka::jobs::{self, Care, Schedule};
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::{Span, tables};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const NO_SUCH: &str =
    "The mail server mail.example.com refused the letter: 550 5.1.1 <ana@example.com>: no such mailbox";

/// The buyer's first letter is refused for good.
async fn comes_back(shop: &TestShop) -> Id<Letter> {
    let letter = shop.letters().into_iter().find(|l| l.kind == LetterKind::Received).unwrap();
    let content = Content { subject: "Thank you".into(), text: "Thank you".into(), html: "<p>Thank you</p>".into() };
    letters::tried(shop.app(), &By::shop(), letter.id, content, Reply::Never(NO_SUCH.into())).await.unwrap();
    letter.id
}

#[tokio::test]
async fn why_a_letter_came_back_is_found_mended_and_the_letter_sent_again() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let id = comes_back(&shop).await;
    shop.works().await;
    let told = shop.letters().into_iter().find(|l| l.kind == LetterKind::LetterFailed).expect("staff is told");
    let text = told.sent_as.unwrap().text;
    assert!(text.contains("“Thank you” to ana@example.com") && text.contains("550 5.1.1"), "{text}");
    let mut ana = owner(&shop).await;
    let today = ana.get("/admin").await;
    today.says("1 letter could not be delivered");
    let path = format!("/admin/letters/{id}");
    assert!(today.text.contains(&format!("href=\"{path}\"")), "one tap leads to the letter");
    let page = ana.get(&path).await;
    page.says("The mail server knows no such address.").says(NO_SUCH).says("Send again");
    page.says("Correct the address in order 1001");
    ana.post("/admin/orders/1001/email", &[("email", "ana@")]).await.is(422);
    ana.post("/admin/orders/1001/email", &[("email", "ana.l@example.com")]).await.is(303);
    ana.get("/admin/orders/1001").await.says("E-mail address changed from “ana@example.com” to “ana.l@example.com”.");
    ana.post(&format!("{path}/again"), &[]).await.is(303);
    shop.works().await;
    let letter = shop.letters().into_iter().find(|l| l.id == id).unwrap();
    assert_eq!(letter.to.as_str(), "ana.l@example.com");
    assert!(matches!(letter.fate, Fate::Sent { .. }));
    ana.get("/admin").await.says("All well.");
    let customer = format!("/admin/customers/{}", shop.order(order.id).customer);
    ana.get(&customer).await.says("ana.l@example.com");
}

#[tokio::test]
async fn nothing_is_given_up_by_a_clock_that_jumped_until_somebody_says_it_is_right() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = crate::shop::Buyer { method: Method::TestGateway, ..ANA }.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    // Something was written in a time to come; now the clock is set back behind it, and still past the reservation's end.
    shop.clock.advance(3 * DAY);
    shop.sells("Bowl", "30.00", 5).await;
    shop.clock.advance(-DAY);
    shop.works().await;
    assert_eq!(shop.order(order.id).state, OrderState::Open, "the reservation is left alone");
    let mut ana = owner(&shop).await;
    let today = ana.get("/admin").await;
    today.says("The clock of this computer jumped");
    today.says("from 24 November 2026, 09:30 to 23 November 2026, 09:30").says("Reservations do not end");
    assert!(shop.visitor().post("/admin/clock", &[]).await.location().starts_with("/admin/sign-in"));
    ana.post("/admin/clock", &[]).await.is(303);
    assert!(!ana.get("/admin").await.words().contains("clock of this computer jumped"));
    ana.get("/admin/activity").await.says("The clock of this computer moved from");
    shop.works().await;
    assert_eq!(shop.order(order.id).state, OrderState::Cancelled, "time counts again");
    shop.waits(HOUR).await;
}

#[tokio::test]
async fn a_clock_that_jumped_sweeps_nothing_away() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    // While its token is there, the same form again is the same order.
    let tokens = || shop.app().read(|rows| Ok(rows.span(&tables::PLACED, Span::all(), 10)?)).unwrap().len();
    shop.clock.advance(400 * DAY);
    shop.sells("Bowl", "30.00", 5).await;
    shop.clock.advance(-DAY);
    shop.works().await;
    assert_eq!(tokens(), 1);
    owner(&shop).await.post("/admin/clock", &[]).await.is(303);
    shop.works().await;
    assert_eq!(tokens(), 0, "it is that late indeed");
}

#[tokio::test]
async fn a_gap_in_the_record_of_changes_is_told() {
    let mut shop = TestShop::open().await;
    let folder = folder();
    let mut history = History::open(&folder, BUDGET_BYTES).unwrap();
    // The folder went on with another shop for a while.
    let other = TestShop::open().await;
    other.sells("Bowl", "30.00", 5).await;
    history.follow(other.app().store()).unwrap();
    shop.care = Arc::new(Care { history: Some(Mutex::new(history)), ..Care::of(shop.app().clone()) });
    shop.works().await;
    owner(&shop).await.get("/admin").await.says("The record of changes has a gap").says("The shop itself is whole");
    std::fs::remove_dir_all(&folder).unwrap();
}

static PANICKED: AtomicUsize = AtomicUsize::new(0);
static POISONED: Schedule = Schedule {
    name: "poisoned",
    every: Duration::from_millis(1),
    on_change: false,
    run: |_| {
        PANICKED.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { panic!("this work always panics") })
    },
};

/// Nor does it keep the shop from closing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_that_always_panics_is_tried_again_and_stops_nothing_else() {
    let shop = TestShop::open().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let lanes =
        [jobs::drive_one(&POISONED, &shop.care, &stopped), jobs::drive_one(&jobs::SCHEDULES[0], &shop.care, &stopped)];
    while PANICKED.load(Ordering::Relaxed) < 3 {
        tokio::task::yield_now().await;
    }
    stop.send_replace(true);
    for lane in lanes {
        lane.await.unwrap();
    }
}
