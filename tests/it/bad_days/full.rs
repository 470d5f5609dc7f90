//! Disks that are full or read-only, one folder at a time. Each lies on a small memory disk that only the program sees; making one
//! needs root.

use super::*;
use std::time::{Duration, Instant};

/// The store, its ballast and some room.
const DISK: &str = "size=192m";
/// Back to normal within so long after there is room.
const WELL_AGAIN: Duration = Duration::from_secs(5);

pub fn may_mount(test: &str) -> bool {
    let may = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let may = may.is_ok_and(|tried| tried.status.success());
    if !may {
        eprintln!("NOT RUN: {test}: memory disks cannot be made here (it needs root)");
    }
    may
}

/// The shop with one of its folders, or all of it (""), on a disk of its own.
pub fn on_small_disk(data: &Path, folder: &str, options: &str) -> Serving {
    let place = data.join(folder);
    fs::create_dir_all(&place).unwrap();
    let saved = data.with_extension("saved");
    copy(&place, &saved);
    let (place, saved) = (shown(&place), shown(&saved));
    let script = format!("mount -t tmpfs -o {options} none '{place}' && cp -a '{saved}/.' '{place}' && exec \"$@\"");
    Serving::start_under(&["unshare", "-m", "sh", "-c", &script, "sh"], data)
}

/// The folder as the program sees it.
pub fn inside(serving: &Serving, data: &Path) -> PathBuf {
    PathBuf::from(format!("/proc/{}/root{}", serving.program.id(), shown(data)))
}

/// Takes all the room there is.
fn fill(folder: &Path) -> PathBuf {
    let file = folder.join("filler");
    let filler = Command::new("dd").args(["if=/dev/zero", "bs=4k", &format!("of={}", shown(&file))]).output().unwrap();
    assert!(!filler.status.success(), "it ends for want of room");
    file
}

pub fn wait_for(serving: &Serving, what: &str, is: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !is() {
        assert!(Instant::now() < until, "no {what}: {}", serving.log());
    }
}

pub async fn sells_again(serving: &Serving) -> String {
    let since = Instant::now();
    loop {
        if let Some(secret) = sold(serving).await {
            return secret;
        }
        assert!(since.elapsed() < WELL_AGAIN, "{}", serving.log());
    }
}

/// The disk with everything on it: the ballast keeps the shop selling at first; then it refuses in words, goes on showing, and
/// sells again by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_orders_in_words_and_sells_again_when_there_is_room() {
    if !may_mount("a full disk") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = on_small_disk(&data, "", DISK);
    let disk = inside(&serving, &data);
    let mut thanked = vec![sells(&serving).await];
    wait_for(&serving, "a ballast", || disk.join("ballast").exists());
    let first = fill(&disk);
    wait_for(&serving, "the ballast to go", || !disk.join("ballast").exists());
    thanked.push(sells_again(&serving).await);
    wait_for(&serving, "a word of it", || serving.log().contains("The disk is full"));
    let second = disk.join("more");
    fs::rename(&first, &second).unwrap();
    let first = fill(&disk);
    for _ in 0..3 {
        thanked.extend(sold(&serving).await);
    }
    assert_eq!(serving.get("/products/breakfast-mug").0, 200);
    fs::remove_file(first).unwrap();
    fs::remove_file(second).unwrap();
    thanked.push(sells_again(&serving).await);
    let (well, said) = duka(&["check", "--data", shown(&disk)]);
    assert!(well, "{said}");
    // As a power cut would; the disk is looked at as it is then.
    let kept = home.path().join("kept");
    serving.signal("STOP");
    copy(&disk, &kept);
    drop(serving);
    all_is_well(&kept, &thanked);
}

/// Each of the others: what it is for waits, and selling does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_folder_beside_the_store_does_not_stop_selling() {
    if !may_mount("full folders") {
        return;
    }
    for folder in ["history", "backup", "pictures", "search"] {
        let home = Folder::new();
        let data = shop(&home).await;
        let serving = on_small_disk(&data, folder, "size=8m");
        let disk = inside(&serving, &data);
        let filler = fill(&disk.join(folder));
        let mut thanked = vec![sells(&serving).await, sells(&serving).await];
        assert_eq!(serving.get("/products/breakfast-mug").0, 200, "{folder}");
        assert_eq!(serving.get("/search?q=mug").0, 200, "{folder}");
        fs::remove_file(filler).unwrap();
        thanked.push(sells(&serving).await);
        let (well, said) = duka(&["check", "--data", shown(&disk)]);
        assert!(well, "{folder}: {said}");
        serving.signal("INT");
        drop(serving);
        every_thanked_order_is_there(&data, &thanked);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_folder_is_said_and_nothing_is_changed() {
    if !may_mount("a read-only disk") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let place = shown(&data);
    let script = format!("mount --bind '{place}' '{place}' && mount -o remount,ro,bind '{place}' && exec \"$@\"");
    let said = Serving::try_start(&["unshare", "-m", "sh", "-c", &script, "sh"], &data).err().unwrap();
    assert!(said.contains("Read-only file system") && said.contains("Next: duka"), "{said}");
    let serving = Serving::start(&data);
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}
