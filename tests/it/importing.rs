//! Other shops' lists taken in whole: what is there afterwards, and that a second time changes nothing.

use crate::bench::Folder;
use crate::desk::{owner, uploads};
use crate::program::{duka, shown};
use crate::shop::{Buyer, TestShop, Visitor, eur};
use duka::app::imports::{self, Report};
use duka::app::{App, By, Error};
use duka::base::Clock;
use duka::base::text::Handle;
use duka::base::time::HOUR;
use duka::boot::open;
use duka::domain::catalog::Product;
use duka::domain::event::Subject;
use duka::domain::stock::Level;
use duka::search::Search;
use duka::store::memory::Memory;
use duka::store::{Options, Store, tables};
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

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

#[tokio::test]
async fn a_shop_without_a_name_takes_no_list_and_says_what_to_do() {
    let home = Folder::new();
    let (data, list) = (home.path().join("shop"), home.path().join("list.csv"));
    open(&data, Clock::Real).unwrap().app.close();
    std::fs::write(&list, LIST).unwrap();
    let (well, said) = duka(&["import", shown(&list), "--data", shown(&data)]);
    assert!(
        !well && said.contains("This shop is not set up yet") && said.contains("Next: duka serve --data"),
        "{said}"
    );
}

/// A list of so many mugs, looked at. Answers the number it waits under.
async fn looked_at(ana: &mut Visitor, name: &str, mugs: usize) -> String {
    let look = uploads(ana, "/admin/import", &[(name, list_of(mugs))]).await;
    look.is(200).says(&format!("Import {mugs} product"));
    look.field("file")
}

fn list_of(mugs: usize) -> Vec<u8> {
    let lines = (0..mugs).map(|n| format!("Mug {n},mug-{n},1{n}.50,M{n}\n"));
    std::iter::once("Title,URL handle,Price,SKU\n".to_owned()).chain(lines).collect::<String>().into_bytes()
}

#[tokio::test]
async fn a_list_is_brought_in_behind_the_page_and_only_one_at_a_time() {
    let shop = TestShop::open().await;
    let mut ana = owner(&shop).await;
    let (first, second) = (looked_at(&mut ana, "mugs.csv", 60).await, looked_at(&mut ana, "more.csv", 5).await);
    assert_eq!(ana.get("/admin/import/progress").await.location(), "/admin/import", "nothing to see yet");
    ana.post("/admin/import/take", &[("file", &first)]).await.is(303);
    imports::round(shop.app()).await.unwrap();
    let page = ana.get("/admin/import/progress").await;
    page.says("mugs.csv").says("27 of 61 lines").says("New so far 25");
    assert_eq!(page.headers["refresh"], "3");
    ana.get("/admin/import").await.says("mugs.csv is being imported.");
    let refused = ana.post("/admin/import/take", &[("file", &second)]).await;
    refused.is(422).says("mugs.csv is being imported just now. Please wait until it is done.");
    // Nobody looks at it any more, and it goes on.
    shop.works().await;
    let page = ana.get("/admin/import/progress").await;
    page.says("New products 60");
    assert!(!page.headers.contains_key("refresh"));
    ana.post("/admin/import/take", &[("file", &second)]).await.is(303);
    shop.works().await;
    ana.get("/admin/import/progress").await.says("more.csv").says("The same as before 5");
    let events = shop.app().read(|rows| Ok(rows.under(&tables::EVENTS, &Subject::Settings, 20)?)).unwrap();
    let told = |sentence: &str| events.iter().any(|(_, event)| event.what.sentence() == sentence);
    assert!(told("60 products imported from mugs.csv."), "{events:?}");
}

#[tokio::test]
async fn closing_the_shop_ends_it_between_two_pieces_and_says_so() {
    let shop = TestShop::open().await;
    let mut ana = owner(&shop).await;
    let file = looked_at(&mut ana, "mugs.csv", 60).await;
    ana.post("/admin/import/take", &[("file", &file)]).await.is(303);
    imports::round(shop.app()).await.unwrap();
    imports::close(shop.app()).await.unwrap();
    shop.works().await;
    ana.get("/admin/import/progress")
        .await
        .says("mugs.csv stopped after 27 of 61 lines")
        .says("What was imported stays.");
    ana.get("/admin/activity").await.says("Importing mugs.csv stopped after line 27, because the shop was closed.");
    let again = uploads(&mut ana, "/admin/import", &[("mugs.csv", list_of(60))]).await;
    again.says("New products 35").says("The same as before 25");
}

#[tokio::test]
async fn lists_that_nobody_brings_in_make_room_and_are_forgotten() {
    let shop = TestShop::open().await;
    let mut ana = owner(&shop).await;
    let first = looked_at(&mut ana, "1.csv", 1).await;
    for name in ["2.csv", "3.csv", "4.csv"] {
        looked_at(&mut ana, name, 1).await;
    }
    let last = looked_at(&mut ana, "5.csv", 1).await;
    ana.post("/admin/import/take", &[("file", &first)]).await.is(422).says("The file is not here any more.");
    ana.get("/admin").await.is(200);
    shop.clock.advance(HOUR + 1);
    shop.works().await;
    ana.post("/admin/import/take", &[("file", &last)]).await.is(422).says("The file is not here any more.");
}

/// Nothing can be written in no time at all.
#[tokio::test]
async fn what_cannot_be_written_is_tried_in_smaller_pieces_and_then_named_by_its_line() {
    let shop = TestShop::open().await;
    let slow = |kept: bool, time_limit| {
        let tables = if kept { tables::KEPT } else { tables::PASSING };
        let options = Options { tables, kept, clock: shop.clock.clone(), seed: [3; 32], twice: false, time_limit };
        let engine = if kept { shop.app().store().engine().clone() } else { Arc::new(Memory::new()) };
        let store = Store::open(engine, options).unwrap();
        store.drive().unwrap();
        store
    };
    let (kept, passing) = (slow(true, Duration::ZERO), slow(false, Duration::from_secs(60)));
    let (search, blobs) = (Search::in_memory().unwrap(), shop.app().blobs.clone());
    let app = App::new(kept, passing, search, blobs, shop.clock.clone(), [4; 32]);
    let list = Cursor::new(list_of(60));
    let stopped = imports::run(&app, &By::shop(), "mugs.csv", list, false).await.unwrap_err();
    assert_eq!(stopped.words(), "“Mug 0” (line 2) could not be written, also when it was tried again.");
    app.close();
}
