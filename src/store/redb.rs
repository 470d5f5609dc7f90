//! The engine every shop begins with: one redb file, behind a gate that can close and reopen it.
//!
//! Quick repair is always on. It is a safety rule, not a tuning knob: after a failed sync the kernel forgets dirty pages, and
//! with redb's default commit a reopening followed by a power cut ended in "all roots are corrupted".

mod file;
mod rewrite;
mod shadow;

pub use rewrite::rewrite;

use super::engine::{Batch, Durability, Engine, Failed, Key, Pair, Snapshot, Span, TableId};
use super::gate::{Gate, Pass};
use crate::base::Broken;
use file::File;
use redb::{ReadOnlyTable, ReadTransaction, ReadableTable, StorageBackend, Table, TableDefinition};
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// One redb table holds all of ours: the key begins with our table's number.
const ROWS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("rows");

/// Makes the backend anew for each opening; a test's one remembers what was synced.
pub type BackendMaker = Box<dyn Fn() -> Box<dyn StorageBackend> + Send + Sync>;

/// What the file lies on.
pub enum Source {
    File(PathBuf),
    Backend(BackendMaker),
}

type View = ReadOnlyTable<&'static [u8], &'static [u8]>;
type Rows<'t> = Table<'t, &'static [u8], &'static [u8]>;

pub struct Redb {
    source: Source,
    cache_bytes: usize,
    gate: Gate<File, View>,
    unreadable: Arc<Unreadable>,
}

/// Something could not be read. redb then reads nothing more from that file until it was opened anew.
#[derive(Default)]
struct Unreadable(AtomicBool);

impl Unreadable {
    fn note(&self, what: &str, error: impl Into<redb::Error>) -> Broken {
        let error = error.into();
        if matches!(error, redb::Error::Io(_) | redb::Error::PreviousIo) {
            self.0.store(true, Ordering::Release);
        }
        failed(what, error)
    }
}

impl Redb {
    /// Opens or creates. Recovery after a crash takes milliseconds, by quick repair.
    pub fn open(source: Source, cache_bytes: usize) -> Result<Redb, Broken> {
        if let Source::File(path) = &source
            && !path.exists()
        {
            create_file(path)?;
        }
        let file = File::open(&source, cache_bytes)?;
        Ok(Redb { source, cache_bytes, gate: Gate::new(file), unreadable: Arc::default() })
    }
}

/// Makes the file beside its place and moves it there: a creation that was interrupted leaves a file redb cannot open.
fn create_file(path: &Path) -> Result<(), Broken> {
    let beside = path.with_extension("new");
    if beside.exists() {
        std::fs::remove_file(&beside).map_err(|e| failed("creating the store", e))?;
    }
    drop(File::open(&Source::File(beside.clone()), 0)?);
    std::fs::rename(&beside, path).map_err(|e| failed("creating the store", e))?;
    sync_folder_of(path)
}

fn sync_folder_of(path: &Path) -> Result<(), Broken> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|e| failed("syncing the store's folder", e))
}

impl Engine for Redb {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, Broken> {
        if self.unreadable.0.swap(false, Ordering::AcqRel) {
            // Perhaps it can be read now; or all but one place of it.
            self.reopen().inspect_err(|_| self.unreadable.0.store(true, Ordering::Release))?;
        }
        let pass = self.gate.enter(|file| {
            let transaction: ReadTransaction = file.begin_read().map_err(|e| self.unreadable.note("reading", e))?;
            transaction.open_table(ROWS).map_err(|e| self.unreadable.note("reading", e))
        })?;
        Ok(Box::new(RedbView(pass, self.unreadable.clone())))
    }

    fn commit(&self, batch: &Batch, durability: Durability) -> Result<(), Failed> {
        self.gate.with(|file| Ok(write(file, batch, durability)))?.map_err(|error| {
            let full = matches!(&error, redb::Error::Io(e) if is_full(e));
            let broken = failed("committing", error);
            if full { Failed::Full(broken) } else { Failed::Broken(broken) }
        })
    }

    fn reopen(&self) -> Result<(), Broken> {
        self.gate.reopen(|| {
            File::open(&self.source, self.cache_bytes).or_else(|why| match &self.source {
                Source::File(path) => {
                    let file =
                        File::open_read_only(path, self.cache_bytes).map_err(|too| too.during(&format!("{why:?}")))?;
                    tracing::error!(cause = ?why, "The store can only be read");
                    Ok(file)
                }
                Source::Backend(_) => Err(why),
            })
        })
    }

    fn bytes(&self) -> Result<u64, Broken> {
        match &self.source {
            Source::File(path) => {
                std::fs::metadata(path).map(|m| m.len()).map_err(|e| failed("measuring the store", e))
            }
            Source::Backend(_) => Ok(0),
        }
    }
}

fn write(file: &File, batch: &Batch, durability: Durability) -> Result<(), redb::Error> {
    let mut transaction = file.begin_write()?;
    transaction.set_durability(match durability {
        Durability::Synced => redb::Durability::Immediate,
        Durability::Late => redb::Durability::None,
    })?;
    transaction.set_quick_repair(durability == Durability::Synced);
    let mut rows = transaction.open_table(ROWS)?;
    if goes_behind(&rows, batch)? {
        append(&mut rows, batch)?;
    } else {
        change(&mut rows, batch)?;
    }
    drop(rows);
    Ok(transaction.commit()?)
}

/// Does all of it come after what is there?
fn goes_behind(rows: &Rows<'_>, batch: &Batch) -> Result<bool, redb::Error> {
    let Some(((table, key), _)) = batch.first_key_value() else { return Ok(false) };
    let is_behind = rows.last()?.is_none_or(|(last, _)| last.value() < full_key(*table, key).as_slice());
    Ok(is_behind && batch.values().all(Option::is_some))
}

/// Through a cursor redb packs its pages one after another, without looking for the place of each row.
fn append(rows: &mut Rows<'_>, batch: &Batch) -> Result<(), redb::Error> {
    let mut end = rows.upper_bound_mut(Bound::<&[u8]>::Unbounded)?;
    let mut full = Key::new();
    for ((table, key), value) in batch {
        full.clear();
        put_full_key(&mut full, *table, key);
        end.insert_before(full.as_slice(), value.as_deref().unwrap_or_default())?;
    }
    Ok(end.close()?)
}

fn change(rows: &mut Rows<'_>, batch: &Batch) -> Result<(), redb::Error> {
    for ((table, key), value) in batch {
        let key = full_key(*table, key);
        match value {
            Some(value) => rows.insert(key.as_slice(), value.as_slice())?,
            None => rows.remove(key.as_slice())?,
        };
    }
    Ok(())
}

fn is_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}

fn full_key(table: TableId, key: &[u8]) -> Key {
    let mut full = Vec::with_capacity(2 + key.len());
    put_full_key(&mut full, table, key);
    full
}

fn put_full_key(full: &mut Key, table: TableId, key: &[u8]) {
    full.extend_from_slice(&table.to_be_bytes());
    full.extend_from_slice(key);
}

fn failed<E: std::error::Error>(what: &str, error: E) -> Broken {
    Broken::because(&format!("redb: {what}"), &error)
}

struct RedbView(Arc<Pass<View>>, Arc<Unreadable>);

impl Snapshot for RedbView {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        self.0.with(|rows| {
            let found = rows.get(full_key(table, key).as_slice()).map_err(|e| self.1.note("reading a row", e))?;
            Ok(found.map(|value| value.value().to_vec()))
        })
    }

    fn scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken> {
        if span.is_empty() {
            return Ok(Vec::new());
        }
        let from = full_key(table, &span.from);
        let to = span.to.as_ref().map_or((table + 1).to_be_bytes().to_vec(), |to| full_key(table, to));
        self.0.with(|rows| {
            let mut range = rows.range(from.as_slice()..to.as_slice()).map_err(|e| self.1.note("reading rows", e))?;
            let mut found = Vec::new();
            while found.len() < limit {
                let Some(row) = (if span.backwards { range.next_back() } else { range.next() }) else { break };
                let (key, value) = row.map_err(|e| self.1.note("reading rows", e))?;
                found.push((key.value()[2..].to_vec(), value.value().to_vec()));
            }
            Ok(found)
        })
    }

    fn was_cut(&self) -> bool {
        self.0.was_cut()
    }
}
