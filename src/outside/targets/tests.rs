//! What every target must do, whichever it is.

mod conforms;

use super::folder::Folder;
use super::*;
use conforms::conforms;

#[test]
fn a_folder_conforms() {
    let home = std::env::temp_dir().join(format!("duka-target-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    conforms(&Folder::at(&home.join("backup")));
    std::fs::remove_dir_all(&home).unwrap();
}

#[test]
fn a_stick_that_is_not_plugged_in_is_not_made_up() {
    let away = Folder::at(std::path::Path::new("/nowhere/at/all"));
    let failed = away.put("a", b"x").unwrap_err();
    assert_eq!(failed.kind, Kind::Away);
    assert!(failed.sentence.contains("plugged in"), "{failed}");
    assert_eq!(away.get("a").unwrap_err().kind, Kind::Away);
    let from_here = Folder::at(std::path::Path::new("not-made-yet"));
    assert_eq!(from_here.get("a").unwrap(), None, "where the program was started there is a disk");
}

#[test]
fn what_shares_the_disk_is_known() {
    let (here, there) = (std::env::temp_dir(), std::path::Path::new("/proc"));
    assert!(Folder::at(&here.join("not/yet/there")).shares_disk_with(&here));
    assert!(!Folder::at(there).shares_disk_with(&here));
}
