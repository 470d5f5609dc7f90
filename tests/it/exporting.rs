//! A shop leaves as open files and comes back as the same shop; whatever was changed on the way is named by file and line.

use crate::bench::Folder;
use crate::program::{Serving, duka, shown};
use duka::app::{By, brought_back, furnish};
use duka::base::{Broken, Clock, Random, Time};
use duka::boot::open;
use duka::demo::goods::goods;
use duka::ops::backup::base;
use duka::ops::restore::{At, Source, restore};
use duka::outside::blobs::{self, Blobs};
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::engine::Engine;
use duka::store::redb::{Redb, Source as File};
use duka::store::{Cause, Full, Options, Queue, Span, Store, Sum, Tx, memory, tables};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const PICTURE: &[u8] = b"a picture of a mug";

/// A furnished shop with ninety days behind it, in a folder.
async fn furnished(data: &Path) {
    let app = open(data, Clock::Real).unwrap().app;
    let goods = goods().unwrap();
    let products = furnish::lay_out(&app, &goods, "http://shop.test").await.unwrap();
    furnish::live_through(&app, &goods, products).await.unwrap();
    app.blobs.put(&blobs::hash(PICTURE), "400.webp", PICTURE).unwrap();
    // So that each kind of row is there.
    let heard = |tx: &mut Tx<'_>| tx.put(&tables::HOOKS, &("test".into(), "1".into()), &tx.now()).map_err(Failed::from);
    app.store().write(Queue::People, Cause::of("test", "shop"), heard).await.unwrap();
    app.close();
}

#[derive(Debug)]
struct Failed(#[expect(dead_code, reason = "read as text")] String);

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Failed {
        Failed(format!("{broken:?}"))
    }
}

impl From<Full> for Failed {
    fn from(_: Full) -> Failed {
        Failed("full".into())
    }
}

fn sums(data: &Path) -> Vec<(u16, Sum)> {
    let app = open(data, Clock::Real).unwrap().app;
    let sums = app.store().sums().unwrap().1;
    app.close();
    sums
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

fn import(from: &Path, data: &Path) -> (bool, String) {
    duka(&["import", shown(from), "--data", shown(data)])
}

fn copied(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(done.success());
}

/// Where a digit, a letter or a brace is changed, a line is cut or left out: it is refused, and the file is named.
fn whatever_is_changed_is_named(export: &Path, home: &Path) {
    let mut files = Vec::new();
    files_below(export, &mut files);
    files.retain(|file| file.extension().is_some_and(|e| e == "jsonl") && fs::metadata(file).unwrap().len() > 0);
    let mut random = Random::from_seed([7; 32]);
    for n in 0..12 {
        let (broken, data) = (home.join(format!("broken-{n}")), home.join(format!("shop-{n}")));
        copied(export, &broken);
        let file = &files[random.below(files.len() as u64) as usize];
        let name = file.strip_prefix(export).unwrap();
        let mut bytes = fs::read(file).unwrap();
        let at = random.below(bytes.len() as u64 - 1) as usize;
        let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
        match n % 3 {
            0 => bytes.truncate(at),
            _ => bytes[at] ^= 1 << random.below(5),
        }
        fs::write(broken.join(name), bytes).unwrap();
        let (well, said) = import(&broken, &data);
        // What the picture list says of a picture may be told of the picture.
        let place =
            if name.starts_with("rows") { format!("{}, line {line}", name.display()) } else { "pictures".into() };
        let cut_between = n % 3 == 0 && said.contains(&name.display().to_string());
        assert!(!well && (said.contains(&place) || cut_between), "{place}: {said}");
        assert_eq!(fs::read_dir(&data).unwrap().count(), 0, "nothing is left of it");
        fs::remove_dir_all(&broken).unwrap();
    }
}

fn a_newer_form_is_refused(export: &Path, home: &Path) {
    let newer = home.join("newer");
    copied(export, &newer);
    let about = fs::read_to_string(newer.join("export.json")).unwrap();
    fs::write(newer.join("export.json"), about.replace("\"format\": 1", "\"format\": 2, \"rooms\": []")).unwrap();
    let (well, said) = import(&newer, &home.join("of-newer"));
    assert!(!well && said.contains("Bring it in with a newer version of Duka"), "{said}");
    fs::write(newer.join("export.json"), about.replace("\"rows\": 1", "\"rows\": 2")).unwrap();
    let (well, said) = import(&newer, &home.join("of-newer"));
    assert!(!well && said.contains("export.json is damaged"), "{said}");
}

/// Into any engine: every row of every table.
fn reads_as_it_was_written(export: &Path, had: &[(u16, Sum)], home: &Path) {
    let engine: Arc<dyn Engine> = Arc::new(memory::Memory::new());
    let pictures = Blobs::open(&home.join("pictures")).unwrap();
    duka::ops::export::read(export, &*engine, &pictures, home, &mut Random::from_seed([6; 32]), &|_| {}).unwrap();
    assert_eq!(store_on(engine).sums().unwrap().1, had);
}

/// Tables for people: another shop of this kind takes the products in, none left out.
async fn another_shop_takes_the_products(export: &Path, home: &Path, products: u64) {
    let other = home.join("other");
    {
        let app = open(&other, Clock::Real).unwrap().app;
        furnish::set_the_scene(&app, "http://other.test").await.unwrap();
        app.close();
    }
    let list = export.join("csv/products.csv");
    let (well, said) = duka(&["import", shown(&list), "--dry-run", "--data", shown(&other)]);
    assert!(well && said.contains(&format!("{products} products would be new")), "{said}");
    for (file, head) in
        [("orders", "Number,Placed"), ("order-lines", "Order,Title"), ("customers", "E-mail"), ("stock", "URL")]
    {
        let text = fs::read_to_string(export.join(format!("csv/{file}.csv"))).unwrap();
        assert!(text.starts_with(head) && text.lines().count() > 10, "{file}");
    }
    let rows = fs::read_to_string(&list).unwrap().lines().count() as u64;
    assert!(rows > products, "{rows}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_leaves_as_open_files_and_comes_back_the_same() {
    let home = Folder::new();
    let (data, export, new) = (home.path().join("shop"), home.path().join("export"), home.path().join("new"));
    furnished(&data).await;

    // While it sells, and again when it is closed.
    let old = Serving::start(&data);
    let (well, said) = duka(&["export", shown(&export), "--data", shown(&data)]);
    assert!(well && said.contains("Keep it safe"), "{said}");
    let (well, said) = duka(&["export", shown(&export), "--data", shown(&data)]);
    assert!(!well && said.contains("is not empty"), "{said}");
    let page = old.get("/products/breakfast-mug");
    old.end();
    let (well, said) = import(&export, &home.path().join("of-running"));
    assert!(well && said.contains("All is well"), "{said}");
    fs::remove_dir_all(&export).unwrap();
    let (well, said) = duka(&["export", shown(&export), "--data", shown(&data)]);
    assert!(well && !data.join("export").exists() && !home.path().join("export.part").exists(), "{said}");
    let mut files = Vec::new();
    files_below(&export, &mut files);
    for file in &files {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }

    let had = sums(&data);
    assert!(had.iter().filter(|(_, sum)| sum.rows > 0).count() > 15, "{had:?}");
    let (well, said) = import(&export, &new);
    assert!(well && said.contains("All is well"), "{said}");
    assert!(said.contains("sells nothing and sends nothing"), "{said}");
    // It is the same but for what makes it wait.
    let waits = [tables::BROUGHT_BACK.id, tables::COUNTERS.id, tables::EVENTS.id];
    let but = |sums: Vec<(u16, Sum)>| sums.into_iter().filter(|(table, _)| !waits.contains(table)).collect::<Vec<_>>();
    assert_eq!(but(sums(&new)), but(had.clone()));
    reads_as_it_was_written(&export, &had, home.path());
    let pictures = Blobs::open(&new.join("pictures")).unwrap();
    assert_eq!(pictures.get(&blobs::hash(PICTURE), "400.webp").unwrap().as_deref(), Some(PICTURE));
    let (well, said) = import(&export, &new);
    assert!(!well && said.contains("is not empty"), "{said}");
    {
        let app = open(&new, Clock::Real).unwrap().app;
        brought_back::open(&app, &By::shop()).await.unwrap();
        app.close();
    }
    let serving = Serving::start(&new);
    assert_eq!((page.0, serving.get("/products/breakfast-mug")), (200, page));
    serving.end();

    whatever_is_changed_is_named(&export, home.path());
    a_newer_form_is_refused(&export, home.path());
    let products = had.iter().find(|(table, _)| *table == tables::PRODUCTS.id).unwrap().1.rows;
    another_shop_takes_the_products(&export, home.path(), products).await;
}

fn store_on(engine: Arc<dyn Engine>) -> Store {
    let time_limit = std::time::Duration::from_secs(60);
    let (tables, seed) = (tables::KEPT, [9; 32]);
    Store::open(engine, Options { tables, kept: true, clock: Clock::Real, seed, twice: false, time_limit }).unwrap()
}

/// Every row, as bytes.
fn all_rows(store: &Store) -> Vec<(u16, Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    for table in tables::KEPT {
        let mut next = Some(Span::all());
        while let Some(span) = next {
            let stretch = store.stretch(table, &span).unwrap();
            found.extend(stretch.rows.into_iter().map(|(key, record)| (table.id, key, record)));
            next = stretch.rest;
        }
    }
    found
}

/// What `store` keeps, in another engine, by way of a backup.
fn moved(store: &Store, into: &Arc<dyn Engine>, work: &Path) -> Store {
    let target = FolderTarget::at(&work.join("backup"));
    fs::create_dir_all(work.join("history")).unwrap();
    base::make(store, &target, Time::from_micros(1)).unwrap();
    let source = Source { bases: &target, history: &work.join("history") };
    let mut random = Random::from_seed([4; 32]);
    restore(&source, At::Newest, (&**into, tables::KEPT), work, &mut random, &|_| {}).unwrap();
    store_on(into.clone())
}

/// The way to another engine, and back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_moves_to_another_engine_and_back_with_identical_rows() {
    let home = Folder::new();
    let data = home.path().join("shop");
    furnished(&data).await;
    let app = open(&data, Clock::Real).unwrap().app;
    let (rows, sums) = (all_rows(app.store()), app.store().sums().unwrap().1);
    assert!(rows.len() > 1_000);
    let (there, back) = (home.path().join("there"), home.path().join("back"));
    let in_memory = moved(app.store(), &(Arc::new(memory::Memory::new()) as Arc<dyn Engine>), &there);
    app.close();
    assert!(all_rows(&in_memory) == rows && in_memory.sums().unwrap().1 == sums);
    fs::create_dir_all(&back).unwrap();
    let redb: Arc<dyn Engine> = Arc::new(Redb::open(File::File(back.join("shop.redb")), 1 << 20).unwrap());
    let again = moved(&in_memory, &redb, &back);
    assert!(all_rows(&again) == rows && again.sums().unwrap().1 == sums);
    assert!(again.check().unwrap().is_clean() && in_memory.check().unwrap().is_clean());
}
