//! `export.json`: what is in an export, so that whoever brings it in knows whether it has all of it.

use super::{Stopped, files};
use crate::base::{Broken, Time};
use crate::store::table::TableDef;
use crate::store::{Position, Sum};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The form of the folder. A newer one is refused.
const FORMAT: u32 = 1;
pub const ABOUT: &str = "export.json";
/// It has some lines for each table.
const ABOUT_BYTES_MAX: u64 = 4 << 20;

#[derive(Clone, Serialize, Deserialize)]
pub struct About {
    pub format: u32,
    /// The version that wrote it.
    pub duka: String,
    /// When the shop was read, in microseconds since 1970, and for people.
    pub made: Time,
    pub made_at: String,
    /// The last entry of the shop's journal that is in it: line, number and hash.
    pub position: String,
    /// The latest time any entry bears.
    pub wall: Time,
    pub tables: Vec<Rows>,
    pub pictures: Pictures,
}

/// The rows of one table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rows {
    pub file: String,
    pub table: u16,
    pub name: String,
    /// The number of the rows' form.
    pub schema: u16,
    pub rows: u64,
    /// The rows' checks added up, in hexadecimal digits.
    pub sum: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pictures {
    pub files: u64,
    pub bytes: u64,
}

/// The file: what it says, and the BLAKE3 of that as compact JSON.
#[derive(Serialize, Deserialize)]
struct Sealed<T> {
    export: T,
    blake3: String,
}

/// All that can be known of a newer form.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Rows {
    pub fn of(table: &TableDef, sum: Sum) -> Rows {
        Rows {
            file: file_of(table),
            table: table.id,
            name: table.name.to_owned(),
            schema: table.schema,
            rows: sum.rows,
            sum: format!("{:016x}", sum.hash),
        }
    }
}

/// Where the rows of a table lie.
pub fn file_of(table: &TableDef) -> String {
    format!("rows/{}.jsonl", table.name.replace(' ', "-"))
}

impl About {
    pub fn new(made: Time, position: Position, wall: Time, tables: Vec<Rows>, pictures: Pictures) -> About {
        let made_at = super::csv::time(made);
        let duka = env!("CARGO_PKG_VERSION").to_owned();
        About { format: FORMAT, duka, made, made_at, position: position.to_string(), wall, tables, pictures }
    }

    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }

    pub fn position(&self) -> Result<Position, Stopped> {
        self.position.parse().map_err(|()| damaged("the position in it is none"))
    }

    pub fn write(&self, folder: &Path) -> Result<(), Stopped> {
        let sealed = Sealed { export: self.clone(), blake3: self.hash()? };
        let text = serde_json::to_vec_pretty(&sealed).map_err(|e| Broken::because("writing export.json", &e))?;
        files::whole(&folder.join(ABOUT), &text)
    }

    /// # Errors
    /// It cannot be read, a newer version wrote it, or it was changed.
    pub fn read(folder: &Path) -> Result<About, Stopped> {
        let path = folder.join(ABOUT);
        let length = std::fs::metadata(&path).map_err(Stopped::at(&path))?.len();
        if length > ABOUT_BYTES_MAX {
            return Err(damaged("it is too long"));
        }
        let text = std::fs::read(&path).map_err(Stopped::at(&path))?;
        let wrong = |e: serde_json::Error| damaged(&e.to_string());
        let found: Sealed<Format> = serde_json::from_slice(&text).map_err(wrong)?;
        if found.export.format > FORMAT {
            return Err(Stopped(format!(
                "This export has form {}; this program knows form {FORMAT}. Bring it in with a newer version of Duka.",
                found.export.format
            )));
        }
        let Sealed { export, blake3 }: Sealed<About> = serde_json::from_slice(&text).map_err(wrong)?;
        if export.hash()? != blake3 {
            return Err(damaged("its content is not what was written"));
        }
        Ok(export)
    }

    fn hash(&self) -> Result<String, Broken> {
        let text = serde_json::to_vec(self).map_err(|e| Broken::because("writing export.json", &e))?;
        Ok(blake3::hash(&text).to_hex().to_string())
    }
}

fn damaged(why: &str) -> Stopped {
    Stopped(format!("{ABOUT} is damaged: {why}."))
}
