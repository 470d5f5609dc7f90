//! A shop that is brought back from before an erasure erases again, before anybody can look into it.

use super::{named_in, rows, traces};
use crate::bench::Folder;
use crate::program::{duka, shown};
use crate::shop::placed;
use duka::app::standing::Standing;
use duka::app::{By, catalog, erasure, furnish, orders, payments};
use duka::base::{Clock, Id};
use duka::boot::open;
use duka::domain::people::Customer;
use duka::domain::stock::Change;
use duka::jobs::{self, Care};
use duka::ops::backup::elsewhere::{Elsewhere, Preset};
use duka::ops::backup::keeper::Keeper;
use duka::ops::keys::Keys;
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::tables;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

/// A shop in a folder, sending to another one.
pub async fn shop(data: &Path, keeper: Keeper, to: Preset, clock: Clock) -> Arc<Care> {
    let opened = open(data, clock).unwrap();
    furnish::set_the_scene(&opened.app, "http://shop.test").await.unwrap();
    duka::app::settings::change(&opened.app, &By::shop(), |settings| {
        settings.mail.server = duka::domain::settings::MailServer::Caught;
        Ok(())
    })
    .await
    .unwrap();
    let mut keys = Keys::open(data).unwrap();
    assert!(keys.confirm(&keys.recovery_text()).unwrap());
    Arc::new(Care {
        history: Some(Mutex::new(opened.history)),
        keeper: Some(keeper),
        elsewhere: Some(Elsewhere::of(data, Some(to))),
        ..Care::of(opened.app)
    })
}

/// Somebody orders, pays, and gets it.
pub async fn sold(care: &Arc<Care>) -> Id<Customer> {
    let (app, by) = (&care.app, By::shop());
    let mug = catalog::create(app, &by, "Mug".into(), "24.00".into()).await.unwrap();
    let variant = app.read(|rows| Ok(rows.get(&tables::PRODUCTS, &mug)?)).unwrap().unwrap().variants[0].id;
    catalog::change_stock(app, &by, mug, variant, Change::Received(5), String::new()).await.unwrap();
    let order = placed(app, mug, variant, 1).await;
    jobs::round(care).await.unwrap();
    payments::mark_paid(app, &by, order.id, order.total(), "from the sister of Ana".into()).await.unwrap();
    orders::ship(app, &by, order.id, "DHL".into(), "TRACK-4711".into()).await.unwrap();
    jobs::round(care).await.unwrap();
    order.customer
}

/// Only the newest is kept where files may be taken away.
fn newest_in(folder: &Path) -> PathBuf {
    let files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_from_before_an_erasure_names_nobody_who_was_erased() {
    let (data, place) = (Folder::new(), Folder::new());
    let bucket = place.path().join("bucket");
    let to = Preset { name: "elsewhere".into(), to: Arc::new(FolderTarget::at(&bucket)), same_disk: false };
    let care = shop(data.path(), Keeper::of(data.path()), to, Clock::Real).await;
    let customer = sold(&care).await;
    let before = care.app.position().seq;
    assert!(named_in(care.app.store()).len() > 8);
    erasure::erase(&care.app, &By::shop(), customer).await.unwrap();
    jobs::round(&care).await.unwrap();
    care.app.backups.try_again(None);
    jobs::round(&care).await.unwrap();
    assert_eq!(named_in(care.app.store()), []);
    care.app.close();
    drop(care);

    let key = place.path().join("key.txt");
    std::fs::write(&key, Keys::open(data.path()).unwrap().recovery_text()).unwrap();
    for (from, name) in [(data.path(), "of its folder"), (&bucket, "of the place")] {
        let new = place.path().join(name);
        let mut program = Command::new(env!("CARGO_BIN_EXE_duka"));
        program.arg("restore").arg("--from").arg(from).arg("--data").arg(&new).env_remove("DUKA_DATA");
        program.args(["--at", &format!("#{before}")]);
        if from == bucket {
            program.arg("--key").arg(&key);
        }
        let ended = program.output().unwrap();
        let said = String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap();
        assert!(ended.status.success(), "{said}");
        let app = open(&new, Clock::Real).unwrap().app;
        assert_eq!(app.standing(), Standing::BroughtBack);
        assert_eq!(named_in(app.store()), [], "{name}");
        assert!(rows(app.store()).iter().any(|(table, _)| *table == "erased"));
        // It is known there, too, for the next time.
        assert_eq!(erasure::ledger(app.store()).unwrap().keys().collect::<Vec<_>>(), [&customer]);
        app.close();
    }
    // A ledger that is damaged keeps nobody from getting the shop back, which says so.
    let sealed = newest_in(&bucket.join("erased"));
    let mut bytes = std::fs::read(&sealed).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&sealed, bytes).unwrap();
    let new = place.path().join("without the ledger");
    let mut program = Command::new(env!("CARGO_BIN_EXE_duka"));
    program.arg("restore").arg("--from").arg(&bucket).arg("--data").arg(&new).arg("--key").arg(&key);
    assert!(program.env_remove("DUKA_DATA").output().unwrap().status.success());
    let app = open(&new, Clock::Real).unwrap().app;
    let row = app.read(|rows| Ok(rows.get(&tables::BROUGHT_BACK, &())?)).unwrap().unwrap();
    assert!(row.remarks.iter().any(|remark| remark.contains("erased/")), "{:?}", row.remarks);
    app.close();
    let ledger = std::fs::read(newest_in(&data.path().join("backup/erased"))).unwrap();
    assert!(String::from_utf8(ledger.clone()).unwrap().contains(&customer.to_string()) && traces(&ledger).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_from_before_an_erasure_names_nobody_either_when_it_is_asked_who_was_erased() {
    let (data, place) = (Folder::new(), Folder::new());
    let (bucket, export) = (place.path().join("bucket"), place.path().join("export"));
    let to = || Preset { name: "elsewhere".into(), to: Arc::new(FolderTarget::at(&bucket)), same_disk: false };
    let care = shop(data.path(), Keeper::of(data.path()), to(), Clock::Real).await;
    let customer = sold(&care).await;
    care.app.close();
    drop(care);
    let (well, said) = duka(&["export", shown(&export), "--data", shown(data.path())]);
    assert!(well, "{said}");
    let opened = open(data.path(), Clock::Real).unwrap();
    let care = Arc::new(Care {
        history: Some(Mutex::new(opened.history)),
        keeper: Some(Keeper::of(data.path())),
        elsewhere: Some(Elsewhere::of(data.path(), Some(to()))),
        ..Care::of(opened.app)
    });
    erasure::erase(&care.app, &By::shop(), customer).await.unwrap();
    jobs::round(&care).await.unwrap();
    care.app.backups.try_again(None);
    jobs::round(&care).await.unwrap();
    care.app.close();
    drop(care);

    let key = place.path().join("key.txt");
    std::fs::write(&key, Keys::open(data.path()).unwrap().recovery_text()).unwrap();
    let import = |name: &str, asked: &[&str]| {
        let new = place.path().join(name);
        let (well, said) = duka(&[&["import", shown(&export), "--data", shown(&new)], asked].concat());
        (new, well, said)
    };
    let (_, well, said) = import("sealed", &["--erased", shown(&bucket)]);
    assert!(!well && said.contains("Name the file with the recovery key"), "{said}");
    let (new, well, said) = import("nobody asked", &[]);
    assert!(well && said.contains("Whoever was erased after that is named in it again"), "{said}");
    let named = |data: &Path| {
        let app = open(data, Clock::Real).unwrap().app;
        let named = named_in(app.store());
        app.close();
        named
    };
    assert!(named(&new).len() > 8);
    for (name, asked) in [
        ("its folder", vec!["--erased", shown(data.path())]),
        ("the place", vec!["--erased", shown(&bucket), "--key", shown(&key)]),
    ] {
        let (new, well, said) = import(name, &asked);
        assert!(well && !said.contains("is named in it again") && said.contains("All is well"), "{said}");
        assert_eq!(named(&new), [], "{name}");
    }
}
