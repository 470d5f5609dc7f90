//! Keeping a large shop: how long a base takes, what buyers feel of it, how fast the shop is back. Each beside its floor in the
//! same run: unpacking the same bytes to a file, a bare sorted load of the same rows, buying without a backup.
//!
//! `cargo bench -- keeping 1300` makes about a hundred thousand products and seven hundred thousand orders; without a number it
//! makes a tenth of that; `coming-back` beside it leaves the buyers out. What lies in the folder `$DUKA_BENCH_KEEPS` afterwards stays there, for trials by hand.

mod large;

use crate::imports;
use crate::measure::percentile;
use duka::app::{App, By};
use duka::base::{Clock, Random};
use duka::domain::catalog::Product;
use duka::ops::archive::{self, Manifest};
use duka::ops::backup::base;
use duka::ops::backup::part;
use duka::ops::restore::{At, Source, restore};
use duka::outside::targets::Target;
use duka::outside::targets::folder::Folder;
use duka::store::engine::{Batch, Durability, Engine};
use duka::store::{ENGINES, Span, Store, tables};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const COPIES: u32 = 130;
const CACHE_BYTES: usize = 32 << 20;
/// Pairs of buying with and without a backup.
const PAIRS: u8 = 3;
/// Bare loads and ways back, in turn.
const TRIES: usize = 3;
const CHUNK_BYTES: usize = 8 << 20;

pub async fn run() {
    let copies = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(COPIES);
    let kept = std::env::var_os("DUKA_BENCH_KEEPS").map(PathBuf::from);
    let folder =
        kept.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("duka-keeping-{}", std::process::id())));
    let data = folder.join("shop");
    fs::create_dir_all(&data).unwrap();
    if !data.join("shop.redb").exists() {
        make(&folder, &data, copies).await;
    }

    let began = Instant::now();
    let opened = duka::boot::open(&data, Clock::Real).unwrap();
    println!("opening it: {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
    let (app, target) = (opened.app, Arc::new(Folder::at(&data.join("backup"))));
    let made = archive::manifests(&*target).unwrap().0.into_iter().find(Manifest::is_made_of_others);
    let manifest = made.unwrap_or_else(|| one_base(app.store(), &target));
    coming_back(&folder, &target, &manifest);
    if !std::env::args().any(|argument| argument == "coming-back") {
        let mut history = opened.history;
        while history.follow(app.store()).unwrap().entries > 0 {}
        buying(&app, &target).await;
    }
    app.close();
    if kept.is_none() {
        fs::remove_dir_all(&folder).unwrap();
    }
}

async fn make(folder: &Path, data: &Path, copies: u32) {
    let small = large::small(&folder.join("small")).await;
    let began = Instant::now();
    let engine = engine(&data.join("shop.redb"));
    let rows = large::load(small.app.store(), copies, &*engine, folder);
    small.app.close();
    drop(engine);
    fs::remove_dir_all(folder.join("small")).unwrap();
    let bytes = fs::metadata(data.join("shop.redb")).unwrap().len();
    println!("{rows} rows in a store of {} made in {:.0} s", mb(bytes), began.elapsed().as_secs_f64());
}

fn engine(file: &Path) -> Arc<dyn Engine> {
    let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").unwrap();
    open(file, CACHE_BYTES).unwrap()
}

fn mb(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

fn one_base(store: &Store, target: &Folder) -> Manifest {
    let began = Instant::now();
    let manifest = base::make(store, target, Clock::Real.now()).unwrap();
    let took = began.elapsed().as_secs_f64();
    let (rows, bytes) = (manifest.rows(), manifest.bytes());
    println!("a base of {rows} rows, {}: {took:.1} s, {:.0} rows/s", mb(bytes), rows as f64 / took);
    manifest
}

/// The whole way back into a new store, beside what any way must at least do; in turn, because a machine has its moods. The
/// middle of the ratios is told.
fn coming_back(folder: &Path, target: &Folder, manifest: &Manifest) {
    let unpacked = unpack(folder, target, manifest);
    let mut tries: Vec<(Duration, Duration)> = Vec::new();
    for _ in 0..TRIES {
        tries.push((bare_load(folder, target, manifest), back(folder, target, manifest)));
    }
    let ratio = |(bare, took): &(Duration, Duration)| bare.as_secs_f64() / took.as_secs_f64();
    tries.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let all: Vec<String> = tries.iter().map(|t| format!("{:.2}", ratio(t))).collect();
    let (bare, took) = tries[TRIES / 2];
    let rate = |time: Duration| manifest.rows() as f64 / time.as_secs_f64();
    println!(
        "back from this disk: {:.1} s, {:.0} rows/s, {:.2} of a bare sorted load ({:.1} s, {:.0} rows/s; {}), {:.1} x \
         unpacking the same bytes to a file ({:.1} s)",
        took.as_secs_f64(),
        rate(took),
        ratio(&(bare, took)),
        bare.as_secs_f64(),
        rate(bare),
        all.join(", "),
        took.as_secs_f64() / unpacked.as_secs_f64(),
        unpacked.as_secs_f64(),
    );
}

fn back(folder: &Path, target: &Folder, manifest: &Manifest) -> Duration {
    let (work, history) = (folder.join("work"), folder.join("no-history"));
    fs::create_dir_all(&work).unwrap();
    fs::create_dir_all(&history).unwrap();
    let source = Source { bases: target, history: &history };
    let engine = engine(&work.join("shop.redb"));
    let mut random = Random::from_seed([1; 32]);
    let began = Instant::now();
    let at = At::Seq(manifest.to.seq);
    let report = restore(&source, at, (&*engine, tables::KEPT), &work, &mut random, &|_| {}).unwrap();
    let took = began.elapsed();
    assert_eq!(report.rows, manifest.rows());
    drop(engine);
    fs::remove_dir_all(&work).unwrap();
    took
}

fn unpack(folder: &Path, target: &Folder, manifest: &Manifest) -> Duration {
    let path = folder.join("unpacked");
    let began = Instant::now();
    let mut out = fs::File::create(&path).unwrap();
    for part in &manifest.parts {
        let file = target.get(&part.name).unwrap().unwrap();
        out.write_all(&zstd::decode_all(&file[..]).unwrap()).unwrap();
    }
    out.sync_all().unwrap();
    let took = began.elapsed();
    println!("unpacked: {}", mb(fs::metadata(&path).unwrap().len()));
    fs::remove_file(&path).unwrap();
    took
}

/// The same rows, in order, without looking at them: no checksums, no indexes, no sums.
fn bare_load(folder: &Path, target: &Folder, manifest: &Manifest) -> Duration {
    let path = folder.join("bare.redb");
    let engine = engine(&path);
    let began = Instant::now();
    let (mut batch, mut bytes) = (Batch::new(), 0);
    for part in &manifest.parts {
        let file = target.get(&part.name).unwrap().unwrap();
        for row in part::read(part.table, &file).unwrap() {
            let (key, record) = row.unwrap();
            bytes += key.len() + record.as_ref().map_or(0, Vec::len);
            batch.insert((part.table, key), record);
            if bytes >= CHUNK_BYTES {
                engine.commit(&std::mem::take(&mut batch), Durability::Late).unwrap();
                bytes = 0;
            }
        }
    }
    engine.commit(&batch, Durability::Synced).unwrap();
    let took = began.elapsed();
    drop(engine);
    fs::remove_file(&path).unwrap();
    took
}

/// What buyers wait while a base is made, and in between.
async fn buying(app: &Arc<App>, target: &Arc<Folder>) {
    let mut products = app.read(|rows| Ok(rows.span(&tables::PRODUCTS, Span::all(), 2_000)?)).unwrap();
    let enough = |p: &Product| p.is_public() && !p.variants.is_empty() && p.variants[0].counted;
    products.retain(|(_, p)| enough(p));
    let products: Vec<Product> = products.into_iter().map(|(_, p)| p).take(500).collect();
    for product in &products {
        let change = duka::domain::stock::Change::Received(100_000);
        let of = product.variants[0].id;
        duka::app::catalog::change_stock(app, &By::shop(), product.id, of, change, String::new()).await.unwrap();
    }
    let (mut with, mut without, mut lasted) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        let began = Instant::now();
        with.extend(imports::buying(app, &products, pair * 2 + 1, snapshot(app.clone(), target.clone())).await);
        lasted.push(began.elapsed());
        let pause = tokio::time::sleep(began.elapsed());
        without.extend(imports::buying(app, &products, pair * 2 + 2, pause).await);
    }
    with.sort();
    without.sort();
    let ms = |times: &[Duration], part| percentile(times, part).as_secs_f64() * 1e3;
    println!(
        "buyers during a base ({:.0} s): p50 {:.1} ms, p99 {:.1} ms over {} orders; without: p50 {:.1} ms, p99 {:.1} ms \
         over {}; p99 {:.2} x",
        lasted[0].as_secs_f64(),
        ms(&with, 0.5),
        ms(&with, 0.99),
        with.len(),
        ms(&without, 0.5),
        ms(&without, 0.99),
        without.len(),
        ms(&with, 0.99) / ms(&without, 0.99)
    );
}

async fn snapshot(app: Arc<App>, target: Arc<Folder>) {
    let made = tokio::task::spawn_blocking(move || {
        let manifest = base::make(app.store(), &*target, Clock::Real.now()).unwrap();
        target.remove(&archive::manifest_of(&manifest.name)).unwrap();
        for part in &manifest.parts {
            target.remove(&part.name).unwrap();
        }
    });
    made.await.unwrap();
}
