//! Placing orders, one after another and sixty-four at once, beside bare redb commits of the same rows and bytes.

use crate::measure::show;
use duka::app::checkout::{self, Choice, Placing};
use duka::app::{App, By};
use duka::base::text::{Email, Quantity};
use duka::base::{Id, Language, Random, Secret};
use duka::domain::address::Address;
use duka::domain::cart::{Cart, CartLine};
use duka::domain::catalog::Product;
use duka::domain::payment::Method;
use duka::domain::place::Country;
use duka::store::engine::{Batch, Durability};
use duka::store::{ENGINES, Position};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ORDERS_ALONE: usize = 200;
const ORDERS_TOGETHER: usize = 6_000;
const BUYERS: usize = 64;

pub fn form(app: &App, products: &[Product], random: &mut Random) -> Placing {
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
        language: Language::English,
        message: String::new(),
        // Buyers come from many places.
        network: Some(app.network(std::net::IpAddr::from([10, 0, random.below(250) as u8, 0]))),
        seen: basket.quote.total,
    }
}

pub async fn run(app: &Arc<App>, products: &[Product], folder: &Path) {
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
