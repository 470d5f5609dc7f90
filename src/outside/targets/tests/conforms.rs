//! The conformance suite of targets, for those on this machine and, in the integration tests, for real servers.

use super::*;

/// `target` is empty.
pub fn conforms(target: &dyn Target) {
    assert_eq!(target.get("bases/1/part").unwrap(), None);
    target.put("bases/1/part", b"one").unwrap();
    target.put("bases/1/part", b"two").unwrap();
    assert_eq!(target.get("bases/1/part").unwrap().as_deref(), Some(&b"two"[..]));
    assert!(!target.put_new("bases/1/part", b"three").unwrap());
    assert!(target.put_new("bases/1/other", b"").unwrap());
    assert_eq!(target.get("bases/1/part").unwrap().as_deref(), Some(&b"two"[..]), "it stayed");
    assert_eq!(target.get("bases/1/other").unwrap().as_deref(), Some(&b""[..]));
    for n in 0..7 {
        target.put(&format!("history/{n}.zst"), &vec![7; n]).unwrap();
    }
    target.put("historic", b"x").unwrap();
    let names = |objects: Vec<Object>| objects.into_iter().map(|o| o.name).collect::<Vec<_>>();
    let history: Vec<String> = (0..7).map(|n| format!("history/{n}.zst")).collect();
    assert_eq!(names(target.list("history/", "", 100).unwrap()), history);
    assert_eq!(names(target.list("history/", "history/2.zst", 2).unwrap()), history[3..5]);
    let everything: Vec<Object> = all(target, "").collect::<Result<_, _>>().unwrap();
    let mut sorted = everything.clone();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!((everything.len(), &everything), (10, &sorted));
    assert_eq!(everything.iter().find(|o| o.name == "history/5.zst").map(|o| o.bytes), Some(5));
    target.remove("historic").unwrap();
    target.remove("historic").unwrap();
    assert_eq!(target.get("historic").unwrap(), None);
    // By its own clock, which for stores counts seconds.
    let before = target.now().unwrap();
    target.put("history/late", b"x").unwrap();
    let late = target.list("history/", "history/6.zst", 10).unwrap().remove(0);
    assert!(late.name == "history/late" && late.modified >= before, "{late:?}, {before:?}");
    assert!(target.now().unwrap() >= late.modified);
    let large: Vec<u8> = (0..9_000_000_u32).map(|n| (n % 251) as u8).collect();
    target.put("bases/2/large", &large).unwrap();
    assert_eq!(target.get("bases/2/large").unwrap().as_deref(), Some(&large[..]));
    for bad in ["", "/etc/passwd", "../x", "a/../b", "a//b", ".part-x", "a b", "a/"] {
        assert!(target.put(bad, b"x").is_err(), "{bad}");
        assert!(target.get(bad).is_err(), "{bad}");
        assert!(target.remove(bad).is_err(), "{bad}");
    }
}
