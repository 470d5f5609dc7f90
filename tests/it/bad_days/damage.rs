//! Files that are gone, cut, empty, or have one wrong bit.

use super::*;
use duka::base::Random;

/// What is done to a file or folder.
type Harm = fn(&Path);
/// Which files, by their names within the shop's folder.
type Which = fn(&Path) -> bool;

/// Neither the end of a last line nor whether a letter is small: a key is the same key then.
fn flip(file: &Path, random: &mut Random) {
    let mut bytes = fs::read(file).unwrap();
    let at = random.below(bytes.len() as u64 - 1) as usize;
    bytes[at] ^= 1 << random.below(5);
    fs::write(file, bytes).unwrap();
}

fn garbage(file: &Path) {
    let bytes: Vec<u8> = (0..20_000_u32).map(|n| ((n * n) >> 3) as u8).collect();
    fs::write(file, bytes).unwrap();
}

fn cut(file: &Path) {
    let length = fs::metadata(file).unwrap().len();
    fs::OpenOptions::new().write(true).open(file).unwrap().set_len(length / 2 + 7).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn carts_that_cannot_be_read_do_not_keep_the_shop_closed() {
    let bad: [(&str, Harm); 4] = [
        ("gone", |file| fs::remove_file(file).unwrap()),
        ("empty", |file| fs::write(file, "").unwrap()),
        ("garbage", garbage),
        ("cut", cut),
    ];
    for (name, make) in bad {
        let home = Folder::new();
        let data = shop(&home).await;
        make(&data.join("passing.redb"));
        let serving = Serving::start(&data);
        let thanked = [sells(&serving).await];
        let aside = data.join("passing.redb.damaged").exists();
        assert_eq!(aside, serving.log().contains("Carts and sign-ins could not be read"), "{name}: {}", serving.log());
        serving.end();
        all_is_well(&data, &thanked);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_index_that_is_gone_or_damaged_is_made_anew_while_the_shop_sells() {
    let bad: [(&str, Harm); 4] = [
        ("gone", |folder| fs::remove_dir_all(folder).unwrap()),
        ("empty files", |folder| files(folder).iter().for_each(|file| fs::write(file, "").unwrap())),
        ("no list of its parts", |folder| {
            files(folder)
                .iter()
                .filter(|file| file.ends_with("meta.json"))
                .for_each(|file| fs::remove_file(file).unwrap());
        }),
        ("a wrong bit in each", |folder| {
            let mut random = Random::from_seed([3; 32]);
            let whole = |file: &&PathBuf| fs::metadata(file).unwrap().len() > 1;
            files(folder).iter().filter(whole).for_each(|file| flip(file, &mut random));
        }),
    ];
    for (name, make) in bad {
        let home = Folder::new();
        let data = shop(&home).await;
        // Once, so that there is an index.
        let first = Serving::start(&data);
        found(&first, name);
        first.end();
        make(&data.join("search"));
        let serving = Serving::start(&data);
        let thanked = [sells(&serving).await];
        found(&serving, name);
        serving.end();
        all_is_well(&data, &thanked);
    }
}

/// A search finds, as soon as there is an index.
fn found(serving: &Serving, name: &str) {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !serving.get("/search?q=mug").1.contains("/products/breakfast-mug") {
        assert!(std::time::Instant::now() < until, "{name}: {}", serving.log());
    }
}

/// One bit in each kind of file that `duka check` reads, with the shop closed. In the store's own file it may lie where nothing
/// is; then nothing is wrong. Carts that cannot be opened are put aside.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_wrong_bit_is_named_whatever_file_it_is_in() {
    let kinds: [(&str, Which, &str); 7] = [
        ("history", |file| file.starts_with("history"), "history is damaged"),
        (
            "backup",
            |file| file.extension().is_some_and(|e| e == "zst") && file.starts_with("backup"),
            "of the backup is damaged",
        ),
        ("manifest", |file| file.ends_with("manifest.json"), "of the backup is damaged"),
        ("picture", |file| file.starts_with("pictures"), "is damaged"),
        ("key", |file| file.ends_with("machine.key"), "machine.key"),
        ("store", |file| file == Path::new("shop.redb"), "damaged"),
        ("passing", |file| file == Path::new("passing.redb"), "damaged"),
    ];
    let home = Folder::new();
    let data = shop(&home).await;
    let (well, said) = duka(&["check", "--data", shown(&data)]);
    assert!(well, "{said}");
    let mut random = Random::from_seed([11; 32]);
    for (kind, is, says) in kinds {
        for n in 0..3 {
            let broken = home.path().join(format!("{kind}-{n}"));
            copy(&data, &broken);
            let all: Vec<PathBuf> =
                files(&broken).into_iter().filter(|f| is(f.strip_prefix(&broken).unwrap())).collect();
            flip(&all[random.below(all.len() as u64) as usize], &mut random);
            let (well, said) = duka(&["check", "--data", shown(&broken)]);
            let nothing_there = (kind == "store" || kind == "passing") && said.contains("All is well");
            assert!(nothing_there || said.contains(says), "{kind}: {said}");
            // The newest pieces of history are copied again from the store itself.
            assert!(!well || nothing_there || kind == "history", "{kind}: {said}");
            fs::remove_dir_all(&broken).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_cannot_be_opened_comes_back_from_what_lies_beside_it() {
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = Serving::start(&data);
    let thanked = [sells(&serving).await];
    serving.end();
    let bad: [Harm; 3] =
        [|file| fs::remove_file(file).unwrap(), |file| fs::write(file, "").unwrap(), |file| garbage(file)];
    for make in bad {
        make(&data.join("shop.redb"));
        let said = Serving::try_start(&[], &data).err().unwrap();
        assert!(said.contains("could not be opened") && said.contains("duka restore --from"), "{said}");
    }
    let new = home.path().join("new");
    let (well, said) = duka(&["restore", "--from", shown(&data), "--data", shown(&new)]);
    assert!(well, "{said}");
    all_is_well(&new, &thanked);
}

/// What is shown is what was put in, or nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_with_a_wrong_bit_is_not_shown_and_not_brought_back() {
    let home = Folder::new();
    let data = shop(&home).await;
    let all = files(&data.join("pictures"));
    let mut random = Random::from_seed([12; 32]);
    flip(&all[0], &mut random);
    let (hash, kind) = all[0].file_name().unwrap().to_str().unwrap().split_once('.').unwrap();
    let new = home.path().join("new");
    let (well, said) = duka(&["restore", "--from", shown(&data), "--data", shown(&new)]);
    assert!(well && said.contains(&format!("The picture {hash}.{kind} is damaged")), "{said}");
    let serving = Serving::start(&data);
    assert_eq!(serving.get(&format!("/pictures/{hash}/{kind}")).0, 404);
    assert!(serving.log().contains("is damaged and put aside"), "{}", serving.log());
    let whole = all[1].file_name().unwrap().to_str().unwrap().split_once('.').unwrap();
    assert_eq!(serving.get(&format!("/pictures/{}/{}", whole.0, whole.1)).0, 200);
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}

/// Every kind of file, cut at each 4 KiB, or at some of them where there are many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_cut_is_named_wherever_it_was() {
    const LENGTHS: usize = 5;
    let kinds: [(&str, Which); 6] = [
        ("history", |file| file.starts_with("history")),
        ("backup", |file| file.extension().is_some_and(|e| e == "zst") && file.starts_with("backup")),
        ("manifest", |file| file.ends_with("manifest.json")),
        ("picture", |file| file.starts_with("pictures")),
        ("key", |file| file.ends_with("machine.key")),
        ("store", |file| file == Path::new("shop.redb")),
    ];
    let home = Folder::new();
    let data = shop(&home).await;
    for (kind, is) in kinds {
        let all = files(&data);
        let file =
            all.iter().filter(|f| is(f.strip_prefix(&data).unwrap())).max_by_key(|f| fs::metadata(f).unwrap().len());
        let file = file.unwrap().strip_prefix(&data).unwrap();
        let whole = fs::metadata(data.join(file)).unwrap().len();
        let lengths: Vec<u64> = (0..whole).step_by(4096).collect();
        for length in lengths.iter().step_by(lengths.len().div_ceil(LENGTHS)) {
            let broken = home.path().join("broken");
            copy(&data, &broken);
            fs::OpenOptions::new().write(true).open(broken.join(file)).unwrap().set_len(*length).unwrap();
            let (well, said) = duka(&["check", "--data", shown(&broken)]);
            // The newest pieces of history are copied again from the store itself.
            assert!(!well || kind == "history", "{kind} cut at {length}: {said}");
            assert!(
                said.contains("damaged") || said.contains("could not be opened") || said.contains("cannot be read")
            );
            assert!(!said.contains("panicked"), "{kind} cut at {length}: {said}");
            fs::remove_dir_all(&broken).unwrap();
        }
    }
}
