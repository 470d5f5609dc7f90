//! Many small things done at the same time, because each waits for somebody far away.

use super::archive::Trouble;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Threads that wait.
const WORKERS: usize = 8;

/// Does the work for each thing. After one failed no other is begun, and its trouble is told.
pub fn at_once<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> Result<R, Trouble> + Sync,
) -> Result<Vec<R>, Trouble> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let worker = || {
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed)
            && let Some(thing) = things.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let result = work(thing);
            failed.fetch_or(result.is_err(), Ordering::Relaxed);
            done.push(result);
        }
        done
    };
    let done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..WORKERS.min(things.len())).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_trouble_ends_it() {
        let things: Vec<u32> = (0..1_000).collect();
        let mut doubled = at_once(&things, |n| Ok(n * 2)).unwrap();
        doubled.sort_unstable();
        assert_eq!(doubled, (0..2_000).step_by(2).collect::<Vec<_>>());
        assert!(at_once(&[0_u32; 0], |n| Ok(*n)).unwrap().is_empty());
        let begun = AtomicUsize::new(0);
        let stopped = at_once(&things, |n| {
            begun.fetch_add(1, Ordering::Relaxed);
            if *n == 3 { Err(Trouble::damaged("3", "it is odd")) } else { Ok(()) }
        });
        assert!(stopped.unwrap_err().sentence().contains("odd"));
        assert!(begun.into_inner() >= 4);
    }
}
