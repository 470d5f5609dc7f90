//! The real program, killed in the middle of a load of checkouts: whoever saw "thank you" has an order, with its stock and its
//! letters, and the books agree.

use crate::bad_days::shop;
use crate::bench::Folder;
use crate::program::Serving;
use crate::shop::encode;
use duka::base::Random;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// `DUKA_KILLS=1000` takes the better part of an hour.
const KILLS: usize = 3;
/// So often one shop is killed before a new one takes its place: all of its orders are looked at each time.
const KILLS_OF_A_SHOP: usize = 20;
/// Shops beside each other.
const SHOPS: usize = 4;
const BUYERS: usize = 8;
/// The program is killed when at most so many buyers have seen "thank you", and a moment later, at different points of the
/// others' ways.
const THANKS_BEFORE_THE_KILL_MAX: u64 = 16;
const MOMENT_MAX: Duration = Duration::from_millis(20);

pub type Http = Client<HttpConnector, Full<Bytes>>;

pub async fn ask(
    http: &Http,
    method: &str,
    url: &str,
    cookie: &str,
    body: String,
) -> Option<(u16, String, String, String)> {
    let request = Request::builder().method(method).uri(url).header("cookie", cookie);
    let request =
        request.header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    let answer = http.request(request.body(Full::new(Bytes::from(body))).unwrap()).await.ok()?;
    let header = |name: &str| answer.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let (status, location, set) = (answer.status().as_u16(), header("location"), header("set-cookie"));
    let text = answer.into_body().collect().await.ok()?.to_bytes();
    Some((status, location, set, String::from_utf8_lossy(&text).into_owned()))
}

fn field(page: &str, name: &str) -> Option<String> {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    Some(after.split('"').next()?.to_owned())
}

/// One purchase. The secret of the order, once the shop has said "thank you"; `None` when the shop went away or had sold out.
pub async fn buy(http: &Http, shop: &str, n: usize) -> Option<String> {
    let (status, location, _) = order(http, shop, n).await?;
    (status == 303).then(|| location.strip_prefix("/orders/").map(str::to_owned)).flatten()
}

/// The whole way through the checkout: what the shop answered to the last form. `None` when it did not come so far.
pub async fn order(http: &Http, shop: &str, n: usize) -> Option<(u16, String, String)> {
    let (_, _, cookie, _) =
        ask(http, "POST", &format!("{shop}/cart"), "", "product=breakfast-mug&Glaze=Oat&Size=350+ml&quantity=1".into())
            .await?;
    let cookie = cookie.split(';').next()?.to_owned();
    let (_, _, _, page) = ask(http, "GET", &format!("{shop}/checkout"), &cookie, String::new()).await?;
    let email = format!("buyer{n}@example.com");
    let mut form = vec![("token", field(&page, "token")?), ("seen", field(&page, "seen")?), ("email", email)];
    for (name, value) in [
        ("country", "DE"),
        ("name", "Bo"),
        ("line1", "Weg 1"),
        ("postcode", "10969"),
        ("city", "Berlin"),
        ("delivery", "de"),
        ("payment", "transfer"),
    ] {
        form.push((name, value.to_owned()));
    }
    let body: Vec<String> = form.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect();
    let (status, location, _, text) = ask(http, "POST", &format!("{shop}/checkout"), &cookie, body.join("&")).await?;
    Some((status, location, text))
}

/// The variants of a mug that never runs out during the test.
pub async fn fill_the_shelf(data: &Path) {
    let opened = duka::boot::open(data, duka::base::Clock::Real).unwrap();
    let handle = duka::base::text::Handle::parse("breakfast-mug").unwrap();
    let id = opened.app.read(|rows| Ok(rows.one(&duka::store::tables::PRODUCT_BY_HANDLE, &handle)?)).unwrap().unwrap();
    let product = opened.app.read(|rows| Ok(rows.get(&duka::store::tables::PRODUCTS, &id)?)).unwrap().unwrap();
    for variant in &product.variants {
        let change = duka::domain::stock::Change::Received(100_000);
        duka::app::catalog::change_stock(&opened.app, &duka::app::By::shop(), id, variant.id, change, String::new())
            .await
            .unwrap();
    }
    opened.app.close();
}

pub fn every_thanked_order_is_there(data: &Path, thanked: &[String]) {
    let opened = duka::boot::open(data, duka::base::Clock::Real).unwrap();
    opened
        .app
        .read(|rows| {
            for secret in thanked {
                let hash = duka::base::Secret::parse(secret).unwrap().hash();
                let id =
                    rows.one(&duka::store::tables::ORDER_BY_SECRET, &hash)?.expect("an order somebody was thanked for");
                let order = rows.get(&duka::store::tables::ORDERS, &id)?.unwrap();
                assert!(order.is_holding());
                assert!(rows.by(&duka::store::tables::LETTER_BY_ORDER, &id, 10)?.len() >= 3, "its letters");
            }
            Ok(())
        })
        .unwrap();
    let report = opened.app.store().check().unwrap();
    assert!(report.is_clean(), "{:?}", report.troubles);
    let books = duka::app::books::check(&opened.app).unwrap();
    assert!(books.troubles.is_empty(), "{:?}", books.troubles);
    opened.app.close();
}

/// One shop, killed so often. Answers how many orders it thanked for.
async fn life(number: usize, kills: usize) -> usize {
    let home = Folder::new();
    let data = shop(&home).await;
    let mut random = Random::from_seed([number as u8; 32]);
    let thanked = Arc::new(Mutex::new(Vec::new()));
    for kill in 0..kills {
        let mut serving = Serving::start(&data);
        let (send, mut seen) = tokio::sync::mpsc::unbounded_channel();
        let mut buyers = Vec::new();
        for buyer in 0..BUYERS {
            let (address, thanked) = (format!("http://127.0.0.1:{}", serving.port), thanked.clone());
            let send = send.clone();
            buyers.push(tokio::spawn(async move {
                let http: Http = Client::builder(TokioExecutor::new()).build_http();
                while let Some(secret) = buy(&http, &address, kill * BUYERS + buyer).await {
                    thanked.lock().unwrap().push(secret);
                    if send.send(()).is_err() {
                        return;
                    }
                }
            }));
        }
        drop(send);
        for _ in 0..=random.below(THANKS_BEFORE_THE_KILL_MAX) {
            seen.recv().await.unwrap_or_else(|| panic!("nobody was thanked any more: {}", serving.log()));
        }
        tokio::time::sleep(Duration::from_micros(random.below(MOMENT_MAX.as_micros() as u64))).await;
        // As a power cut would.
        serving.program.kill().unwrap();
        serving.program.wait().unwrap();
        for buyer in buyers {
            buyer.await.unwrap();
        }
        every_thanked_order_is_there(&data, &thanked.lock().unwrap());
    }
    thanked.lock().unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn nobody_who_was_thanked_is_forgotten() {
    let kills = std::env::var("DUKA_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let (began, turns) = (Instant::now(), Arc::new(Semaphore::new(SHOPS)));
    let lives = (0..kills).step_by(KILLS_OF_A_SHOP).enumerate().map(|(number, first)| {
        let turns = turns.clone();
        tokio::spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            life(number, KILLS_OF_A_SHOP.min(kills - first)).await
        })
    });
    let mut thanked = 0;
    for life in lives.collect::<Vec<_>>() {
        thanked += life.await.unwrap();
    }
    assert!(thanked >= kills);
    eprintln!("{kills} kills, {thanked} orders thanked for, none lost, in {:.0} s", began.elapsed().as_secs_f64());
}
