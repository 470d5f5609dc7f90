//! What lies at a target and under which names: snapshots with their manifests. Parts are written first, the manifest last,
//! so that whatever has a manifest is whole.
//!
//! A snapshot is a base, which holds every row, or an increment, which holds what was written since an earlier one. Which
//! belong together is told by their positions alone ([`chain`]), so one may take another's place.

mod chain;

pub use chain::{chain, older_first};

use crate::base::{Broken, Time};
use crate::outside::targets::{self, Failed, Kind, Target};
use crate::store::{Position, Sum};
use serde::{Deserialize, Serialize};

/// The form manifests and parts have. A newer one is refused by older programs.
pub const FORMAT: u32 = 1;
/// Everything below belongs to a snapshot.
pub const BASES: &str = "bases/";
const MANIFEST: &str = "manifest.json";
const PROOF: &str = "proof.json";
/// More snapshots than this are never kept.
const SNAPSHOTS_MAX: usize = 10_000;
/// What a store takes on its disk for each byte of its rows: tree pages that are partly empty, and the indexes.
const STORE_BYTES_PER_ROWS: u64 = 2;

/// What a snapshot's parts hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Holds {
    /// Every row. Rows read while the shop sold differ in age: with the journal from `from` to `to` they are the state at `to`.
    Everything,
    /// The newest value of every row that was written from `from` to `to`, or that it went.
    Changes,
}

/// A whole state of the shop at one position, or the way there from an earlier one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub name: String,
    /// When it was ended, by the shop's clock.
    pub made: Time,
    /// The version that wrote it.
    pub duka: String,
    pub holds: Holds,
    /// Before the first part was read, or where the changes begin.
    pub from: Position,
    /// After the last part was read, or the last change. The state that the sums are of.
    pub to: Position,
    /// By table and key.
    pub parts: Vec<Part>,
    pub tables: Vec<Counted>,
}

/// The file a manifest is: itself, and the BLAKE3 of its compact JSON, so that no bit of it is believed wrongly.
#[derive(Serialize, Deserialize)]
struct Sealed {
    manifest: Manifest,
    blake3: String,
}

/// One file of rows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub table: u16,
    pub rows: u64,
    /// As it lies at the target.
    pub bytes: u64,
    /// Before they were compressed.
    pub plain: u64,
    /// BLAKE3 of the file, in hexadecimal digits.
    pub hash: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Counted {
    pub table: u16,
    pub name: String,
    pub sum: Sum,
}

impl Manifest {
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.sum.rows).sum()
    }

    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|p| p.bytes).sum()
    }

    pub fn is_base(&self) -> bool {
        self.holds == Holds::Everything
    }

    /// Where increments go on from it. Of a base that was read while the shop sold: where reading began, so that what was
    /// written meanwhile is in the increment.
    pub fn goes_on(&self) -> Position {
        if self.is_base() { self.from } else { self.to }
    }

    /// Was it made of others, without reading the shop? Then its state is older than its files.
    pub fn is_made_of_others(&self) -> bool {
        self.is_base() && self.from == self.to
    }

    /// About how large a store made of it alone is.
    pub fn store_bytes(&self) -> u64 {
        self.parts.iter().map(|p| p.plain).sum::<u64>().saturating_mul(STORE_BYTES_PER_ROWS)
    }
}

/// Why something could not be got from a target or brought to it.
#[derive(Debug)]
pub enum Trouble {
    /// The target did not do it.
    Target(Failed),
    /// A file is not what its manifest says. Names the file.
    Damaged {
        name: String,
        why: String,
    },
    Broken(Broken),
}

impl From<Failed> for Trouble {
    fn from(failed: Failed) -> Trouble {
        Trouble::Target(failed)
    }
}

impl From<Broken> for Trouble {
    fn from(broken: Broken) -> Trouble {
        Trouble::Broken(broken)
    }
}

impl Trouble {
    pub fn damaged(name: &str, why: impl Into<String>) -> Trouble {
        Trouble::Damaged { name: name.to_owned(), why: why.into() }
    }

    /// Perhaps what lies there is not what was put there, and something else is a way around it.
    pub fn may_be_damage(&self) -> bool {
        match self {
            Trouble::Damaged { .. } | Trouble::Broken(_) => true,
            Trouble::Target(failed) => failed.kind == Kind::Damaged,
        }
    }

    /// With what was found before it and may be its cause.
    pub fn after(self, remarks: &[String]) -> Trouble {
        match self {
            Trouble::Broken(broken) if !remarks.is_empty() => Trouble::Broken(broken.during(&remarks.join(" "))),
            other => other,
        }
    }

    /// For the owner, in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Trouble::Target(failed) => failed.sentence.clone(),
            Trouble::Damaged { name, why } => format!("The file {name} of the backup is damaged: {why}."),
            Trouble::Broken(broken) => format!("{broken:?}"),
        }
    }
}

/// Where the parts of a snapshot lie.
pub fn folder_of(snapshot: &str) -> String {
    format!("{BASES}{snapshot}/")
}

pub fn manifest_of(snapshot: &str) -> String {
    format!("{}{MANIFEST}", folder_of(snapshot))
}

/// What a drill showed of it.
pub fn proof_of(snapshot: &str) -> String {
    format!("{}{PROOF}", folder_of(snapshot))
}

/// By the shop's own order of events, which no clock can change.
pub fn base_name(from: &Position) -> String {
    format!("{:012}-{:016x}", from.seq, from.line)
}

/// Of what is between the two.
pub fn increment_name(from: &Position, to: &Position) -> String {
    format!("{:012}-{:016x}-{:012}", to.seq, to.line, from.seq)
}

/// Takes a snapshot away, its manifest first: nothing half there looks whole.
pub fn remove(target: &dyn Target, snapshot: &str) -> Result<u64, Failed> {
    target.remove(&manifest_of(snapshot))?;
    let files = targets::all(target, &folder_of(snapshot)).collect::<Result<Vec<_>, _>>()?;
    for file in &files {
        target.remove(&file.name)?;
    }
    Ok(files.len() as u64 + 1)
}

pub fn put_manifest(target: &dyn Target, manifest: &Manifest) -> Result<(), Trouble> {
    let sealed = Sealed { manifest: manifest.clone(), blake3: hash_of(manifest)? };
    let text = serde_json::to_vec(&sealed).map_err(|e| Broken::because("writing a manifest", &e))?;
    Ok(target.put(&manifest_of(&manifest.name), &text)?)
}

/// Every whole snapshot, oldest first, and a sentence for each manifest that cannot be read.
pub fn manifests(target: &dyn Target) -> Result<(Vec<Manifest>, Vec<Trouble>), Trouble> {
    let (mut found, mut troubles) = (Vec::new(), Vec::new());
    for object in targets::all(target, BASES) {
        let object = object?;
        if !object.name.ends_with(&format!("/{MANIFEST}")) {
            continue;
        }
        let text = match target.get(&object.name) {
            Err(failed) if failed.kind == Kind::Damaged => {
                troubles.push(failed.into());
                continue;
            }
            text => text?,
        };
        match text.map(|text| read_manifest(&object.name, &text)) {
            Some(Ok(manifest)) => found.push(manifest),
            Some(Err(trouble)) => troubles.push(trouble),
            // Pruned between listing and reading.
            None => {}
        }
        if found.len() == SNAPSHOTS_MAX {
            break;
        }
    }
    found.sort_by(older_first);
    Ok((found, troubles))
}

fn hash_of(manifest: &Manifest) -> Result<String, Broken> {
    let text = serde_json::to_vec(manifest).map_err(|e| Broken::because("writing a manifest", &e))?;
    Ok(blake3::hash(&text).to_hex().to_string())
}

fn read_manifest(name: &str, text: &[u8]) -> Result<Manifest, Trouble> {
    let Sealed { manifest, blake3 } =
        serde_json::from_slice(text).map_err(|e| Trouble::damaged(name, e.to_string()))?;
    if manifest.format > FORMAT {
        return Err(Trouble::damaged(name, "a newer version of Duka wrote it"));
    }
    if hash_of(&manifest)? != blake3 {
        return Err(Trouble::damaged(name, "its content is not what was written"));
    }
    if name != manifest_of(&manifest.name) {
        return Err(Trouble::damaged(name, "it speaks of another backup"));
    }
    Ok(manifest)
}
