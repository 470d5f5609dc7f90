//! Taking in a Shopify list, from its bytes to synced rows; and what buyers wait meanwhile.

use crate::measure::percentile;
use crate::orders::form;
use duka::app::{App, By, checkout, imports};
use duka::base::Random;
use duka::domain::catalog::Product;
use std::fmt::Write;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const PRODUCTS: usize = 5_000;
/// Three lines each: three sizes.
const LINES: usize = PRODUCTS * 3;
const ROUNDS: usize = 4;
const BUYERS: u8 = 4;
/// How long buyers buy without an import, in each round.
const QUIET: Duration = Duration::from_millis(1_500);

fn list(round: usize) -> Vec<u8> {
    let mut text = String::from(
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
         Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Status\n",
    );
    for n in 0..PRODUCTS {
        for (i, size) in ["Small", "Medium", "Large"].into_iter().enumerate() {
            let first = if i == 0 {
                format!(
                    "Pot {round} {n},<p>A pot for herbs on the sill and thrown by hand and fired twice.</p>,Kiln,Pots,\"green, herb\",true,Size"
                )
            } else {
                ",,,,,,".into()
            };
            writeln!(
                text,
                "pot-{round}-{n},{first},{size},POT-{round}-{n}-{i},shopify,12,{}.50,{}",
                10 + i,
                if i == 0 { "active" } else { "" }
            )
            .unwrap();
        }
    }
    text.into_bytes()
}

pub async fn run(app: &Arc<App>, products: &[Product]) {
    println!("taking in a list of {LINES} lines, {PRODUCTS} new products of three variants");
    let took = take(app, 0).await;
    println!("  alone                                        {:.0} lines/s", LINES as f64 / took.as_secs_f64());
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        without.extend(buying(app, products, round as u8 * 2, tokio::time::sleep(QUIET)).await);
        with.extend(buying(app, products, round as u8 * 2 + 1, take(app, round)).await);
    }
    without.sort();
    with.sort();
    let micros = |times: &[Duration], part| percentile(times, part).as_secs_f64() * 1e6;
    println!(
        "  {BUYERS} buyers without an import: p50 {:.0} us, p99 {:.0} us",
        micros(&without, 0.5),
        micros(&without, 0.99)
    );
    println!("  {BUYERS} buyers during one: p50 {:.0} us, p99 {:.0} us", micros(&with, 0.5), micros(&with, 0.99));
    println!("  p99 during is {:.2} x without", micros(&with, 0.99) / micros(&without, 0.99));
}

async fn take(app: &Arc<App>, round: usize) -> Duration {
    let file = Cursor::new(list(round));
    let began = Instant::now();
    let report = imports::run(app, &By::shop(), "pots.csv", file, false).await.unwrap();
    assert_eq!((report.new as usize, report.troubles.len()), (PRODUCTS, 0));
    began.elapsed()
}

/// What buyers waited for each order while something else went on. The seed differs each time: an order is placed once only.
pub async fn buying<T>(
    app: &Arc<App>,
    products: &[Product],
    seed: u8,
    meanwhile: impl Future<Output = T>,
) -> Vec<Duration> {
    let over = Arc::new(AtomicBool::new(false));
    let buyers: Vec<_> = (0..BUYERS)
        .map(|n| {
            let (app, products, over) = (app.clone(), products.to_vec(), over.clone());
            tokio::spawn(async move {
                let mut random = Random::from_seed([seed * BUYERS + n; 32]);
                let mut times = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    let form = form(&app, &products, &mut random);
                    let began = Instant::now();
                    checkout::place(&app, &By::buyer(0), form).await.unwrap();
                    times.push(began.elapsed());
                }
                times
            })
        })
        .collect();
    meanwhile.await;
    over.store(true, Ordering::Relaxed);
    let mut times = Vec::new();
    for buyer in buyers {
        times.extend(buyer.await.unwrap());
    }
    times
}
