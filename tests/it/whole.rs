//! The whole shop brought back from the desk, with the built program: it closes, opens in its other state without selling, and
//! goes back to what was before. Killed in between it is the one or the other.

use crate::bad_days::{all_is_well, copy, shop};
use crate::bench::Folder;
use crate::kill::{Http, ask, buy, order};
use crate::program::{Serving, duka, shown};
use crate::shop::encode;
use duka::app::{By, furnish, people};
use duka::base::Clock;
use duka::base::time::SECOND;
use duka::boot::open;
use duka::store::{Span, tables};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const PASSWORD: &str = "a long enough password";
/// A machine that does many other things as well.
const PATIENCE: Duration = Duration::from_secs(120);
const WHOLE: &str = "/admin/going-back/whole";

/// Somebody at the desk of a running shop.
struct Desk {
    http: Http,
    shop: String,
    cookie: String,
}

impl Desk {
    async fn at(serving: &Serving, data: &Path) -> Desk {
        let http: Http = Client::builder(TokioExecutor::new()).build_http();
        let shop = format!("http://127.0.0.1:{}", serving.port);
        let (well, said) = duka(&["staff", "link", furnish::OWNER_EMAIL, "--data", shown(data)]);
        let link = said.lines().find(|line| line.starts_with("/admin/link/"));
        let link = link.unwrap_or_else(|| panic!("{well} {said}"));
        let (_, _, set, _) = ask(&http, "POST", &format!("{shop}{link}"), "", String::new()).await.unwrap();
        let cookie = set.split(';').next().unwrap().to_owned();
        Desk { http, shop, cookie }
    }

    async fn get(&self, path: &str) -> Option<(u16, String, String)> {
        let url = format!("{}{path}", self.shop);
        let (status, location, _, text) = ask(&self.http, "GET", &url, &self.cookie, String::new()).await?;
        Some((status, location, text))
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect();
        let url = format!("{}{path}", self.shop);
        let (status, _, _, text) = ask(&self.http, "POST", &url, &self.cookie, body.join("&")).await.unwrap();
        (status, text)
    }

    /// Asks for the page until the shop has changed: then it knows nobody any more.
    async fn until_it_changed(&self) {
        let began = Instant::now();
        loop {
            match self.get(WHOLE).await {
                Some((303, location, _)) if location.starts_with("/admin/sign-in") => return,
                Some((200, _, text)) => assert!(!text.contains("The shop is as it was"), "{text}"),
                other => assert!(began.elapsed() < PATIENCE, "{other:?}"),
            }
            assert!(began.elapsed() < PATIENCE);
            tokio::task::yield_now().await;
        }
    }
}

/// The folder of a shop whose owner has a password, and the secret of an order from before a moment, and that moment.
async fn before(home: &Folder) -> (PathBuf, String, String) {
    let data = shop(home).await;
    let app = open(&data, Clock::Real).unwrap().app;
    let staff = app.read(|rows| Ok(rows.span(&tables::STAFF, Span::all(), 10)?)).unwrap().remove(0).0;
    people::change_password(&app, &By::shop(), staff, PASSWORD.into()).await.unwrap();
    app.close();
    drop(app);
    let serving = Serving::start(&data);
    let http: Http = Client::builder(TokioExecutor::new()).build_http();
    let order = buy(&http, &format!("http://127.0.0.1:{}", serving.port), 1).await.unwrap();
    serving.end();
    (data, order, next_second())
}

/// The next whole second, once it has come, as the field for it wants it.
fn next_second() -> String {
    let second = || Clock::Real.now().micros() / SECOND;
    let began = second();
    while second() < began + 2 {
        std::thread::yield_now();
    }
    let there =
        jiff::Timestamp::from_second(began + 1).unwrap().to_zoned(jiff::tz::TimeZone::get("Europe/Berlin").unwrap());
    there.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

async fn shows(serving: &Serving, secret: &str) -> bool {
    serving.get(&format!("/orders/{secret}")).0 == 200
}

fn name(data: &Path) -> String {
    let app = open(data, Clock::Real).unwrap().app;
    let name = app.settings().unwrap().shop.name;
    app.close();
    name
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_comes_back_waits_and_goes_back_to_what_was_before() {
    let home = Folder::new();
    let (data, first, at) = before(&home).await;
    let name = name(&data);
    let serving = Serving::start(&data);
    let desk = Desk::at(&serving, &data).await;
    let shop = format!("http://127.0.0.1:{}", serving.port);
    let late = buy(&desk.http, &shop, 2).await.unwrap();

    let (_, _, page) = desk.get(&format!("{WHOLE}?at={at}")).await.unwrap();
    assert!(page.contains("Not in it will be 1 order of since then"), "{page}");
    let wish = |password, name| [("at", at.clone()), ("password", password), ("name", name)];
    for (password, typed) in [("not this one", name.clone()), (PASSWORD, "another shop".into())] {
        let fields = wish(password.to_owned(), typed);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(desk.post(WHOLE, &fields).await.0, 422);
    }
    let fields = [("at", at.as_str()), ("password", PASSWORD), ("name", name.as_str())];
    assert_eq!(desk.post(WHOLE, &fields).await.0, 303);
    desk.until_it_changed().await;

    // The order of since is not in it, and named; nothing is sold.
    assert!(shows(&serving, &first).await && !shows(&serving, &late).await, "{}", serving.log());
    assert_eq!(order(&desk.http, &shop, 3).await.map(|(status, ..)| status), Some(503));
    let desk = Desk::at(&serving, &data).await;
    let (_, _, page) = desk.get("/admin/brought-back").await.unwrap();
    assert!(page.contains("buyer2@example.com") && page.contains("Go back to what was before"), "{page}");
    let (well, said) = duka(&["check", "--data", shown(&data)]);
    assert!(well, "{said}");

    let undo = "/admin/brought-back/undo";
    assert_eq!(desk.post(undo, &[("password", "not this one")]).await.0, 422);
    assert_eq!(desk.post(undo, &[("password", PASSWORD)]).await.0, 303);
    desk.until_it_changed().await;
    assert!(shows(&serving, &first).await && shows(&serving, &late).await, "{}", serving.log());
    let after = buy(&desk.http, &shop, 4).await.unwrap();
    serving.end();
    assert!(!data.join("before").exists() && !data.join("next").exists());
    all_is_well(&data, &[first.clone(), late.clone(), after.clone()]);

    // Once it was opened, buyers may have ordered: there is no way back, and the numbers go on.
    let serving = Serving::start(&data);
    let desk = Desk::at(&serving, &data).await;
    assert_eq!(desk.post(WHOLE, &fields).await.0, 303);
    desk.until_it_changed().await;
    let desk = Desk::at(&serving, &data).await;
    assert_eq!(desk.post("/admin/brought-back/open", &[]).await.0, 303);
    assert_ne!(desk.post(undo, &[("password", PASSWORD)]).await.0, 200);
    let last = buy(&desk.http, &format!("http://127.0.0.1:{}", serving.port), 5).await.unwrap();
    assert!(shows(&serving, &first).await && !shows(&serving, &after).await && data.join("before").exists());
    serving.end();
    all_is_well(&data, &[first, last]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_it_stays_and_killed_it_is_the_one_or_the_other() {
    let home = Folder::new();
    let (made, first, at) = before(&home).await;
    let name = name(&made);
    let fields = [("at", at.as_str()), ("password", PASSWORD), ("name", name.as_str())];
    let serving = Serving::start(&made);
    let desk = Desk::at(&serving, &made).await;
    let late = buy(&desk.http, &format!("http://127.0.0.1:{}", serving.port), 2).await.unwrap();
    // Stopped at once; where that comes too late, going back is the way.
    assert_eq!(desk.post(WHOLE, &fields).await.0, 303);
    assert_eq!(desk.post("/admin/going-back/whole/stop", &[]).await.0, 303);
    let began = Instant::now();
    let stopped = loop {
        match desk.get(WHOLE).await {
            Some((200, _, page)) if page.contains("It was stopped.") => break true,
            Some((303, location, _)) if location.starts_with("/admin/sign-in") => break false,
            other => assert!(began.elapsed() < PATIENCE, "{other:?}"),
        }
    };
    assert_eq!(shows(&serving, &late).await, stopped);
    if !stopped {
        let desk = Desk::at(&serving, &made).await;
        assert_eq!(desk.post("/admin/brought-back/undo", &[("password", PASSWORD)]).await.0, 303);
        desk.until_it_changed().await;
    }
    serving.end();

    // Killed after so many looks at the page: at any point of the way.
    for looks in [0, 20, 200] {
        let data = home.path().join(format!("killed-{looks}"));
        copy(&made, &data);
        let serving = Serving::start(&data);
        let desk = Desk::at(&serving, &data).await;
        assert_eq!(desk.post(WHOLE, &fields).await.0, 303);
        for _ in 0..looks {
            if desk.get(WHOLE).await.is_none_or(|(status, ..)| status == 303) {
                break;
            }
        }
        drop(serving);
        let serving = Serving::start(&data);
        let desk = Desk::at(&serving, &data).await;
        let (_, _, today) = desk.get("/admin").await.unwrap();
        let came_back = today.contains("The shop was brought back");
        assert!(shows(&serving, &first).await);
        assert_eq!(shows(&serving, &late).await, !came_back, "{looks}: {}", serving.log());
        assert!(!data.join("next").exists() && !data.join("switch.json").exists());
        serving.end();
        let (well, said) = duka(&["check", "--data", shown(&data)]);
        assert!(well, "{looks}: {said}");
    }
}
