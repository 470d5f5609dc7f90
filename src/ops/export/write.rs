//! From what was laid down of a shop to the folder of open files. A store is made beside the files first: it stands still at
//! one moment, every row of it is decoded and every sum compared, and the tables for people can look things up in it.

use super::about::{About, Rows, file_of};
use super::files::{self, Writing};
use super::lay::Laid;
use super::{Done, Stopped, TOLD_EVERY, csv, pictures};
use crate::base::random::seed_from_system;
use crate::base::{Broken, Clock, Random};
use crate::ops::restore::{At, Source, restore};
use crate::outside::blobs::Blobs;
use crate::store::codec::row_hash;
use crate::store::table::TableDef;
use crate::store::{ENGINES, Options, Span, Store, Sum, WORK_TIME_MAX, tables};
use std::path::Path;

const CACHE_BYTES: usize = 32 << 20;
/// Thrown away at the end.
const WORK: &str = ".work";

/// Writes everything into `folder`, which is there and empty.
///
/// # Errors
/// Something is damaged, by name; or the disk.
pub fn write(data: &Path, folder: &Path, clock: &Clock, progress: &dyn Fn(Done)) -> Result<About, Stopped> {
    let (laid, work) = (Laid::of(data), folder.join(WORK));
    files::folder(&work)?;
    let mut random = Random::from_seed(seed_from_system()?);
    let engine = {
        let (_, open) = ENGINES.iter().find(|(name, _)| *name == "redb").ok_or_else(|| Broken::new("no engine"))?;
        open(&work.join("shop.redb"), CACHE_BYTES)?
    };
    let (bases, history) = (laid.bases(), laid.history());
    let source = Source { bases: &bases, history: &history };
    let report = restore(&source, At::Newest, (&*engine, tables::KEPT), &work, &mut random, &|_| {})?;
    let options = Options {
        tables: tables::KEPT,
        kept: true,
        clock: clock.clone(),
        seed: random.seed(),
        twice: false,
        time_limit: WORK_TIME_MAX,
    };
    let store = Store::open(engine, options)?;
    files::folder(&folder.join("rows"))?;
    let mut done = Done { rows: 0, of: report.rows };
    let rows = |table| rows(&store, table, folder, &mut done, progress);
    let written = tables::KEPT.iter().map(rows).collect::<Result<Vec<_>, _>>()?;
    csv::write(&store, &folder.join("csv"))?;
    let pictures = pictures::write(&Blobs::open(&data.join("pictures"))?, folder)?;
    files::whole(&folder.join("README.txt"), README.as_bytes())?;
    drop(store);
    std::fs::remove_dir_all(&work).map_err(Stopped::at(&work))?;
    let about = About::new(clock.now(), report.reached, report.wall, written, pictures);
    about.write(folder)?;
    Ok(about)
}

fn rows(
    store: &Store,
    table: &TableDef,
    folder: &Path,
    done: &mut Done,
    progress: &dyn Fn(Done),
) -> Result<Rows, Stopped> {
    let mut file = Writing::new(folder.join(file_of(table)))?;
    let (mut sum, mut next) = (Sum::ZERO, Some(Span::all()));
    while let Some(span) = next {
        let stretch = store.stretch(table, &span)?;
        for (key, record) in &stretch.rows {
            let (line, (key, record)) = (table.to_json)(table.id, key, record)?;
            file.line(&line)?;
            sum.add(row_hash(table.id, &key, &record));
            done.rows += 1;
            if done.rows.is_multiple_of(TOLD_EVERY) {
                progress(*done);
            }
        }
        next = stretch.rest;
    }
    file.finish()?;
    Ok(Rows::of(table, sum))
}

const README: &str = "\
A whole shop, as Duka exports it.

  export.json      what is here: counts and sums of every table, and which version of Duka wrote it
  rows/            everything the shop keeps, one file a table, one row a line, as JSON
  csv/             products, stock, customers, orders and their lines, for spreadsheets and other shops
  pictures/        pictures, named by their content; pictures.jsonl lists them

KEEP IT SAFE. It holds your customers' names and addresses, and what the shop itself needs to work: the addresses of order
pages, the mail server's password, the staff's hashed passwords. Nothing here is encrypted; the files can be read by the user
who made them and by nobody else. Who gets a copy gets all of it.

To make the same shop of it, in an empty folder:

  duka import THIS-FOLDER --data NEW-FOLDER

docs/export.md in Duka's source describes every file. Amounts in rows/ are in minor units (cents), times in microseconds since
1970 in UTC. In csv/ amounts have a point, times are in UTC, and a text that a spreadsheet would take for a formula begins with
an apostrophe.
";
