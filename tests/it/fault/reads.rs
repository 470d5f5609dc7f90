//! A disk that cannot be read for a while, under a whole shop: nothing wrong is shown, nothing is sold, and all is as before when it
//! can be read again.

use super::Disk;
use crate::checkout::{Hidden, at_the_checkout, filled};
use crate::shop::TestShop;
use duka::jobs;
use duka::store::redb::{Redb, Source};
use std::sync::Arc;

const PAGES: [&str; 4] = ["/", "/products/breakfast-mug", "/search?q=mug", "/checkout"];

#[tokio::test]
async fn what_cannot_be_read_is_not_passed_on_and_selling_goes_on_when_it_can() {
    let disk = Disk::new(5);
    let lies_on = disk.clone();
    // Nothing of it is held in memory.
    let engine = Redb::open(Source::Backend(Box::new(move || Box::new(lies_on.clone()))), 0).unwrap();
    let shop = TestShop::open_on(Arc::new(engine)).await;
    let mug = shop.sells("Breakfast mug", "24.00", 10).await;
    shop.works().await;
    let (mut ana, page) = at_the_checkout(&shop, "breakfast-mug").await;
    let form = Hidden::of(&page);
    let mut before = Vec::new();
    for path in PAGES {
        before.push(ana.get(path).await.is(200).words());
    }

    disk.cannot_be_read(true);
    let mut failed = 0;
    for (path, before) in PAGES.iter().zip(&before) {
        let answer = ana.get(path).await;
        let said = answer.words();
        // What a page that was made before says is still true.
        assert!(answer.status == 500 || said == *before, "{path}: {said}");
        assert!(answer.status != 500 || !said.contains("24.00"), "{path}: {said}");
        failed += usize::from(answer.status == 500);
    }
    assert!(failed > 1, "{failed}");
    ana.post("/checkout", &filled(&form, "transfer")).await.is(500);
    assert!(jobs::round(&shop.care).await.is_err(), "it is said in the log, and tried again");
    let checked = shop.app().store().check();
    assert!(checked.is_err() || !checked.unwrap().is_clean());
    assert!(shop.app().closed_because().is_none(), "{:?}", shop.app().closed_because());

    disk.cannot_be_read(false);
    for (path, before) in PAGES.iter().zip(&before) {
        assert_eq!(ana.get(path).await.is(200).words(), *before, "{path}");
    }
    assert!(shop.orders().is_empty());
    ana.post("/checkout", &filled(&form, "transfer")).await.is(303);
    shop.works().await;
    assert_eq!((shop.orders().len(), shop.level(&mug).held), (1, 1));
    assert!(shop.app().store().check().unwrap().is_clean());
}
