//! Pictures come last: a shop sells without them, and whoever waits for it need not wait for them. It may be running meanwhile.

use crate::base::Broken;
use crate::boot::say_error;
use crate::ops::archive::Trouble;
use crate::ops::fetch;
use crate::ops::follow::Named;
use crate::ops::keys::Keys;
use crate::ops::look;
use crate::ops::seal::{Seal, Sealed};
use crate::outside::blobs::Blobs;
use crate::outside::targets::Target;
use age::x25519::Identity;
use std::fs;
use std::io;
use std::path::Path;

/// Where they are kept in a shop's folder.
pub const FOLDER: &str = "pictures";

/// Brings those that are not here yet. What is damaged there is named and left out.
pub fn from_elsewhere(target: &dyn Target, key: &Identity, data: &Path) -> Result<Vec<String>, Trouble> {
    let seal = Seal::of(vec![key.clone()]);
    let found = fetch::unlock(target, &seal)?;
    // What was sealed before the keys were changed.
    let seal = seal.opening(found.as_ref().map(|mark| mark.former()).unwrap_or_default());
    say_error("  Fetching pictures …");
    let blobs = Blobs::open(&data.join(FOLDER))?;
    let here = Named::of(&blobs, Keys::open(data)?.names())?;
    fetch::pictures(&Sealed::of(target, &seal), &blobs, &here)
}

/// They never change, so they are copied as they are. What is damaged is put aside and named.
pub fn from_folder(from: &Path, to: &Path) -> Result<Vec<String>, Broken> {
    say_error("  Copying pictures …");
    copy(from, to).map_err(|e| Broken::because("copying pictures", &e))?;
    let (blobs, mut damaged) = (Blobs::open(to)?, Vec::new());
    look::pictures(&blobs, |hash, kind, looked| {
        damaged.extend(looked.err().map(|sentence| (*hash, kind.to_owned(), sentence)));
    })?;
    for (hash, kind, _) in &damaged {
        // That puts it aside.
        blobs.get(hash, kind)?;
    }
    Ok(damaged.into_iter().map(|(_, _, sentence)| sentence).collect())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else if !place.exists() {
            // Under its name there is never half of one.
            let beside = place.with_extension("part");
            fs::copy(entry.path(), &beside)?;
            fs::rename(&beside, &place)?;
        }
    }
    fs::File::open(to)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_the_rest_is_copied() {
        let home = std::env::temp_dir().join(format!("duka-pictures-{}", std::process::id()));
        let (from, to) = (home.join("from"), home.join("to"));
        for (folder, name, content) in [(&from, "a", "new"), (&from, "b", "new"), (&to, "a", "old")] {
            fs::create_dir_all(folder.join("shelf")).unwrap();
            fs::write(folder.join("shelf").join(name), content).unwrap();
        }
        copy(&from, &to).unwrap();
        let mut found: Vec<(String, String)> = fs::read_dir(to.join("shelf"))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|e| (e.file_name().into_string().unwrap(), fs::read_to_string(e.path()).unwrap()))
            .collect();
        found.sort();
        assert_eq!(found, [("a".into(), "old".into()), ("b".into(), "new".into())]);
        fs::remove_dir_all(&home).unwrap();
    }
}
