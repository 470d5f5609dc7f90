//! The real program, killed in the middle of a load of checkouts: whoever saw "thank you" has an order, with its stock and its
//! letters, and the books agree.

use crate::shop::{encode, folder};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// `DUKA_KILLS=20` makes it a long evening.
const KILLS: usize = 3;
const BUYERS: usize = 12;
/// The program is killed when so many buyers have seen "thank you", at different points of the others' ways.
const THANKS_BEFORE_THE_KILL: usize = 25;

struct Shop {
    program: Child,
    address: String,
}

impl Shop {
    /// As a power cut would.
    fn kill(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// Nothing is left running, also when the test fails.
impl Drop for Shop {
    fn drop(&mut self) {
        let _gone = self.program.kill().and_then(|()| self.program.wait());
    }
}

/// Starts the demo in a folder that is kept, and waits until it says where it is.
fn start(data: &Path) -> Shop {
    let mut program = Command::new(env!("CARGO_BIN_EXE_duka"));
    program.args(["demo", "--port", "0", "--data"]).arg(data).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut program = program.spawn().unwrap();
    let out = BufReader::new(program.stdout.take().unwrap());
    let line = out.lines().map_while(Result::ok).find(|l| l.contains("http://localhost:")).unwrap();
    let port: String = line.split("localhost:").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    Shop { program, address: format!("http://127.0.0.1:{port}") }
}

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_was_thanked_is_forgotten() {
    let data = folder();
    let mut shop = start(&data);
    shop.kill();
    fill_the_shelf(&data).await;
    let thanked = Arc::new(Mutex::new(Vec::new()));
    let kills = std::env::var("DUKA_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    for kill in 0..kills {
        let mut shop = start(&data);
        let (send, mut seen) = tokio::sync::mpsc::unbounded_channel();
        let mut buyers = Vec::new();
        for buyer in 0..BUYERS {
            let (address, thanked, send) = (shop.address.clone(), thanked.clone(), send.clone());
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
        for _ in 0..THANKS_BEFORE_THE_KILL {
            seen.recv().await.expect("a buyer who was thanked");
        }
        shop.kill();
        for buyer in buyers {
            buyer.await.unwrap();
        }
        every_thanked_order_is_there(&data, &thanked.lock().unwrap());
    }
    assert!(thanked.lock().unwrap().len() >= kills * THANKS_BEFORE_THE_KILL);
    std::fs::remove_dir_all(&data).unwrap();
}
