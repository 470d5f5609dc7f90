//! What a shop itself keeps on its own disk, by the clock of the machine.

use crate::bench::Folder;
use crate::shop::TestShop;
use duka::app::{By, catalog, furnish};
use duka::base::Clock;
use duka::base::time::{DAY, HOUR};
use duka::boot::open;
use duka::jobs::Care;
use duka::ops::backup::drill::{Looked, drill};
use duka::ops::backup::keeper::Keeper;
use duka::ops::restore::{SPACE_FACTOR, Source, space_needed};
use duka::ops::send::pace::{Pace, Real};
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::store::history::{BUDGET_BYTES, History};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// One bit of the first file in a folder whose name contains that.
fn flip(folder: &Path, part: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let file = files.filter(|path| path.to_string_lossy().contains(part)).min().unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    file
}

#[tokio::test]
async fn day_by_day_only_what_changed_is_kept_until_something_is_damaged() {
    let data = Folder::new();
    let opened = open(data.path(), Clock::Real).unwrap();
    let (app, history, keeper) = (opened.app, Mutex::new(opened.history), Keeper::of(data.path()));
    let backs_up = || keeper.back_up(app.store(), &history, &Clock::Real).unwrap();
    furnish::set_the_scene(&app, "http://shop.test").await.unwrap();
    let base = backs_up();
    assert!(base.manifest.is_base() && base.proof.as_ref().unwrap().holds());
    catalog::create(&app, &By::shop(), "Mug".into(), "24.00".into()).await.unwrap();
    let more = backs_up();
    let proof = more.proof.clone().unwrap();
    assert!(!more.manifest.is_base() && proof.holds() && proof.looked == Looked::AsAShop, "{proof:?}");
    assert!(more.manifest.bytes() < base.manifest.bytes() && proof.rows == more.manifest.rows());
    let again = backs_up();
    assert_eq!(again.manifest, more.manifest, "nothing was written since: it was proved again");
    assert!(again.proof.unwrap().at > proof.at);

    // Without room for a second store.
    let (local, work) = (FolderTarget::at(&data.path().join("backup")), Folder::new());
    let source = Source { bases: &local, history: &data.path().join("history") };
    let read = drill(&source, &more.manifest, Looked::RowByRow, work.path(), &Clock::Real).unwrap();
    assert!(read.holds() && read.rows == proof.rows && read.looked == Looked::RowByRow);
    assert!(!work.path().join("shop.redb").exists());
    assert_eq!(space_needed(2_000), 2_000 * SPACE_FACTOR.0 / SPACE_FACTOR.1);

    let bad = flip(&data.path().join("backup/bases").join(&base.manifest.name), ".zst");
    let name = bad.file_name().unwrap().to_str().unwrap().to_owned();
    let read = drill(&source, &more.manifest, Looked::RowByRow, work.path(), &Clock::Real).unwrap();
    assert!(read.troubles.iter().any(|trouble| trouble.contains(&name)), "{:?}", read.troubles);
    let mut pace = Pace::of(None, Box::new(Real::new()));
    let scrubbed = keeper.scrub(&history, app.now(), &mut pace).unwrap();
    assert!(scrubbed.damaged.len() == 1 && scrubbed.damaged[0].contains(&name), "{scrubbed:?}");
    catalog::create(&app, &By::shop(), "Bowl".into(), "24.00".into()).await.unwrap();
    let whole = backs_up();
    assert!(whole.manifest.is_base() && whole.proof.unwrap().holds(), "what builds on damage is not gone on with");
    assert!(keeper.kept().unwrap().iter().all(|kept| kept.proof.as_ref().is_some_and(|p| p.holds())));
    app.close();
}

#[tokio::test]
async fn once_a_week_everything_is_read_and_staff_hears_of_damage() {
    let mut shop = TestShop::open().await;
    let data = Folder::new();
    let mut history = History::open(&data.path().join("history"), BUDGET_BYTES).unwrap();
    shop.sells("Mug", "24.00", 5).await;
    history.follow(shop.app().store()).unwrap();
    let care = Care {
        history: Some(Mutex::new(history)),
        keeper: Some(Keeper::of(data.path())),
        ..Care::of(shop.app().clone())
    };
    shop.care = Arc::new(care);
    let looked = || shop.care.keeper.as_ref().unwrap().scrubbed().unwrap().unwrap();
    let trouble = || shop.app().backups.now().trouble;
    shop.works().await;
    let first = looked();
    assert_eq!((trouble(), first.damaged.len()), (None, 0));
    let bad = flip(&data.path().join("history"), ".zst");
    shop.waits(7 * DAY - HOUR).await;
    assert_eq!(looked(), first, "it was read a few days ago");
    shop.waits(HOUR).await;
    let name = bad.file_name().unwrap().to_str().unwrap();
    assert!(trouble().is_some_and(|sentence| sentence.contains(name)), "{:?}", trouble());
}
