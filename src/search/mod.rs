//! Finding products: follow what changed, find, suggest. The index is a cache in its own folder; the caller's
//! position in its journal is committed with it, so that the two can be lined up after a crash. The room knows no
//! store, no web and no clock; everything in it can be made anew from the shop's records.

mod broken;
mod catalogue;
mod codes;
mod find;
mod folder;
mod meaning;
mod outline;
mod ranking;
mod schema;
mod slips;
mod spelling;
mod suggest;
#[cfg(test)]
mod tests;
mod units;
mod vocabulary;
mod words;
mod writer;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

pub use broken::Broken;
use catalogue::Catalogue;
use codes::Codes;
use find::Asked;
use schema::Fields;
pub use suggest::Suggestion;
use words::Cutter;

/// Titles are fetched ten at a time, so few blocks of them need to stay in memory (16 KiB each).
const TITLE_BLOCKS: usize = 8;
pub const SUGGESTIONS_MAX: usize = 20;

/// A product as search knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    pub id: [u8; 16],
    pub title: String,
    /// Plain text.
    pub description: String,
    pub vendor: String,
    pub kind: String,
    pub tags: Vec<String>,
    pub collections: Vec<String>,
    /// The values a shopper chooses from: "Oat", "350 ml".
    pub options: Vec<String>,
    pub skus: Vec<String>,
    pub available: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Put(Doc),
    Gone([u8; 16]),
}

/// One page of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Best first.
    pub ids: Vec<[u8; 16]>,
    /// Matches on all pages; pages end after 1,000.
    pub total: usize,
    /// The search as it was understood, if words were misspelt: "oat bowl" for "oat bwol". The same search in
    /// quotation marks is never corrected.
    pub corrected: Option<String>,
    /// Nothing matched: these only come near.
    pub nearest: bool,
}

/// The product search. Many may find while one follows.
pub struct Search {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// Tantivy allows one writer; the others wait here.
    writing: Mutex<()>,
    catalogue: RwLock<Arc<Catalogue>>,
}

impl Search {
    /// Opens the index in this folder, which belongs to it alone. A damaged index, or one of another version of
    /// this program, is replaced by an empty one whose position is `None`.
    pub fn open(dir: &Path) -> Result<Search, Broken> {
        let fields = Fields::new();
        Search::over(folder::open(dir, &fields)?, fields)
    }

    pub fn in_memory() -> Result<Search, Broken> {
        let fields = Fields::new();
        Search::over(Index::create_in_ram(fields.schema.clone()), fields)
    }

    fn over(index: Index, fields: Fields) -> Result<Search, Broken> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(TITLE_BLOCKS)
            .try_into()?;
        let catalogue = RwLock::new(Arc::new(read(&index, &reader, &fields)?));
        Ok(Search { index, reader, fields, writing: Mutex::new(()), catalogue })
    }

    /// Up to where in the caller's journal the index has followed; opaque text.
    pub fn position(&self) -> Option<String> {
        self.catalogue().position.clone()
    }

    /// Takes the changes in and remembers the position, both or neither. Following the same changes again changes
    /// nothing. When it returns, `find` sees them.
    pub fn follow(&self, changes: impl IntoIterator<Item = Change>, position: &str) -> Result<(), Broken> {
        self.write(position, |writer| {
            let mut cutter = Cutter::new();
            for change in changes {
                let (Change::Put(Doc { id, .. }) | Change::Gone(id)) = &change;
                writer.delete_term(Term::from_field_bytes(self.fields.id, id));
                if let Change::Put(doc) = &change {
                    writer.add_document(self.fields.entry(doc, &mut cutter))?;
                }
            }
            Ok(())
        })
    }

    /// Replaces everything by these products. Until it is done, and if one of them is an error, `find` sees what
    /// was there before.
    pub fn rebuild<E: From<Broken>>(
        &self,
        products: impl IntoIterator<Item = Result<Doc, E>>,
        position: &str,
    ) -> Result<(), E> {
        self.write(position, |writer| {
            let mut cutter = Cutter::new();
            writer.delete_all_documents().map_err(Broken::from)?;
            for doc in products {
                writer.add_document(self.fields.entry(&doc?, &mut cutter)).map_err(Broken::from)?;
            }
            Ok(())
        })
    }

    /// A page of products for what a shopper typed. A whole stock code brings its product first.
    pub fn find(&self, typed: &str, offset: usize, limit: usize) -> Result<Found, Broken> {
        self.ask(Asked { text: typed, offset, limit, codes: Codes::Whole })
    }

    /// The same for staff, who also type the beginning of a stock code.
    pub fn find_for_staff(&self, typed: &str, offset: usize, limit: usize) -> Result<Found, Broken> {
        self.ask(Asked { text: typed, offset, limit, codes: Codes::Beginning })
    }

    fn ask(&self, asked: Asked) -> Result<Found, Broken> {
        Ok(find::find(&self.fields, &self.catalogue(), &asked)?)
    }

    /// What to offer while somebody types, from two letters on.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, Broken> {
        Ok(suggest::suggest(&self.fields, &self.catalogue(), typed, limit.min(SUGGESTIONS_MAX))?)
    }

    /// How many products are in the index.
    pub fn count(&self) -> u64 {
        self.catalogue().products()
    }

    /// Reads every file and compares its checksum.
    pub fn check(&self) -> Result<(), String> {
        folder::check(&self.index)
    }

    fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// One commit, seen by the next search. The writer and its memory are gone afterwards.
    fn write<E: From<Broken>>(
        &self,
        position: &str,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), E>,
    ) -> Result<(), E> {
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = writer::open(&self.index).map_err(Broken::from)?;
        work(&mut writer)?;
        self.commit(writer, position).map_err(|error| Broken::from(error).into())
    }

    fn commit(&self, mut writer: IndexWriter, position: &str) -> tantivy::Result<()> {
        writer::commit(&mut writer, position)?;
        self.see()?;
        writer::close(writer)?;
        let merged: BTreeSet<_> = self.index.searchable_segment_ids()?.into_iter().collect();
        if merged == self.catalogue().segments() { Ok(()) } else { self.see() }
    }

    /// Makes the last commit what the next search sees.
    fn see(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let catalogue = Arc::new(read(&self.index, &self.reader, &self.fields)?);
        *self.catalogue.write().unwrap_or_else(PoisonError::into_inner) = catalogue;
        Ok(())
    }
}

fn read(index: &Index, reader: &IndexReader, fields: &Fields) -> tantivy::Result<Catalogue> {
    Catalogue::read(reader.searcher(), fields, index.load_metas()?.payload)
}
