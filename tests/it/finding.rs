//! Searching, in the shop and at the desk: the variant that was meant, and honesty about what only comes near.

use crate::desk::owner;
use crate::shop::{ANA, TestShop, Visitor};

/// A bowl in oat and blue, oat first.
async fn bowl(shop: &TestShop, ana: &mut Visitor) {
    let bowl = shop.sells("Bowl", "24.00", 5).await;
    let options = [("option-0", "Colour"), ("values-0", "Oat, Blue")];
    ana.post(&format!("/admin/products/{}/options", bowl.id), &options).await.is(303);
    shop.works().await;
}

#[tokio::test]
async fn a_search_leads_to_the_variant_it_names() {
    let shop = TestShop::open().await;
    bowl(&shop, &mut owner(&shop).await).await;
    let mut visitor = shop.visitor();
    for (path, link) in [
        ("/search?q=blue+bowl", "\"/products/bowl?Colour=Blue\""),
        ("/search?q=bleu+bowl", "\"/products/bowl?Colour=Blue\""),
        ("/search?q=bowl", "\"/products/bowl\""),
        ("/search/suggest?q=blue+bow", "\"/products/bowl?Colour=Blue\""),
        ("/search/suggest?q=bow", "\"/products/bowl\""),
    ] {
        let page = visitor.get(path).await;
        assert!(page.is(200).text.contains(link), "{path}: {}", page.text);
    }
}

#[tokio::test]
async fn staff_are_told_when_nothing_was_found() {
    let shop = TestShop::open().await;
    let mut ana = owner(&shop).await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    bowl(&shop, &mut ana).await;
    ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    shop.works().await;
    let nothing = "Nothing was found for “qqqqxx”";
    for (path, near) in [("/admin/search?q=qqqqxx", true), ("/admin/products?q=qqqqxx", true)] {
        let page = ana.get(path).await;
        page.is(200).says(nothing);
        assert_eq!(page.words().contains("These only come near"), near, "{path}: {}", page.words());
    }
    ana.get("/admin/orders?q=qqqqxx").await.says("No order was found for “qqqqxx”");
    ana.get("/admin/customers?q=qqqqxx").await.says("Nobody was found for “qqqqxx”");
    for path in ["/admin/search?q=bowl", "/admin/products?q=bowl", "/admin/search?q=lindqvist"] {
        let words = ana.get(path).await.words();
        assert!(!words.contains("was found for") && !words.contains("come near"), "{path}: {words}");
    }
}
