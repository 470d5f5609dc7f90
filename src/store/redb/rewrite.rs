//! The same rows in a new file: redb frees pages without wiping them, so that what was deleted may lie in the file for long. The
//! new file is written beside, compared row by row, synced, and then takes the old one's place; until that moment nothing changed.

use super::file::File;
use super::{ROWS, Source, failed};
use crate::base::Broken;
use std::path::Path;

/// Rows of one transaction are about so many bytes.
const CHUNK_BYTES: usize = 4 << 20;
const CACHE_BYTES: usize = 16 << 20;

/// Nobody else may have the file open.
///
/// # Errors
/// A disk fails or has no room, or the file is damaged; it is as it was then.
pub fn rewrite(path: &Path) -> Result<(), Broken> {
    let beside = path.with_extension("rewriting");
    clear(&beside)?;
    let done = copy(path, &beside);
    if done.is_err() {
        clear(&beside)?;
        return done;
    }
    std::fs::rename(&beside, path).map_err(|e| failed("taking the store's place", e))?;
    super::sync_folder_of(path)
}

fn clear(file: &Path) -> Result<(), Broken> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed("clearing up", error)),
        _ => Ok(()),
    }
}

fn copy(path: &Path, beside: &Path) -> Result<(), Broken> {
    let from = File::open(&Source::File(path.to_owned()), CACHE_BYTES)?;
    let to = File::open(&Source::File(beside.to_owned()), CACHE_BYTES)?;
    let mut last = None;
    loop {
        let (after, ended) = copy_some(&from, &to, last).map_err(|e| failed("writing the store anew", e))?;
        last = after;
        if ended {
            break;
        }
    }
    if is_same(&from, &to).map_err(|e| failed("comparing the store", e))? {
        return Ok(());
    }
    Err(Broken::new("the store that was written anew is not the same"))
}

/// The next rows after a key. Answers the last one, and whether there are no more.
fn copy_some(from: &File, to: &File, last: Option<Vec<u8>>) -> Result<(Option<Vec<u8>>, bool), redb::Error> {
    let rows = from.begin_read()?.open_table(ROWS)?;
    let begin = last.map(|mut key| {
        key.push(0);
        key
    });
    let (mut last, mut bytes) = (None, 0);
    let mut transaction = to.begin_write()?;
    transaction.set_quick_repair(true);
    let mut into = transaction.open_table(ROWS)?;
    for row in rows.range(begin.as_deref().unwrap_or_default()..)? {
        let (key, value) = row?;
        into.insert(key.value(), value.value())?;
        bytes += key.value().len() + value.value().len();
        last = Some(key.value().to_vec());
        if bytes >= CHUNK_BYTES {
            break;
        }
    }
    drop(into);
    transaction.commit()?;
    Ok((last, bytes < CHUNK_BYTES))
}

fn is_same(one: &File, other: &File) -> Result<bool, redb::Error> {
    let (one, other) = (one.begin_read()?.open_table(ROWS)?, other.begin_read()?.open_table(ROWS)?);
    let mut others = other.range::<&[u8]>(..)?;
    for row in one.range::<&[u8]>(..)? {
        let (row, twin) = (row?, others.next().transpose()?);
        if twin.is_none_or(|twin| (twin.0.value(), twin.1.value()) != (row.0.value(), row.1.value())) {
            return Ok(false);
        }
    }
    Ok(others.next().is_none())
}
