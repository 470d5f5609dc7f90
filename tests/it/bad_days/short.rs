//! A machine that gives the program little memory or little of its processor. A group of processes with a limit is made for it, which
//! needs root.

use super::*;

/// Its name in the system's own tree, and the limit in it: the older way, and the newer one.
struct Limit {
    older: (&'static str, &'static str, String),
    newer: (&'static str, String),
}

impl Limit {
    fn memory(mb: u64) -> Limit {
        let bytes = (mb << 20).to_string();
        Limit { older: ("memory", "memory.limit_in_bytes", bytes.clone()), newer: ("memory.max", bytes) }
    }

    fn processor(percent: u32) -> Limit {
        // Of every tenth of a second.
        let of = percent * 1_000;
        Limit { older: ("cpu", "cpu.cfs_quota_us", of.to_string()), newer: ("cpu.max", format!("{of} 100000")) }
    }
}

/// A group that is gone with the test.
struct Group(PathBuf);

impl Group {
    /// `None`: no such group can be made here.
    fn of(limit: &Limit, test: &str) -> Option<Group> {
        let tree = Path::new("/sys/fs/cgroup");
        let (folder, own, own_limit) = &limit.older;
        let (newer, newer_limit) = &limit.newer;
        let name = format!("duka-test-{}-{test}", std::process::id());
        let tries = [(tree.join(folder).join(&name), *own, own_limit), (tree.join(&name), *newer, newer_limit)];
        for (path, file, limit) in tries {
            let made = fs::create_dir(&path).map(|()| Group(path.clone()));
            if let Ok(group) = made
                && path.join(file).exists()
                && fs::write(path.join(file), limit).is_ok()
            {
                return Some(group);
            }
        }
        eprintln!("NOT RUN: {test}: no group of processes can be limited here (it needs root)");
        None
    }

    fn start(&self, data: &Path) -> Result<Serving, String> {
        let script = format!("echo $$ > '{}' && exec \"$@\"", shown(&self.0.join("cgroup.procs")));
        Serving::try_start(&["sh", "-c", &script, "sh"], data)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let _gone = fs::remove_dir(&self.0);
    }
}

/// It starts, sells, backs up and answers.
async fn does_everything(serving: Serving, data: &Path) {
    let mut thanked = vec![sells(&serving).await];
    let (well, said) = duka(&["backup", "now", "--data", shown(data)]);
    assert!(well && said.contains("proved just now"), "{said} {}", serving.log());
    assert_eq!(serving.get("/search?q=mug").0, 200);
    thanked.push(sells(&serving).await);
    serving.end();
    all_is_well(data, &thanked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_128_mb_of_memory_it_does_everything() {
    let Some(group) = Group::of(&Limit::memory(128), "memory") else { return };
    let home = Folder::new();
    let data = shop(&home).await;
    does_everything(group.start(&data).unwrap(), &data).await;
}

/// The system kills what takes more than it may. That is a kill like another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_for_want_of_memory_nothing_is_lost() {
    let home = Folder::new();
    let data = shop(&home).await;
    let mut thanked = Vec::new();
    for mb in [16, 28, 40, 52] {
        let Some(group) = Group::of(&Limit::memory(mb), &format!("little-memory-{mb}")) else { return };
        if let Ok(serving) = group.start(&data) {
            thanked.extend(sold(&serving).await);
            let _perhaps = duka(&["backup", "now", "--data", shown(&data)]);
            thanked.extend(sold(&serving).await);
        }
        all_is_well(&data, &thanked);
    }
    let serving = Serving::start(&data);
    thanked.push(sells(&serving).await);
    serving.end();
    all_is_well(&data, &thanked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_fifth_of_a_processor_it_does_everything() {
    let Some(group) = Group::of(&Limit::processor(20), "processor") else { return };
    let home = Folder::new();
    let data = shop(&home).await;
    does_everything(group.start(&data).unwrap(), &data).await;
}

/// Where it may not even have addresses for its threads it says so, or does everything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_few_addresses_it_does_what_it_can_and_damages_nothing() {
    let home = Folder::new();
    let data = shop(&home).await;
    let mut thanked = Vec::new();
    for mb in [200_u64, 300, 500] {
        match Serving::try_start(&["prlimit", &format!("--as={}", mb << 20)], &data) {
            Ok(serving) => thanked.extend(sold(&serving).await),
            Err(said) => assert!(said.contains("could not") || said.contains("memory"), "{said}"),
        }
        all_is_well(&data, &thanked);
    }
    assert!(files(&data.join("history")).iter().all(|file| !shown(file).contains("damaged")), "nothing was put aside");
    let (well, said) = duka(&["backup", "now", "--data", shown(&data)]);
    assert!(well && said.contains("proved just now"), "{said}");
}
