//! Who was erased after a shop was exported: its own folder knows it, and every place its backups are sent to.

use crate::app::erasure::Ledger;
use crate::boot::config::Import;
use crate::boot::place;
use crate::ops::archive::Trouble;
use crate::ops::seal::{Seal, Sealed};
use crate::ops::send::mark;
use crate::ops::{erased, fetch, keys};
use crate::outside::targets::folder::Folder;
use std::path::Path;

/// `None`: nobody was asked.
///
/// # Errors
/// A sentence when nobody there can tell.
pub fn known(asked: &Import) -> Result<Option<Ledger>, String> {
    let Some(from) = &asked.erased else { return Ok(None) };
    let told = |trouble: Trouble| trouble.sentence();
    let Some(key) = &asked.key else {
        if place::address(from).is_some() || mark::is_in(from) {
            return Err("What lies there is sealed. Name the file with the recovery key: --key FILE.".into());
        }
        return of_folder(from);
    };
    let text = std::fs::read_to_string(key).map_err(|e| format!("{} cannot be read: {e}.", key.display()))?;
    let key = keys::read_key(&text).ok_or_else(|| format!("There is no key in {}.", key.display()))?;
    let (target, seal) = (place::target(from, &asked.login)?, Seal::of(vec![key]));
    let mark = fetch::unlock(&*target, &seal).map_err(told)?;
    let seal = seal.opening(mark.map(|mark| mark.former()).unwrap_or_default());
    erased::read(&Sealed::of(&*target, &seal)).map(Some).map_err(told)
}

fn of_folder(from: &Path) -> Result<Option<Ledger>, String> {
    let backup = from.join("backup");
    if !backup.is_dir() {
        return Err(format!("{} is no folder of a shop: there is no backup in it.", from.display()));
    }
    erased::read(&Folder::at(&backup)).map(Some).map_err(|trouble| trouble.sentence())
}
