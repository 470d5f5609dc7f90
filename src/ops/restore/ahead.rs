//! Rows fetched, unpacked, verified and merged on a thread of their own, a little ahead of whoever takes them.

use super::changes::Changed;
use super::merge::{Fault, Merged};
use crate::base::Broken;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Rows handed over together are about so many bytes.
const CHUNK_BYTES: usize = 1 << 20;
/// What a row costs beside its bytes.
const ROW_BYTES: usize = 64;
/// Chunks that wait to be taken.
const WAITING_MAX: usize = 2;

/// Gives each row to `take`. Answers what was read, for its sums, or the fault that ended it.
///
/// # Errors
/// That of `take`, which ends it, too.
pub fn read_ahead<'a>(
    mut rows: Merged<'a>,
    take: impl FnMut(Changed) -> Result<(), Broken>,
) -> Result<Result<Merged<'a>, Fault>, Broken> {
    thread::scope(|scope| {
        let (out, chunks) = sync_channel(WAITING_MAX);
        let reading = scope.spawn(move || read(&mut rows, &out).map(|()| rows));
        let taken = chunks.into_iter().flatten().try_for_each(take);
        let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        taken.map(|()| read)
    })
}

/// Until there are no more rows, or nobody takes them any more.
fn read(rows: &mut Merged<'_>, out: &SyncSender<Vec<Changed>>) -> Result<(), Fault> {
    loop {
        let chunk = chunk(rows)?;
        if chunk.is_empty() || out.send(chunk).is_err() {
            return Ok(());
        }
    }
}

fn chunk(rows: &mut Merged<'_>) -> Result<Vec<Changed>, Fault> {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while bytes < CHUNK_BYTES
        && let Some(row) = rows.next().transpose()?
    {
        let ((_, key), record) = &row;
        bytes += ROW_BYTES + key.len() + record.as_ref().map_or(0, Vec::len);
        chunk.push(row);
    }
    Ok(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::archive::Trouble;
    use crate::ops::restore::merge::Stream;

    const ROWS: u32 = 100_000;

    fn rows(fails_at: Option<u32>) -> Merged<'static> {
        let row = move |n: u32| match fails_at {
            Some(bad) if bad == n => Err(Trouble::damaged("part", "it is odd")),
            _ => Ok(((1, n.to_be_bytes().to_vec()), Some(vec![0; 60]))),
        };
        let stream: Stream<'static> = Box::new((0..ROWS).map(row));
        Merged::of(vec![stream], 1)
    }

    #[test]
    fn every_row_comes_in_order_until_either_side_fails() {
        let mut next = 0_u32;
        let mut take = |((_, key), _): Changed| {
            assert_eq!(key, next.to_be_bytes());
            next += 1;
            Ok(())
        };
        assert!(read_ahead(rows(None), &mut take).unwrap().is_ok());
        assert_eq!(next, ROWS);
        let fault = read_ahead(rows(Some(90_000)), |_| Ok(())).unwrap().map(drop).unwrap_err();
        assert!(fault.trouble.sentence().contains("odd"));
        let refused = read_ahead(rows(None), |_| Err(Broken::new("no disk"))).map(drop).unwrap_err();
        assert!(format!("{refused:?}").contains("no disk"));
    }

    #[test]
    fn a_panic_hangs_nobody() {
        let stream: Stream<'static> = Box::new(std::iter::from_fn(|| panic!("while reading")));
        let reading = || read_ahead(Merged::of(vec![stream], 1), |_| Ok(())).is_ok();
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(reading)).is_err());
        assert!(std::panic::catch_unwind(|| read_ahead(rows(None), |_| panic!("while taking")).is_ok()).is_err());
    }
}
