//! What lies at a target and under which names: bases with their manifests. Parts are written first, the manifest last, so
//! that whatever has a manifest is whole.

use crate::base::{Broken, Time};
use crate::outside::targets::{self, Failed, Kind, Target};
use crate::store::{Position, Sum};
use serde::{Deserialize, Serialize};

/// The form manifests and parts have. A newer one is refused by older programs.
pub const FORMAT: u32 = 1;
/// Everything below belongs to a base.
pub const BASES: &str = "bases/";
const MANIFEST: &str = "manifest.json";
const PROOF: &str = "proof.json";
/// More bases than this are never kept.
const BASES_MAX: usize = 10_000;

/// A whole state of the shop at one position, and what is needed to make it of parts that are a little older or newer:
/// the journal from `from` to `to`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub name: String,
    /// When it was ended, by the shop's clock.
    pub made: Time,
    /// The version that wrote it.
    pub duka: String,
    /// Before the first part was read.
    pub from: Position,
    /// After the last part was read. The state that the sums are of.
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

/// Where the parts of a base lie.
pub fn folder_of(base: &str) -> String {
    format!("{BASES}{base}/")
}

pub fn manifest_of(base: &str) -> String {
    format!("{}{MANIFEST}", folder_of(base))
}

/// What a drill showed of it.
pub fn proof_of(base: &str) -> String {
    format!("{}{PROOF}", folder_of(base))
}

/// Sorts by the shop's own order of events, which no clock can change.
pub fn base_name(from: &Position) -> String {
    format!("{:012}-{:016x}", from.seq, from.line)
}

pub fn put_manifest(target: &dyn Target, manifest: &Manifest) -> Result<(), Trouble> {
    let sealed = Sealed { manifest: manifest.clone(), blake3: hash_of(manifest)? };
    let text = serde_json::to_vec_pretty(&sealed).map_err(|e| Broken::because("writing a manifest", &e))?;
    Ok(target.put(&manifest_of(&manifest.name), &text)?)
}

/// Every whole base, oldest first, and a sentence for each manifest that cannot be read.
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
        if found.len() == BASES_MAX {
            break;
        }
    }
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
