//! A look at every file that is kept on this machine, so that damage is known before it matters. Slow on purpose: it must not
//! be felt.

use crate::base::{Broken, Time};
use crate::ops::archive::{self, Manifest, Part, Trouble};
use crate::ops::look;
use crate::ops::send::pace::Pace;
use crate::outside::blobs::Blobs;
use crate::outside::targets::{Failed, Target};
use crate::store::history::{SegmentName, Unsound, verify_segment};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Remembers when that was, so that a restart does not begin it again.
const SCRUBBED: &str = "scrubbed.json";

/// What a look at everything showed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scrubbed {
    pub at: Time,
    pub files: u64,
    /// A sentence for each file that is not what was written.
    pub damaged: Vec<String>,
}

/// `None`: never, or what was remembered cannot be read; then it is time to look.
pub fn last(target: &dyn Target) -> Result<Option<Scrubbed>, Failed> {
    Ok(target.get(SCRUBBED)?.and_then(|text| serde_json::from_slice(&text).ok()))
}

/// Reads every snapshot's parts, every piece of history in a folder where they were pinned, and every picture. A picture that is
/// damaged is put aside: a place elsewhere may have a whole one.
///
/// # Errors
/// The target or the folder cannot be read.
pub fn scrub(
    target: &dyn Target,
    (history, pictures): (&Path, &Path),
    now: Time,
    pace: &mut Pace,
) -> Result<Scrubbed, Trouble> {
    let (manifests, troubles) = archive::manifests(target)?;
    let damaged = troubles.iter().map(Trouble::sentence).collect();
    let mut scrubbed = Scrubbed { at: now, files: 0, damaged };
    for manifest in &manifests {
        for part in &manifest.parts {
            pace.before(part.bytes);
            scrubbed.files += 1;
            scrubbed.damaged.extend(look_at(target, manifest, part)?);
        }
    }
    let failed = |e| Broken::because("reading history's folder", &e);
    for file in std::fs::read_dir(history).map_err(failed)? {
        let file = file.map_err(failed)?;
        let Some(name) = SegmentName::parse(&file.file_name().to_string_lossy()) else { continue };
        pace.before(file.metadata().map_err(failed)?.len());
        scrubbed.files += 1;
        match verify_segment(history, &name) {
            Ok(()) => {}
            Err(Unsound::Damaged(b)) => {
                scrubbed.damaged.push(Trouble::damaged(&name.to_string(), format!("{b:?}")).sentence());
            }
            Err(Unsound::Unreadable(b)) => scrubbed.damaged.push(format!("A file cannot be read: {b:?}.")),
        }
    }
    if pictures.is_dir() {
        let (pictures, mut wrong) = (Blobs::open(pictures)?, Vec::new());
        look::pictures(&pictures, |hash, kind, looked| {
            scrubbed.files += 1;
            match looked {
                Ok(bytes) => pace.before(bytes),
                Err(sentence) => {
                    scrubbed.damaged.push(sentence);
                    wrong.push((*hash, kind.to_owned()));
                }
            }
        })?;
        // Puts aside what is damaged; what cannot be read just now stays.
        wrong.iter().for_each(|(hash, kind)| drop(pictures.get(hash, kind)));
    }
    let text = serde_json::to_vec_pretty(&scrubbed).map_err(|e| Broken::because("writing what was looked at", &e))?;
    target.put(SCRUBBED, &text)?;
    Ok(scrubbed)
}

fn look_at(target: &dyn Target, manifest: &Manifest, part: &Part) -> Result<Option<String>, Trouble> {
    let why = match target.get(&part.name)? {
        Some(file) if blake3::hash(&file).to_hex().as_str() == part.hash => return Ok(None),
        Some(_) => "its content is not what was written",
        // Well, if the whole snapshot went meanwhile: its manifest goes first.
        None if target.get(&archive::manifest_of(&manifest.name))?.is_none() => return Ok(None),
        None => "it is not there",
    };
    Ok(Some(Trouble::damaged(&part.name, why).sentence()))
}
