//! Reading rows by their types: the same words on a view and inside a write.

use super::codec::{self, Stored};
use super::engine::{Pair, Span, TableId};
use super::keys::{self, KeyPart};
use super::table::{Index, Table, read_key};
use crate::base::Broken;

/// No request reads more rows than this in one go; what is longer is paged.
pub const ROWS_MAX: usize = 2_000;

/// Bytes by key, from a view or from a write's own overlay.
pub trait Rows {
    fn raw(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, Broken>;
    fn raw_scan(&self, table: TableId, span: &Span, limit: usize) -> Result<Vec<Pair>, Broken>;
}

/// One page of a list, and where the next one begins.
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Vec<u8>>,
}

impl dyn Rows + '_ {
    pub fn get<K: KeyPart, V: Stored>(&self, table: &Table<K, V>, key: &K) -> Result<Option<V>, Broken> {
        let key = keys::encode(key);
        let record = self.raw(table.id, &key)?;
        record.map(|record| codec::get(table.id, &key, &record)).transpose()
    }

    /// Rows whose keys begin with `part`, in key order, at most `limit`.
    pub fn under<P: KeyPart, K: KeyPart, V: Stored>(
        &self,
        table: &Table<K, V>,
        part: &P,
        limit: usize,
    ) -> Result<Vec<(K, V)>, Broken> {
        self.span(table, Span::prefix(&keys::encode(part)), limit)
    }

    pub fn span<K: KeyPart, V: Stored>(
        &self,
        table: &Table<K, V>,
        span: Span,
        limit: usize,
    ) -> Result<Vec<(K, V)>, Broken> {
        let rows = self.raw_scan(table.id, &span, limit.min(ROWS_MAX))?;
        let typed = |(key, record): Pair| Ok((read_key(table.id, &key)?, codec::get(table.id, &key, &record)?));
        rows.into_iter().map(typed).collect()
    }

    /// The keys of the rows an index has under `by`, or under the first parts of its key.
    pub fn by<P: KeyPart, By: KeyPart, K: KeyPart>(
        &self,
        index: &Index<By, K>,
        part: &P,
        limit: usize,
    ) -> Result<Vec<K>, Broken> {
        let page = self.walk(index, Span::prefix(&keys::encode(part)), limit)?;
        Ok(page.rows.into_iter().map(|(_, key)| key).collect())
    }

    /// The one row a unique index has under `by`.
    pub fn one<By: KeyPart, K: KeyPart>(&self, index: &Index<By, K>, by: &By) -> Result<Option<K>, Broken> {
        Ok(self.by(index, by, 1)?.pop())
    }

    /// A page of an index, in its order.
    pub fn walk<By: KeyPart, K: KeyPart>(
        &self,
        index: &Index<By, K>,
        span: Span,
        limit: usize,
    ) -> Result<Page<(By, K)>, Broken> {
        let limit = limit.min(ROWS_MAX);
        let mut found = self.raw_scan(index.id, &span, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more { found.last().map(|(key, _)| key.clone()) } else { None };
        let typed = |(key, _): Pair| read_key::<(By, K)>(index.id, &key);
        Ok(Page { rows: found.into_iter().map(typed).collect::<Result<_, _>>()?, next })
    }
}
