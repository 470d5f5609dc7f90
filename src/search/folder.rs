//! The index folder: opened, or begun anew when it is damaged or of another form. The index is a cache of the
//! shop's own records, so beginning anew loses nothing. Must not know what is searched.

use std::fs;
use std::io;
use std::path::Path;

use tantivy::Index;

use super::Broken;
use super::schema::Fields;

/// An index whose files are whole, or a new empty one. Whatever else stands in the folder is removed: it is ours.
pub fn open(dir: &Path, fields: &Fields) -> Result<Index, Broken> {
    let version = fields.version();
    let home = dir.join(&version);
    fs::create_dir_all(&home)?;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name() != version.as_str() {
            remove(&entry.path())?;
        }
    }
    match whole(&home) {
        Some(index) => Ok(index),
        None => {
            remove(&home)?;
            fs::create_dir_all(&home)?;
            Ok(Index::create_in_dir(&home, fields.schema.clone())?)
        }
    }
}

/// The index there, if it can be read to the last byte.
fn whole(home: &Path) -> Option<Index> {
    let index = Index::open_in_dir(home).ok()?;
    check(&index).ok()?;
    index
        .reader_builder()
        .reload_policy(tantivy::ReloadPolicy::Manual)
        .try_into()
        .ok()
        .map(|_: tantivy::IndexReader| index)
}

/// Names the damaged files, if there are any.
pub fn check(index: &Index) -> Result<(), String> {
    match index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => Ok(()),
        Ok(damaged) => Err(format!("The search index is damaged in {damaged:?}.")),
        Err(error) => Err(format!("The search index cannot be read: {error}.")),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
