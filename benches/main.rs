//! Speed, as ratios: each figure beside its floor, measured in the same run on the same machine. `cargo bench` prints a table.
//!
//! Floors: for pages, an axum handler that answers a constant body of the same size; for placing an order, a bare redb commit
//! of the same rows and bytes; for bringing a shop back, a bare redb that is loaded in order; for buying during an import, buying
//! without. Absolute figures say more about the machine than about the shop. `cargo bench -- keeping` measures backups of a large
//! shop instead.
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and ends when something is wrong"
)]

mod imports;
mod keeping;
mod measure;
mod orders;
mod pages;
mod price;
mod restore;

use duka::app::{App, By, catalog, furnish};
use duka::base::Clock;
use duka::domain::catalog::Product;
use duka::domain::stock::Change;
use duka::store::tables;
use std::sync::Arc;
use std::time::Instant;

const PRODUCTS: usize = 10_000;
const MADE_AT_ONCE: usize = 64;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    if std::env::args().any(|argument| argument == "keeping") {
        return keeping::run().await;
    }
    let folder = std::env::temp_dir().join(format!("duka-bench-{}", std::process::id()));
    let opened = duka::boot::open(&folder, Clock::Real).unwrap();
    let app = opened.app;
    furnish::set_the_scene(&app, "http://localhost").await.unwrap();
    restore::run(&folder);
    let products = stocked(&app).await;
    price::run();
    pages::run(&app, PRODUCTS).await;
    orders::run(&app, &products, &folder).await;
    imports::run(&app, &products).await;
    app.close();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Ten thousand products, and enough of each.
async fn stocked(app: &Arc<App>) -> Vec<Product> {
    let began = Instant::now();
    let mut all = Vec::new();
    for chunk in (0..PRODUCTS).collect::<Vec<_>>().chunks(MADE_AT_ONCE) {
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
