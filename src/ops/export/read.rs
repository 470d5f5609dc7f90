//! From the folder of open files to an empty store and its pictures. Every line is decoded and compared before anything of it
//! is kept, and what is wrong is named by file and line.

use super::about::{ABOUT, About, Rows};
use super::{Done, Stopped, TOLD_EVERY, pictures};
use crate::base::Random;
use crate::outside::blobs::Blobs;
use crate::store::codec::row_hash;
use crate::store::engine::Engine;
use crate::store::table::TableDef;
use crate::store::{Load, Sum, tables};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// No line is longer: a row of the largest size, every byte of it escaped.
const LINE_BYTES_MAX: u64 = 64 << 20;

/// Fills an empty engine and a folder of pictures. `work` is a folder that may be written to and is thrown away afterwards.
///
/// # Errors
/// Something is damaged or missing, or of a version this one cannot read. What was filled is then good for nothing.
pub fn read(
    folder: &Path,
    engine: &dyn Engine,
    blobs: &Blobs,
    work: &Path,
    random: &mut Random,
    progress: &dyn Fn(Done),
) -> Result<About, Stopped> {
    let about = About::read(folder)?;
    std::thread::scope(|scope| {
        let mut load = Load::begin(scope, engine, tables::KEPT, work)?;
        rows(folder, &about, &mut load, progress)?;
        pictures::read(folder, about.pictures, blobs)?;
        load.finish(about.position()?, about.wall, random)?;
        Ok(about)
    })
}

/// Every row, table by table, each added up and compared.
fn rows(folder: &Path, about: &About, load: &mut Load<'_>, progress: &dyn Fn(Done)) -> Result<(), Stopped> {
    let wanted = known(about)?;
    let mut done = Done { rows: 0, of: about.rows() };
    for (table, rows) in wanted {
        let sum = fill(folder, table, &rows.file, load, &mut done, progress)?;
        if Rows::of(table, sum) != *rows {
            return Err(Stopped(format!(
                "{}: {} rows were written, {} are here, or other ones.",
                rows.file, rows.rows, sum.rows
            )));
        }
    }
    Ok(())
}

/// Every table of the export with what this version knows of it, in the order of their numbers.
fn known(about: &About) -> Result<Vec<(&'static TableDef, &Rows)>, Stopped> {
    let mut known = Vec::new();
    for rows in &about.tables {
        let table = tables::KEPT.iter().find(|table| (table.id, table.name) == (rows.table, rows.name.as_str()));
        let Some(table) = table.filter(|table| table.schema >= rows.schema) else {
            return Err(Stopped(format!(
                "This export was written by Duka {}, whose “{}” this version does not know. Use that version or a newer one.",
                about.duka, rows.name
            )));
        };
        if table.schema > rows.schema {
            return Err(Stopped(format!(
                "This export was written by Duka {}, which kept “{}” in an older form. Bring it in with that version, then \
                 open the shop with this one.",
                about.duka, rows.name
            )));
        }
        if rows.file != super::about::file_of(table) {
            return Err(Stopped(format!("{ABOUT} is damaged: “{}” is no file of “{}”.", rows.file, rows.name)));
        }
        known.push((table, rows));
    }
    known.sort_by_key(|(table, _)| table.id);
    Ok(known)
}

fn fill(
    folder: &Path,
    table: &TableDef,
    file: &str,
    load: &mut Load<'_>,
    done: &mut Done,
    progress: &dyn Fn(Done),
) -> Result<Sum, Stopped> {
    let mut lines = Lines::open(folder, file)?;
    let mut sum = Sum::ZERO;
    while let Some(line) = lines.next()? {
        let (key, record) = (table.from_json)(table.id, line).map_err(|why| lines.wrong(&format!("{why:?}")))?;
        sum.add(row_hash(table.id, &key, &record));
        load.row(table.id, key, record).map_err(|why| lines.wrong(&format!("{why:?}")))?;
        done.rows += 1;
        if done.rows.is_multiple_of(TOLD_EVERY) {
            progress(*done);
        }
    }
    Ok(sum)
}

/// A file line by line, each at its number.
pub struct Lines {
    name: String,
    file: BufReader<File>,
    text: Vec<u8>,
    number: u64,
}

impl Lines {
    pub fn open(folder: &Path, name: &str) -> Result<Lines, Stopped> {
        let path = folder.join(name);
        let file = File::open(&path).map_err(Stopped::at(&path))?;
        Ok(Lines { name: name.to_owned(), file: BufReader::new(file), text: Vec::new(), number: 0 })
    }

    pub fn next(&mut self) -> Result<Option<&[u8]>, Stopped> {
        self.text.clear();
        self.number += 1;
        let read = (&mut self.file).take(LINE_BYTES_MAX).read_until(b'\n', &mut self.text);
        if let Err(error) = read {
            return Err(self.wrong(&error.to_string()));
        }
        if self.text.is_empty() {
            return Ok(None);
        }
        if self.text.pop() != Some(b'\n') {
            return Err(self.wrong("it has no end"));
        }
        Ok(Some(&self.text))
    }

    pub fn wrong(&self, why: &str) -> Stopped {
        Stopped(format!("{}, line {}: {why}.", self.name, self.number))
    }
}
