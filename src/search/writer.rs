//! The index writer: one thread and little memory, taken for a change and given back after it. Must not know what a
//! product is.

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter};

/// The least tantivy works with.
const WRITER_BYTES: usize = 15_000_000;
/// A segment with this share of deleted products is written anew.
const DELETED_SHARE_MAX: f32 = 0.2;

pub fn open(index: &Index) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .build();
    let writer = index.writer_with_options(options)?;
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(DELETED_SHARE_MAX);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// The changes and the position reach the disk in one step.
pub fn commit(writer: &mut IndexWriter, position: &str) -> tantivy::Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(position);
    commit.commit()?;
    Ok(())
}

/// Waits until merging is done. It changes no result, only how much there is to read.
pub fn close(writer: IndexWriter) -> tantivy::Result<()> {
    writer.wait_merging_threads()
}
