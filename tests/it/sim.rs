//! The simulator: whole lives of a shop, each drawn from one seed. Shoppers, staff, jobs, a machine that loses power, a disk
//! that tears and forgets, a place elsewhere that lies; after each step an auditor who holds the shop to what it said.
//!
//! `DUKA_SEED=17` lives that one life again, `DUKA_SEEDS=5000` so many of them (`cargo sim`).

mod auditor;
mod comeback;
mod deeds;
mod ending;
mod life;
mod machine;
mod place;
mod promises;
mod rules;
mod shoppers;
mod staff;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::runtime::{Builder, Runtime};

/// So many lives are lived in every run of the tests.
const SEEDS: u64 = 240;
/// Lived at once for each core: lives wait for threads of their own now and then, and others go on meanwhile.
const AT_ONCE_PER_CORE: usize = 8;
/// Told of a life that went wrong.
const TRAIL_LINES: usize = 16;

/// What happened in a life: the last few things, and a hash of all of them.
#[derive(Default)]
pub struct Trail(Mutex<Happened>);

#[derive(Default)]
struct Happened {
    step: u32,
    last: VecDeque<String>,
    all: blake3::Hasher,
}

impl Trail {
    fn happened(&self) -> MutexGuard<'_, Happened> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self, step: u32) {
        self.happened().step = step;
    }

    fn say(&self, what: &str) {
        let mut trail = self.happened();
        let line = format!("  {:>3}  {what}", trail.step);
        trail.all.update(line.as_bytes());
        if trail.last.len() == TRAIL_LINES {
            trail.last.pop_front();
        }
        trail.last.push_back(line);
    }

    fn told(&self) -> (u32, String) {
        let trail = self.happened();
        (trail.step, trail.last.iter().cloned().collect::<Vec<_>>().join("\n"))
    }
}

/// What went wrong in that life, if anything did.
fn lived(seed: u64, rt: &Runtime, trail: &Trail) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| life::live(seed, rt, trail))).err()?;
    let said = panic.downcast_ref::<String>().cloned();
    let said = said.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default();
    let (step, told) = trail.told();
    Some(format!(
        "seed {seed}, step {step}: {said}\n{told}\nAgain: DUKA_SEED={seed} cargo test --locked --test it sim::"
    ))
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number of a seed"))
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

#[test]
fn whole_lives() {
    let one = number("DUKA_SEED");
    let end = one.map_or_else(|| number("DUKA_SEEDS").unwrap_or(SEEDS), |seed| seed + 1);
    let (next, failed) = (AtomicU64::new(one.unwrap_or(0)), Mutex::new(Vec::new()));
    let worker = || {
        let rt = runtime();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end || !failed.lock().unwrap().is_empty() {
                return;
            }
            let wrong = lived(seed, &rt, &Trail::default());
            failed.lock().unwrap().extend(wrong);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE_PER_CORE * std::thread::available_parallelism().map_or(1, |n| n.get()) {
            scope.spawn(worker);
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} of the lives went wrong\n\n{}", failed.len(), failed.join("\n\n"));
}

/// Or a seed would find something once and never again.
#[test]
fn a_life_is_the_same_twice() {
    for seed in [2, 3] {
        let hash = || {
            let trail = Trail::default();
            assert_eq!(lived(seed, &runtime(), &trail), None);
            trail.happened().all.finalize()
        };
        assert_eq!(hash(), hash(), "seed {seed}");
    }
}
