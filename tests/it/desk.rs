//! The merchant's side through the front door: getting in, keeping others out, shipping, changing, uploading.

use crate::shop::{ANA, Answer, TestShop, Visitor, eur};
use axum::body::Body;
use axum::http::Request;
use duka::app::{By, furnish, orders, payments, people, settings};
use duka::base::text::Email;
use duka::base::time::HOUR;
use duka::domain::order::Stage;
use duka::domain::settings::MailServer;
use duka::store::tables;
use image::{ImageFormat, RgbImage};
use std::io::Cursor;

/// The owner, who came by a link.
pub async fn owner(shop: &TestShop) -> Visitor {
    let secret = people::link_for(shop.app(), &Email::parse(furnish::OWNER_EMAIL).unwrap()).await.unwrap();
    let path = format!("/admin/link/{}", secret.show());
    let mut visitor = shop.visitor();
    visitor.get(&path).await.is(200);
    assert!(visitor.post(&path, &[]).await.status.is_redirection());
    visitor.get("/admin").await.is(200);
    visitor
}

#[tokio::test]
async fn t38_setup_and_sign_in_links_work_once_and_not_for_strangers() {
    let shop = TestShop::open().await;
    let secret = people::link_for(shop.app(), &Email::parse(furnish::OWNER_EMAIL).unwrap()).await.unwrap();
    let path = format!("/admin/link/{}", secret.show());
    shop.visitor().post(&path, &[]).await;
    let mut late = shop.visitor();
    late.post(&path, &[]).await;
    assert!(late.get("/admin").await.location().starts_with("/admin/sign-in"), "a used link lets nobody in");
    let old = people::link_for(shop.app(), &Email::parse(furnish::OWNER_EMAIL).unwrap()).await.unwrap();
    shop.clock.advance(2 * HOUR);
    let mut later = shop.visitor();
    later.post(&format!("/admin/link/{}", old.show()), &[]).await;
    assert!(later.get("/admin").await.status.is_redirection(), "an old link lets nobody in");
    let refused = people::setup_link(shop.app()).await.unwrap_err();
    assert_eq!(refused.words(), "This shop has an owner already.");
    let guess = "0".repeat(64);
    let page = shop.visitor().get(&format!("/setup/{guess}")).await;
    assert!(!page.text.contains("name=\"shop_name\""), "the setup page needs its link");
}

#[tokio::test]
async fn t29_t30_wrong_names_and_passwords_look_alike_and_sessions_end() {
    let shop = TestShop::open().await;
    let mut eve = shop.visitor();
    let unknown = eve.post("/admin/sign-in", &[("email", "nobody@example.com"), ("password", "wrong password")]).await;
    let known = eve.post("/admin/sign-in", &[("email", furnish::OWNER_EMAIL), ("password", "wrong password")]).await;
    let sentence = "This e-mail address and password do not belong together.";
    assert_eq!(unknown.says(sentence).status, known.says(sentence).status);
    let mut ana = owner(&shop).await;
    ana.post("/admin/sign-out", &[]).await;
    assert!(ana.get("/admin").await.status.is_redirection());
    let mut ana = owner(&shop).await;
    shop.clock.advance(3 * HOUR);
    assert!(ana.get("/admin").await.status.is_redirection(), "two hours without a click end it");
}

#[tokio::test]
async fn t13_t35_strangers_see_nothing_of_the_desk() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let mut eve = shop.visitor();
    for path in [
        "/admin",
        "/admin/orders",
        "/admin/orders/1001",
        "/admin/products",
        "/admin/customers",
        "/admin/letters",
        "/admin/settings",
    ] {
        let answer = eve.get(path).await;
        assert!(answer.location().starts_with("/admin/sign-in"), "{path}: {}", answer.status);
        assert!(!answer.text.contains("Lindqvist"));
    }
    for path in ["/admin/orders/1001/paid", "/admin/orders/1001/shipped", "/admin/orders/1001/cancelled"] {
        assert!(eve.post(path, &[("amount", "28.90")]).await.location().starts_with("/admin/sign-in"), "{path}");
    }
    for path in ["/orders/1001", "/orders/01m7ykm0t0hhmf214kggyw9bxm"] {
        eve.get(path).await.is(404);
    }
    assert_eq!(shop.orders()[0].stage(), Stage::Unpaid);
    shop.works().await;
}

#[tokio::test]
async fn an_order_is_paid_and_shipped() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let order = ANA.buys(&shop, &[(&mug, 1)]).await.unwrap();
    let mut ana = owner(&shop).await;
    ana.get("/admin/orders?stage=unpaid").await.says("1001").says("Ana Lindqvist");
    ana.get("/admin/orders?q=lindq").await.says("1001");
    ana.get("/admin/orders/1001").await.is(200).says("€28.90");
    ana.post("/admin/orders/1001/shipped", &[("carrier", "DHL"), ("tracking", "1")])
        .await
        .says("This order is not paid yet.");
    assert!(
        ana.post("/admin/orders/1001/paid", &[("amount", "28.90"), ("reference", "")]).await.status.is_redirection()
    );
    assert!(
        ana.post("/admin/orders/1001/shipped", &[("carrier", "DHL"), ("tracking", "0034")])
            .await
            .status
            .is_redirection()
    );
    assert_eq!(shop.order(order.id).stage(), Stage::Shipped);
    ana.get("/admin/orders/1001").await.says("0034");
    shop.works().await;
    ana.get("/admin/letters").await.is(200);
}

#[tokio::test]
async fn the_desk_says_in_words_what_was_done() {
    let shop = TestShop::open().await;
    let vase = shop.sells("Vase", "90.00", 5).await;
    let order = ANA.buys(&shop, &[(&vase, 1)]).await.unwrap();
    let mut ana = owner(&shop).await;
    payments::mark_paid(shop.app(), &By::shop(), order.id, order.total(), "ch_77".into()).await.unwrap();
    let page = ana.get("/admin/orders/1001").await;
    page.says("€90.00 received by bank transfer, reference ch_77.").says("Parcel, 2 to 3 days free");
    shop.works().await;
    settings::change(shop.app(), &By::shop(), |s| {
        s.mail.server = MailServer::None;
        Ok(())
    })
    .await
    .unwrap();
    let activity = ana.get("/admin/activity").await;
    activity.says("received by bank transfer.").says("Mail server changed from “letters are caught” to “none yet”.");
    assert!(!activity.text.contains("ch_77"));
    ana.get("/admin").await.says("Import");
    let page = ana.get(&format!("/admin/products/{}", vase.id)).await;
    assert!(page.text.find("name=\"status\"").unwrap() < page.text.find("name=\"description\"").unwrap());
    assert!(!page.text.contains("Earlier changes"));
    for _ in 0..3 {
        let more = [("what", "received"), ("pieces", "1"), ("stock_note", "")];
        ana.post(&format!("/admin/products/{}/stock", vase.id), &more).await.is(303);
    }
    ana.get(&format!("/admin/products/{}", vase.id)).await.says("Earlier changes");
    let face = [("hero_title", "Clay"), ("hero_text", "For the\r\ntable."), ("hero_button", "See"), ("hero_link", "/")];
    ana.post("/admin/settings/home", &face).await.is(303);
    assert_eq!(shop.app().settings().unwrap().face.hero_text, "For the table.");
}

#[tokio::test]
async fn a_name_and_a_price_are_enough_for_a_product() {
    let shop = TestShop::open().await;
    let mut ana = owner(&shop).await;
    let wrong = ana.post("/admin/products", &[("title", "Vase"), ("price", "much")]).await;
    assert_eq!(wrong.is(422).field("title"), "Vase");
    assert!(ana.post("/admin/products", &[("title", "Vase"), ("price", "68")]).await.status.is_redirection());
    shop.works().await;
    ana.get("/admin/products?q=vase").await.says("Vase");
    shop.visitor().get("/products/vase").await.is(200).says("€68.00");
}

/// Sends files to a product's pictures, as a browser does.
pub async fn uploads(visitor: &mut Visitor, path: &str, files: &[(&str, Vec<u8>)]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend_from_slice(format!("--XYZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XYZ--\r\n");
    let request = Request::builder().method("POST").uri(path).header("sec-fetch-site", "same-origin");
    visitor.ask(request.header("content-type", "multipart/form-data; boundary=XYZ"), Body::from(body)).await
}

#[tokio::test]
async fn t23_a_text_named_jpg_is_refused_and_the_good_one_beside_it_kept() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let mut good = Cursor::new(Vec::new());
    RgbImage::from_pixel(40, 50, image::Rgb([10, 90, 80])).write_to(&mut good, ImageFormat::Jpeg).unwrap();
    let mut ana = owner(&shop).await;
    let path = format!("/admin/products/{}/pictures", mug.id);
    let answer =
        uploads(&mut ana, &path, &[("mug.jpg", good.into_inner()), ("note.jpg", b"just some text".to_vec())]).await;
    answer.says("note.jpg").says("not a picture we can read");
    let kept = shop.product(mug.id).pictures;
    assert_eq!(kept.len(), 1);
    let name = duka::outside::blobs::show(&kept[0].blob);
    let picture = shop.visitor().get(&format!("/pictures/{name}/320.webp")).await;
    assert_eq!(picture.is(200).headers["cache-control"], "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn a_list_is_looked_at_before_it_is_taken_in() {
    let shop = TestShop::open().await;
    let list = "Title,URL handle,Description,Price,SKU,Inventory quantity,Inventory tracker\nTea bowl,tea-bowl,<p>Round<script>alert(1)</script></p>,36.00,TB-1,7,shopify\n";
    let mut ana = owner(&shop).await;
    let look = uploads(&mut ana, "/admin/import", &[("list.csv", list.as_bytes().to_vec())]).await;
    look.is(200).says("Tea bowl");
    assert!(
        shop.app()
            .read(|rows| Ok(rows.span(&duka::store::tables::PRODUCTS, duka::store::Span::all(), 5)?))
            .unwrap()
            .is_empty()
    );
    let file = look.field("file");
    let begun = ana.post("/admin/import/take", &[("file", &file)]).await;
    assert_eq!(
        (begun.is(303).location(), ana.get("/admin/import").await.is(200).status.as_u16()),
        ("/admin/import/progress", 200)
    );
    shop.works().await;
    ana.get("/admin/import/progress").await.is(200).says("list.csv").says("New products 1");
    ana.post("/admin/import/take", &[("file", &file)]).await.is(422).says("The file is not here any more.");
    let page = shop.visitor().get("/products/tea-bowl").await;
    page.is(200).says("€36.00");
    assert!(!page.text.contains("alert(1)"));
    let wrong = uploads(&mut ana, "/admin/import", &[("people.csv", b"First Name,Last Name\nA,B\n".to_vec())]).await;
    wrong.is(422).says("Shopify");
    shop.works().await;
}

#[tokio::test]
async fn every_answer_bears_the_headers_that_protect() {
    let shop = TestShop::open().await;
    shop.sells("Mug", "24.00", 5).await;
    let mut visitor = shop.visitor();
    for path in ["/", "/products/mug", "/cart", "/admin/sign-in", "/no-such-page", "/robots.txt", "/sitemap.xml"] {
        let answer = visitor.get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin", "{path}");
        assert!(!answer.headers.contains_key("server"));
    }
    assert_eq!(
        shop.product(
            shop.app()
                .read(|rows| Ok(rows
                    .one(&duka::store::tables::PRODUCT_BY_HANDLE, &duka::base::text::Handle::parse("mug").unwrap())?))
                .unwrap()
                .unwrap()
        )
        .variants[0]
            .price,
        eur("24")
    );
}

#[tokio::test]
async fn one_variant_is_removed_unless_an_open_order_waits_for_it_or_it_is_the_last() {
    let shop = TestShop::open().await;
    let mug = shop.sells("Mug", "24.00", 5).await;
    let mut ana = owner(&shop).await;
    let path = format!("/admin/products/{}", mug.id);
    let options = [("option-0", "Glaze"), ("values-0", "Oat, Rust, Moss")];
    ana.post(&format!("{path}/options"), &options).await.is(303);
    let variants = shop.product(mug.id).variants;
    let [oat, rust, moss] = [0, 1, 2].map(|i: usize| variants[i].id.to_string());
    let remove = format!("{path}/variants/remove");
    let order = ANA.buys(&shop, &[(&shop.product(mug.id), 1)]).await.unwrap();
    let refused = ana.post(&remove, &[("variant", &oat)]).await;
    refused.is(422).says("Order 1001 still waits for “Oat”.");
    let total = order.total();
    payments::mark_paid(shop.app(), &By::shop(), order.id, total, String::new()).await.unwrap();
    ana.post(&remove, &[("variant", &oat)]).await.is(422).says("Order 1001 still waits for “Oat”.");
    ana.post(&remove, &[("variant", &moss)]).await.is(303);
    let after = shop.product(mug.id);
    assert_eq!((after.variants.len(), after.options[0].values.join(" ")), (2, "Oat Rust".to_owned()));
    ana.get("/admin/activity").await.says("“Moss” removed.");
    ana.post(&remove, &[("variant", &moss)]).await.is(404);
    orders::ship(shop.app(), &By::shop(), order.id, String::new(), String::new()).await.unwrap();
    ana.post(&remove, &[("variant", &oat)]).await.is(303);
    assert_eq!(
        shop.app().read(|rows| Ok(rows.get(&tables::STOCK, &(mug.id, variants[0].id))?)).unwrap().unwrap().on_hand,
        0
    );
    ana.post(&remove, &[("variant", &rust)]).await.is(422).says("A product has at least one variant.");
    shop.visitor().get("/products/mug").await.is(200).says("Rust");
    shop.works().await;
}
