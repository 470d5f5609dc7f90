//! Places for backups, from the desk: chosen, tried, kept, sent to, paused, removed; the recovery key; thanks that wait.

mod key;
mod mended;
mod old;
mod thanks;
mod tried;

use crate::bench::Folder;
use crate::desk::owner;
use crate::shop::{ANA, TestShop, Visitor};
use duka::app::backups::away::Stands;
use duka::app::{By, people, places};
use duka::base::time::DAY;
use duka::base::{Clock, Id};
use duka::domain::backup::{BackupPlace, Bucket, Found, Rhythm, Site};
use duka::domain::catalog::Product;
use duka::jobs::{self, Care};
use duka::ops::archive;
use duka::ops::backup::base;
use duka::ops::backup::drill::{Looked, Proof};
use duka::ops::backup::elsewhere::{Elsewhere, Preset};
use duka::ops::keys::{Keys, Ring};
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::outside::targets::{Failed, Object, Target, all};
use duka::store::history::{BUDGET_BYTES, History};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::watch;

const PASSWORD: &str = "a long enough password";
/// As if it were on another disk.
const FOUND: Found = Found { guards: true, removes: true, same_disk: false };

/// A shop with a data folder, which can send, and a disk elsewhere.
struct Sending {
    shop: TestShop,
    data: Folder,
    disk: Folder,
}

impl Sending {
    async fn new() -> Sending {
        let mut shop = TestShop::open().await;
        let (data, disk) = (Folder::new(), Folder::new());
        let history = History::open(&data.path().join("history"), BUDGET_BYTES).unwrap();
        shop.app().drawer.fill(Arc::new(Ring::of(data.path())));
        shop.care = Arc::new(Care {
            history: Some(Mutex::new(history)),
            elsewhere: Some(Elsewhere::of(data.path(), None)),
            ..Care::of(shop.app().clone())
        });
        Sending { shop, data, disk }
    }

    /// With the recovery key typed back.
    async fn confirmed() -> Sending {
        let sending = Sending::new().await;
        let mut keys = Keys::open(sending.data.path()).unwrap();
        assert!(keys.confirm(&keys.recovery_text()).unwrap());
        sending
    }

    fn path(&self) -> String {
        self.disk.path().join("shop").display().to_string()
    }

    fn target(&self) -> FolderTarget {
        FolderTarget::at(&self.disk.path().join("shop"))
    }

    /// Without the one that only asks what time it is there.
    fn files(&self) -> Vec<String> {
        let target = self.target();
        let names = all(&target, "").map(|object| object.unwrap().name);
        names.filter(|name| !name.starts_with("clock/")).collect()
    }

    /// A whole backup of its own, proved.
    fn backs_up(&self) {
        let (local, now) = (FolderTarget::at(&self.data.path().join("backup")), self.shop.clock.now());
        let manifest = base::make(self.shop.app().store(), &local, now).unwrap();
        let looked = Looked::AsAShop;
        let proof = Proof { at: now, took_ms: 1, rows: manifest.rows(), looked, troubles: Vec::new() };
        local.put(&archive::proof_of(&manifest.name), &serde_json::to_vec(&proof).unwrap()).unwrap();
    }

    async fn keeps(&self, site: Site) -> Id<BackupPlace> {
        places::add(self.shop.app(), &By::shop(), "Cellar".into(), site, FOUND).await.unwrap()
    }

    fn stands(&self, id: Id<BackupPlace>) -> Stands {
        self.shop.app().backups.now().away.into_iter().find(|away| away.place == Some(id)).unwrap().stands
    }

    async fn writes_something(&self) {
        self.shop.sells("Mug", "24.00", 5).await;
    }
}

/// Waits for what others do beside, and not for ever.
async fn until(what: &str, mut is: impl FnMut() -> bool) {
    const TIME_MAX: Duration = Duration::from_secs(30);
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < TIME_MAX, "{what}, at last");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn with_password(shop: &TestShop) -> Visitor {
    let staff =
        shop.app().read(|rows| Ok(rows.span(&duka::store::tables::STAFF, duka::store::Span::all(), 10)?.remove(0).1));
    people::change_password(shop.app(), &By::shop(), staff.unwrap().id, PASSWORD.into()).await.unwrap();
    owner(shop).await
}

#[tokio::test]
async fn a_folder_is_tried_kept_sent_to_paused_and_removed() {
    let sending = Sending::confirmed().await;
    let (shop, path) = (&sending.shop, sending.path());
    let mut ana = owner(shop).await;
    ana.get("/admin/backups").await.says("Nothing leaves this computer yet");
    let names = ana.get("/admin/backups/new").await;
    for name in ["Hetzner", "Backblaze B2", "Cloudflare R2", "AWS", "Scaleway", "Other S3", "Folder or USB disk"] {
        names.says(name);
    }
    let form = |path: &str, what: &'static str| {
        vec![("with", "folder".to_owned()), ("path", path.to_owned()), ("name", "Cellar".into()), ("do", what.into())]
    };
    let inside = sending.data.path().join("backup/elsewhere").display().to_string();
    let link = sending.disk.path().join("link");
    std::os::unix::fs::symlink(sending.data.path(), &link).unwrap();
    for (typed, sentence) in [
        ("usb", "Please write the whole path from the beginning"),
        (&inside, "This is the shop's own folder."),
        (&link.join("x").display().to_string(), "This is the shop's own folder."),
        ("/nowhere/at/all", "is not there. Is its disk plugged in?"),
    ] {
        let refused = post(&mut ana, "/admin/backups/new", &form(typed, "try")).await;
        refused.is(422).says(sentence);
        assert_eq!((refused.field("path"), refused.field("name")), (typed.to_owned(), "Cellar".into()));
    }
    let tried = post(&mut ana, "/admin/backups/new", &form(&path, "try")).await;
    tried.is(200).says("It works: files are kept there").says("It is on this computer only");
    assert_eq!(sending.files(), Vec::<String>::new(), "a try leaves nothing behind");
    assert_eq!(post(&mut ana, "/admin/backups/new", &form(&path, "keep")).await.is(303).location(), "/admin/backups");
    post(&mut ana, "/admin/backups/new", &form(&path, "keep")).await.is(422).says("Backups are sent there already.");

    shop.works().await;
    assert!(sending.files().iter().any(|name| name.starts_with("history/")), "{:?}", sending.files());
    ana.get("/admin/backups").await.says("Cellar").says("On this computer only").says("Last sent just now");
    ana.get("/admin").await.says("Backups are on this computer only");
    let id = shop.app().read(|rows| places::all(rows)).unwrap()[0].id;
    let page = format!("/admin/backups/places/{id}");
    decides_and_pauses(&sending, &mut ana, &page).await;
    // Days have passed.
    let mut ana = owner(shop).await;
    let before = sending.files();
    assert_eq!(ana.post(&format!("{page}/remove"), &[]).await.is(303).location(), "/admin/backups");
    sending.writes_something().await;
    shop.works().await;
    assert_eq!(sending.files(), before, "what lies there stays, and nothing comes");
    ana.get(&page).await.is(404);
    ana.get("/admin/activity").await.says("Backups are not sent to Cellar any more. What lies there stays.");
}

async fn post(visitor: &mut Visitor, path: &str, fields: &[(&str, String)]) -> crate::shop::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.post(path, &fields).await
}

async fn decides_and_pauses(sending: &Sending, ana: &mut Visitor, page: &str) {
    let shop = &sending.shop;
    let decided = [
        ("name", "Cellar"),
        ("rhythm", "daily"),
        ("hour", "3"),
        ("days", "40"),
        ("weeks", "8"),
        ("months", "6"),
        ("limit", "500"),
    ];
    let wrong: Vec<_> = decided.iter().map(|(n, v)| (*n, if *n == "limit" { "fast" } else { v })).collect();
    let refused = ana.post(page, &wrong).await;
    refused.is(422).says("Please enter a whole number from 1 to 10000000.");
    assert_eq!((refused.field("limit"), refused.field("weeks")), ("fast".into(), "8".into()));
    ana.post(page, &decided).await.is(303);
    let place = shop.app().read(|rows| places::all(rows)).unwrap().remove(0);
    assert_eq!((place.rhythm, place.hour, place.limit), (Rhythm::Daily, 3, Some(500)));
    assert_eq!(shop.app().read(|rows| places::hour(rows)).unwrap(), 3);

    // Once a day: now, and then at three.
    shop.works().await;
    for (hours, comes) in [(1, false), (15, false), (2, true), (1, false), (24, true)] {
        sending.writes_something().await;
        shop.waits(hours * duka::base::time::HOUR).await;
        let last = shop.app().backups.now().away[0].sent.unwrap().at;
        assert_eq!(last == shop.clock.now(), comes, "after {hours} h more");
    }
    let mut ana = owner(shop).await;
    ana.post(&format!("{page}/pause"), &[]).await.is(303);
    shop.waits(duka::base::time::DAY).await;
    let mut ana = owner(shop).await;
    ana.get("/admin/backups").await.says("Paused");
    assert_ne!(shop.app().backups.now().away[0].sent.unwrap().at, shop.clock.now());
    ana.post(&format!("{page}/pause"), &[]).await.is(303);
    ana.post(&format!("{page}/again"), &[]).await.is(303);
    shop.works().await;
    assert_eq!(shop.app().backups.now().away[0].sent.unwrap().at, shop.clock.now());
}

/// A bucket at a store that takes every call and answers none.
fn stalling() -> Site {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let held: Vec<_> = listener.incoming().collect();
        drop(held);
    });
    bucket(&endpoint, "AK", "SK")
}

fn bucket(endpoint: &str, key_id: &str, secret: &str) -> Site {
    Site::Bucket(Bucket {
        provider: "s3".into(),
        endpoint: endpoint.into(),
        region: "us-east-1".into(),
        bucket: crate::buckets::BUCKET.into(),
        folder: String::new(),
        key_id: key_id.into(),
        secret: secret.into(),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_stalls_holds_up_no_other() {
    let sending = Sending::confirmed().await;
    let stalled = sending.keeps(stalling()).await;
    let well = sending.keeps(Site::Folder { path: sending.path() }).await;
    let (stop, stopped) = watch::channel(false);
    let lanes = jobs::drive(&sending.shop.care, &stopped);
    for _ in 0..3 {
        sending.writes_something().await;
        let position = sending.shop.app().position().seq;
        let has = || {
            let away = sending.shop.app().backups.now().away;
            away.iter().any(|a| a.place == Some(well) && a.sent.is_some_and(|sent| sent.up_to >= position))
        };
        until(&format!("{:?}", sending.shop.app().backups.now().away), has).await;
        assert_eq!(sending.stands(stalled), Stands::Beginning);
    }
    stop.send_replace(true);
    sending.shop.care.elsewhere.as_ref().unwrap().stop();
    for lane in lanes {
        lane.await.unwrap();
    }
}

/// How long an order takes until it lies elsewhere, at a folder and at a bucket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_elsewhere_within_a_second() {
    const ORDERS: u8 = 10;
    let sending = Sending::confirmed().await;
    let shop = &sending.shop;
    let mug: Product = shop.sells("Mug", "24.00", 200).await;
    let mut sites = vec![Site::Folder { path: sending.path() }];
    let server = crate::buckets::Server::moto("open");
    sites.extend(server.iter().map(|server| bucket(&server.bucket(0, "").place.endpoint, "AKTEST", "SKTEST")));
    for site in sites {
        let id = sending.keeps(site).await;
        let (stop, stopped) = watch::channel(false);
        let lanes = jobs::drive(&shop.care, &stopped);
        let up_to = || {
            let away = shop.app().backups.now().away;
            away.iter().find(|a| a.place == Some(id)).and_then(|a| a.sent).map_or(0, |sent| sent.up_to)
        };
        until("the first time", || up_to() >= shop.app().position().seq).await;
        let mut took = Vec::new();
        for n in 0..ORDERS {
            let form = ANA.asks(shop, &[(&mug, 1)], n).unwrap();
            let began = Instant::now();
            duka::app::checkout::place(shop.app(), &By::buyer(1), form).await.unwrap();
            let position = shop.app().position().seq;
            until("an order leaves", || up_to() >= position).await;
            took.push(began.elapsed());
        }
        stop.send_replace(true);
        for lane in lanes {
            lane.await.unwrap();
        }
        places::remove(shop.app(), &By::shop(), id).await.unwrap();
        took.sort();
        eprintln!("{} orders: p50 {:?}, worst {:?}", took.len(), took[took.len() / 2], took[took.len() - 1]);
        assert!(took[took.len() / 2] < Duration::from_secs(1), "{took:?}");
    }
    shop.works().await;
}

/// A disk whose files were all put there long ago, by a clock that agrees with the shop's.
struct Old {
    disk: FolderTarget,
    clock: Clock,
}

impl Target for Old {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.disk.put(name, bytes)
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.disk.put_new(name, bytes)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.disk.get(name)
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        let now = self.clock.now();
        let aged = |object: Object| {
            let back = if object.name.starts_with("clock/") { 0 } else { 100 * DAY };
            Object { modified: now.minus(back), ..object }
        };
        Ok(self.disk.list(prefix, after, limit)?.into_iter().map(aged).collect())
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.disk.remove(name)
    }
}

#[tokio::test]
async fn it_is_asked_before_more_than_half_goes_and_one_press_agrees() {
    let mut sending = Sending::confirmed().await;
    let disk = Old { disk: sending.target(), clock: sending.shop.clock.clone() };
    let preset = Preset { name: "The old disk".into(), to: Arc::new(disk), same_disk: false };
    let care = Arc::into_inner(std::mem::replace(&mut sending.shop.care, TestShop::open().await.care.clone())).unwrap();
    let elsewhere = Some(Elsewhere::of(sending.data.path(), Some(preset)));
    sending.shop.care = Arc::new(Care { elsewhere, ..care });
    for _ in 0..3 {
        sending.writes_something().await;
        sending.backs_up();
        sending.shop.works().await;
    }
    let manifests = || sending.files().iter().filter(|name| name.ends_with("manifest.json.age")).count();
    let before = manifests();
    assert!(before >= 3, "{:?}", sending.files());
    sending.shop.waits(DAY).await;
    let mut ana = owner(&sending.shop).await;
    ana.get("/admin").await.says("The old disk asks before old backups go").says("backups there are older");
    assert!(manifests() >= before, "nothing went");
    ana.get("/admin/backups").await.says("It asks before old backups go.");
    ana.post("/admin/backups/set-at-start/agree", &[]).await.is(303);
    sending.shop.works().await;
    assert!((1..before).contains(&manifests()), "{:?}", sending.files());
    assert!(!ana.get("/admin").await.words().contains("asks before old backups go"));
}
