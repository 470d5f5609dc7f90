//! *Try it* against a real store: what is wrong is said at its field, and a secret is never shown again.

use super::{Sending, post};
use crate::buckets::Server;
use crate::desk::owner;
use duka::app::places;
use duka::base::Clock;
use duka::outside::targets::s3::Login;
use std::net::TcpListener;

fn form(endpoint: &str, bucket: &str, login: &Login, what: &'static str) -> Vec<(&'static str, String)> {
    vec![
        ("with", "s3".into()),
        ("place", endpoint.into()),
        ("bucket", bucket.into()),
        ("key_id", login.key_id.clone()),
        ("secret", login.secret.clone()),
        ("do", what.into()),
    ]
}

/// The field that is marked, with its sentence.
fn marked(answer: &crate::shop::Answer) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.text);
    let wrong = scraper::Selector::parse("[aria-invalid=true]").unwrap();
    page.select(&wrong).map(|field| field.value().attr("name").unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_at_its_field() {
    let sending = Sending::confirmed().await;
    let mut ana = owner(&sending.shop).await;
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let some = Login { key_id: "AK".into(), secret: "SK".into() };
    let mut rows = vec![
        (form(&nobody, "backups", &some, "try"), "place", "cannot be reached".to_owned()),
        (form("http://example.org", "backups", &some, "try"), "place", "must begin with https://".into()),
        (form("https://me:pw@example.org", "backups", &some, "try"), "place", "the whole address".into()),
        (form(&nobody, "../backups", &some, "try"), "bucket", "cannot be the name of a bucket".into()),
        (form(&nobody, "", &some, "try"), "bucket", "the name of the bucket".into()),
    ];
    let (strict, open) = (Server::moto("strict"), Server::moto("open"));
    if let Some(strict) = &strict {
        let good = strict.bucket(0, "");
        let endpoint = &good.place.endpoint;
        let wrong = Login { secret: "wrong".into(), ..good.login.clone() };
        rows.push((form(endpoint, "backups", &wrong, "try"), "secret", "The secret does not belong".into()));
        rows.push((form(endpoint, "backups", &some, "try"), "key_id", "does not know the key AK".into()));
    }
    if let Some(open) = &open {
        let endpoint = &open.bucket(0, "").place.endpoint;
        rows.push((form(endpoint, "elsewhere", &some, "keep"), "bucket", "no bucket “elsewhere”".into()));
    }
    for (fields, field, sentence) in rows {
        let refused = post(&mut ana, "/admin/backups/new", &fields).await;
        refused.is(422).says(&sentence);
        assert_eq!(marked(&refused), [field], "{sentence}");
        for (name, typed) in fields.iter().filter(|(name, _)| *name != "do") {
            assert_eq!(&refused.field(name), typed, "nothing typed is lost");
        }
    }
    assert!(sending.shop.app().read(|rows| places::all(rows)).unwrap().is_empty());
    let Some(strict) = strict else { return };
    for (key, sentence) in [(0, "A key that cannot delete would be safer"), (1, "neither change nor delete")] {
        let bucket = strict.bucket(key, "");
        let fields = form(&bucket.place.endpoint, "backups", &bucket.login, "try");
        post(&mut ana, "/admin/backups/new", &fields).await.is(200).says(sentence);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_is_kept_sent_to_and_its_secret_never_shown_again() {
    let Some(server) = Server::moto("open") else { return };
    const SECRET: &str = "SK-never-to-be-seen";
    let sending = Sending::confirmed().await;
    let shop = &sending.shop;
    // The server's clock is the real one.
    shop.clock.advance(Clock::Real.now().since(shop.clock.now()));
    let mut ana = owner(shop).await;
    let endpoint = server.bucket(0, "").place.endpoint;
    let login = Login { key_id: "AKTEST".into(), secret: SECRET.into() };
    post(&mut ana, "/admin/backups/new", &form(&endpoint, "backups", &login, "keep")).await.is(303);
    shop.works().await;
    let place = shop.app().read(|rows| places::all(rows)).unwrap().remove(0);
    let page = format!("/admin/backups/places/{}", place.id);
    ana.get("/admin/backups").await.says("Other S3, backups").says("Up to date");
    ana.get("/admin").await.says("All well.");
    let key = [("key_id", "AKOTHER".to_owned()), ("secret", "SK-another".to_owned())];
    post(&mut ana, &format!("{page}/key"), &[("key_id", "AKOTHER".into()), ("secret", String::new())]).await.is(422);
    post(&mut ana, &format!("{page}/key"), &key).await.is(303);
    for path in ["/admin/backups", &page, "/admin/activity", "/admin"] {
        let seen = ana.get(path).await.text;
        assert!(!seen.contains(SECRET) && !seen.contains("SK-another"), "{path}");
    }
    assert!(!format!("{place:?}").contains(SECRET));
    assert!(ana.get(&page).await.text.contains("AKOTHER"));
    sending.writes_something().await;
    shop.works().await;
    ana.get("/admin/backups").await.says("with everything there is");
}
