//! The recovery key at the desk: nothing leaves before it was typed back; it takes a password; it can be changed.

use super::{FOUND, PASSWORD, Sending, with_password};
use crate::desk::owner;
use duka::app::places;
use duka::domain::backup::Site;
use duka::ops::fetch;
use duka::ops::keys::read_key;
use duka::ops::seal::Seal;
use duka::outside::targets::Target;

/// The key on the card, as somebody writes it down.
fn on_the_card(answer: &crate::shop::Answer) -> String {
    let page = scraper::Html::parse_document(&answer.text);
    let groups = scraper::Selector::parse(".key-text span").unwrap();
    page.select(&groups).map(|group| group.text().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn nothing_leaves_before_the_key_was_typed_back_and_it_is_shown_after_the_password_alone() {
    let sending = Sending::new().await;
    let shop = &sending.shop;
    let by = duka::app::By::shop();
    places::add(shop.app(), &by, "Cellar".into(), Site::Folder { path: sending.path() }, FOUND).await.unwrap();
    shop.works().await;
    assert_eq!(sending.files(), Vec::<String>::new());
    let mut ana = owner(shop).await;
    ana.get("/admin").await.says("Backups do not leave this computer yet");
    ana.get("/admin/backups")
        .await
        .says("Nothing leaves until you have the recovery key")
        .says("Waits for the recovery key");
    ana.get("/admin/backups/key").await.says("Choose a password for your sign-in first");
    ana.post("/admin/backups/key/see", &[("password", "")]).await.is(422);
    assert!(shop.visitor().get("/admin/backups/key").await.location().starts_with("/admin/sign-in"));

    let mut ana = with_password(shop).await;
    let refused = ana.post("/admin/backups/key/see", &[("password", "not this one")]).await;
    assert!(!refused.is(422).says("This is not your password.").text.contains("AGE-"));
    let card = ana.post("/admin/backups/key/see", &[("password", PASSWORD)]).await;
    card.is(200).says("Recovery key of").says("duka restore --from PLACE --key FILE").says(&sending.path());
    let key = on_the_card(&card);
    assert!(key.starts_with("AGE-SECRET-KEY-1 "), "{key}");
    assert!(!ana.get("/admin/backups/key").await.text.contains("AGE-"), "the page itself does not show it");
    for wrong in ["", "AGE-SECRET-KEY-1", &key[1..], &key.replace("KEY-1", "KEY-2")] {
        ana.post("/admin/backups/key/confirm", &[("key", wrong)]).await.is(422).says("That is not the key.");
    }
    shop.works().await;
    assert_eq!(sending.files(), Vec::<String>::new());
    ana.post("/admin/backups/key/confirm", &[("key", &key.to_lowercase())]).await.is(303);
    shop.works().await;
    assert!(!sending.files().is_empty());
    ana.get("/admin/backups/key").await.says("You have typed it back.");
    assert!(!ana.get("/admin").await.words().contains("recovery key"), "nothing is left to do about it");
    // Whoever tries passwords is slowed down like at the door.
    let mut last = 200;
    for _ in 0..200 {
        last = ana.post("/admin/backups/key/see", &[("password", "guess")]).await.status.as_u16();
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn keys_are_changed_and_with_the_new_paper_everything_opens() {
    let sending = Sending::confirmed().await;
    let shop = &sending.shop;
    sending.keeps(Site::Folder { path: sending.path() }).await;
    shop.works().await;
    let before = sending.files();
    let mut ana = with_password(shop).await;
    let old = on_the_card(&ana.post("/admin/backups/key/see", &[("password", PASSWORD)]).await);
    ana.post("/admin/backups/key/change", &[("current", "not this one")])
        .await
        .is(422)
        .says("This is not your password.");
    let card = ana.post("/admin/backups/key/change", &[("current", PASSWORD)]).await;
    let new = on_the_card(card.is(200).says("New keys wait."));
    assert_ne!(new, old);
    ana.get("/admin/backups").await.says("New keys wait");
    let opens = |key: &str, former: bool| {
        let seal = Seal::of(vec![read_key(&key.replace(' ', "")).unwrap()]);
        let mark = fetch::unlock(&sending.target(), &seal).ok().flatten();
        let seal = seal.opening(mark.filter(|_| former).map(|mark| mark.former()).unwrap_or_default());
        let is_open = |name: &String| seal.open(&sending.target().get(name).unwrap().unwrap()).is_ok();
        sending.files().iter().filter(|name| is_open(name)).count()
    };
    // The old paper is the right one until the new was typed back; what is sent meanwhile opens with it.
    sending.writes_something().await;
    shop.works().await;
    let all = sending.files().len();
    assert!(all > before.len());
    assert_eq!((opens(&old, false), opens(&new, true)), (all, 0));
    ana.post("/admin/backups/key/confirm", &[("key", &old)]).await.is(422);
    ana.post("/admin/backups/key/confirm", &[("key", &new)]).await.is(303);
    assert!(shop.app().backups.is_wanted(), "a fresh backup is asked for");
    sending.writes_something().await;
    shop.works().await;
    let now = sending.files().len();
    assert!(now > all);
    assert_eq!(opens(&new, true), now, "with the new paper everything opens");
    // What the old one opens was sealed before, and no longer the file that says whose this is.
    assert_eq!(opens(&old, true), all - 1);
    ana.get("/admin/activity").await.says("The keys of the backups were changed.");
    shop.works().await;
}
