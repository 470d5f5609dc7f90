//! What was damaged on this computer and lies whole elsewhere comes back by itself.

use super::*;
use duka::base::time::MINUTE;
use duka::outside::blobs;

#[tokio::test]
async fn a_damaged_picture_is_fetched_from_where_it_was_sent() {
    let sending = Sending::confirmed().await;
    let shop = &sending.shop;
    let bytes = vec![7; 4_000];
    let hash = blobs::hash(&bytes);
    shop.app().blobs.put(&hash, "640.webp", &bytes).unwrap();
    sending.keeps(Site::Folder { path: sending.path() }).await;
    shop.works().await;
    assert!(sending.files().iter().any(|name| name.starts_with("pictures/")), "{:?}", sending.files());

    let name = blobs::show(&hash);
    let file = shop.folder().join(&name[..2]).join(format!("{name}.640.webp"));
    let mut damaged = std::fs::read(&file).unwrap();
    damaged[100] ^= 4;
    std::fs::write(&file, damaged).unwrap();
    let mut visitor = shop.visitor();
    let address = format!("/pictures/{name}/640.webp");
    assert_eq!(visitor.get(&address).await.status, 404, "it is not shown");
    shop.waits(MINUTE).await;
    visitor.get(&address).await.is(200);
    assert_eq!(shop.app().blobs.get(&hash, "640.webp").unwrap(), Some(bytes));
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "nothing of it is left");
}
