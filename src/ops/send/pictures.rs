//! Sending pictures. They never change, so a picture is sent once, and again only before a bucket lets go of it by itself; its
//! name there tells nobody which picture it is.
//!
//! All that lie on the disk are sent, without asking which row names them: a picture is kept before the row that names it is
//! written. So whoever takes history or a base first and looks for pictures then has every picture they name.

use super::{Outgoing, SENT_AGAIN_AFTER};
use crate::base::Time;
use crate::base::random::Seed;
use crate::base::time::DAY;
use crate::ops::archive::Trouble;
use crate::ops::at_once::at_once;
use crate::outside::blobs::{self, BlobHash, Blobs};
use crate::outside::targets::{self, Target};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::SystemTime;

pub const PICTURES: &str = "pictures/";
/// Digits that tell a shelf from 255 others.
const SHELF_DIGITS: usize = 16;
/// What is sent again waits until nothing else is to be sent, but not longer than until it lies there for so long.
pub const SENT_AGAIN_AT_LAST: i64 = SENT_AGAIN_AFTER + 2 * DAY;
/// Sent again before it is seen whether something else is to be sent.
const SENT_AGAIN_AT_ONCE: usize = 16;

/// What was seen of one shelf when everything on it was at the target.
struct Seen {
    changed: SystemTime,
    files: usize,
    /// It looked the same twice, so nothing was put there within the same tick of the disk's clock.
    settled: bool,
}

/// Which shelves need not be looked at again, and which hold something that is to be sent again.
#[derive(Default)]
pub struct Pictures {
    seen: BTreeMap<String, Seen>,
    aging: BTreeSet<String>,
    /// By the target's clock, when it was first asked.
    now: Option<Time>,
    /// Nothing there may be written over, so nobody tries again.
    locked: bool,
}

/// A picture's file here, and what it is called there.
struct File<'a> {
    hash: &'a BlobHash,
    kind: &'a str,
    name: String,
}

impl Pictures {
    /// Sends what is on the disk and not at the target, or not for much longer.
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
                self.send_shelf(from, &shelf, &here, names, out)?;
            }
            self.seen.insert(shelf, Seen { changed, files: here.len(), settled });
        }
        Ok(())
    }

    fn send_shelf(
        &mut self,
        from: &Blobs,
        shelf: &str,
        here: &[(BlobHash, String)],
        names: &Seed,
        out: &Outgoing<'_>,
    ) -> Result<(), Trouble> {
        let ages = self.ages(shelf, names, out)?;
        let (mut missing, mut late) = (Vec::new(), Vec::new());
        for file in files(shelf, here, names) {
            match ages.get(&file.name) {
                None => missing.push(file),
                Some(age) if *age > SENT_AGAIN_AT_LAST => late.push(file),
                Some(age) if *age > SENT_AGAIN_AFTER => drop(self.aging.insert(shelf.to_owned())),
                Some(_) => {}
            }
        }
        at_once(&missing, |file| {
            let Some(bytes) = content(from, file)? else { return Ok(()) };
            if out.put_new(&file.name, &bytes)? {
                out.tell(|report| report.pictures += 1);
            }
            Ok(())
        })?;
        if !self.locked {
            self.locked = !put_again(from, &late, out)?;
        }
        Ok(())
    }

    /// Sends a few of those again that lie there long. Answers whether there are more.
    pub(super) fn send_again(&mut self, from: &Blobs, names: &Seed, out: &Outgoing<'_>) -> Result<bool, Trouble> {
        let Some(shelf) = self.aging.first().filter(|_| !self.locked).cloned() else { return Ok(false) };
        let (here, ages) = (from.on_shelf(&shelf)?, self.ages(&shelf, names, out)?);
        let is_old = |file: &File<'_>| ages.get(&file.name).is_some_and(|age| *age > SENT_AGAIN_AFTER);
        let mut old: Vec<File<'_>> = files(&shelf, &here, names).filter(is_old).collect();
        let is_last = old.len() <= SENT_AGAIN_AT_ONCE;
        old.truncate(SENT_AGAIN_AT_ONCE);
        self.locked = !put_again(from, &old, out)?;
        if is_last {
            self.aging.remove(&shelf);
        }
        Ok(!self.locked && !self.aging.is_empty())
    }

    /// How long what is on a shelf there lies there, by the target's own clock, which is asked once. A place that does not tell
    /// the time keeps what it has.
    fn ages(&mut self, shelf: &str, names: &Seed, out: &Outgoing<'_>) -> Result<HashMap<String, i64>, Trouble> {
        let mut ages = HashMap::new();
        for object in targets::all(&out.sealed(), &folder_of(names, shelf)) {
            let object = object?;
            let now = *self.now.get_or_insert_with(|| out.sealed().now().unwrap_or(object.modified));
            ages.insert(object.name, now.since(object.modified));
        }
        Ok(ages)
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

fn files<'a>(shelf: &'a str, here: &'a [(BlobHash, String)], names: &'a Seed) -> impl Iterator<Item = File<'a>> {
    here.iter().map(move |(hash, kind)| File { hash, kind, name: name_of(names, shelf, hash, kind) })
}

/// As it is sent. `None`: gone between looking and reading, so nobody needs it.
fn content(from: &Blobs, file: &File<'_>) -> Result<Option<Vec<u8>>, Trouble> {
    let Some(picture) = from.get(file.hash, file.kind)? else { return Ok(None) };
    let mut bytes = format!("{}\n", file_of(file.hash, file.kind)).into_bytes();
    bytes.extend_from_slice(&picture);
    Ok(Some(bytes))
}

/// Answers whether the target takes them: the first one tells.
fn put_again(from: &Blobs, files: &[File<'_>], out: &Outgoing<'_>) -> Result<bool, Trouble> {
    let one = |file: &File<'_>| match content(from, file)? {
        Some(bytes) => out.put_again(&file.name, &bytes),
        None => Ok(true),
    };
    match files.split_first() {
        Some((first, rest)) if one(first)? => at_once(rest, one).map(|taken| taken.into_iter().all(|taken| taken)),
        Some(_) => Ok(false),
        None => Ok(true),
    }
}

/// Where the pictures of a shelf lie at the target.
pub fn folder_of(names: &Seed, shelf: &str) -> String {
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
