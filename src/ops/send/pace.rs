//! How fast bytes may leave: a bucket of tokens that fills by the second. Who waits, and by which watch, comes from outside.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// So much may be caught up at once after a rest.
const BURST: Duration = Duration::from_secs(1);

/// Whoever waits hears that it shall stop so soon.
const LISTENS_EVERY: Duration = Duration::from_millis(200);

/// A watch that only goes forward, and a way to wait.
pub trait Watch: Send {
    fn now(&self) -> Duration;
    fn wait(&self, time: Duration);
}

/// The machine's own. Holds up the thread it is called on, until somebody says stop.
pub struct Real {
    since: Instant,
    stop: Arc<AtomicBool>,
}

impl Real {
    pub fn new() -> Real {
        Real::until(Arc::default())
    }

    pub fn until(stop: Arc<AtomicBool>) -> Real {
        Real { since: Instant::now(), stop }
    }
}

impl Default for Real {
    fn default() -> Real {
        Real::new()
    }
}

impl Watch for Real {
    fn now(&self) -> Duration {
        self.since.elapsed()
    }

    fn wait(&self, time: Duration) {
        let end = Instant::now() + time;
        while !self.stop.load(Ordering::Acquire) {
            match end.checked_duration_since(Instant::now()) {
                Some(left) if !left.is_zero() => std::thread::sleep(left.min(LISTENS_EVERY)),
                _ => break,
            }
        }
    }
}

pub struct Pace {
    /// `None`: as fast as it goes.
    bytes_per_second: Option<NonZeroU64>,
    watch: Box<dyn Watch>,
    /// What was sent is paid for by then.
    paid: Duration,
}

impl Pace {
    pub fn of(bytes_per_second: Option<NonZeroU64>, watch: Box<dyn Watch>) -> Pace {
        Pace { bytes_per_second, watch, paid: Duration::ZERO }
    }

    /// Waits until `bytes` more may leave. They leave in one go, so that over a minute, not over each second, the limit holds.
    pub fn before(&mut self, bytes: u64) {
        let Some(limit) = self.bytes_per_second else { return };
        let now = self.watch.now();
        let begins = self.paid.max(now.saturating_sub(BURST));
        if begins > now {
            self.watch.wait(begins - now);
        }
        self.paid = begins + Duration::from_secs_f64(bytes as f64 / limit.get() as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// Waiting moves it forward.
    #[derive(Clone, Default)]
    struct Toy(Arc<Mutex<Duration>>);

    impl Watch for Toy {
        fn now(&self) -> Duration {
            *self.0.lock().unwrap()
        }

        fn wait(&self, time: Duration) {
            *self.0.lock().unwrap() += time;
        }
    }

    #[test]
    fn a_limit_holds_over_time_and_a_rest_is_not_saved_up() {
        let watch = Toy::default();
        let mut pace = Pace::of(NonZeroU64::new(1_000), Box::new(watch.clone()));
        for _ in 0..100 {
            pace.before(500);
        }
        // The hundredth leaves once the ones before are paid for.
        assert_eq!(watch.now(), Duration::from_millis(49_500));
        watch.wait(Duration::from_secs(3_600));
        let rested = watch.now();
        for _ in 0..10 {
            pace.before(500);
        }
        assert_eq!(watch.now() - rested, Duration::from_millis(3_500), "one second was saved up");

        let mut unlimited = Pace::of(None, Box::new(watch.clone()));
        let before = watch.now();
        unlimited.before(u64::MAX);
        assert_eq!(watch.now(), before);
    }
}
