//! The program itself: `duka restore` makes a shop of what was sent elsewhere, with nothing but the recovery key.

use crate::bench::Folder;
use crate::buckets::Server;
use duka::app::backups::away::Stands;
use duka::app::standing::Standing;
use duka::app::{App, By, catalog, furnish};
use duka::base::Clock;
use duka::boot::open;
use duka::ops::backup::elsewhere::{Elsewhere, Preset};
use duka::ops::backup::keeper::Keeper;
use duka::ops::keys::Keys;
use duka::outside::blobs;
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::outside::targets::s3::{Bucket, S3};
use duka::outside::targets::{Abilities, Target};
use duka::store::{Sum, tables};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

const PICTURE: &[u8] = b"a picture of a mug";

/// Sums of every table but those a restored shop writes into before anything else.
pub type Sums = Vec<(u16, Sum)>;

/// A shop that sells one thing, and everything it keeps, sent to `target`.
pub async fn shop_that_sends(data: &Path, target: Box<dyn Target>) -> Sums {
    let opened = open(data, Clock::Real).unwrap();
    let (app, history) = (opened.app, Mutex::new(opened.history));
    furnish::set_the_scene(&app, "http://shop.test").await.unwrap();
    app.blobs.put(&blobs::hash(PICTURE), "400.webp", PICTURE).unwrap();
    let keeper = Keeper::of(data);
    assert!(keeper.back_up(app.store(), &history, &Clock::Real).unwrap().proof.unwrap().holds());
    // After the backup: history alone has it.
    catalog::create(&app, &By::shop(), "Mug".into(), "24.00".into()).await.unwrap();
    history.lock().unwrap().follow(app.store()).unwrap();

    let preset = Preset { name: "elsewhere".into(), to: Arc::from(target), same_disk: false };
    let elsewhere = Elsewhere::of(data, Some(preset));
    // Whoever sends may wait, so it is never a thread that drives tasks.
    let round = || tokio::task::block_in_place(|| Some(elsewhere.due(&app).unwrap().first()?.work(&app, &history)));
    let stands = || app.backups.now().away.remove(0).stands;
    assert_eq!((round(), stands()), (None, Stands::NotConfirmed), "nothing leaves before the key was typed back");
    let mut keys = Keys::open(data).unwrap();
    assert!(keys.confirm(&keys.recovery_text()).unwrap());
    assert!(round().is_some_and(|files| files > 4));
    assert_eq!(stands(), Stands::Well);
    app.backups.try_again(None);
    assert_eq!(round(), Some(0), "all of it lies there already");
    let sums = sums_of(&app);
    app.close();
    sums
}

fn sums_of(app: &App) -> Sums {
    let own = [tables::COUNTERS.id, tables::EVENTS.id, tables::BROUGHT_BACK.id];
    app.store().sums().unwrap().1.into_iter().filter(|(table, _)| !own.contains(table)).collect()
}

pub fn sums(data: &Path) -> Sums {
    let app = open(data, Clock::Real).unwrap().app;
    assert_eq!(app.standing(), Standing::BroughtBack);
    assert_eq!(app.blobs.get(&blobs::hash(PICTURE), "400.webp").unwrap().as_deref(), Some(PICTURE));
    let sums = sums_of(&app);
    app.close();
    sums
}

/// What the program said, and whether it was content.
fn duka(arguments: &[&str], bucket: Option<&Bucket>) -> (bool, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_duka"));
    program.args(arguments).env_remove("DUKA_DATA");
    if let Some(bucket) = bucket {
        program.env("DUKA_S3_KEY", &bucket.login.key_id).env("DUKA_S3_SECRET", &bucket.login.secret);
    }
    let ended = program.output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.success(), String::from_utf8(said).unwrap())
}

async fn comes_back_by_the_program_alone(target: Box<dyn Target>, address: &str, bucket: Option<&Bucket>) {
    let (old, new) = (Folder::new(), Folder::new());
    let had = shop_that_sends(old.path(), target).await;
    let old_data = old.path().to_str().unwrap();
    let (well, key) = duka(&["backup", "key", "--data", old_data], None);
    assert!(well && key.starts_with("AGE-SECRET-KEY-1"), "{key}");
    let drawer = new.path().join("from the drawer.txt");
    std::fs::write(&drawer, &key).unwrap();

    let data = new.path().join("shop");
    let restore = ["restore", "--from", address, "--data", data.to_str().unwrap()];
    let (well, said) = duka(&restore, bucket);
    assert!(!well && said.contains("--key FILE"), "{said}");
    // A wrong key leaves nothing behind that would be in the way.
    let wrong = new.path().join("wrong.txt");
    std::fs::write(&wrong, Keys::open(new.path()).unwrap().recovery_text()).unwrap();
    let (well, said) = duka(&[&restore[..], &["--key", wrong.to_str().unwrap()]].concat(), bucket);
    assert!(!well && said.contains("This key does not open the backup"), "{said}");
    let (well, said) = duka(&[&restore[..], &["--key", drawer.to_str().unwrap()]].concat(), bucket);
    assert!(well && said.contains("Start it:   duka serve"), "{said}");
    assert!(said.contains("of disk are needed") && said.contains("sells nothing and sends nothing"), "{said}");
    assert_eq!(sums(&data), had);

    // It goes on under the same keys and with the same history.
    let keys = Keys::open(&data).unwrap();
    assert!(keys.is_confirmed() && keys.recovery_text() == key.trim());
    let has = |folder: &Path| std::fs::read_dir(folder.join("history")).unwrap().count();
    assert!(has(&data) >= has(old.path()));

    // And from its own folder it comes back with its keys as well.
    let third = new.path().join("third");
    let (well, said) = duka(&["restore", "--from", data.to_str().unwrap(), "--data", third.to_str().unwrap()], None);
    assert!(well && sums(&third) == had, "{said}");
    assert_eq!(Keys::open(&third).unwrap().recovery_text(), key.trim());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_comes_back_from_a_folder_and_a_key() {
    let elsewhere = Folder::new();
    let place = elsewhere.path().join("disk");
    comes_back_by_the_program_alone(Box::new(FolderTarget::at(&place)), place.to_str().unwrap(), None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_comes_back_from_a_bucket_and_a_key() {
    let Some(server) = Server::moto("open") else { return };
    let bucket = server.bucket(0, "my-shop");
    let address = format!("{}/{}/{}", bucket.place.endpoint, bucket.name, bucket.folder);
    let target = S3::of(&bucket, Abilities::ALL).unwrap();
    comes_back_by_the_program_alone(Box::new(target), &address, Some(&bucket)).await;
}
