//! Speed, as ratios: each figure beside its floor, measured in the same run on the same machine. `cargo bench` prints a table.
//!
//! Floors: for pages, an axum handler that answers a constant body of the same size; for placing an order, a bare redb commit
//! of the same rows and bytes. Absolute figures say more about the machine than about the shop.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and ends when something is wrong")]

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use duka::app::checkout::{self, Choice, Placing};
use duka::app::{App, By, catalog, furnish};
use duka::base::text::{Email, Quantity};
use duka::base::{Clock, Currency, Id, Money, Random, Secret};
use duka::domain::address::Address;
use duka::domain::cart::{Cart, CartLine};
use duka::domain::catalog::{Product, TaxClass};
use duka::domain::payment::Method;
use duka::domain::place::Country;
use duka::domain::price::{Item, quote};
use duka::domain::rules::Place;
use duka::domain::stock::Change;
use duka::store::engine::{Batch, Durability};
use duka::store::{ENGINES, Position, tables};
use duka::web::limits::Limiters;
use duka::web::{self, Web};
use http_body_util::BodyExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt;

const PRODUCTS: usize = 10_000;
const PAGE_ROUNDS: usize = 400;
const ORDERS_ALONE: usize = 200;
const ORDERS_TOGETHER: usize = 6_000;
const BUYERS: usize = 64;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let folder = std::env::temp_dir().join(format!("duka-bench-{}", std::process::id()));
    let opened = duka::boot::open(&folder, Clock::Real).unwrap();
    let app = opened.app;
    furnish::set_the_scene(&app, "http://localhost").await.unwrap();
    let products = stocked(&app).await;
    price();
    pages(&app).await;
    orders(&app, &products, &folder).await;
    app.close();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Ten thousand products, and enough of each.
async fn stocked(app: &Arc<App>) -> Vec<Product> {
    let began = Instant::now();
    let mut all = Vec::new();
    for chunk in (0..PRODUCTS).collect::<Vec<_>>().chunks(BUYERS) {
        let made = chunk.iter().map(|n| one_product(app.clone(), *n));
        for product in made.map(tokio::spawn).collect::<Vec<_>>() {
            all.push(product.await.unwrap());
        }
    }
    duka::app::finding::rebuild(app, &Default::default()).unwrap();
    println!("{PRODUCTS} products made and indexed in {:.1} s", began.elapsed().as_secs_f64());
    all
}

async fn one_product(app: Arc<App>, n: usize) -> Product {
    let words = ["Breakfast", "Evening", "Garden", "Winter", "Kitchen", "Market"];
    let things = ["mug", "bowl", "plate", "vase", "teapot", "jug", "board", "towel"];
    let title = format!("{} {} {n}", words[n % words.len()], things[n % things.len()]);
    let id = catalog::create(&app, &By::shop(), title, "24.00".into()).await.unwrap();
    let product = app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &id)?)).unwrap().unwrap();
    let variant = product.variants[0].id;
    catalog::change_stock(&app, &By::shop(), id, variant, Change::Received(1_000_000), String::new()).await.unwrap();
    product
}

fn percentile(sorted: &[Duration], part: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

fn show(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let (p50, p99) = (percentile(&times, 0.5), percentile(&times, 0.99));
    println!("  {what:<44} p50 {:>9.1} us   p99 {:>9.1} us", p50.as_secs_f64() * 1e6, p99.as_secs_f64() * 1e6);
    p50
}

fn price() {
    println!("quote");
    let items: Vec<Item> = (1..=10)
        .map(|n| Item { unit: Money::new(990 + n, Currency::EUR), quantity: n as u32, tax_class: TaxClass::Standard })
        .collect();
    let place = Place { country: Country::DE, region: String::new() };
    let rules = duka::domain::rules::Rules {
        taxes: vec![duka::domain::rules::TaxRule {
            country: Country::DE,
            region: String::new(),
            label: "VAT".into(),
            standard_ppm: 190_000,
            reduced_ppm: 70_000,
            included: true,
        }],
        zones: Vec::new(),
        pickup: None,
    };
    let time = |_| {
        let began = Instant::now();
        std::hint::black_box(quote(&items, &rules, &place, None, None, Currency::EUR).unwrap());
        began.elapsed()
    };
    show("a cart of ten lines", (0..20_000).map(time).collect());
}

async fn asked(router: &Router, path: &str, cookie: &str) -> (Duration, usize) {
    let request =
        Request::builder().uri(path).header("host", "localhost").header("cookie", cookie).body(Body::empty()).unwrap();
    let began = Instant::now();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (began.elapsed(), bytes.len())
}

async fn pages(app: &Arc<App>) {
    println!("pages, from {PRODUCTS} products (a constant body of the same size is the floor)");
    let limits = Limiters::new(app.settings().unwrap().limits);
    let web = Web { app: app.clone(), limits, cache: Default::default(), secure: false, proxies: Vec::new() };
    let router = web::router(Arc::new(web));
    let cart = format!("cart={}", Secret::new(&mut Random::from_seed([7; 32])).show());
    for (name, path) in [
        ("home", "/"),
        ("collection", "/collections/all"),
        ("product", "/products/breakfast-mug-0"),
        ("search", "/search?q=garden+vase"),
    ] {
        let mut times = (Vec::new(), Vec::new(), Vec::new());
        let size = asked(&router, path, &cart).await.1;
        let body: &'static str = Box::leak("x".repeat(size).into_boxed_str());
        let floor_router = Router::new().route("/", axum::routing::get(move || async move { body }));
        // Side by side, so that the machine's moods fall on all three.
        for _ in 0..PAGE_ROUNDS {
            times.0.push(asked(&floor_router, "/", "").await.0);
            times.1.push(asked(&router, path, &cart).await.0);
            times.2.push(asked(&router, path, "").await.0);
        }
        let floor = show(&format!("{name}: floor, {size} bytes"), times.0).as_secs_f64();
        let made = show(&format!("{name}: made"), times.1).as_secs_f64();
        let kept = show(&format!("{name}: kept, or made again"), times.2).as_secs_f64();
        println!("  {name:<44} made {:.1} x, kept {:.1} x the floor", made / floor, kept / floor);
    }
}

fn form(app: &App, products: &[Product], random: &mut Random) -> Placing {
    let line = |p: &Product| CartLine { product: p.id, variant: p.variants[0].id, quantity: Quantity::ONE };
    let picked: Vec<CartLine> = (0..3).map(|_| line(&products[random.below(products.len() as u64) as usize])).collect();
    let cart = Cart { lines: picked, code: Some("LEAF10".into()), country: None, updated: app.now() };
    let choice = Choice { country: Some(Country::DE), region: String::new(), delivery: Some("de".into()) };
    let basket = app.read(|rows| checkout::basket(rows, &cart, &choice, app.now())).unwrap();
    let address = Address {
        name: "Ana Lindqvist".into(),
        company: String::new(),
        line1: "Lindenstraße 4".into(),
        line2: String::new(),
        postcode: "10969".into(),
        city: "Berlin".into(),
        region: String::new(),
        country: Country::DE,
        phone: String::new(),
    };
    let email = Email::parse(&format!("buyer{}@example.com", random.below(5_000))).unwrap();
    Placing {
        token: Secret::new(random),
        cart,
        email,
        address,
        delivery: "de".into(),
        method: Method::TestGateway,
        message: String::new(),
        network: Some(app.network(std::net::IpAddr::from([10, 0, random.below(250) as u8, 0]))),
        seen: basket.quote.total,
    }
}

async fn orders(app: &Arc<App>, products: &[Product], folder: &Path) {
    println!(
        "placing an order: 3 lines, tax, delivery, a code, letters (a bare redb commit of the same rows is the floor)"
    );
    let mut random = Random::from_seed([9; 32]);
    let mut alone = Vec::new();
    for _ in 0..ORDERS_ALONE {
        let form = form(app, products, &mut random);
        let began = Instant::now();
        checkout::place(app, &By::buyer(0), form).await.unwrap();
        alone.push(began.elapsed());
    }
    let alone = show("one at a time", alone).as_secs_f64();
    let (rows, bytes) = size_of_one(app, products, &mut random).await;
    let floor_alone = bare(folder, rows, bytes, 1, ORDERS_ALONE).as_secs_f64();
    println!("  one at a time: {:.1} x a bare commit of {rows} rows, {bytes} bytes", alone / floor_alone);
    let (rate, per_group) = together(app, products, &mut random).await;
    let floor = bare(folder, rows, bytes, per_group.max(1), 60).as_secs_f64() / per_group.max(1) as f64;
    println!(
        "  64 at once: {rate:.0} orders/s, {:.2} x the time of a bare group commit of {per_group}",
        (1.0 / rate) / floor
    );
}

/// Rows and bytes an order writes, its journal entry and index rows among them.
async fn size_of_one(app: &App, products: &[Product], random: &mut Random) -> (usize, usize) {
    let before: Position = app.position();
    checkout::place(app, &By::buyer(0), form(app, products, random)).await.unwrap();
    let entries = app.store().journal(&before, 1 << 20).unwrap();
    let sizes = entries.iter().flat_map(|e| &e.changes).map(|c| c.key.len() + c.value.as_ref().map_or(0, Vec::len));
    let (rows, bytes) = sizes.fold((0, 0), |(rows, bytes), size| (rows + 1, bytes + size));
    // The entry repeats the rows; each row has about one index row of forty bytes.
    (rows * 2 + 1, bytes * 2 + rows * 40)
}

/// The median time of a bare synced commit of `works` times so many rows and bytes.
fn bare(folder: &Path, rows: usize, bytes: usize, works: usize, rounds: usize) -> Duration {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").unwrap();
    let path: PathBuf = folder.join(format!("bare-{works}.redb"));
    let engine = open(&path, 32 << 20).unwrap();
    let mut random = Random::from_seed([4; 32]);
    let value = vec![7_u8; bytes / rows.max(1)];
    let mut times = Vec::new();
    for _ in 0..rounds {
        let mut batch = Batch::new();
        for _ in 0..rows * works {
            let id: Id<()> = Id::new(duka::base::Time::from_micros(random.below(1 << 40) as i64), &mut random);
            batch.insert((10, id.bytes().to_vec()), Some(value.clone()));
        }
        let began = Instant::now();
        engine.commit(&batch, Durability::Synced).unwrap();
        times.push(began.elapsed());
    }
    show(&format!("floor: bare commit for {works}"), times)
}

/// Sixty-four buyers at once. Orders a second, and how many were committed together on average.
async fn together(app: &Arc<App>, products: &[Product], random: &mut Random) -> (f64, usize) {
    let mut forms: Vec<Placing> = (0..ORDERS_TOGETHER).map(|_| form(app, products, random)).collect();
    let mut each: Vec<Vec<Placing>> = (0..BUYERS).map(|_| Vec::new()).collect();
    let mut n = 0;
    while let Some(form) = forms.pop() {
        each[n % BUYERS].push(form);
        n += 1;
    }
    let heads = app.heads();
    let groups = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counting = tokio::spawn(count_groups(heads, groups.clone()));
    let began = Instant::now();
    let buyers: Vec<_> = each.into_iter().map(|forms| tokio::spawn(buyer(app.clone(), forms))).collect();
    let mut times = Vec::new();
    for buyer in buyers {
        times.extend(buyer.await.unwrap());
    }
    let rate = ORDERS_TOGETHER as f64 / began.elapsed().as_secs_f64();
    counting.abort();
    show("64 at once", times);
    let groups = groups.load(std::sync::atomic::Ordering::Relaxed).max(1);
    (rate, (ORDERS_TOGETHER / groups).max(1))
}

async fn count_groups(
    mut heads: tokio::sync::watch::Receiver<duka::store::Head>,
    groups: Arc<std::sync::atomic::AtomicUsize>,
) {
    while heads.changed().await.is_ok() {
        groups.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

/// Prices may change nothing here, so every form goes through; a total that moved would end the bench.
async fn buyer(app: Arc<App>, forms: Vec<Placing>) -> Vec<Duration> {
    let mut times = Vec::new();
    for form in forms {
        let began = Instant::now();
        checkout::place(&app, &By::buyer(0), form).await.unwrap();
        times.push(began.elapsed());
    }
    times
}
