//! Work that must not be felt: it has time, those who buy have none.

use std::time::{Duration, Instant};

/// So long it rests for each moment it worked.
const RESTS: u32 = 4;
/// One rest is no longer, however long the piece before it took.
const REST_MAX: Duration = Duration::from_millis(50);

/// Does a small piece of work, and rests after it.
pub fn gently<R>(work: impl FnOnce() -> R) -> R {
    let began = Instant::now();
    let done = work();
    std::thread::sleep((began.elapsed() * RESTS).min(REST_MAX));
    done
}

/// Does it on a thread that gives way to whoever else wants the processor, and waits for its end.
pub fn in_the_background<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let giving_way = || {
        const LAST: i32 = 19;
        // Where the system does not allow it, it is merely felt a little more.
        if let Err(error) = rustix::process::nice(LAST) {
            tracing::debug!(cause = %error, "A thread cannot give way");
        }
        work()
    };
    // What a thread gave up does not come back, so it is one of its own.
    std::thread::scope(|scope| scope.spawn(giving_way).join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}
