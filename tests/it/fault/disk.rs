//! The disk: what the machine sees, and what would be left if the power went now.

use duka::base::Random;
use redb::StorageBackend;
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard};

/// How the chosen operation goes wrong.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fault {
    /// It fails, others succeed. A failed sync forgets at once what it should have written, but for some of it.
    Fails,
    /// As before, but what was forgotten stays readable until the power goes: the cache says it is written.
    FailsUnseen,
    /// The power goes: nothing works until it is back.
    PowerCut,
    /// From here on there is no room for blocks that were never written, until there is.
    Full,
}

const BLOCK_BYTES: usize = 4096;

#[derive(Clone)]
enum Unsynced {
    Write(usize, Vec<u8>),
    Length(usize),
}

#[derive(Debug, Default, Clone)]
struct Image(Vec<u8>);

impl Image {
    fn wrote(&self, block: usize) -> bool {
        self.0[block * BLOCK_BYTES..(block + 1) * BLOCK_BYTES].iter().any(|byte| *byte != 0)
    }

    fn apply(&mut self, what: &Unsynced) {
        match what {
            Unsynced::Length(bytes) => self.0.resize(*bytes, 0),
            Unsynced::Write(at, data) => {
                let end = at + data.len();
                if self.0.len() < end {
                    self.0.resize(end, 0);
                }
                self.0[*at..end].copy_from_slice(data);
            }
        }
    }
}

struct State {
    live: Image,
    durable: Image,
    unsynced: Vec<Unsynced>,
    /// What the file system gave room to.
    blocks: BTreeSet<usize>,
    random: Random,
    operations: u64,
    fault: Option<(u64, Fault)>,
    off: bool,
    unreadable: bool,
}

#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disk")
    }
}

fn io_error() -> Error {
    Error::other("the test disk fails")
}

impl State {
    /// Some of what was not synced reaches the disk all the same, a write perhaps in half.
    fn keep_some(&mut self) {
        const SECTOR: usize = 512;
        for what in std::mem::take(&mut self.unsynced) {
            match (self.random.below(3), what) {
                (0, what) => self.durable.apply(&what),
                (1, Unsynced::Write(at, data)) if data.len() > SECTOR => {
                    let half = data.len() / 2 / SECTOR * SECTOR;
                    self.durable.apply(&Unsynced::Write(at, data[..half].to_vec()));
                }
                _ => {}
            }
        }
    }

    fn operate(&mut self, what: Option<Unsynced>) -> Result<(), Error> {
        if self.off {
            return Err(io_error());
        }
        self.operations += 1;
        if let Some(Unsynced::Write(at, data)) = &what {
            let blocks = at / BLOCK_BYTES..(at + data.len()).div_ceil(BLOCK_BYTES);
            let full = matches!(self.fault, Some((at, Fault::Full)) if at <= self.operations);
            if full && blocks.clone().any(|block| !self.blocks.contains(&block)) {
                return Err(ErrorKind::StorageFull.into());
            }
            self.blocks.extend(blocks);
        }
        let fault = self.fault.filter(|(at, fault)| *at == self.operations && *fault != Fault::Full);
        match (fault.map(|(_, fault)| fault), what) {
            (None, Some(what)) => {
                self.live.apply(&what);
                self.unsynced.push(what);
                return Ok(());
            }
            (None, None) => {
                let State { durable, unsynced, .. } = self;
                unsynced.drain(..).for_each(|what| durable.apply(&what));
                return Ok(());
            }
            (Some(Fault::PowerCut), _) => self.off = true,
            (Some(_), Some(_)) | (Some(Fault::Full), None) => {}
            (Some(Fault::Fails), None) => {
                self.keep_some();
                self.live = self.durable.clone();
            }
            (Some(Fault::FailsUnseen), None) => self.keep_some(),
        }
        Err(io_error())
    }
}

impl Disk {
    pub fn new(seed: u8) -> Disk {
        Disk(Arc::new(Mutex::new(State {
            live: Image::default(),
            durable: Image::default(),
            unsynced: Vec::new(),
            blocks: BTreeSet::new(),
            random: Random::from_seed([seed; 32]),
            operations: 0,
            fault: None,
            off: false,
            unreadable: false,
        })))
    }

    /// Another disk with the same durable content.
    pub fn copy(&self, seed: u8) -> Disk {
        let copy = Disk::new(seed);
        let durable = self.lock().durable.clone();
        let mut state = copy.lock();
        state.blocks = (0..durable.0.len() / BLOCK_BYTES).filter(|n| durable.wrote(*n)).collect();
        (state.live, state.durable) = (durable.clone(), durable);
        drop(state);
        copy
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// The `n`-th operation from now goes wrong.
    pub fn fail_at(&self, n: u64, fault: Fault) {
        let mut state = self.lock();
        state.fault = Some((state.operations + n, fault));
    }

    /// Reading fails, or works again; writing is not touched.
    pub fn cannot_be_read(&self, so: bool) {
        self.lock().unreadable = so;
    }

    /// Whatever was wrong is right again.
    pub fn heal(&self) {
        self.lock().fault = None;
    }

    pub fn was_reached(&self) -> bool {
        let state = self.lock();
        state.fault.is_some_and(|(at, _)| state.operations >= at)
    }

    /// The power goes, and comes back.
    pub fn cut_power(&self) {
        let mut state = self.lock();
        state.keep_some();
        state.live = state.durable.clone();
        (state.off, state.fault) = (false, None);
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.lock().live.0.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let state = self.lock();
        let at = offset as usize;
        let bytes = state.live.0.get(at..at + out.len()).ok_or(ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(bytes);
        if state.off || state.unreadable { Err(io_error()) } else { Ok(()) }
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        self.lock().operate(Some(Unsynced::Length(len as usize)))
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        self.lock().operate(Some(Unsynced::Write(offset as usize, data.to_vec())))
    }

    fn sync_data(&self) -> Result<(), Error> {
        self.lock().operate(None)
    }
}
