//! Who is sending just now, so that the shop's end and tests can wait for them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot::{Receiver, Sender, channel, error::TryRecvError};

#[derive(Default)]
pub struct UnderWay {
    ends: Mutex<Vec<Receiver<()>>>,
    /// Files that left since somebody asked.
    files: AtomicU64,
}

impl UnderWay {
    fn ends(&self) -> MutexGuard<'_, Vec<Receiver<()>>> {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more begins; it ends when this goes.
    pub fn begins(&self) -> Sender<()> {
        let (begun, end) = channel();
        let mut ends = self.ends();
        ends.retain_mut(|end| matches!(end.try_recv(), Err(TryRecvError::Empty)));
        ends.push(end);
        begun
    }

    pub fn sent(&self, files: u64) {
        self.files.fetch_add(files, Ordering::AcqRel);
    }

    /// Waits until nobody sends any more. Answers how many files left since it was last asked.
    pub async fn settled(&self) -> u64 {
        loop {
            let Some(end) = self.ends().pop() else { return self.files.swap(0, Ordering::AcqRel) };
            // Its sender says nothing: it goes.
            let _ended = end.await;
        }
    }
}
