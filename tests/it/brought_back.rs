//! A shop that was restored: it sells nothing and sends nothing until somebody has looked, gives no number twice, and names
//! what it does not hold.

use crate::desk::owner;
use crate::program::{Serving, duka};
use crate::shop::{ANA, TestShop, Visitor, eur, folder};
use duka::app::brought_back::{self, Found};
use duka::app::standing::Standing;
use duka::app::{By, catalog, checkout, furnish, payments};
use duka::base::Clock;
use duka::base::text::Email;
use duka::boot::open;
use duka::domain::brought_back::{BroughtBack, Lost, LostOrder};
use duka::domain::letter::{Fate, LetterKind};
use duka::domain::payment::Method;
use duka::store::tables;
use duka::words::Words;
use std::path::Path;

/// As if the shop had just been made anew from a backup.
async fn comes_back(shop: &TestShop, highest: u64) -> BroughtBack {
    shop.clock.advance(1);
    let order = LostOrder {
        number: 1007,
        placed: shop.clock.now(),
        name: "Mia Brandt".into(),
        email: Email::parse("mia@example.com").unwrap(),
        total: eur("28.90"),
        paid: eur("0.00"),
    };
    let found = Found {
        from: "/mnt/usb".into(),
        reached: 40,
        moment: shop.clock.now(),
        earlier: true,
        remarks: vec!["History has a gap.".into()],
        lost: Lost { orders: vec![order], ..Lost::default() },
        highest,
    };
    brought_back::begin(shop.app().store(), found).await.unwrap().unwrap()
}

/// The form of the checkout page, filled in and sent.
async fn orders(visitor: &mut Visitor, product: &str) -> crate::shop::Answer {
    visitor.post("/cart", &[("product", product), ("quantity", "1")]).await;
    let page = visitor.get("/checkout").await;
    let (token, seen) = (page.field("token"), page.field("seen"));
    let fields = [
        ("token", token.as_str()),
        ("seen", seen.as_str()),
        ("email", "bo@example.com"),
        ("country", "DE"),
        ("name", "Bo Berg"),
        ("line1", "Weg 1"),
        ("postcode", "10969"),
        ("city", "Berlin"),
        ("delivery", "de"),
        ("payment", "transfer"),
    ];
    visitor.post("/checkout", &fields).await
}

#[tokio::test]
async fn a_restored_shop_sells_and_sends_nothing_until_somebody_opens_it() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let waited = shop.letters();
    assert_eq!(waited.len(), 3);
    comes_back(&shop, 0).await;

    let mut bo = shop.visitor();
    bo.get("/products/mug").await.is(200);
    let answer = orders(&mut bo, "mug").await;
    answer.is(503).says(&Words::ENGLISH.say(checkout::CLOSED));
    assert_eq!(answer.headers.get("retry-after").unwrap(), "300");
    let cart = bo.get("/cart").await;
    cart.says("Mug").says("Ordering opens again shortly");
    assert!(!bo.get("/checkout").await.words().contains("Buy now"));
    // Money that comes is written down, and its letter waits with the others.
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), "statement".into()).await.unwrap();
    shop.works().await;
    assert!(shop.order(order.id).is_paid());
    assert!(shop.letters().iter().all(|l| matches!(l.fate, Fate::Waiting { .. })), "nothing is sent");
    assert_eq!(shop.orders().len(), 1);

    let mut ana = owner(&shop).await;
    ana.get("/admin").await.says("The shop was brought back and sells nothing yet");
    ana.get("/admin/orders").await.says("sells nothing yet. Look and decide");
    let page = ana.get("/admin/brought-back").await;
    page.says("Orders that are not in it").says("1007").says("mia@example.com").says("History has a gap.");
    page.says("compare your statement").says("1 letter was written since");
    let staffs = waited.iter().find(|l| l.kind == LetterKind::NewOrder).unwrap().id.to_string();
    let shown = page.fields("shown");
    assert_eq!(shown.len(), 3);
    let mut chosen: Vec<(&str, &str)> = shown.iter().map(|id| ("shown", id.as_str())).collect();
    chosen.push(("send", &staffs));
    ana.post("/admin/brought-back/letters", &chosen).await.is(303);
    // Whoever asks for one letter by name wants it sent as well.
    let buyers = waited.iter().find(|l| l.kind == LetterKind::Received).unwrap().id.to_string();
    ana.post(&format!("/admin/letters/{buyers}/again"), &[]).await.is(303);
    ana.get("/admin/brought-back/open").await.says("2 letters that had waited are sent, all others are not");
    assert!(shop.visitor().post("/admin/brought-back/open", &[]).await.location().starts_with("/admin/sign-in"));
    assert_eq!(shop.app().standing(), Standing::BroughtBack);
    ana.post("/admin/brought-back/open", &[]).await.is(303);

    assert_eq!(shop.app().standing(), Standing::Selling);
    shop.works().await;
    for letter in shop.letters() {
        let sent = [&staffs, &buyers].contains(&&letter.id.to_string()) || letter.kind == LetterKind::Paid;
        assert_eq!(matches!(letter.fate, Fate::Sent { .. }), sent, "{:?} {:?}", letter.kind, letter.fate);
        assert_eq!(matches!(letter.fate, Fate::Skipped { .. }), !sent, "{:?} {:?}", letter.kind, letter.fate);
    }
    ana.get("/admin/letters").await.says("Not sent, on purpose");
    ana.get("/admin/activity").await.says("sells again. Letters that were not sent: 1.");
    ana.get("/admin").await.says("All well.");
    orders(&mut bo, "mug").await.is(303);
    assert!(!ana.get("/admin/brought-back").await.words().contains("mia@example.com"));
    shop.works().await;
}

#[tokio::test]
async fn no_number_is_given_twice_however_often_a_shop_comes_back() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 50).await;
    let mut given = vec![ANA.buys(&shop, &[(&mug, 1)]).await.unwrap().number];
    for highest in [0, 1040, 1010, 0] {
        let row = comes_back(&shop, highest).await;
        brought_back::open(shop.app(), &By::shop()).await.unwrap();
        let number = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap().number;
        assert_eq!(number, row.numbers.next);
        assert!(number > given.last().unwrap() + 10 && number > highest + 10, "{given:?} {number}");
        given.push(number);
    }
    assert_eq!(given, [1001, 1012, 1051, 1062, 1073]);
    shop.works().await;
}

/// A real folder with one order before a moment and two after it. Answers the number of the change the moment is.
async fn a_life(data: &Path) -> u64 {
    let mut opened = open(data, Clock::Real).unwrap();
    let app = opened.app.clone();
    furnish::set_the_scene(&app, "http://shop.test").await.unwrap();
    let id = catalog::create(&app, &By::shop(), "Mug".into(), "24.00".into()).await.unwrap();
    let variant = app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &id)?)).unwrap().unwrap().variants[0].id;
    let received = duka::domain::stock::Change::Received(50);
    catalog::change_stock(&app, &By::shop(), id, variant, received, String::new()).await.unwrap();
    let first = crate::shop::placed(&app, id, variant, 1).await;
    let moment = app.position().seq;
    for n in 2..=3 {
        crate::shop::placed(&app, id, variant, n).await;
    }
    payments::mark_paid(&app, &By::shop(), first.id, first.total(), "ref 7".into()).await.unwrap();
    opened.history.follow(app.store()).unwrap();
    app.close();
    moment
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_after_the_moment_is_named_and_its_numbers_stay_taken() {
    let (old, new) = (folder(), folder());
    let moment = a_life(&old).await;
    let (from, data) = (old.to_str().unwrap(), new.to_str().unwrap());
    let (well, said) = duka(&["restore", "--from", from, "--at", &format!("#{moment}"), "--data", data]);
    assert!(well, "{said}");
    assert!(said.contains("Orders: 2, payments for orders that are in it: 1."), "{said}");
    assert!(said.contains("The next order gets number 1014"), "{said}");

    let app = open(&new, Clock::Real).unwrap().app;
    let row = app.read(brought_back::read).unwrap();
    let numbers: Vec<u64> = row.lost.orders.iter().map(|o| o.number).collect();
    assert_eq!((numbers, row.numbers.highest, row.earlier), (vec![1002, 1003], 1003, true));
    let payment = &row.lost.payments[0];
    assert_eq!(
        (payment.order, payment.reference.as_str(), payment.how.as_str()),
        (1001, "ref 7", Method::Transfer.label())
    );
    app.close();
    drop(app);
    // The running program is asked, and opens it once.
    let serving = Serving::start(&new);
    let (well, said) = duka(&["open", "--data", data]);
    assert!(well && said.contains("are not sent: 3"), "{said}");
    let (well, said) = duka(&["open", "--data", data]);
    assert!(!well && said.contains("This shop sells already."), "{said}");
    drop(serving);
    let app = open(&new, Clock::Real).unwrap().app;
    assert_eq!(app.standing(), Standing::Selling);
    let mug = app.read(|rows| Ok(rows.one(&tables::PRODUCT_BY_TITLE, &"mug".to_owned())?)).unwrap().unwrap();
    let variant = app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &mug)?)).unwrap().unwrap().variants[0].id;
    assert_eq!(crate::shop::placed(&app, mug, variant, 9).await.number, 1014);
    app.close();
    for folder in [old, new] {
        std::fs::remove_dir_all(folder).unwrap();
    }
}
