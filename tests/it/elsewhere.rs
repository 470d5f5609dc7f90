//! Backups elsewhere: from what was sent alone a shop comes back as it was; damage is named, a wrong key says so, and it may
//! stop anywhere.

use crate::bench::*;
use crate::buckets::Server;
use duka::base::Random;
use duka::ops::archive::{self, Trouble};
use duka::ops::backup::base;
use duka::ops::backup::drill::{Looked, Proof};
use duka::ops::keys::{Keys, read_key};
use duka::ops::restore::{At, Source, restore};
use duka::ops::seal::{Seal, Sealed};
use duka::ops::send::pace::{Pace, Real};
use duka::ops::send::{Report, Sender};
use duka::ops::{fetch, send};
use duka::outside::blobs::{self, Blobs};
use duka::outside::targets::folder::Folder as FolderTarget;
use duka::outside::targets::s3::S3;
use duka::outside::targets::{Abilities, Failed, Kind, Object, Target, all};
use duka::store::Store;
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::memory::Memory;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const CAREFUL: Abilities = Abilities { refuses_to_overwrite: true, removes: false };
const PICTURES: u8 = 5;

/// A shop with what it keeps on its own machine.
pub struct Shop {
    pub home: Folder,
    pub store: Store,
    pub history: History,
    pub pictures: Blobs,
    pub keys: Keys,
    pub sold: u64,
}

impl Shop {
    fn new() -> Shop {
        let (home, store) = (Folder::new(), on_memory());
        let history = History::open(&home.path().join("history"), BUDGET_BYTES).unwrap();
        let pictures = Blobs::open(&home.path().join("pictures")).unwrap();
        let mut keys = Keys::open(home.path()).unwrap();
        assert!(
            Sender::new(&keys, Abilities::ALL, unlimited()).is_none(),
            "nothing leaves before the key was typed back"
        );
        assert!(keys.confirm(&keys.recovery_text()).unwrap());
        for n in 0..PICTURES {
            let bytes = vec![n; 1_000];
            pictures.put(&blobs::hash(&bytes), "400.webp", &bytes).unwrap();
        }
        Shop { home, store, history, pictures, keys, sold: 0 }
    }

    /// History, a proved base in the middle of it, history after it.
    fn that_sold(before: u64, after: u64) -> Shop {
        let mut shop = Shop::new();
        shop.sells(before);
        shop.backs_up();
        shop.sells(after);
        shop
    }

    pub fn furnished() -> Shop {
        Shop::that_sold(20, 5)
    }

    /// One entry and one piece of history each.
    pub fn sells(&mut self, n: u64) {
        for _ in 0..n {
            put(&self.store, self.sold % 17, thing("thing", self.sold));
            self.history.follow(&self.store).unwrap();
            self.sold += 1;
        }
    }

    fn local(&self) -> FolderTarget {
        FolderTarget::at(&self.home.path().join("backup"))
    }

    fn backs_up(&self) {
        let manifest = base::make(&self.store, &self.local(), clock().now()).unwrap();
        let looked = Looked::AsAShop;
        let proof = Proof { at: clock().now(), took_ms: 1, rows: manifest.rows(), looked, troubles: Vec::new() };
        self.local().put(&archive::proof_of(&manifest.name), &serde_json::to_vec(&proof).unwrap()).unwrap();
    }

    pub fn sender(&self, can: Abilities) -> Sender {
        Sender::new(&self.keys, can, unlimited()).unwrap()
    }

    pub fn sends(&self, sender: &mut Sender, to: &dyn Target) -> Result<[Report; 2], Trouble> {
        let pinned = Folder::new();
        // Pinned by another name on the same disk.
        self.history.pin(pinned.path()).unwrap();
        Ok([sender.history(pinned.path(), &self.pictures, to)?, sender.bases(&self.local(), &self.pictures, to)?])
    }

    /// From what lies elsewhere and the recovery key alone.
    #[track_caller]
    fn comes_back_from(&self, target: &dyn Target) {
        let back = comes_back(target, &self.keys.recovery_text()).unwrap();
        assert_eq!(back.remarks, Vec::<String>::new());
        assert_eq!(back.rows, rows(&self.store));
        for n in 0..PICTURES {
            let bytes = vec![n; 1_000];
            assert_eq!(back.pictures.get(&blobs::hash(&bytes), "400.webp").unwrap(), Some(bytes));
        }
    }
}

fn unlimited() -> Pace {
    Pace::of(None, Box::new(Real::new()))
}

struct Back {
    rows: AllRows,
    remarks: Vec<String>,
    pictures: Blobs,
    _home: Folder,
}

fn comes_back(target: &dyn Target, key: &str) -> Result<Back, Trouble> {
    let home = Folder::new();
    let seal = Seal::of(vec![read_key(key).unwrap()]);
    let mark = fetch::unlock(target, &seal)?;
    let sealed = Sealed::of(target, &seal);
    let mut remarks = Vec::new();
    if mark.is_none() {
        remarks.push(format!("{} is damaged", send::mark::file()));
    }
    let history = home.path().join("history");
    remarks.extend(fetch::history(&sealed, At::Newest, &history)?);
    let engine = Arc::new(Memory::new());
    let source = Source { bases: &sealed, history: &history };
    let work = home.path().join("work");
    let mut random = Random::from_seed([9; 32]);
    let report = restore(&source, At::Newest, (&*engine, TABLES), &work, &mut random, &|_| {});
    remarks.extend(report.map_err(|trouble| trouble.after(&remarks))?.remarks);
    let pictures = Blobs::open(&home.path().join("pictures")).unwrap();
    remarks.extend(fetch::pictures(&sealed, &pictures, &Default::default())?);
    let store = open(engine);
    assert_clean(&store);
    Ok(Back { rows: rows(&store), remarks, pictures, _home: home })
}

/// A folder of its own standing for a place elsewhere.
pub fn elsewhere() -> (Folder, FolderTarget) {
    let folder = Folder::new();
    let target = FolderTarget::at(&folder.path().join("bucket"));
    (folder, target)
}

/// What is kept there: without the file that tells the time, and without the words of those who bring a shop back.
fn names(target: &dyn Target) -> Vec<String> {
    let names = all(target, "").map(|object| object.unwrap().name);
    names.filter(|name| !name.starts_with("clock/") && !name.starts_with("lease/")).collect()
}

fn comes_back_from_there_alone(target: &dyn Target) {
    let mut shop = Shop::furnished();
    let mut sender = shop.sender(Abilities::ALL);
    let [history, bases] = shop.sends(&mut sender, target).unwrap();
    assert_eq!(
        (history.pictures, history.segments, bases.bases, history.removed),
        (5, 10, 1, 0),
        "{history:?} {bases:?}"
    );
    shop.comes_back_from(target);

    // What is there is not sent again, by this sender or by the next; what is new is.
    for mut again in [sender, shop.sender(Abilities::ALL)] {
        assert_eq!(shop.sends(&mut again, target).unwrap(), [Report::default(), Report::default()]);
        shop.sells(1);
        assert_eq!(shop.sends(&mut again, target).unwrap()[0].segments, 1);
    }
    shop.comes_back_from(target);
    // Nothing there says what it is of.
    let plain = blobs::show(&blobs::hash(&[1; 1_000]));
    assert!(names(target).iter().all(|name| name.ends_with(".age") && !name.contains(&plain[..16])));
}

#[test]
fn a_shop_comes_back_from_a_folder_elsewhere() {
    comes_back_from_there_alone(&elsewhere().1);
}

#[test]
fn a_shop_comes_back_from_a_bucket() {
    for server in [Server::moto("open"), Server::s3s()].into_iter().flatten() {
        comes_back_from_there_alone(&S3::of(&server.bucket(0, "shops/one"), Abilities::ALL).unwrap());
    }
}

#[test]
fn a_flipped_byte_in_any_file_is_named() {
    let (_home, target) = elsewhere();
    let shop = Shop::furnished();
    shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    let seal = Seal::of(vec![read_key(&shop.keys.recovery_text()).unwrap()]);
    let mut kinds = 0;
    for kind in ["shop/", "manifest.json", "proof.json", ".zst", "history/", "pictures/"] {
        let name = names(&target).into_iter().rfind(|name| name.contains(kind)).unwrap();
        let whole = target.get(&name).unwrap().unwrap();
        // In what age's header says, in its end, in the content.
        for at in [30, whole.len() / 2, whole.len() - 1] {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            target.put(&name, &flipped).unwrap();
            assert!(seal.open(&flipped).is_err(), "{name}, byte {at}");
            let said = match comes_back(&target, &shop.keys.recovery_text()) {
                Ok(back) => back.remarks.join(" "),
                Err(trouble) => trouble.sentence(),
            };
            // A proof is for the living; nobody who comes back needs it.
            assert!(kind == "proof.json" || said.contains(&name), "{name}, byte {at}: {said}");
        }
        target.put(&name, &whole).unwrap();
        kinds += 1;
    }
    assert_eq!(kinds, 6);
    shop.comes_back_from(&target);
}

#[test]
fn a_wrong_key_says_so_and_two_shops_do_not_meet() {
    let (_home, target) = elsewhere();
    let (shop, other) = (Shop::furnished(), Shop::furnished());
    let nothing = comes_back(&target, &shop.keys.recovery_text()).err().unwrap().sentence();
    assert_eq!(nothing, "There is no backup.");
    shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    let before = names(&target);
    let wrong = comes_back(&target, &other.keys.recovery_text()).err().unwrap().sentence();
    assert!(wrong.contains("This key does not open"), "{wrong}");
    let refused = other.sends(&mut other.sender(Abilities::ALL), &target).unwrap_err().sentence();
    assert!(refused.contains("Another shop"), "{refused}");
    assert_eq!(names(&target), before);
    // Whoever came back with the recovery key goes on there.
    let again = Folder::new();
    let key = read_key(&shop.keys.recovery_text()).unwrap();
    let mark = fetch::unlock(&target, &Seal::of(vec![key.clone()])).unwrap().unwrap();
    Keys::adopt(again.path(), &key, &mark).unwrap();
    let keys = Keys::open(again.path()).unwrap();
    let mut sender = Sender::new(&keys, Abilities::ALL, unlimited()).unwrap();
    assert_eq!(shop.sends(&mut sender, &target).unwrap(), [Report::default(), Report::default()]);
}

#[test]
fn small_pieces_go_when_a_large_one_came_unless_nothing_may_go() {
    for (can, most) in [(Abilities::ALL, 40), (CAREFUL, usize::MAX)] {
        let (_home, target) = elsewhere();
        let mut shop = Shop::furnished();
        let mut sender = shop.sender(can);
        let mut removed = 0;
        for _ in 0..8 {
            // Some are merged here before they were ever sent.
            shop.sells(7);
            removed += shop.sends(&mut sender, &target).unwrap()[0].removed;
        }
        assert_eq!(removed > 0, can.removes);
        let there = names(&target).iter().filter(|name| name.starts_with("history/")).count();
        assert!(there <= most, "{there} pieces");
        shop.comes_back_from(&target);
    }
}

#[test]
fn small_pieces_stand_in_for_a_damaged_large_one() {
    let (_home, target) = elsewhere();
    let mut shop = Shop::new();
    let mut sender = shop.sender(CAREFUL);
    for _ in 0..20 {
        shop.sells(1);
        shop.sends(&mut sender, &target).unwrap();
    }
    let large: Vec<String> = names(&target).into_iter().filter(|n| n.contains("-000000000016-1-")).collect();
    assert_eq!(large.len(), 1);
    target.put(&large[0], b"age-encryption.org/v1 or not").unwrap();
    let back = comes_back(&target, &shop.keys.recovery_text()).unwrap();
    assert!(back.remarks[0].contains(&large[0]), "{:?}", back.remarks);
    // The sixteenth became part of the large one before it was ever sent: without a later base nothing reaches further.
    assert!(back.remarks[1].contains("after entry 15"), "{:?}", back.remarks);
    assert_eq!(back.rows.len(), 15);
    shop.backs_up();
    shop.sends(&mut sender, &target).unwrap();
    assert_eq!(comes_back(&target, &shop.keys.recovery_text()).unwrap().rows, rows(&shop.store));
}

#[test]
fn what_is_damaged_here_is_named_and_does_not_leave() {
    let (_home, target) = elsewhere();
    let mut shop = Shop::furnished();
    let flip = |folder: &str, part: &str| {
        let files = std::fs::read_dir(shop.home.path().join(folder)).unwrap().map(|file| file.unwrap().path());
        let file = files.filter(|path| path.to_string_lossy().contains(part)).min().unwrap();
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        file.file_name().unwrap().to_str().unwrap().to_owned()
    };
    let base = archive::manifests(&shop.local()).unwrap().0.remove(0);
    let piece = flip("history", ".zst");
    let part = flip(&format!("backup/bases/{}", base.name), ".zst");
    let [history, bases] = shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    assert!(history.damaged.len() == 1 && history.damaged[0].contains(&piece), "{history:?}");
    assert!(bases.damaged.len() == 1 && bases.damaged[0].contains(&part) && bases.bases == 0, "{bases:?}");
    assert!(names(&target).iter().all(|name| !name.contains(&piece) && !name.contains(&part)));
    // A base made of what is whole in the shop itself is a way back.
    shop.sells(1);
    shop.backs_up();
    let [_, bases] = shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    assert_eq!(bases.bases, 1);
    assert_eq!(comes_back(&target, &shop.keys.recovery_text()).unwrap().rows, rows(&shop.store));
}

#[test]
fn what_arrived_by_half_is_sent_again() {
    let (_home, target) = elsewhere();
    let shop = Shop::furnished();
    shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    let history: Vec<String> = names(&target).into_iter().filter(|name| name.starts_with("history/")).collect();
    for name in [&history[0], history.last().unwrap()] {
        let whole = target.get(name).unwrap().unwrap();
        target.put(name, &whole[..100]).unwrap();
    }
    let [sent, _] = shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
    assert_eq!(sent.segments, 2);
    shop.comes_back_from(&target);
}

/// Does so many calls and then fails one, before it or after it was done.
struct Failing<'a> {
    target: &'a dyn Target,
    calls_left: AtomicUsize,
    after: bool,
}

impl Failing<'_> {
    fn call<T>(&self, call: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        let fails = self.calls_left.fetch_sub(1, Ordering::Relaxed) == 0;
        let done = if fails && !self.after { None } else { Some(call()) };
        match done {
            Some(done) if !fails => done,
            _ => Err(Failed::new(Kind::Away, "The line is dead.")),
        }
    }
}

impl Target for Failing<'_> {
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failed> {
        self.call(|| self.target.put(name, bytes))
    }

    fn put_new(&self, name: &str, bytes: &[u8]) -> Result<bool, Failed> {
        self.call(|| self.target.put_new(name, bytes))
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Failed> {
        self.call(|| self.target.get(name))
    }

    fn list(&self, prefix: &str, after: &str, limit: usize) -> Result<Vec<Object>, Failed> {
        self.call(|| self.target.list(prefix, after, limit))
    }

    fn remove(&self, name: &str) -> Result<(), Failed> {
        self.call(|| self.target.remove(name))
    }
}

#[test]
fn sending_goes_on_after_any_call_that_failed() {
    const COMES_BACK_EVERY: usize = 4;
    let shop = Shop::that_sold(2, 1);
    for after in [false, true] {
        for n in 0.. {
            let (_home, target) = elsewhere();
            let mut sender = shop.sender(Abilities::ALL);
            let failing = Failing { target: &target, calls_left: AtomicUsize::new(n), after };
            if shop.sends(&mut sender, &failing).is_ok() {
                assert!(n > 15, "only {n} calls");
                break;
            }
            shop.sends(&mut sender, &target).unwrap();
            if n % COMES_BACK_EVERY == 0 {
                shop.comes_back_from(&target);
            }
            let sent = names(&target);
            shop.sends(&mut shop.sender(Abilities::ALL), &target).unwrap();
            assert_eq!(names(&target), sent, "call {n}");
        }
    }
}

#[test]
fn age_itself_opens_what_was_sent() {
    if Command::new("age").arg("--version").output().is_err() {
        // Written past the test's captured output, so that it is seen.
        let _ = writeln!(std::io::stderr(), "elsewhere (age): NOT RUN, there is no program age");
        return;
    }
    let shop = Shop::furnished();
    let key: PathBuf = shop.home.path().join("keys/recovery.key");
    let plain = vec![7; 100_000];
    let sealed = shop.keys.seal().unwrap().seal(&plain).unwrap();
    let mut age = Command::new("age");
    age.args(["--decrypt", "--identity"]).arg(key);
    let mut age = age.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut into = age.stdin.take().unwrap();
    let writing = std::thread::spawn(move || into.write_all(&sealed));
    let opened = age.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(opened.status.success() && opened.stdout == plain);
}
