//! The open file: as it should be, or, where the disk lets nobody write any more, for reading only.

use super::shadow::Shadow;
use super::{ROWS, Source, failed};
use crate::base::Broken;
use redb::{
    Database, ReadTransaction, ReadableDatabase, StorageBackend, TableError, TransactionError, WriteTransaction,
};
use std::io::ErrorKind;
use std::path::Path;

pub struct File {
    database: Database,
    read_only: bool,
}

impl File {
    pub fn open(source: &Source, cache_bytes: usize) -> Result<File, Broken> {
        let database = match source {
            Source::File(path) => {
                builder(cache_bytes).create(path).map_err(|e| failed(&format!("opening {}", path.display()), e))?
            }
            Source::Backend(make) => on(Boxed(make()), cache_bytes)?,
        };
        // A table that was never written cannot be opened for reading.
        match database.begin_read().map_err(|e| failed("reading the store", e))?.open_table(ROWS) {
            Ok(_) => Ok(()),
            Err(TableError::TableDoesNotExist(_)) => {
                create_rows(&database).map_err(|e| failed("creating the store", e))
            }
            Err(e) => Err(failed("reading the store", e)),
        }?;
        Ok(File { database, read_only: false })
    }

    /// What was shown until now is shown on, though nothing can be written.
    pub fn open_read_only(path: &Path, cache_bytes: usize) -> Result<File, Broken> {
        let shadow = Shadow::of(path).map_err(|e| failed("reading the store", e))?;
        Ok(File { database: on(shadow, cache_bytes)?, read_only: true })
    }

    pub fn begin_read(&self) -> Result<ReadTransaction, TransactionError> {
        self.database.begin_read()
    }

    pub fn begin_write(&self) -> Result<WriteTransaction, redb::Error> {
        if self.read_only {
            return Err(std::io::Error::from(ErrorKind::ReadOnlyFilesystem).into());
        }
        Ok(self.database.begin_write()?)
    }
}

fn on(backend: impl StorageBackend, cache_bytes: usize) -> Result<Database, Broken> {
    builder(cache_bytes).create_with_backend(backend).map_err(|e| failed("opening the store", e))
}

fn builder(cache_bytes: usize) -> redb::Builder {
    let mut builder = redb::Builder::new();
    builder.set_cache_size(cache_bytes);
    builder
}

fn create_rows(database: &Database) -> Result<(), redb::Error> {
    let mut transaction = database.begin_write()?;
    transaction.set_quick_repair(true);
    transaction.open_table(ROWS)?;
    Ok(transaction.commit()?)
}

/// redb wants a backend of one type; ours are chosen at run time.
#[derive(Debug)]
struct Boxed(Box<dyn StorageBackend>);

impl StorageBackend for Boxed {
    fn len(&self) -> Result<u64, std::io::Error> {
        self.0.len()
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), std::io::Error> {
        self.0.read(offset, out)
    }
    fn set_len(&self, len: u64) -> Result<(), std::io::Error> {
        self.0.set_len(len)
    }
    fn sync_data(&self) -> Result<(), std::io::Error> {
        self.0.sync_data()
    }
    fn write(&self, offset: u64, data: &[u8]) -> Result<(), std::io::Error> {
        self.0.write(offset, data)
    }
    fn close(&self) -> Result<(), std::io::Error> {
        self.0.close()
    }
}
