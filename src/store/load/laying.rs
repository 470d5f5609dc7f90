//! Rows laid down on a thread of their own, while the next ones are made ready. Knows no order and no meaning of them.

use super::super::engine::{Durability, Engine, Key, TableId};
use crate::base::Broken;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

/// Rows laid down by one commit are about so many bytes.
const CHUNK_BYTES: usize = 8 << 20;
/// What a row costs beside its bytes.
const ROW_BYTES: usize = 64;
/// Chunks that wait while one is laid down.
const WAITING_MAX: usize = 1;

type Rows = Vec<((TableId, Key), Option<Vec<u8>>)>;

pub struct Laying<'s> {
    rows: Rows,
    bytes: usize,
    out: Option<SyncSender<Rows>>,
    thread: Option<ScopedJoinHandle<'s, Result<(), Broken>>>,
}

impl<'s> Laying<'s> {
    pub fn begin(scope: &'s Scope<'s, '_>, engine: &'s dyn Engine) -> Laying<'s> {
        let (out, waiting) = sync_channel::<Rows>(WAITING_MAX);
        let lay = move || {
            for rows in waiting {
                engine.commit(&rows.into_iter().collect(), Durability::Late)?;
            }
            Ok(())
        };
        Laying { rows: Vec::new(), bytes: 0, out: Some(out), thread: Some(scope.spawn(lay)) }
    }

    /// # Errors
    /// This row or one before it could not be laid down.
    pub fn row(&mut self, table: TableId, key: Key, record: Vec<u8>) -> Result<(), Broken> {
        self.bytes += ROW_BYTES + key.len() + record.len();
        self.rows.push(((table, key), Some(record)));
        if self.bytes >= CHUNK_BYTES { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), Broken> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        match &self.out {
            Some(out) if out.send(rows).is_ok() => Ok(()),
            _ => self.join().and_then(|()| Err(Broken::new("rows came after the end"))),
        }
    }

    /// Waits until all of them are laid down.
    pub fn end(mut self) -> Result<(), Broken> {
        self.hand_over()?;
        self.join()
    }

    fn join(&mut self) -> Result<(), Broken> {
        self.out = None;
        let done = self.thread.take().map_or(Ok(Ok(())), ScopedJoinHandle::join);
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

/// Whoever gives up may begin anew at once: nothing is laid down any more by then.
impl Drop for Laying<'_> {
    fn drop(&mut self) {
        self.out = None;
        drop(self.thread.take().map(ScopedJoinHandle::join));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::{Batch, Failed, Snapshot};
    use crate::store::memory::Memory;

    /// Fails, or panics, with the first commit.
    struct Bad(fn() -> Failed);

    impl Engine for Bad {
        fn snapshot(&self) -> Result<Box<dyn Snapshot>, Broken> {
            Memory::new().snapshot()
        }
        fn commit(&self, _: &Batch, _: Durability) -> Result<(), Failed> {
            Err(self.0())
        }
        fn reopen(&self) -> Result<(), Broken> {
            Ok(())
        }
        fn bytes(&self) -> Result<u64, Broken> {
            Ok(0)
        }
    }

    fn fill(engine: &dyn Engine) -> Result<(), Broken> {
        std::thread::scope(|scope| {
            let mut laying = Laying::begin(scope, engine);
            for n in 0..100_u32 {
                laying.row(9, n.to_be_bytes().to_vec(), vec![7; 1 << 20])?;
            }
            laying.end()
        })
    }

    #[test]
    fn what_fails_on_the_other_side_is_told_on_this_one() {
        let engine = Memory::new();
        fill(&engine).unwrap();
        let rows = engine.snapshot().unwrap().scan(9, &crate::store::Span::all(), 1_000).unwrap();
        assert_eq!(rows.len(), 100);
        let failed = fill(&Bad(|| Failed::Broken(Broken::new("no disk")))).unwrap_err();
        assert!(format!("{failed:?}").contains("no disk"));
        let panics = || fill(&Bad(|| panic!("while committing")));
        assert!(std::panic::catch_unwind(panics).is_err());
    }
}
