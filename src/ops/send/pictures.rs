//! Sending pictures. They never change, so a picture is sent once; its name there tells nobody which picture it is.
//!
//! All that lie on the disk are sent, without asking which row names them: a picture is kept before the row that names it is
//! written. So whoever takes history or a base first and looks for pictures then has every picture they name.

use super::Outgoing;
use crate::base::random::Seed;
use crate::ops::archive::Trouble;
use crate::ops::at_once::at_once;
use crate::outside::blobs::{self, BlobHash, Blobs};
use crate::outside::targets::{self, Target};
use std::collections::{BTreeMap, HashSet};
use std::time::SystemTime;

pub const PICTURES: &str = "pictures/";
/// Digits that tell a shelf from 255 others.
const SHELF_DIGITS: usize = 16;

/// What was seen of one shelf when everything on it was at the target.
struct Seen {
    changed: SystemTime,
    files: usize,
    /// It looked the same twice, so nothing was put there within the same tick of the disk's clock.
    settled: bool,
}

/// Which shelves need not be looked at again.
#[derive(Default)]
pub struct Pictures {
    seen: BTreeMap<String, Seen>,
}

impl Pictures {
    /// Sends what is on the disk and not at the target.
    pub(super) fn send(&mut self, from: &Blobs, names: &Seed, out: &Outgoing<'_>) -> Result<(), Trouble> {
        for (shelf, changed) in from.shelves()? {
            let before = self.seen.get(&shelf).filter(|seen| seen.changed == changed);
            if before.is_some_and(|seen| seen.settled) {
                continue;
            }
            let here = from.on_shelf(&shelf)?;
            let settled = before.is_some_and(|seen| seen.files == here.len());
            if !settled {
                mend_shelf(from, &shelf, names, out)?;
                send_shelf(from, &shelf, &here, names, out)?;
            }
            self.seen.insert(shelf, Seen { changed, files: here.len(), settled });
        }
        Ok(())
    }
}

/// What was damaged here is fetched from there.
fn mend_shelf(from: &Blobs, shelf: &str, names: &Seed, out: &Outgoing<'_>) -> Result<(), Trouble> {
    for (hash, kind) in from.damaged_on(shelf)? {
        let content = out.sealed().get(&name_of(names, shelf, &hash, &kind))?;
        let whole = content.as_deref().and_then(read).filter(|(h, k, _)| (h, *k) == (&hash, kind.as_str()));
        if let Some((_, _, bytes)) = whole {
            from.put(&hash, &kind, bytes)?;
            tracing::info!("The picture {} was damaged here and is whole again", file_of(&hash, &kind));
        }
    }
    Ok(())
}

fn send_shelf(
    from: &Blobs,
    shelf: &str,
    here: &[(BlobHash, String)],
    names: &Seed,
    out: &Outgoing<'_>,
) -> Result<(), Trouble> {
    let folder = folder_of(names, shelf);
    let there: HashSet<String> =
        targets::all(&out.sealed(), &folder).map(|object| Ok(object?.name)).collect::<Result<_, Trouble>>()?;
    let missing: Vec<_> = here
        .iter()
        .map(|(hash, kind)| (hash, kind, name_of(names, shelf, hash, kind), file_of(hash, kind)))
        .filter(|(_, _, name, _)| !there.contains(name))
        .collect();
    at_once(&missing, |(hash, kind, name, file)| {
        // Gone between looking and reading: nobody needs it.
        let Some(picture) = from.get(hash, kind)? else { return Ok(()) };
        let mut bytes = format!("{file}\n").into_bytes();
        bytes.extend_from_slice(&picture);
        if out.put_new(name, &bytes)? {
            out.tell(|report| report.pictures += 1);
        }
        Ok(())
    })?;
    Ok(())
}

fn folder_of(names: &Seed, shelf: &str) -> String {
    format!("{PICTURES}{}/", &keyed(names, shelf)[..SHELF_DIGITS])
}

fn file_of(hash: &BlobHash, kind: &str) -> String {
    format!("{}.{kind}", blobs::show(hash))
}

/// What a picture is called at the target.
pub fn name_of(names: &Seed, shelf: &str, hash: &BlobHash, kind: &str) -> String {
    format!("{}{}", folder_of(names, shelf), keyed(names, &file_of(hash, kind)))
}

fn keyed(names: &Seed, file: &str) -> String {
    blake3::keyed_hash(names, file.as_bytes()).to_hex().to_string()
}

/// The picture in a file as it was sent: its hash, its kind, its bytes.
pub fn read(bytes: &[u8]) -> Option<(BlobHash, &str, &[u8])> {
    let line = bytes.iter().position(|b| *b == b'\n')?;
    let (hash, kind) = std::str::from_utf8(&bytes[..line]).ok()?.split_once('.')?;
    let is_kind =
        !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    Some((blobs::parse(hash)?, kind, &bytes[line + 1..])).filter(|_| is_kind)
}
