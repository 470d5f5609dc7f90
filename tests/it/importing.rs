//! Other shops' lists taken in whole: what is there afterwards, and that a second time changes nothing.

use crate::shop::{Buyer, TestShop, eur};
use duka::app::imports::{self, Report};
use duka::app::{By, Error};
use duka::base::text::Handle;
use duka::domain::catalog::Product;
use duka::domain::stock::Level;
use duka::store::tables;
use std::io::Cursor;

const LIST: &str = "\
Title,URL handle,Description,Vendor,Type,SKU,Option1 name,Option1 value,Price,Compare-at price,Inventory quantity,Inventory tracker,Colour of the box
Tea bowl,tea-bowl,<p>Round &amp; deep</p>,Kiln,Bowl,TB-S,Size,Small,36.00,40.00,7,shopify,red
,tea-bowl,,,,TB-L,Size,Large,48.00,,2,shopify,
Plain mug,plain-mug,A mug,Kiln,Mug,PM,,,24.00,,5,shopify,
";

async fn run(shop: &TestShop, list: &str, dry: bool) -> Result<Report, Error> {
    imports::run(shop.app(), &By::shop(), "list.csv", Cursor::new(list.to_owned().into_bytes()), dry).await
}

fn at(shop: &TestShop, handle: &str) -> Product {
    let handle = Handle::parse(handle).unwrap();
    let id = shop.app().read(|rows| Ok(rows.one(&tables::PRODUCT_BY_HANDLE, &handle)?)).unwrap().unwrap();
    shop.product(id)
}

fn counts(report: &Report) -> (u32, u32, u32) {
    (report.new, report.changed, report.same)
}

#[tokio::test]
async fn a_look_writes_nothing_and_the_second_time_changes_nothing() {
    let shop = TestShop::open().await;
    let look = run(&shop, LIST, true).await.unwrap();
    assert_eq!(counts(&look), (2, 0, 0));
    assert!(shop.app().read(|rows| Ok(rows.span(&tables::PRODUCTS, duka::store::Span::all(), 9)?)).unwrap().is_empty());
    let first = run(&shop, LIST, false).await.unwrap();
    assert_eq!(counts(&first), (2, 0, 0));
    assert!(first.unused.iter().any(|c| c.name == "Colour of the box" && c.filled == 1));
    let bowl = at(&shop, "tea-bowl");
    assert_eq!((bowl.variants.len(), bowl.variants[0].price, bowl.on_sale()), (2, eur("36"), true));
    assert_eq!(shop.level(&bowl), Level { on_hand: 7, held: 0 });
    let position = shop.app().position();
    assert_eq!(counts(&run(&shop, LIST, false).await.unwrap()), (0, 0, 2));
    assert_eq!(at(&shop, "tea-bowl"), bowl);
    let written = shop.app().store().journal(&position, 1 << 20).unwrap();
    assert!(written.iter().all(|entry| entry.changes.is_empty()), "{written:?}");
    shop.works().await;
}

#[tokio::test]
async fn what_was_sold_since_the_file_was_written_stays_sold() {
    let shop = TestShop::open().await;
    run(&shop, LIST, false).await.unwrap();
    let mug = at(&shop, "plain-mug");
    Buyer { email: "bo@example.com", ..crate::shop::ANA }.buys(&shop, &[(&mug, 2)]).await.unwrap();
    let dearer = LIST.replace("24.00", "26.00");
    assert_eq!(counts(&run(&shop, &dearer, false).await.unwrap()), (0, 1, 1));
    assert_eq!(
        (shop.level(&mug), at(&shop, "plain-mug").variants[0].price),
        (Level { on_hand: 5, held: 2 }, eur("26"))
    );
    shop.works().await;
}

#[tokio::test]
async fn five_hundred_bad_lines_do_not_stop_the_good_ones() {
    let shop = TestShop::open().await;
    let mut list = String::from("Title,URL handle,Price,SKU\n");
    for n in 0..500 {
        list.push_str(&format!("Bad {n},bad-{n},not a price,B{n}\nGood {n},good-{n},1{n}.50,G{n}\n"));
    }
    let report = run(&shop, &list, false).await.unwrap();
    assert_eq!(counts(&report), (500, 0, 0));
    assert_eq!(report.troubles.len() as u64 + report.troubles_beyond, 500);
    assert!(report.troubles[0].sentence.len() > 10 && report.troubles[0].line == 2);
    shop.works().await;
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_with_what_it_has() {
    let shop = TestShop::open().await;
    let refused = run(&shop, "First Name,Last Name\nAna,B\n", false).await.unwrap_err();
    assert!(refused.words().contains("First Name"), "{}", refused.words());
}
