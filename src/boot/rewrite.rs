//! When somebody was erased long enough ago that everything else has let go of them, the store's file is written anew as the shop
//! starts, once: freed pages of it may hold them still. Short of room, or with a store so large that it would keep the shop
//! closed, it is left for a later start.

use super::open::{STORE_FILE, may_be_a_shop};
use crate::base::time::DAY;
use crate::base::{Broken, Time};
use crate::domain::erased::Erased;
use crate::outside::disk::free_bytes;
use crate::store::engine::Engine;
use crate::store::redb::{Redb, Source, rewrite};
use crate::store::{Span, codec, tables};
use std::path::Path;

/// Then the record of changes within the store has let go of them, too, in microseconds.
const AFTER_ERASURE: i64 = 32 * DAY;
/// A larger store takes too long, in bytes.
const STORE_BYTES_MAX: u64 = 1 << 30;
const CACHE_BYTES: usize = 4 << 20;
/// When it was last written anew, as the file's neighbour: no part of the shop.
const MARK: &str = "rewritten";

/// `true`: the file was written anew.
///
/// # Errors
/// The store cannot be read, or the disk fails; the store is as it was then.
pub fn when_due(data: &Path, now: Time) -> Result<bool, Broken> {
    let file = data.join(STORE_FILE);
    if !file.exists() || may_be_a_shop(data).is_err() {
        return Ok(false);
    }
    let engine = Redb::open(Source::File(file.clone()), CACHE_BYTES)?;
    let bytes = engine.bytes()?;
    let last = newest_due(&engine, now)?;
    drop(engine);
    let Some(last) = last.filter(|last| written(data).is_none_or(|written| written < *last)) else { return Ok(false) };
    if bytes > STORE_BYTES_MAX || free_bytes(data)? < bytes.saturating_mul(2) {
        tracing::warn!(
            "The store's file should be written anew to forget those who were erased, and there is no room for it"
        );
        return Ok(false);
    }
    rewrite(&file)?;
    let mark = last.micros().to_string();
    std::fs::write(data.join(MARK), mark).map_err(|e| Broken::because("noting that the store was written anew", &e))?;
    tracing::info!("The store's file was written anew: freed pages held people who were erased");
    Ok(true)
}

/// Of those who were erased so long ago, the one erased last.
fn newest_due(engine: &Redb, now: Time) -> Result<Option<Time>, Broken> {
    let rows = engine.snapshot()?.scan(tables::ERASED.id, &Span::all(), usize::MAX)?;
    let mut newest = None;
    for (key, record) in rows {
        let erased: Erased = codec::get(tables::ERASED.id, &key, &record)?;
        newest = newest.max(Some(erased.asked).filter(|asked| asked.plus(AFTER_ERASURE) <= now));
    }
    Ok(newest)
}

fn written(data: &Path) -> Option<Time> {
    let text = std::fs::read_to_string(data.join(MARK)).ok()?;
    text.trim().parse().ok().map(Time::from_micros)
}
