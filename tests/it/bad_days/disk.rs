//! A disk that fails under a running shop: it cannot be read, is slow, becomes read-only, or has no room for one more file. `strace`
//! comes between the program and the system, and goes away again.

use super::full::{inside, may_mount, on_small_disk, sells_again, wait_for};
use super::killed::may_trace;
use super::*;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Calls of the running program that fail, until it is dropped.
struct Failing(Child);

impl Failing {
    fn begin(serving: &Serving, calls: &str, how: &str, file: Option<&Path>) -> Failing {
        let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:{how}"));
        let mut program = Command::new("strace");
        program.args(["-f", "-e", &trace, "-e", &inject, "-o", "/dev/null", "-p", &serving.program.id().to_string()]);
        program.args(file.iter().flat_map(|file| ["-P", shown(file)]));
        let failing = Failing(program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        // Every thread of it has somebody who watches.
        let until = Instant::now() + Duration::from_secs(30);
        let is_watched = |status: PathBuf| fs::read_to_string(status).is_ok_and(|s| !s.contains("TracerPid:\t0"));
        let tasks = format!("/proc/{}/task", serving.program.id());
        while !fs::read_dir(&tasks).unwrap().all(|task| is_watched(task.unwrap().path().join("status"))) {
            assert!(Instant::now() < until, "it is not watched");
        }
        failing
    }

    fn end(mut self) {
        Command::new("kill").args(["-s", "TERM", &self.0.id().to_string()]).status().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Failing {
    fn drop(&mut self) {
        let _gone = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// At the start, while the store is opened. A running shop: `fault::reads`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_cannot_be_read_is_not_opened_and_stays_as_it_is() {
    if !may_trace("a store that cannot be read") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let store = data.join("shop.redb");
    let before = fs::read(&store).unwrap();
    for from in [1, 20, 60] {
        let (inject, file) = (format!("inject=pread64:error=EIO:when={from}+"), shown(&store));
        let words = ["strace", "-D", "-f", "-e", "trace=pread64", "-e", &inject, "-P", file, "-o", "/dev/null"];
        let said = Serving::try_start(&words, &data).err().unwrap();
        assert!(said.contains("Input/output error"), "{said}");
        assert!(fs::read(&store).unwrap().len() == before.len(), "{from}");
    }
    let serving = Serving::start(&data);
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}

/// What cannot be read just now is not damaged: it stays where it is, and is whole afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn history_that_cannot_be_read_is_not_put_aside() {
    if !may_trace("history that cannot be read") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let before = files(&data.join("history"));
    assert!(!before.is_empty());
    let mut words = vec!["strace", "-D", "-f", "-e", "trace=read", "-e", "inject=read:error=EIO", "-o", "/dev/null"];
    words.extend(before.iter().flat_map(|file| ["-P", shown(file)]));
    let serving = Serving::start_under(&words, &data);
    let thanked = [sells(&serving).await];
    assert!(serving.log().contains("The newest piece of history cannot be read"), "{}", serving.log());
    let (well, said) = duka(&["check", "--data", shown(&data)]);
    assert!(!well && said.contains("A piece of history cannot be read"), "{said}");
    drop(serving);
    let after = files(&data.join("history"));
    assert!(before.iter().all(|file| after.contains(file)), "{after:?}");
    all_is_well(&data, &thanked);
    let (well, said) = duka(&["backup", "now", "--data", shown(&data)]);
    assert!(well && said.contains("proved just now"), "{said}");
}

/// Half a second for each sync: everybody waits longer, nobody in vain.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_slow_disk_it_sells_slowly() {
    if !may_trace("a slow disk") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = Serving::start(&data);
    let failing = Failing::begin(&serving, "fsync,fdatasync", "delay_enter=500ms", None);
    let mut thanked = Vec::new();
    for _ in 0..3 {
        thanked.push(sells(&serving).await);
    }
    failing.end();
    thanked.push(sells(&serving).await);
    serving.end();
    all_is_well(&data, &thanked);
}

/// As a file system does that found itself damaged: it lets nobody write any more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_becomes_read_only_is_told_and_nothing_is_lost() {
    if !may_mount("a disk that becomes read-only") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let (image, saved) = (home.path().join("disk.img"), home.path().join("saved"));
    copy(&data, &saved);
    fs::File::create(&image).unwrap().set_len(384 << 20).unwrap();
    assert!(Command::new("mkfs.ext4").args(["-q", shown(&image)]).status().unwrap().success());
    let (place, from, disk) = (shown(&data), shown(&saved), shown(&image));
    let script = format!(
        "mount -o loop,errors=remount-ro '{disk}' '{place}' && cp -a '{from}/.' '{place}' && rmdir '{place}/lost+found' && \
         exec \"$@\""
    );
    let serving = Serving::start_under(&["unshare", "-m", "sh", "-c", &script, "sh"], &data);
    let thanked = [sells(&serving).await];
    // "/dev/loop3: …"
    let loops = Command::new("losetup").args(["-j", disk]).output().unwrap().stdout;
    let device = String::from_utf8(loops).unwrap().split(':').next().unwrap().replace("/dev/", "");
    fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "a bad day").unwrap();
    let http: Http = Client::builder(TokioExecutor::new()).build_http();
    let answer = order(&http, &format!("http://127.0.0.1:{}", serving.port), 1).await;
    assert!(!matches!(answer, Some((303, ..))), "{answer:?}");
    assert_eq!(serving.get("/products/breakfast-mug").0, 200, "{}", serving.log());
    assert!(serving.log().contains("Read-only file system"), "{}", serving.log());
    let (well, said) = duka(&["check", "--data", shown(&inside(&serving, &data))]);
    assert!(well || said.contains("Read-only file system"), "{said}");
    let kept = home.path().join("kept");
    serving.signal("STOP");
    copy(&inside(&serving, &data), &kept);
    drop(serving);
    let serving = Serving::start(&kept);
    let thanked = [&thanked[..], &[sells(&serving).await]].concat();
    serving.end();
    all_is_well(&kept, &thanked);
}

/// The disk has room, but not for one more file. What is there can be written, so the shop sells on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_takes_no_more_files_does_not_stop_selling() {
    if !may_mount("a disk that takes no more files") {
        return;
    }
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = on_small_disk(&data, "", "size=256m,nr_inodes=600");
    let disk = inside(&serving, &data);
    let mut thanked = vec![sells(&serving).await];
    wait_for(&serving, "a ballast", || disk.join("ballast").exists());
    let mut names = (0..).map(|n| disk.join(format!("filler-{n}")));
    let fillers: Vec<PathBuf> = names.by_ref().take_while(|name| fs::write(name, "").is_ok()).collect();
    assert!(fillers.len() > 10, "{}", fillers.len());
    thanked.push(sells(&serving).await);
    wait_for(&serving, "a word of it", || serving.log().contains("The disk is full"));
    assert_eq!(serving.get("/products/breakfast-mug").0, 200, "{}", serving.log());
    thanked.push(sells(&serving).await);
    let (well, said) = duka(&["backup", "now", "--data", shown(&disk)]);
    assert!(!well && said.contains("No space left"), "{said}");
    fillers.iter().for_each(|filler| fs::remove_file(filler).unwrap());
    thanked.push(sells_again(&serving).await);
    let (well, said) = duka(&["backup", "now", "--data", shown(&disk)]);
    assert!(well && said.contains("proved just now"), "{said}");
    let (well, said) = duka(&["check", "--data", shown(&disk)]);
    assert!(well, "{said}");
    let kept = home.path().join("kept");
    serving.signal("STOP");
    copy(&disk, &kept);
    drop(serving);
    all_is_well(&kept, &thanked);
}
