//! kill -9 at every step of what makes a shop of something else: bringing back, a copy's first minute, becoming the shop,
//! an export brought in; and of a backup. `strace` ends the built program before the n-th call of a kind that changes a disk.
//!
//! What was cut is no shop and says so, the place it comes from is as it was, and the same command again ends well.

use super::*;
use crate::returning::{shop_that_sends, sums};
use duka::outside::targets::folder::Folder as FolderTarget;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// So many moments of each command, evenly over all; `DUKA_KILLS=1000` takes every one.
const KILLS: usize = 8;
/// Calls that change what is on a disk.
const CALLS: &str = "mkdir,openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,\
                     rmdir,copy_file_range,fchmod,chmod";
/// A command that does not end by itself has done what is wanted of it when it says so.
type Until = Option<&'static str>;

pub fn may_trace(test: &str) -> bool {
    let may = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).status();
    let may = may.is_ok_and(|status| status.success());
    if !may {
        eprintln!("NOT RUN: {test}: programs cannot be traced here (it needs strace)");
    }
    may
}

/// The n-th call of that kind in a thread.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Step(String, u32);

/// What the program said, and whether it came to its end, or as far as was wanted.
fn traced(options: &[&str], words: &[&str], until: Until) -> (bool, String) {
    let mut program = Command::new("strace");
    program.arg("-f").args(options).arg(env!("CARGO_BIN_EXE_duka")).args(words);
    let program = program.env_remove("DUKA_DATA").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut program = program.unwrap();
    let (mut said, mut came) = (String::new(), false);
    for line in BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok) {
        said += &line;
        if until.is_some_and(|until| line.contains(until)) {
            came = true;
            // The program itself is the only child of the one that traces it.
            let of = program.id();
            let child = fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap();
            assert!(Command::new("kill").args(["-9", child.trim()]).status().unwrap().success());
        }
    }
    let ended = program.wait_with_output().unwrap();
    said += &String::from_utf8_lossy(&ended.stderr);
    (came || ended.status.success(), said)
}

/// Every step of a command that is let end, in their order.
fn steps(words: &[&str], until: Until, home: &Folder) -> Vec<Step> {
    let file = home.path().join("trace");
    let (well, said) = traced(&["-e", &format!("trace={CALLS}"), "-o", shown(&file)], words, until);
    assert!(well, "{said}");
    let (mut counts, mut seen, mut steps) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    for line in fs::read_to_string(&file).unwrap().lines() {
        // "4711  openat(AT_FDCWD, "shop.redb", O_RDWR|O_CREAT, 0666) = 9"
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((call, rest)) = call.trim().split_once('(') else { continue };
        let n = counts.entry((thread.to_owned(), call.to_owned())).or_insert(0);
        *n += 1;
        let changes = match call {
            "openat" => rest.contains("O_CREAT"),
            "write" => !rest.starts_with("1,") && !rest.starts_with("2,"),
            _ => !call.starts_with("<..."),
        };
        let step = Step(call.to_owned(), *n);
        if changes && seen.insert(step.clone()) {
            steps.push(step);
        }
    }
    steps
}

fn some(steps: Vec<Step>) -> Vec<Step> {
    let kills = std::env::var("DUKA_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let names = |step: &Step| step.0.starts_with("rename") || step.0.starts_with("unlink") || step.0 == "mkdir";
    // Half of them where a file gets its name or loses it: those are few.
    let (names, others): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(names);
    let evenly = |steps: Vec<Step>| {
        let every = steps.len().div_ceil(kills.div_ceil(2)).max(1);
        let last = steps.len().saturating_sub(1) % every;
        steps.into_iter().skip(last).step_by(every)
    };
    evenly(names).chain(evenly(others)).collect()
}

/// Kills it there. `false`: it did not come so far this time.
fn killed_at(Step(call, n): &Step, words: &[&str], until: Until) -> bool {
    let inject = format!("inject={call}:signal=KILL:when={n}");
    let (well, _) = traced(&["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"], words, until);
    !well
}

/// Every file and what is in it, but for the words that readers leave at a place, and who runs there.
fn content(folder: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    let own = |file: &PathBuf| {
        let below = file.strip_prefix(folder).unwrap();
        !below.starts_with("lease") && !below.starts_with("fence")
    };
    files(folder).into_iter().filter(own).map(|file| (file.clone(), blake3::hash(&fs::read(file).unwrap()))).collect()
}

/// A shop, a place it sent everything to, and its key in a file.
struct Sent {
    home: Folder,
    place: PathBuf,
    key: PathBuf,
    sums: crate::returning::Sums,
}

async fn sent() -> Sent {
    let home = Folder::new();
    let (place, key) = (home.path().join("place"), home.path().join("key.txt"));
    let shop = home.path().join("shop");
    let sums = shop_that_sends(&shop, Box::new(FolderTarget::at(&place))).await;
    let (well, text) = duka(&["backup", "key", "--data", shown(&shop)]);
    assert!(well, "{text}");
    fs::write(&key, text).unwrap();
    Sent { home, place, key, sums }
}

fn no_shop_yet(data: &Path, step: &Step) {
    // Whole, or an empty folder: there is nothing that could be taken for anything.
    let is_shop = data.join("shop.redb").exists() && !data.join("following.json").exists();
    if is_shop || !data.join("restoring").exists() {
        return;
    }
    let before = content(data);
    let said =
        Serving::try_start(&[], data).err().unwrap_or_else(|| panic!("{step:?}: what was cut passes for a shop"));
    assert!(said.contains("did not come to its end") || said.contains("duka promote"), "{step:?}: {said}");
    assert_eq!(content(data), before, "{step:?}: it was changed by looking");
}

/// Cut at each of some steps and asked for again, it ends well.
fn again_ends_well(from: &Path, data: &Path, words: &[&str], home: &Folder, is_well: &dyn Fn(&Step)) {
    let all = steps(words, None, home);
    assert!(all.len() > 20, "{all:?}");
    fs::remove_dir_all(data).unwrap();
    let before = content(from);
    let mut kills = 0;
    for step in some(all) {
        kills += usize::from(killed_at(&step, words, None));
        if data.exists() {
            no_shop_yet(data, &step);
        }
        assert_eq!(content(from), before, "{step:?}: the place was changed");
        if !data.join("shop.redb").exists() {
            let (well, said) = duka(words);
            let whole = ["All is well", "All its pictures are there"].iter().any(|words| said.contains(words));
            assert!(well && whole, "{step:?}: {said}");
        } else if words[0] == "restore" {
            // The shop is there, and perhaps not all of its pictures.
            let (well, said) = duka(&[words, &["--pictures"]].concat());
            assert!(well && said.contains("All its pictures are there"), "{step:?}: {said}");
        }
        is_well(&step);
        assert!(!data.join("restoring").exists(), "{step:?}: something is left over");
        fs::remove_dir_all(data).unwrap();
    }
    assert!(kills > 4, "{kills}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_was_killed_at_any_step_is_no_shop_and_ends_well_the_next_time() {
    if !may_trace("kills while a shop is brought back") {
        return;
    }
    let sent = sent().await;
    let data = sent.home.path().join("new");
    let (from, key) = (shown(&sent.place), shown(&sent.key));
    let words = ["restore", "--from", from, "--key", key, "--data", shown(&data)];
    again_ends_well(&sent.place, &data, &words, &sent.home, &|step| {
        assert_eq!(sums(&data), sent.sums, "{step:?}");
    });
    // From its own folder it takes other ways with keys and pictures.
    let old = sent.home.path().join("shop");
    let words = ["restore", "--from", shown(&old), "--data", shown(&data)];
    again_ends_well(&old, &data, &words, &sent.home, &|step| assert_eq!(sums(&data), sent.sums, "{step:?}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_whose_bringing_in_was_killed_is_brought_in_the_next_time() {
    if !may_trace("kills while an export is brought in") {
        return;
    }
    let sent = sent().await;
    let (from, data) = (sent.home.path().join("export"), sent.home.path().join("new"));
    let (well, said) = duka(&["export", shown(&from), "--data", shown(&sent.home.path().join("shop"))]);
    assert!(well, "{said}");
    let words = ["import", shown(&from), "--data", shown(&data)];
    again_ends_well(&from, &data, &words, &sent.home, &|step| assert_eq!(sums(&data), sent.sums, "{step:?}"));
}

const FOLLOWS: &str = "Follows the shop at entry";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_was_killed_at_any_step_follows_and_becomes_the_shop_the_next_time() {
    if !may_trace("kills while a shop is copied") {
        return;
    }
    let sent = sent().await;
    let data = sent.home.path().join("copy");
    let follow = ["follow", "--from", shown(&sent.place), "--key", shown(&sent.key), "--data", shown(&data)];
    let all = steps(&follow, Some(FOLLOWS), &sent.home);
    let whole = sent.home.path().join("whole");
    fs::rename(&data, &whole).unwrap();
    let before = content(&sent.place);
    for step in some(all) {
        killed_at(&step, &follow, Some(FOLLOWS));
        if data.exists() {
            no_shop_yet(&data, &step);
        }
        let (well, said) = traced(&["-e", "trace=none", "-o", "/dev/null"], &follow, Some(FOLLOWS));
        assert!(well && said.contains(FOLLOWS), "{step:?}: {said}");
        assert_eq!(content(&sent.place), before, "{step:?}: the place was changed");
        fs::remove_dir_all(&data).unwrap();
    }

    let promote = ["promote", "--data", shown(&data)];
    copy(&whole, &data);
    let all = steps(&promote, None, &sent.home);
    for step in some(all) {
        fs::remove_dir_all(&data).unwrap();
        copy(&whole, &data);
        killed_at(&step, &promote, None);
        // Whoever cannot know that it is the shop does not sell.
        if data.join("following.json").exists() {
            no_shop_yet(&data, &step);
            let (well, said) = duka(&promote);
            assert!(well && said.contains("This machine is the shop now"), "{step:?}: {said}");
        }
        let (well, said) = duka(&["check", "--data", shown(&data)]);
        assert!(well && said.contains("All is well"), "{step:?}: {said}");
        assert_eq!(content(&sent.place), before, "{step:?}: the place was changed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_was_killed_at_any_step_is_made_the_next_time() {
    if !may_trace("kills while a backup is made") {
        return;
    }
    let home = Folder::new();
    let made = shop(&home).await;
    let data = home.path().join("data");
    let words = ["backup", "now", "--data", shown(&data)];
    copy(&made, &data);
    fill_the_shelf(&data).await;
    let whole = home.path().join("whole");
    copy(&data, &whole);
    for step in some(steps(&words, None, &home)) {
        fs::remove_dir_all(&data).unwrap();
        copy(&whole, &data);
        killed_at(&step, &words, None);
        all_is_well(&data, &[]);
        let (well, said) = duka(&words);
        assert!(well && said.contains("proved just now"), "{step:?}: {said}");
        all_is_well(&data, &[]);
        let (well, said) = duka(&["backup", "list", "--data", shown(&data)]);
        assert!(well && said.lines().all(|line| line.contains("; proved")), "{step:?}: {said}");
    }
}
