//! Laying a snapshot down at a target: rows in their order to parts, and at the end the manifest that makes it whole.

use super::part::{INCREMENT_PART_BYTES, PART_BYTES, Writing};
use crate::base::{Broken, Time};
use crate::ops::archive::{self, Counted, FORMAT, Holds, Manifest, Part, Trouble};
use crate::outside::targets::Target;
use crate::store::Position;

pub struct Laying<'t> {
    target: &'t dyn Target,
    name: String,
    holds: Holds,
    part: Option<Writing>,
    parts: Vec<Part>,
}

/// What a manifest says beside its parts.
pub struct About {
    pub made: Time,
    pub from: Position,
    pub to: Position,
    pub tables: Vec<Counted>,
}

impl<'t> Laying<'t> {
    /// Takes the place of what was left under that name by an attempt that did not end.
    ///
    /// # Errors
    /// The target fails.
    pub fn begin(target: &'t dyn Target, name: String, holds: Holds) -> Result<Laying<'t>, Trouble> {
        if target.get(&archive::manifest_of(&name)).is_ok_and(|there| there.is_some()) {
            archive::remove(target, &name)?;
        }
        Ok(Laying { target, name, holds, part: None, parts: Vec::new() })
    }

    /// The next row by table and key.
    pub fn row(&mut self, table: u16, key: &[u8], record: Option<&[u8]>) -> Result<(), Trouble> {
        let full = match self.holds {
            Holds::Everything => PART_BYTES,
            Holds::Changes => INCREMENT_PART_BYTES,
        };
        if self.part.as_ref().is_some_and(|part| part.table() != table || part.bytes() >= full) {
            self.lay()?;
        }
        self.part.get_or_insert_with(|| Writing::of(table)).add(key, record);
        Ok(())
    }

    fn lay(&mut self) -> Result<(), Trouble> {
        let Some(part) = self.part.take() else { return Ok(()) };
        let (table, rows, plain) = (part.table(), part.rows(), part.bytes() as u64);
        let name = format!("{}{table:05}-{:06}.zst", archive::folder_of(&self.name), self.parts.len());
        let file = part.finish()?;
        self.target.put(&name, &file)?;
        let hash = blake3::hash(&file).to_hex().to_string();
        self.parts.push(Part { name, table, rows, bytes: file.len() as u64, plain, hash });
        Ok(())
    }

    /// Only with its manifest it counts.
    pub fn finish(mut self, about: About) -> Result<Manifest, Trouble> {
        self.lay()?;
        let About { made, from, to, tables } = about;
        let (name, holds, parts) = (self.name.clone(), self.holds, self.parts.clone());
        let duka = env!("CARGO_PKG_VERSION").into();
        let manifest = Manifest { format: FORMAT, name, made, duka, holds, from, to, parts, tables };
        // From here on it may count, whatever is answered.
        self.parts.clear();
        archive::put_manifest(self.target, &manifest)?;
        Ok(manifest)
    }
}

/// What never became whole is not left lying on a disk that may be full. Where that fails, pruning does it later.
impl Drop for Laying<'_> {
    fn drop(&mut self) {
        for part in &self.parts {
            if let Err(failed) = self.target.remove(&part.name) {
                tracing::debug!(cause = failed.sentence, "A part of an unfinished backup stays");
                break;
            }
        }
    }
}

/// The sums of a store, with its tables' names.
pub fn counted(store: &crate::store::Store) -> Result<(Position, Vec<Counted>), Broken> {
    let (to, sums) = store.sums()?;
    let named = |id: u16| store.tables().iter().find(|t| t.id == id).map_or("", |t| t.name).to_owned();
    Ok((to, sums.into_iter().map(|(table, sum)| Counted { table, name: named(table), sum }).collect()))
}

/// When a state was, by the shop's clock: never before the last entry in it, whatever the clock did meanwhile.
pub fn made(store: &crate::store::Store, now: Time) -> Time {
    now.max(store.heads().borrow().wall)
}
