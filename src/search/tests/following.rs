//! The index follows the shop: again, anew, after damage.

use std::path::PathBuf;

use super::*;

/// A folder of its own per test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("duka-search-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn following_again_changes_nothing() {
    let folder = Folder::new("follow");
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position(), search.count()), (None, 0));
    let changes = [Change::Put(doc(0, "Blue Mug")), Change::Put(doc(1, "Red Mug")), Change::Gone(id(1))];
    for _ in 0..3 {
        search.follow(changes.clone(), "line-7").unwrap();
        assert_eq!((search.position().as_deref(), search.count()), (Some("line-7"), 1));
    }
    assert_eq!(search.find("red", 0, 9).unwrap().ids, [id(0)], "only the nearest is left");
    drop(search);
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position().as_deref(), search.count()), (Some("line-7"), 1));
    assert_eq!(search.find("blue mug", 0, 9).unwrap().ids, [id(0)]);
    assert_eq!(search.check(), Ok(()));
}

#[test]
fn a_rebuild_replaces_all_or_nothing() {
    let search = shop();
    let broken = || Broken::Folder(std::io::Error::other("the store"));
    assert!(search.rebuild([Ok(doc(0, "Blue Mug")), Err(broken())], "2").is_err());
    assert_eq!((search.position().as_deref(), search.count()), (Some("1"), NAMES.len() as u64));
    search.rebuild([Ok::<_, Broken>(doc(0, "Blue Mug"))], "3").unwrap();
    assert_eq!((search.position().as_deref(), search.count()), (Some("3"), 1));
}

#[test]
fn a_damaged_or_foreign_index_begins_anew() {
    let folder = Folder::new("damage");
    Search::open(&folder.0).unwrap().follow([Change::Put(doc(0, "Blue Mug"))], "1").unwrap();
    std::fs::create_dir_all(folder.0.join("an-older-form")).unwrap();
    let home = folder.0.join(Fields::new().version());
    let file = std::fs::read_dir(&home).unwrap().map(|f| f.unwrap().path());
    let file = file.filter(|p| p.extension().is_some_and(|e| e == "idx")).min().unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[0] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let search = Search::open(&folder.0).unwrap();
    assert_eq!((search.position(), search.count()), (None, 0));
    assert!(!folder.0.join("an-older-form").exists());
    search.follow([Change::Put(doc(0, "Blue Mug"))], "1").unwrap();
    assert_eq!(search.count(), 1);
}
