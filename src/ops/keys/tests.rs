//! Keys as they lie in a folder: made once, typed back, changed.

use super::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn nothing_is_sealed_before_the_key_was_typed_back_and_keys_stay() {
    let data = std::env::temp_dir().join(format!("duka-keys-{}", std::process::id()));
    fs::create_dir_all(&data).unwrap();
    let mut keys = Keys::open(&data).unwrap();
    let printed = keys.recovery_text();
    assert!(printed.starts_with("AGE-SECRET-KEY-1"), "{printed}");
    for wrong in ["", "AGE-SECRET-KEY-1", &printed[1..], &format!("{printed}Q")] {
        assert!(!keys.confirm(wrong).unwrap(), "{wrong}");
    }
    assert!(keys.seal().is_none() && !keys.is_confirmed());
    assert!(keys.confirm(&format!(" {} \n {}", printed[..30].to_lowercase(), &printed[30..])).unwrap());
    let sealed = keys.seal().unwrap().seal(b"orders").unwrap();

    let again = Keys::open(&data).unwrap();
    assert_eq!((again.recovery_text(), again.is_confirmed(), again.names()), (printed.clone(), true, keys.names()));
    let from_the_drawer = read_key(&format!("# kept by Jo\n{printed}\n")).unwrap();
    assert_eq!(Seal::of(vec![from_the_drawer]).open(&sealed).unwrap(), b"orders");
    for (path, mode) in [("keys", 0o700), ("keys/machine.key", 0o600), ("keys/recovery.key", 0o600)] {
        assert_eq!(fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
    }

    // Another recovery key was never typed back; a broken one is not replaced.
    fs::write(data.join("keys/recovery.key"), text_of(&Identity::generate())).unwrap();
    assert!(Keys::open(&data).unwrap().seal().is_none());
    fs::write(data.join("keys/recovery.key"), "half a k").unwrap();
    assert!(Keys::open(&data).is_err());
    fs::remove_dir_all(&data).unwrap();
}

fn folder(name: &str) -> PathBuf {
    let data = std::env::temp_dir().join(format!("duka-keys-{name}-{}", std::process::id()));
    fs::create_dir_all(&data).unwrap();
    data
}

#[test]
fn new_keys_count_once_typed_back_and_old_files_still_open() {
    let data = folder("new");
    let mut keys = Keys::open(&data).unwrap();
    let old = keys.recovery_text();
    assert!(keys.confirm(&old).unwrap());
    let before = keys.seal().unwrap().seal(b"before").unwrap();
    keys.rotate().unwrap();
    let new = keys.recovery_text();
    assert_ne!(new, old);
    assert!(!keys.confirm(&old).unwrap(), "the one in the drawer is not the new one");

    // Until it was typed back the old keys count, also after a restart; asking twice makes no third key.
    let mut keys = Keys::open(&data).unwrap();
    keys.rotate().unwrap();
    assert_eq!((keys.recovery_text(), keys.is_confirmed(), keys.has_next()), (new.clone(), true, true));
    let between = keys.seal().unwrap().seal(b"between").unwrap();
    let drawer = |key: &str| Seal::of(vec![read_key(key).unwrap()]);
    assert_eq!(drawer(&old).open(&between).unwrap(), b"between");

    assert!(keys.confirm(&new).unwrap());
    let after = keys.seal().unwrap().seal(b"after").unwrap();
    assert_eq!(drawer(&new).open(&after).unwrap(), b"after");
    assert!(drawer(&old).open(&after).is_err(), "who found the old key reads nothing new");
    assert!(drawer(&new).open(&before).is_err(), "it takes the former keys, which the mark holds");
    for keys in [keys, Keys::open(&data).unwrap()] {
        assert!(keys.is_confirmed() && !keys.has_next() && keys.former().len() == 2);
        let seal = keys.seal().unwrap();
        for (sealed, plain) in [(&before, "before"), (&between, "between"), (&after, "after")] {
            assert_eq!(seal.open(sealed).unwrap(), plain.as_bytes());
        }
        let from_the_mark = drawer(&new).opening(Mark::of(&keys).former());
        assert_eq!(from_the_mark.open(&before).unwrap(), b"before");
    }
    fs::remove_dir_all(&data).unwrap();
}

#[test]
fn changing_keys_may_stop_anywhere() {
    let data = folder("stops");
    let mut keys = Keys::open(&data).unwrap();
    assert!(keys.confirm(&keys.recovery_text()).unwrap());
    let before = keys.seal().unwrap().seal(b"before").unwrap();
    keys.rotate().unwrap();
    let new = keys.recovery_text();
    // As `replace` leaves it when it stops after its first, second and third step.
    for stop in 1..=3 {
        let mut keys = Keys::open(&data).unwrap();
        if stop >= 1 {
            let former = [keys.machine.clone(), keys.recovery.clone()];
            write(&keys.folder, FORMER, &lines(&former)).unwrap();
        }
        if stop == 2 {
            rename(&keys.folder, NEXT_MACHINE, MACHINE).unwrap();
        }
        if stop == 3 {
            rename(&keys.folder, NEXT_RECOVERY, RECOVERY).unwrap();
        }
        keys = Keys::open(&data).unwrap();
        assert_eq!(keys.recovery_text(), new, "stopped after step {stop}");
        if let Some(seal) = keys.seal() {
            assert!(stop < 3, "the new key was not typed back");
            assert_eq!(seal.open(&before).unwrap(), b"before");
        }
    }
    let mut keys = Keys::open(&data).unwrap();
    assert!(keys.confirm(&new).unwrap());
    assert!(Keys::open(&data).unwrap().seal().is_some());
    fs::remove_dir_all(&data).unwrap();
}
