//! "Tell me when it is back": one letter when pieces come, oldest first, and never a word about who else waits.

use crate::desk::owner;
use crate::shop::{ANA, TestShop, Visitor, encode};
use duka::app::{By, catalog, orders};
use duka::base::time::DAY;
use duka::domain::catalog::Product;
use duka::domain::letter::LetterKind;
use duka::domain::settings::Limits;
use duka::domain::stock::Change;
use duka::domain::wish::{WISH_AGE_MAX, WISHES_PER_EMAIL_MAX};
use duka::store::{Span, tables};

async fn asks(visitor: &mut Visitor, handle: &str, email: &str) -> crate::shop::Answer {
    visitor.post("/waiting", &[("product", handle), ("email", email)]).await
}

async fn come(shop: &TestShop, product: &Product, pieces: i64) {
    let variant = product.variants[0].id;
    let change = Change::Received(pieces);
    catalog::change_stock(shop.app(), &By::shop(), product.id, variant, change, String::new()).await.unwrap();
}

fn waiting(shop: &TestShop) -> Vec<String> {
    let rows = shop.app().read(|rows| Ok(rows.span(&tables::WISHES, Span::all(), 500)?)).unwrap();
    rows.into_iter().map(|(_, wish)| wish.email.to_string()).collect()
}

/// Whom the shop wrote to about something that is back, and what.
fn told(shop: &TestShop) -> Vec<(String, String)> {
    let letters = shop.letters().into_iter().filter(|l| l.kind == LetterKind::BackInStock);
    letters.map(|l| (l.to.to_string(), l.sent_as.map_or(String::new(), |c| c.text))).collect()
}

#[tokio::test]
async fn one_letter_when_it_is_back_and_the_address_is_forgotten() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Tall mug", "24.00", 0).await;
    let mut ana = shop.visitor();
    let page = ana.get("/products/tall-mug").await;
    page.says("This is sold out.").says("Tell me when it is back");
    let noted = asks(&mut ana, "tall-mug", "ana@example.com").await;
    assert_eq!(noted.is(303).location(), "/products/tall-mug?noted=yes");
    ana.get(noted.location()).await.says("Noted. We write to you once");
    // Known or not, the answer is the same, and there is one letter.
    assert_eq!(asks(&mut ana, "tall-mug", "ANA@example.com").await.location(), noted.location());
    owner(&shop).await.get(&format!("/admin/products/{}", mug.id)).await.says("1 person waits to hear that it is back");
    come(&shop, &mug, 2).await;
    come(&shop, &mug, 2).await;
    shop.works().await;
    let told = told(&shop);
    assert_eq!((told.len(), waiting(&shop).len()), (1, 0));
    assert!(told[0].1.contains("http://shop.test/products/tall-mug\n"), "{}", told[0].1);
    asks(&mut ana, "tall-mug", "ana@example.com").await.is(422).says("It is here again: you can buy it now.");
}

#[tokio::test]
async fn who_waited_longest_hears_first_and_a_few_for_each_piece() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 0).await;
    let mut visitor = shop.visitor();
    for n in 0..8 {
        asks(&mut visitor, "mug", &format!("buyer{n}@example.com")).await.is(303);
        shop.clock.advance(1_000_000);
    }
    come(&shop, &mug, 1).await;
    assert_eq!(waiting(&shop).first().map(String::as_str), Some("buyer3@example.com"));
    // What a buyer gives back is told to the next.
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    orders::give_up(shop.app(), &By::buyer(1), order.id).await.unwrap();
    assert_eq!(waiting(&shop), ["buyer6@example.com", "buyer7@example.com"]);
    shop.works().await;
    assert_eq!(told(&shop).len(), 6);
}

#[tokio::test]
async fn the_link_ends_everything_its_holder_waits_for_and_says_nothing_else() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 0).await;
    shop.sells("Bowl", "34.00", 0).await;
    let mut ana = shop.visitor();
    for (handle, email) in [("mug", "ana@example.com"), ("bowl", "ana@example.com"), ("bowl", "bo@example.com")] {
        asks(&mut ana, handle, email).await.is(303);
    }
    come(&shop, &mug, 1).await;
    shop.works().await;
    let letter = told(&shop).remove(0).1;
    let link = letter.split_once("http://shop.test/waiting/").unwrap().1.split_whitespace().next().unwrap();
    let (link, unknown) = (format!("/waiting/{link}"), format!("/waiting/{}", "0".repeat(64)));
    assert_eq!(ana.get(&link).await.words(), ana.get(&unknown).await.words());
    assert_eq!(waiting(&shop).len(), 2, "looking at the link ends nothing");
    assert_eq!(ana.post(&unknown, &[]).await.words(), ana.post(&link, &[]).await.is(200).words());
    assert_eq!(waiting(&shop), ["bo@example.com"]);
    ana.get("/waiting/x").await.is(404);
}

#[tokio::test]
async fn it_is_bounded_and_ends_by_itself() {
    let shop = TestShop::open().await;
    let mut ana = shop.visitor();
    for n in 0..WISHES_PER_EMAIL_MAX + 3 {
        let handle = format!("mug-{n}");
        shop.sells(&format!("Mug {n}"), "24.00", 0).await;
        asks(&mut ana, &handle, "ana@example.com").await.is(303);
    }
    assert_eq!(waiting(&shop).len(), WISHES_PER_EMAIL_MAX);
    for (product, email, status) in
        [("mug-1", "ana at example", 422), ("mug-1", "", 422), ("no-such-mug", "ana@example.com", 404), ("", "x", 404)]
    {
        asks(&mut ana, product, email).await.is(status);
    }
    let again = asks(&mut ana, "mug-1", "ana at example").await;
    assert_eq!(again.says("such as name@example.com").field("email"), "ana at example");
    shop.waits(WISH_AGE_MAX + DAY).await;
    assert!(waiting(&shop).is_empty());
    let limits = duka::web::limits::Limiters::new(Limits::NORMAL);
    let address = std::net::IpAddr::from([192, 0, 2, 1]);
    let taken = (0..50).filter(|_| limits.count(duka::web::limits::What::Reminder, address).is_ok()).count();
    assert_eq!(taken, Limits::NORMAL.reminders_per_hour as usize);
}

#[tokio::test]
async fn only_the_variant_that_came_back_is_told_of() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 0).await;
    let mut wanted = mug.clone();
    wanted.options = vec![duka::domain::catalog::ProductOption {
        name: "Glaze".into(),
        values: vec!["Oat".into(), "Sea & Salt".into()],
    }];
    let second = duka::domain::catalog::Variant {
        values: vec!["Sea & Salt".into()],
        ..duka::domain::catalog::Variant::new(duka::base::Id::from_bytes([7; 16]), crate::shop::eur("24.00"))
    };
    wanted.variants[0].values = vec!["Oat".into()];
    wanted.variants.push(second);
    let (options, variants) = (wanted.options, wanted.variants);
    catalog::change(shop.app(), &By::shop(), mug.id, move |p| {
        (p.options, p.variants) = (options.clone(), variants.clone());
        Ok(())
    })
    .await
    .unwrap();
    let fields = [("product", "mug"), ("Glaze", "Sea & Salt"), ("email", "ana@example.com")];
    let noted = shop.visitor().post("/waiting", &fields).await;
    let path = format!("/products/mug?Glaze={}", encode("Sea & Salt"));
    assert_eq!(noted.is(303).location(), format!("{path}&noted=yes"));
    come(&shop, &mug, 5).await;
    assert_eq!(waiting(&shop).len(), 1);
    let salt = shop.product(mug.id).variants[1].id;
    catalog::change_stock(shop.app(), &By::shop(), mug.id, salt, Change::Counted(1), String::new()).await.unwrap();
    shop.works().await;
    assert!(told(&shop)[0].1.contains("“Mug, Sea & Salt”"), "{}", told(&shop)[0].1);
    assert!(told(&shop)[0].1.contains(&format!("http://shop.test{path}\n")));
}
