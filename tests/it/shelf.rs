//! What product pages say to people and to search engines: what is new, what delivery costs, how long it may be sent back.

use crate::shop::{Answer, TestShop, eur};
use duka::app::checkout::{Choice, basket};
use duka::app::{By, catalog, settings};
use duka::base::text::Quantity;
use duka::base::time::DAY;
use duka::domain::cart::{Cart, CartLine};
use duka::domain::catalog::{Product, ProductOption, Status, Variant};
use duka::domain::place::Country;
use serde_json::Value;

/// The first piece of data for search engines.
fn data(page: &Answer) -> Value {
    let html = scraper::Html::parse_document(&page.text);
    let wanted = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
    let script = html.select(&wanted).next().unwrap().text().collect::<String>();
    serde_json::from_str(&script).unwrap()
}

/// What the shop itself asks for sending one piece there.
fn asked(shop: &TestShop, product: &Product, country: &str) -> String {
    let line = CartLine { product: product.id, variant: product.variants[0].id, quantity: Quantity::ONE };
    let country = Some(Country::parse(country).unwrap());
    let cart = Cart { lines: vec![line], code: None, country, updated: shop.clock.now() };
    let basket = shop.app().read(|rows| basket(rows, &cart, &Choice::default(), shop.clock.now())).unwrap();
    basket.quote.delivery.unwrap().price.plain()
}

#[tokio::test]
async fn search_engines_are_told_what_the_checkout_asks() {
    let shop = TestShop::open().await;
    let (mug, jar) = (shop.sells("Mug", "24.00", 5).await, shop.sells("Floor jar", "180.00", 5).await);
    for (product, path) in [(&mug, "/products/mug"), (&jar, "/products/floor-jar")] {
        let data = data(&shop.visitor().get(path).await);
        let offer = &data["offers"];
        assert_eq!(
            (offer["price"].as_str(), offer["priceCurrency"].as_str()),
            (Some(&*product.variants[0].price.plain()), Some("EUR"))
        );
        let (mut countries, details) = (0, offer["shippingDetails"].as_array().unwrap());
        for detail in details {
            assert_eq!(detail["shippingRate"]["currency"], "EUR");
            for region in detail["shippingDestination"].as_array().unwrap() {
                let country = region["addressCountry"].as_str().unwrap();
                assert_eq!(detail["shippingRate"]["value"], asked(&shop, product, country), "{path} to {country}");
                countries += 1;
            }
        }
        assert_eq!((details.len(), countries), (3, 15));
        let policy = &offer["hasMerchantReturnPolicy"];
        assert_eq!(
            (policy["merchantReturnDays"].as_u64(), policy["applicableCountry"].as_array().unwrap().len()),
            (Some(30), 15)
        );
        assert_eq!(policy["merchantReturnLink"], "http://shop.test/pages/returns");
    }
    shop.visitor().get("/products/mug").await.says("Send it back within 30 days");
}

#[tokio::test]
async fn what_is_not_so_is_not_said() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let change = |s: &mut duka::domain::settings::Settings| {
        s.returns_days = 0;
        // Everywhere, but no country by name; and one that an earlier group has already.
        s.rules.zones[1].countries = vec![Country::DE];
        s.rules.zones[2].countries.clear();
        Ok(())
    };
    settings::change(shop.app(), &By::shop(), change).await.unwrap();
    let page = shop.visitor().get("/products/mug").await;
    let offer = &data(&page)["offers"];
    assert!(offer.get("hasMerchantReturnPolicy").is_none() && !page.words().contains("Send it back"));
    let details = offer["shippingDetails"].as_array().unwrap();
    assert_eq!(details.len(), 1, "{details:?}");
    assert_eq!(details[0]["shippingRate"]["value"], asked(&shop, &mug, "DE"));
}

#[tokio::test]
async fn variants_that_cost_the_same_to_send_refer_to_the_first() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    catalog::change(shop.app(), &By::shop(), mug.id, |p| {
        p.options = vec![ProductOption { name: "Size".into(), values: ["S", "M", "L"].map(String::from).into() }];
        let sizes = [("S", "24.00"), ("M", "29.00"), ("L", "90.00")];
        let variant = |(i, (size, price)): (usize, &(&str, &str))| Variant {
            values: vec![(*size).into()],
            ..Variant::new(duka::base::Id::from_bytes([i as u8 + 1; 16]), eur(price))
        };
        p.variants = sizes.iter().enumerate().map(variant).collect();
        Ok(())
    })
    .await
    .unwrap();
    let data = data(&shop.visitor().get("/products/mug").await);
    let offer = |i: usize| &data["hasVariant"][i]["offers"];
    let (small, middle, large) = (offer(0), offer(1), offer(2));
    assert_eq!(middle["shippingDetails"][0]["@id"], small["shippingDetails"][0]["@id"]);
    assert!(middle["shippingDetails"][0].get("shippingRate").is_none());
    assert_eq!(
        (&small["shippingDetails"][0]["shippingRate"]["value"], &large["shippingDetails"][0]["shippingRate"]["value"]),
        (&"4.90".into(), &"0.00".into())
    );
    assert_eq!(large["hasMerchantReturnPolicy"], serde_json::json!({"@id": small["hasMerchantReturnPolicy"]["@id"]}));
}

#[tokio::test]
async fn new_things_say_so_for_a_month_from_their_first_day_on_the_shelf() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 50).await;
    let new = async |path: &str| {
        let page = shop.visitor().get(path).await;
        let html = scraper::Html::parse_document(&page.text);
        let tags = scraper::Selector::parse(".tag").unwrap();
        html.select(&tags).any(|tag| tag.text().collect::<String>() == "New")
    };
    assert!(new("/collections/all").await && new("/products/mug").await);
    shop.clock.advance(31 * DAY);
    assert!(!new("/collections/all").await && !new("/products/mug").await, "also on pages that were kept");
    // A copy is no news before it is published, and then it is.
    let copy = catalog::duplicate(shop.app(), &By::shop(), mug.id).await.unwrap();
    assert_eq!(shop.product(copy).first_offered, None);
    shop.clock.advance(DAY);
    let publish = |p: &mut Product| {
        p.status = Status::Active;
        Ok(())
    };
    catalog::change(shop.app(), &By::shop(), copy, publish).await.unwrap();
    assert_eq!(shop.product(copy).first_offered, Some(shop.clock.now()));
    shop.clock.advance(31 * DAY);
    catalog::change(shop.app(), &By::shop(), copy, |p| {
        p.status = Status::Archived;
        Ok(())
    })
    .await
    .unwrap();
    catalog::change(shop.app(), &By::shop(), copy, publish).await.unwrap();
    assert!(!new("/collections/all").await, "back on the shelf is not new");
}

#[tokio::test]
async fn the_home_page_shows_what_costs_less_but_nothing_twice() {
    let shop = TestShop::open().await;
    let by = By::shop();
    let off = |id| catalog::put_on_sale(shop.app(), &by, id, 200_000);
    let old = shop.sells("Old bowl", "24.00", 5).await;
    shop.clock.advance(DAY);
    shop.visitor().get("/").await.is(200);
    for n in 0..4 {
        let new = shop.sells(&format!("New mug {n}"), "30.00", 5).await;
        off(new.id).await.unwrap();
    }
    let row = |page: &Answer| page.text.contains("id=\"reduced\"");
    assert!(!row(&shop.visitor().get("/").await), "what is new stands there already");
    off(old.id).await.unwrap();
    let page = shop.visitor().get("/").await;
    assert!(row(&page), "{}", page.words());
    assert_eq!((page.text.matches("Old bowl").count(), page.text.matches("New mug 0").count()), (1, 1));
    page.says("now €19.20");
}
