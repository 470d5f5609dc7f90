//! Several streams of rows in order to one: of each key the newest word. Rows of the older streams are added up as they go
//! through, so that the state they make together can be compared with the sums it had in the shop.

use super::changes::{Changed, Key};
use crate::base::Broken;
use crate::ops::archive::{Counted, Trouble};
use crate::store::Sum;
use crate::store::codec::row_hash;
use std::cmp::Ordering;
use std::collections::binary_heap::PeekMut;
use std::collections::{BTreeMap, BinaryHeap};

/// Rows by table and key, each key once.
pub type Stream<'a> = Box<dyn Iterator<Item = Result<Changed, Trouble>> + Send + 'a>;

/// Which stream failed, and how.
#[derive(Debug)]
pub struct Fault {
    pub stream: usize,
    pub trouble: Trouble,
}

pub struct Merged<'a> {
    /// Oldest first.
    streams: Vec<Stream<'a>>,
    /// The next of each.
    heads: BinaryHeap<Head>,
    /// So many of the streams make the state that is added up.
    counted: usize,
    sums: BTreeMap<u16, Sum>,
    begun: bool,
}

struct Head {
    key: Key,
    record: Option<Vec<u8>>,
    stream: usize,
}

/// The smallest key is the greatest head; of two with the same key, the newer one.
impl Ord for Head {
    fn cmp(&self, other: &Head) -> Ordering {
        other.key.cmp(&self.key).then(self.stream.cmp(&other.stream))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Head) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Head) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

impl<'a> Merged<'a> {
    pub fn of(streams: Vec<Stream<'a>>, counted: usize) -> Merged<'a> {
        Merged { streams, heads: BinaryHeap::new(), counted, sums: BTreeMap::new(), begun: false }
    }

    /// The state that was added up must be the one the shop itself had added up.
    pub fn compare(&self, wanted: &[Counted]) -> Result<(), String> {
        for table in wanted {
            let found = self.sums.get(&table.table).copied().unwrap_or(Sum::ZERO);
            if found != table.sum {
                let (name, rows) = (&table.name, table.sum.rows);
                return Err(format!("“{name}” has {} rows where {rows} were written, or other ones", found.rows));
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Fault> {
        self.begun = true;
        for stream in 0..self.streams.len() {
            if let Some((key, record)) = following(&mut self.streams, stream)? {
                self.heads.push(Head { key, record, stream });
            }
        }
        Ok(())
    }

    /// The smallest head, its place taken by the next of its stream.
    fn pop(&mut self) -> Result<Option<Head>, Fault> {
        let Some(mut top) = self.heads.peek_mut() else { return Ok(None) };
        let stream = top.stream;
        Ok(Some(match following(&mut self.streams, stream)? {
            Some((key, record)) => std::mem::replace(&mut *top, Head { key, record, stream }),
            None => PeekMut::pop(top),
        }))
    }

    fn try_next(&mut self) -> Result<Option<Changed>, Fault> {
        if !self.begun {
            self.begin()?;
        }
        let Some(newest) = self.pop()? else { return Ok(None) };
        let mut is_counted = newest.stream < self.counted;
        if is_counted {
            self.count(&newest);
        }
        while self.heads.peek().is_some_and(|head| head.key == newest.key) {
            let Some(older) = self.pop()? else { break };
            if !is_counted && older.stream < self.counted {
                is_counted = true;
                self.count(&older);
            }
        }
        Ok(Some((newest.key, newest.record)))
    }

    fn count(&mut self, head: &Head) {
        let (table, key) = &head.key;
        if let Some(record) = &head.record {
            self.sums.entry(*table).or_insert(Sum::ZERO).add(row_hash(*table, key, record));
        }
    }
}

fn following(streams: &mut [Stream<'_>], stream: usize) -> Result<Option<Changed>, Fault> {
    let Some(from) = streams.get_mut(stream) else {
        return Err(Fault { stream, trouble: Broken::new("a stream of rows that is none").into() });
    };
    from.next().transpose().map_err(|trouble| Fault { stream, trouble })
}

impl Iterator for Merged<'_> {
    type Item = Result<Changed, Fault>;

    /// Rows that went are told, too. After an error it must not be asked again.
    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(rows: &[(u8, Option<&str>)]) -> Stream<'static> {
        let rows: Vec<Changed> =
            rows.iter().map(|(key, record)| ((1, vec![*key]), record.map(|text| text.as_bytes().to_vec()))).collect();
        Box::new(rows.into_iter().map(Ok))
    }

    #[test]
    fn the_newest_word_is_told_and_the_older_state_added_up() {
        let base = [(1, Some("a")), (2, Some("b")), (4, Some("d"))];
        let more = [(2, None), (3, Some("c"))];
        let since = [(3, Some("C")), (4, None), (5, Some("e"))];
        let mut merged = Merged::of(vec![stream(&base), stream(&more), stream(&since)], 2);
        let all: Vec<Changed> = merged.by_ref().map(Result::unwrap).collect();
        let told: Vec<_> = all
            .iter()
            .map(|((_, key), record)| (key[0], record.as_deref().map(|r| str::from_utf8(r).unwrap())))
            .collect();
        assert_eq!(told, [(1, Some("a")), (2, None), (3, Some("C")), (4, None), (5, Some("e"))]);
        let mut sum = Sum::ZERO;
        for (key, record) in [(1, "a"), (3, "c"), (4, "d")] {
            sum.add(row_hash(1, &[key], record.as_bytes()));
        }
        let counted = |sum| [Counted { table: 1, name: "things".into(), sum }];
        assert_eq!(merged.compare(&counted(sum)), Ok(()));
        assert!(merged.compare(&counted(Sum::ZERO)).unwrap_err().contains("things"));
    }
}
