//! Going back without losing what happened since: a deed undone, parts of the shop brought back, and everything else to the
//! byte as it was.

use crate::bench::Folder;
use crate::desk::owner;
use crate::shop::{ANA, TestShop, Visitor, eur};
use duka::app::{By, catalog, imports, orders, payments, settings, variants};
use duka::base::text::Handle;
use duka::base::time::{MINUTE, SECOND};
use duka::base::{Id, Money, Time};
use duka::domain::catalog::{Product, ProductOption, Status};
use duka::domain::discount::{Code, Discount};
use duka::domain::settings::TextPage;
use duka::jobs::Care;
use duka::ops::backup::base;
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::{Span, tables};
use std::io::Cursor;
use std::sync::{Arc, Mutex};

/// A shop whose record of changes is kept, and the folder it is kept in.
async fn kept() -> (TestShop, Folder) {
    let (mut shop, folder) = (TestShop::open().await, Folder::new());
    let history = History::open(&folder.path().join("history"), BUDGET_BYTES).unwrap();
    shop.app().going_back.lives_in(folder.path());
    shop.care = Arc::new(Care { history: Some(Mutex::new(history)), ..Care::of(shop.app().clone()) });
    (shop, folder)
}

type Rows = Vec<(Vec<u8>, Vec<u8>)>;

/// Every row of some tables, as bytes.
fn rows(shop: &TestShop, tables: &[u16]) -> Vec<Rows> {
    let all = |table: &u16| shop.app().read(|rows| Ok(rows.raw_scan(*table, &Span::all(), usize::MAX)?)).unwrap();
    tables.iter().map(all).collect()
}

fn products(shop: &TestShop) -> Vec<Product> {
    let rows = shop.app().read(|rows| Ok(rows.span(&tables::PRODUCTS, Span::all(), 2_000)?)).unwrap();
    rows.into_iter().map(|(_, product)| product).collect()
}

/// What going back never touches.
const UNTOUCHED: [u16; 12] = [
    tables::ORDERS.id,
    tables::STOCK.id,
    tables::MOVEMENTS.id,
    tables::CUSTOMERS.id,
    tables::LETTERS.id,
    tables::STAFF.id,
    tables::PLACED.id,
    tables::HOOKS.id,
    tables::DAYS.id,
    tables::RESERVED.id,
    tables::WISHES.id,
    tables::TRANSFERS.id,
];

async fn import(shop: &TestShop, lines: &str) {
    let list =
        format!("Title,URL handle,SKU,Option1 name,Option1 value,Price,Inventory quantity,Inventory tracker\n{lines}");
    imports::run(shop.app(), &By::shop(), "list.csv", Cursor::new(list.into_bytes()), false).await.unwrap();
}

/// Undoes the newest deed of that name, as far as the page that shows what would change.
async fn undoes(shop: &TestShop, ana: &mut Visitor, what: &str) -> crate::shop::Answer {
    shop.clock.advance(2 * MINUTE);
    ana.get("/admin/going-back").await.is(200);
    shop.works().await;
    let page = ana.get("/admin/going-back").await;
    let list = scraper::Html::parse_document(&page.text);
    let rows = scraper::Selector::parse("#undo ~ table tr").unwrap();
    let field = scraper::Selector::parse("[name=deed]").unwrap();
    let row = list.select(&rows).find(|row| row.text().any(|text| text == what));
    let row = row.unwrap_or_else(|| panic!("no {what}: {}", page.words()));
    let deed = row.select(&field).next().unwrap().value().attr("value").unwrap();
    ana.post("/admin/going-back/undo", &[("deed", deed)]).await.is(303);
    ana.get("/admin/going-back/difference").await.says("This page looks again by itself");
    shop.works().await;
    ana.get("/admin/going-back/difference").await
}

async fn applies(
    shop: &TestShop,
    ana: &mut Visitor,
    page: &crate::shop::Answer,
    ticked: &[&str],
) -> crate::shop::Answer {
    let number = page.field("plan");
    let mut fields = vec![("plan", number.as_str())];
    fields.extend(ticked.iter().map(|name| (*name, "yes")));
    ana.post("/admin/going-back/apply", &fields).await.is(303);
    shop.works().await;
    ana.get("/admin/going-back/difference").await
}

#[tokio::test]
async fn a_wrong_import_is_undone_to_the_byte_and_so_is_undoing_it() {
    let (shop, folder) = kept().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let bowl = shop.sells("Bowl", "30.00", 5).await;
    let vase = shop.sells("Vase", "60.00", 5).await;
    shop.works().await;
    let before = products(&shop);
    // From here on a backup is the shorter way to an earlier state.
    let target = FolderTarget::at(&folder.path().join("backup"));
    base::make(shop.app().store(), &target, shop.clock.now()).unwrap();
    shop.clock.advance(MINUTE);
    import(&shop, "Mugg,mug,,,,2.40,9,shopify\nBowl,bowl,,,,3.00,9,shopify\nTile,tile,,,,1.00,9,shopify\n").await;
    let wrong = products(&shop);
    shop.clock.advance(MINUTE);
    // Life goes on: somebody buys, somebody else has put one price right already.
    let order = ANA.buys(&shop, &[(&shop.product(mug.id), 1)]).await.unwrap();
    catalog::change(shop.app(), &By::shop(), bowl.id, |p| {
        p.variants[0].price = eur("31.00");
        Ok(())
    })
    .await
    .unwrap();
    shop.works().await;
    let untouched = rows(&shop, &UNTOUCHED);

    let mut ana = owner(&shop).await;
    let page = undoes(&shop, &mut ana, "Import").await;
    page.says("Would be as before: 1 product.").says("Also 1 product that somebody changed since");
    page.says("Name: Mugg → Mug").says("€2.40 → €24.00").says("changed since").says("was not there");
    let done = applies(&shop, &mut ana, &page, &["new"]).await;
    done.says("2 things are as before");
    assert_eq!(shop.product(mug.id), *before.iter().find(|p| p.id == mug.id).unwrap());
    assert_eq!(shop.product(vase.id), *before.iter().find(|p| p.id == vase.id).unwrap());
    assert_eq!(shop.product(bowl.id).variants[0].price, eur("31.00"), "what was changed since is left alone");
    let tile = products(&shop).into_iter().find(|p| p.title == "Tile").unwrap();
    assert_eq!(tile.status, Status::Archived);
    assert_eq!(rows(&shop, &UNTOUCHED), untouched);
    assert!(shop.order(order.id).is_holding());
    ana.get("/admin/activity").await.says("2 put back, 0 left alone");

    // Undoing is a deed itself.
    let page = undoes(&shop, &mut ana, "Undone").await;
    page.says("Would be as before: 2 products.");
    applies(&shop, &mut ana, &page, &[]).await.says("2 things are as before");
    for title in ["Mugg", "Tile"] {
        let there = products(&shop).into_iter().find(|p| p.title == title).unwrap();
        assert_eq!(there, *wrong.iter().find(|p| p.title == title).unwrap());
    }
    // This time with what was changed since.
    let page = undoes(&shop, &mut ana, "Import").await;
    applies(&shop, &mut ana, &page, &["since", "new"]).await;
    assert_eq!(shop.product(bowl.id), *before.iter().find(|p| p.id == bowl.id).unwrap());
    shop.works().await;
}

/// As somebody types it into the field, in the shop's own time.
fn typed(shop: &TestShop, at: Time) -> String {
    at.at(&shop.app().settings().unwrap().zone()).strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

async fn brings_back(shop: &TestShop, ana: &mut Visitor, what: &str, at: Time, ticked: &[&str]) -> crate::shop::Answer {
    shop.clock.advance(MINUTE);
    ana.post("/admin/going-back/moment", &[("what", what), ("at", &typed(shop, at))]).await.is(303);
    shop.works().await;
    let page = ana.get("/admin/going-back/difference").await;
    applies(shop, ana, &page, ticked).await;
    page
}

async fn price(shop: &TestShop, id: Id<Product>, price: Money) {
    let change = move |p: &mut Product| {
        p.variants[0].price = price;
        Ok(())
    };
    catalog::change(shop.app(), &By::shop(), id, change).await.unwrap();
}

#[tokio::test]
async fn products_come_back_as_of_a_moment_and_nothing_else_does() {
    let (shop, _folder) = kept().await;
    let (mug, bowl) = (shop.sells("Mug", "24.00", 9).await, shop.sells("Bowl", "30.00", 9).await);
    shop.works().await;
    let recorded = products(&shop);
    shop.clock.advance(10 * SECOND);
    let then = shop.clock.now();
    shop.clock.advance(10 * SECOND);
    price(&shop, mug.id, eur("25.00")).await;
    catalog::change(shop.app(), &By::shop(), bowl.id, |p| {
        (p.title, p.handle) = ("Deep bowl".into(), Handle::parse("deep-bowl").unwrap());
        Ok(())
    })
    .await
    .unwrap();
    let tile = shop.sells("Tile", "1.00", 9).await;
    let order = ANA.buys(&shop, &[(&shop.product(mug.id), 2), (&tile, 1)]).await.unwrap();
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), "ref".into()).await.unwrap();
    orders::ship(shop.app(), &By::shop(), order.id, "DHL".into(), "1".into()).await.unwrap();
    shop.works().await;
    let untouched = rows(&shop, &UNTOUCHED);
    let mut ana = owner(&shop).await;
    ana.get("/admin/going-back").await.says("duka restore --from").says("Just before this");

    // Prices alone first: the bowl's new name stays.
    let page = brings_back(&shop, &mut ana, "prices", then, &[]).await;
    page.says("Would be as before: 1 product.").says("€25.00 → €24.00");
    assert_eq!(
        (shop.product(mug.id).variants[0].price, shop.product(bowl.id).title),
        (eur("24.00"), "Deep bowl".into())
    );
    // One product from its own page.
    ana.get(&format!("/admin/going-back?product={}", bowl.id)).await.says("Bring back Deep bowl");
    let page = brings_back(&shop, &mut ana, &bowl.id.to_string(), then, &[]).await;
    page.says("Name: Deep bowl → Bowl");
    assert_eq!(shop.product(bowl.id), *recorded.iter().find(|p| p.id == bowl.id).unwrap());
    shop.visitor().get("/products/bowl").await.is(200);
    assert!(shop.visitor().get("/products/deep-bowl").await.location().ends_with("/products/bowl"));
    // All of them: the mug bears another time of its last change only, and what is new stays unless it is ticked.
    brings_back(&shop, &mut ana, "products", then, &[]).await.says("Put away what was not there then: 1 product");
    assert_eq!(shop.product(tile.id).status, Status::Active);
    let all: Vec<Product> = products(&shop).into_iter().filter(|p| p.id != tile.id).collect();
    assert_eq!(all, recorded);
    brings_back(&shop, &mut ana, "products", then, &["new"]).await;
    assert_eq!(shop.product(tile.id).status, Status::Archived);
    assert_eq!(rows(&shop, &UNTOUCHED), untouched);
    shop.works().await;
}

#[tokio::test]
async fn settings_pages_and_discounts_come_back_with_what_must_stay() {
    let (shop, _folder) = kept().await;
    let mug = shop.sells("Mug", "24.00", 9).await;
    let code = Code::parse("SPRING").unwrap();
    let discount = Discount {
        code: code.clone(),
        percent_ppm: 100_000,
        starts: None,
        ends: None,
        uses_max: None,
        used: 0,
        enabled: true,
    };
    catalog::save_discount(shop.app(), &By::shop(), discount.clone()).await.unwrap();
    let (was, imprint) = (shop.app().settings().unwrap(), Handle::parse("imprint").unwrap());
    let page = |text: &str| TextPage { title: "Imprint".into(), text: text.into(), position: 3 };
    settings::write_page(shop.app(), &By::shop(), imprint.clone(), page("Ana, Berlin")).await.unwrap();
    shop.clock.advance(10 * SECOND);
    let then = shop.clock.now();
    shop.clock.advance(10 * SECOND);
    settings::change(shop.app(), &By::shop(), |s| {
        (s.shop.name, s.returns_days) = ("Wrong".into(), 0);
        s.payments.test_gateway = Some("ab".repeat(32));
        Ok(())
    })
    .await
    .unwrap();
    settings::write_page(shop.app(), &By::shop(), imprint.clone(), page("")).await.unwrap();
    catalog::save_discount(shop.app(), &By::shop(), Discount { percent_ppm: 900_000, ..discount.clone() })
        .await
        .unwrap();
    let mut form = ANA.asks(&shop, &[(&mug, 1)], 0).unwrap();
    form.cart.code = Some("SPRING".into());
    form.seen = shop
        .app()
        .read(|rows| {
            let choice = duka::app::checkout::Choice { delivery: Some("de".into()), ..Default::default() };
            Ok(duka::app::checkout::basket(rows, &form.cart, &choice, shop.clock.now())?.quote.total)
        })
        .unwrap();
    duka::app::checkout::place(shop.app(), &By::buyer(1), form).await.unwrap();
    shop.works().await;
    let mut ana = owner(&shop).await;
    brings_back(&shop, &mut ana, "settings", then, &[]).await.says("Shop name: Wrong → ");
    brings_back(&shop, &mut ana, "pages", then, &[]).await.says("Ana, Berlin");
    brings_back(&shop, &mut ana, "discounts", then, &[]).await.says("Off: 90 % → 10 %");
    let now = shop.app().settings().unwrap();
    assert_eq!((now.shop, now.returns_days), (was.shop, was.returns_days));
    assert_eq!(now.payments.test_gateway, Some("ab".repeat(32)), "the key in use stays");
    let read = |rows: &(dyn duka::store::Rows + '_)| {
        Ok((
            rows.get(&tables::PAGES, &imprint)?.unwrap().text,
            rows.get(&tables::DISCOUNTS, &"SPRING".into())?.unwrap(),
        ))
    };
    assert_eq!(shop.app().read(read).unwrap(), ("Ana, Berlin".into(), Discount { used: 1, ..discount }));
    shop.works().await;
}

#[tokio::test]
async fn what_an_order_waits_for_is_left_alone_and_bad_moments_are_refused() {
    let (shop, _folder) = kept().await;
    let (mug, bowl) = (shop.sells("Mug", "24.00", 9).await, shop.sells("Bowl", "30.00", 9).await);
    shop.works().await;
    shop.clock.advance(10 * SECOND);
    let then = shop.clock.now();
    shop.clock.advance(10 * SECOND);
    let glaze = ProductOption { name: "Glaze".into(), values: vec!["Oat".into(), "Rust".into()] };
    for id in [mug.id, bowl.id] {
        variants::make(shop.app(), &By::shop(), id, vec![glaze.clone()]).await.unwrap();
        let rust = shop.product(id).variants[1].id;
        let change = duka::domain::stock::Change::Received(4);
        catalog::change_stock(shop.app(), &By::shop(), id, rust, change, String::new()).await.unwrap();
    }
    let mut rust = shop.product(mug.id);
    rust.variants.remove(0);
    ANA.buys(&shop, &[(&rust, 1)]).await.unwrap();
    shop.works().await;
    let mut ana = owner(&shop).await;
    brings_back(&shop, &mut ana, "products", then, &[]).await.says("Would be as before: 2 products.");
    let done = ana.get("/admin/going-back/difference").await;
    done.says("1 thing is as before").says("Mug: Order 1001 still waits for “Rust”.");
    assert_eq!((shop.product(mug.id).variants.len(), shop.product(bowl.id)), (2, bowl));
    for bad in ["", "2099-01-01T00:00"] {
        ana.post("/admin/going-back/moment", &[("what", "products"), ("at", bad)]).await.is(422);
    }
    ana.post("/admin/going-back/moment", &[("what", "orders"), ("at", "2026-11-21T09:00")]).await.is(404);
    ana.post("/admin/going-back/apply", &[("plan", "99")]).await.is(422).says("looked at too long ago");
    let before_the_shop = then.minus(1_000 * duka::base::time::DAY);
    ana.post("/admin/going-back/moment", &[("what", "products"), ("at", &typed(&shop, before_the_shop))]).await.is(303);
    shop.works().await;
    ana.get("/admin/going-back/difference").await.says("It could not be done");
    assert!(
        shop.visitor().post("/admin/going-back/undo", &[("deed", "1")]).await.location().starts_with("/admin/sign-in")
    );
    shop.works().await;
}
