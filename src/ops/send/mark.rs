//! Whose backups lie at a target: a sealed file that only the shop itself can read, a new one whenever its keys were changed.
//! Two shops at one place are found out before either writes, and a shop that was brought back goes on under the same names.

use crate::base::Broken;
use crate::base::random::Seed;
use crate::ops::archive::Trouble;
use crate::ops::keys::{self, Keys};
use crate::ops::numbered::{Numbered, Word};
use crate::ops::seal::{Closed, ENDING, Seal};
use crate::outside::targets::{self, Failed, Kind, Target};
use age::x25519::Identity;
use serde::{Deserialize, Serialize};
use std::path::Path;

const MARKS: Numbered = Numbered { folder: "shop/", ending: ".json.age" };
const FORMAT: u32 = 1;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mark {
    format: u32,
    /// What pictures are named with here, in hexadecimal digits.
    names: String,
    /// The public half of the recovery key.
    recovery: String,
    /// Keys of before: whoever has the newest opens what was sealed for them, too.
    #[serde(default)]
    former: Former,
}

#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
struct Former(Vec<String>);

/// Keys never reach a log.
impl std::fmt::Debug for Former {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} keys", self.0.len())
    }
}

impl Mark {
    pub fn of(keys: &Keys) -> Mark {
        let former = Former(keys.former().iter().map(keys::text_of).collect());
        Mark { format: FORMAT, names: keys::shown(keys.names()), recovery: keys.recovery_public(), former }
    }

    pub fn former(&self) -> Vec<Identity> {
        self.former.0.iter().filter_map(|text| keys::read_key(text)).collect()
    }

    pub fn names(&self) -> Option<Seed> {
        keys::names_of(&self.names)
    }

    pub fn recovery(&self) -> &str {
        &self.recovery
    }
}

/// What stands at the target.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    Nothing,
    Mark(Mark),
    /// This key does not open it.
    Closed,
    Damaged,
}

/// What it is called where nothing tells its number.
pub fn file() -> String {
    MARKS.name(1)
}

/// Do backups of a shop lie in this folder?
pub fn is_in(folder: &Path) -> bool {
    folder.join(MARKS.folder).is_dir()
}

pub fn find(target: &dyn Target, seal: &Seal) -> Result<Found, Failed> {
    read(target, seal, MARKS.newest(target)?.as_ref())
}

fn read(target: &dyn Target, seal: &Seal, newest: Option<&Word>) -> Result<Found, Failed> {
    let sealed = newest.map(|word| target.get(&word.name)).transpose()?.flatten();
    let Some(sealed) = sealed else { return Ok(Found::Nothing) };
    Ok(match seal.open(&sealed) {
        Ok(text) => serde_json::from_slice(&text).map_or(Found::Damaged, Found::Mark),
        Err(Closed::OtherKey) => Found::Closed,
        Err(Closed::Damaged) => Found::Damaged,
    })
}

/// Makes sure that the target is ours, and marks it when it is nobody's.
pub fn claim(target: &dyn Target, seal: &Seal, mark: &Mark) -> Result<(), Trouble> {
    // Another shop may come between looking and writing; then the second look sees it.
    for _ in 0..2 {
        let newest = MARKS.newest(target)?;
        match read(target, seal, newest.as_ref())? {
            Found::Mark(there) if there == *mark && newest.as_ref().is_some_and(|word| !word.is_old(target)) => {
                return Ok(());
            }
            // Its keys were changed since, or it lies there long.
            Found::Mark(there) if there.names == mark.names => {}
            Found::Mark(_) | Found::Closed => return Err(others()),
            // Half a file, or one that rotted. Nothing could be sent any more if it counted.
            Found::Damaged if is_nobody_elses(target, seal)? => {}
            Found::Damaged => {
                return Err(Trouble::damaged(&newest.map_or_else(file, |word| word.name), "its seal is broken"));
            }
            Found::Nothing => {}
        }
        if MARKS.put_after(target, newest.as_ref(), &sealed(mark, seal)?)? {
            return Ok(());
        }
    }
    Err(others())
}

fn sealed(mark: &Mark, seal: &Seal) -> Result<Vec<u8>, Broken> {
    let text = serde_json::to_vec_pretty(mark).map_err(|e| Broken::because("writing whose backup this is", &e))?;
    seal.seal(&text)
}

/// Does our key open what else lies there? Another damaged file says nothing, so the next one is asked.
fn is_nobody_elses(target: &dyn Target, seal: &Seal) -> Result<bool, Failed> {
    for object in targets::all(target, "") {
        let name = object?.name;
        if name.starts_with(MARKS.folder) || !name.ends_with(ENDING) {
            continue;
        }
        let Some(bytes) = target.get(&name)? else { continue };
        match seal.open(&bytes) {
            Ok(_) => return Ok(true),
            Err(Closed::OtherKey) => return Ok(false),
            Err(Closed::Damaged) => {}
        }
    }
    Ok(true)
}

fn others() -> Trouble {
    let sentence = "Another shop keeps its backups there. Choose another folder or bucket for this one.";
    Trouble::Target(Failed::new(Kind::Forbidden, sentence))
}
