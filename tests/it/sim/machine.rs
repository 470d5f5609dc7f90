//! The machine a life runs on: a disk or memory, a data folder, a clock. It can lose its power at any moment and is started
//! again; what a disk does to it is decided here and nowhere else.

use super::place::{Handle, Place};
use crate::bench::open_on;
use crate::fault::{Disk, Fault};
use duka::app::App;
use duka::base::{Broken, Clock, Random};
use duka::jobs::Care;
use duka::ops::backup::elsewhere::{Elsewhere, Preset};
use duka::ops::backup::keeper::Keeper;
use duka::outside::blobs::Blobs;
use duka::search::Search;
use duka::store::engine::{Batch, Durability, Engine, Failed, Snapshot};
use duka::store::history::{BUDGET_BYTES, History};
use duka::store::memory::Memory;
use duka::store::{Options, Store, tables};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A slow test machine must not fail a work for being slow.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// Opening is cut short within so many operations of the disk, if it is.
const OPENING_OPERATIONS: u64 = 25;

/// A folder that is gone with the life; in memory where the system has such a place, because lives sync all the time.
pub struct Home(PathBuf);

impl Home {
    fn new() -> Home {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let in_memory = PathBuf::from("/dev/shm");
        let above = if in_memory.is_dir() { in_memory } else { std::env::temp_dir() };
        let path = above.join(format!("duka-sim-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
        std::fs::create_dir_all(&path).unwrap();
        Home(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// An engine with a plug: once it is pulled, nothing is read or written any more.
struct Plugged {
    engine: Arc<dyn Engine>,
    on: Arc<AtomicBool>,
    failing: Arc<Mutex<Option<Failing>>>,
}

/// After so many commits one fails: before or after its rows were written.
struct Failing {
    commits_left: u64,
    written: bool,
}

impl Plugged {
    fn powered(&self) -> Result<(), Broken> {
        if self.on.load(Ordering::SeqCst) { Ok(()) } else { Err(Broken::new("the power is gone")) }
    }
}

impl Engine for Plugged {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, Broken> {
        self.powered()?;
        self.engine.snapshot()
    }

    fn commit(&self, batch: &Batch, durability: Durability) -> Result<(), Failed> {
        self.powered()?;
        let mut failing = self.failing.lock().unwrap();
        match &mut *failing {
            Some(Failing { commits_left: 0, written }) => {
                if *written {
                    self.engine.commit(batch, durability)?;
                }
                *failing = None;
                Err(Broken::new("the machine fails at this commit").into())
            }
            other => {
                other.iter_mut().for_each(|failing| failing.commits_left -= 1);
                self.engine.commit(batch, durability)
            }
        }
    }

    fn reopen(&self) -> Result<(), Broken> {
        self.powered()?;
        self.engine.reopen()
    }

    fn bytes(&self) -> Result<u64, Broken> {
        self.engine.bytes()
    }
}

enum Bed {
    /// redb over a disk that tears, reorders and forgets.
    Disk(Disk),
    /// The memory engine; every work is run twice and compared.
    Memory(Arc<Memory>),
}

pub struct Machine {
    pub home: Home,
    pub clock: Clock,
    pub place: Arc<Place>,
    bed: Bed,
    passing: Arc<Memory>,
    plug: Arc<AtomicBool>,
    failing: Arc<Mutex<Option<Failing>>>,
    random: Random,
    /// Something was done to the disk since the last start: works may fail without being refused.
    pub troubled: bool,
    /// It was started before. Only then is there a whole file to find again.
    began: bool,
}

impl Machine {
    pub fn new(redb: bool, clock: Clock, mut random: Random) -> Machine {
        let bed =
            if redb { Bed::Disk(Disk::new(random.below(256) as u8)) } else { Bed::Memory(Arc::new(Memory::new())) };
        let place = Arc::new(Place::new(Random::from_seed(random.seed())));
        let (passing, plug) = (Arc::new(Memory::new()), Arc::new(AtomicBool::new(true)));
        let (home, failing) = (Home::new(), Arc::default());
        Machine { home, clock, place, bed, passing, plug, failing, random, troubled: false, began: false }
    }

    pub fn is_redb(&self) -> bool {
        matches!(self.bed, Bed::Disk(_))
    }

    /// Switches on. Sometimes the power goes again while the store is being opened.
    pub fn start(&mut self) -> Arc<Care> {
        self.troubled = false;
        (self.plug, self.failing) = (Arc::new(AtomicBool::new(true)), Arc::default());
        let engine: Arc<dyn Engine> = match &self.bed {
            Bed::Memory(memory) => memory.clone(),
            Bed::Disk(disk) => {
                if self.began && self.random.below(3) == 0 {
                    disk.fail_at(1 + self.random.below(OPENING_OPERATIONS), Fault::PowerCut);
                    let cut_short = open_on(disk);
                    drop(cut_short);
                    disk.cut_power();
                }
                Arc::new(open_on(disk).expect("the store opens after a power cut"))
            }
        };
        self.began = true;
        let kept = self.store(Arc::new(Plugged { engine, on: self.plug.clone(), failing: self.failing.clone() }), true);
        let passing = self.store(self.passing.clone(), false);
        let history = History::open(&self.home.path().join("history"), BUDGET_BYTES).unwrap();
        if let Some(last) = history.status().last {
            assert!(!kept.reconcile(&last).unwrap(), "the store lost what it had handed to history already");
        }
        passing.drive().unwrap();
        let blobs = Blobs::open(&self.home.path().join("pictures")).unwrap();
        let search = Search::in_memory().unwrap();
        let app = App::new(kept, passing, search, blobs, self.clock.clone(), self.random.seed());
        Arc::new(Care {
            history: Some(Mutex::new(history)),
            keeper: Some(Keeper::of(self.home.path())),
            elsewhere: Some(Elsewhere::of(self.home.path(), Some(self.preset()))),
            ..Care::of(Arc::new(app))
        })
    }

    fn preset(&self) -> Preset {
        Preset { name: "elsewhere".into(), to: Arc::new(Handle(self.place.clone())), same_disk: false }
    }

    fn store(&mut self, engine: Arc<dyn Engine>, kept: bool) -> Store {
        let tables = if kept { tables::KEPT } else { tables::PASSING };
        let (clock, seed) = (self.clock.clone(), self.random.seed());
        let options = Options { tables, kept, clock, seed, twice: !self.is_redb(), time_limit: TIME_LIMIT };
        Store::open(engine, options).expect("the store opens")
    }

    /// The power goes, whatever is going on. What waits for the writer is lost; carts may be, too.
    pub fn crash(&mut self, care: Arc<Care>) {
        self.plug.store(false, Ordering::SeqCst);
        if let Bed::Disk(disk) = &self.bed {
            disk.fail_at(1, Fault::PowerCut);
        }
        assert_eq!(Arc::strong_count(&care.app), 1, "somebody still holds the shop");
        drop(care);
        match &self.bed {
            Bed::Disk(disk) => disk.cut_power(),
            Bed::Memory(memory) => memory.crash(),
        }
        if self.random.below(2) == 0 {
            self.passing = Arc::new(Memory::new());
        }
    }

    /// Something goes wrong with the disk within the next operations. Says what.
    pub fn goes_wrong(&mut self) -> String {
        self.troubled = true;
        let n = 1 + self.random.below(12);
        match &self.bed {
            Bed::Memory(_) => self.one_commit_fails(n % 3),
            Bed::Disk(disk) => {
                let faults = [Fault::Fails, Fault::FailsUnseen, Fault::PowerCut, Fault::Full];
                let fault = faults[self.random.below(4) as usize];
                disk.fail_at(n, fault);
                format!("the disk: {fault:?} at operation {n}")
            }
        }
    }

    fn one_commit_fails(&mut self, commits_left: u64) -> String {
        let written = self.random.below(2) == 0;
        *self.failing.lock().unwrap() = Some(Failing { commits_left, written });
        format!("the commit after {commits_left} fails, written: {written}")
    }

    /// The power goes at a moment of the next commit.
    pub fn power_goes_soon(&mut self) {
        self.troubled = true;
        let n = self.random.below(8);
        match &self.bed {
            Bed::Disk(disk) => disk.fail_at(1 + n, Fault::PowerCut),
            Bed::Memory(_) => drop(self.one_commit_fails(0)),
        }
    }

    /// What went wrong with the disk has happened.
    pub fn was_hit(&self) -> bool {
        matches!(&self.bed, Bed::Disk(disk) if disk.was_reached())
    }

    /// The disk is as good as new, and has room.
    pub fn heals(&self) {
        *self.failing.lock().unwrap() = None;
        if let Bed::Disk(disk) = &self.bed {
            disk.heal();
        }
    }
}
