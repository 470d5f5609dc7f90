//! Pictures, each under the name of its content, and the list that says what must be there.

use super::Stopped;
use super::about::Pictures;
use super::files::{self, Writing};
use super::read::Lines;
use crate::base::Broken;
use crate::outside::blobs::{self, BlobHash, Blobs};
use serde::{Deserialize, Serialize};
use std::path::Path;

const LIST: &str = "pictures.jsonl";
/// No picture and no size of it is larger.
const PICTURE_BYTES_MAX: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: String,
    bytes: u64,
    blake3: String,
}

fn file_of(hash: &BlobHash, kind: &str) -> String {
    let name = blobs::show(hash);
    format!("pictures/{}/{name}.{kind}", &name[..2])
}

/// Only what `file_of` makes: nothing in a list leads out of its folder.
fn parse(file: &str) -> Option<(BlobHash, &str)> {
    let (hash, kind) = file.rsplit_once('/')?.1.split_once('.')?;
    let hash = blobs::parse(hash)?;
    let plain = kind.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.');
    (plain && !kind.is_empty() && file_of(&hash, kind) == file).then_some((hash, kind))
}

pub fn write(from: &Blobs, folder: &Path) -> Result<Pictures, Stopped> {
    let mut list = Writing::new(folder.join(LIST))?;
    let mut written = Pictures::default();
    files::folder(&folder.join("pictures"))?;
    for (shelf, _) in from.shelves()? {
        let mut kept = from.on_shelf(&shelf)?;
        kept.sort();
        for (hash, kind) in kept {
            // Let go of while this went on.
            let Some(bytes) = from.get(&hash, &kind)? else { continue };
            let file = file_of(&hash, &kind);
            let path = folder.join(&file);
            files::folder(path.parent().unwrap_or(folder))?;
            files::whole(&path, &bytes)?;
            let line = Line { file, bytes: bytes.len() as u64, blake3: blake3::hash(&bytes).to_hex().to_string() };
            list.line(&serde_json::to_string(&line).map_err(|e| Broken::because("listing a picture", &e))?)?;
            written = Pictures { files: written.files + 1, bytes: written.bytes + line.bytes };
        }
    }
    list.finish()?;
    Ok(written)
}

/// Brings all of them in, each compared with the list.
pub fn read(folder: &Path, wanted: Pictures, into: &Blobs) -> Result<(), Stopped> {
    let mut lines = Lines::open(folder, LIST)?;
    let mut found = Pictures::default();
    while let Some(text) = lines.next()? {
        let line: Line = serde_json::from_slice(text).map_err(|e| lines.wrong(&e.to_string()))?;
        let (hash, kind) = parse(&line.file).ok_or_else(|| lines.wrong("this is no picture's name"))?;
        let path = folder.join(&line.file);
        let length = std::fs::metadata(&path).map_err(Stopped::at(&path))?.len();
        let bytes =
            if length > PICTURE_BYTES_MAX { Vec::new() } else { std::fs::read(&path).map_err(Stopped::at(&path))? };
        if bytes.len() as u64 != line.bytes || blake3::hash(&bytes).to_hex().as_str() != line.blake3 {
            return Err(Stopped(format!("{} is damaged: its content is not what was written.", line.file)));
        }
        into.put(&hash, kind, &bytes)?;
        found = Pictures { files: found.files + 1, bytes: found.bytes + line.bytes };
    }
    if found != wanted {
        return Err(Stopped(format!("{LIST} lists {} files; {} were written.", found.files, wanted.files)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_leads_to_pictures_and_nowhere_else() {
        let hash = blobs::hash(b"mug");
        let name = blobs::show(&hash);
        let shelf = &name[..2];
        assert_eq!(parse(&file_of(&hash, "400.webp")), Some((hash, "400.webp")));
        for wrong in [
            format!("pictures/zz/{name}.jpg"),
            format!("pictures/{shelf}/../{shelf}/{name}.jpg"),
            format!("/etc/{name}.jpg"),
            format!("pictures/{shelf}/{name}.a/b"),
            format!("pictures/{shelf}/{name}."),
            format!("pictures/{shelf}/{name}"),
        ] {
            assert_eq!(parse(&wrong), None, "{wrong}");
        }
    }
}
