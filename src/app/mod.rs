//! What the shop does: one verb, one function: load, decide, save. Pages read by `App::read`; only verbs write.

pub mod backups;
pub mod books;
pub mod brought_back;
pub mod care;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod erasure;
pub mod error;
pub mod finding;
pub mod furnish;
pub mod gateway;
pub mod going_back;
pub mod https;
pub mod imports;
pub mod letters;
pub mod orders;
pub mod payments;
pub mod people;
pub mod places;
pub mod recovery;
pub mod rejoin;
pub mod reports;
mod reservations;
pub mod settings;
pub mod standing;
mod stock;
mod story;
pub mod sweep;
pub mod taking_over;
pub mod transfers;
pub mod variants;
pub mod views;
pub mod whole;
pub mod wishes;

pub use error::{At, Error, Refused, Shortage};

use crate::base::random::Seed;
use crate::base::{Broken, Clock, Random, Time};
use crate::domain::event::Actor;
use crate::domain::settings::Settings;
use crate::outside::blobs::Blobs;
use crate::outside::http::Caller;
use crate::search::Search;
use crate::store::check::Report;
use crate::store::journal::Change;
use crate::store::{Cause, Head, Position, Queue, Rows, Store, Tx, keys, tables};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The handles of a running shop. Cheap to share behind an `Arc`.
pub struct App {
    kept: Store,
    passing: Store,
    pub search: Search,
    pub blobs: Blobs,
    pub clock: Clock,
    pub views: views::Counter,
    /// What staff is told of the backups.
    pub backups: backups::Backups,
    /// Where the keys of the backups lie.
    pub drawer: recovery::Drawer,
    pub gaps: care::Gaps,
    pub room: care::Room,
    pub imports: imports::Bench,
    /// Who may come in, by which name.
    pub https: Arc<https::Door>,
    pub going_back: going_back::Bench,
    pub rejoin: rejoin::Bench,
    pub whole: whole::Bench,
    /// Over which payment providers are asked.
    pub caller: Caller,
    /// Rises whenever what visitors see of the catalogue changes.
    edition: Arc<AtomicU64>,
    random: Mutex<Random>,
    stand: Arc<standing::Stand>,
    /// Under which visitors' networks are hashed; another one at each start.
    networks: [u8; 32],
}

/// Who does something, and the number by which its trace is found.
#[derive(Clone, Debug)]
pub struct By {
    pub actor: Actor,
    pub request: u64,
    /// When it happened, if that was not now: for what is taken over from elsewhere.
    pub at: Option<Time>,
}

impl By {
    pub fn new(actor: Actor, request: u64) -> By {
        By { actor, request, at: None }
    }

    pub fn buyer(request: u64) -> By {
        By::new(Actor::Buyer, request)
    }

    /// The shop itself, by the clock.
    pub fn shop() -> By {
        By::new(Actor::Shop, 0)
    }

    fn cause(&self, verb: &str) -> Cause {
        let actor = match &self.actor {
            Actor::Staff { id, .. } => id.to_string(),
            other => other.name().to_owned(),
        };
        Cause { request: self.request, ..Cause::of(verb, &actor) }
    }
}

impl App {
    pub fn new(kept: Store, passing: Store, search: Search, blobs: Blobs, clock: Clock, seed: Seed) -> App {
        let edition = Arc::new(AtomicU64::new(0));
        let rising = edition.clone();
        kept.observe(Box::new(move |entry| {
            if entry.changes.iter().any(seen_by_visitors) {
                rising.fetch_add(1, Ordering::AcqRel);
            }
        }));
        let backups = backups::Backups::of(kept.position().seq);
        let unsent = backups.observer();
        kept.observe(Box::new(move |entry| unsent.see(entry)));
        App {
            edition,
            going_back: going_back::Bench::watching(&kept),
            https: https::Door::watching(&kept, seed),
            stand: standing::Stand::watching(&kept),
            kept,
            passing,
            search,
            blobs,
            clock,
            views: views::Counter::default(),
            backups,
            drawer: Default::default(),
            gaps: care::Gaps::default(),
            room: care::Room::default(),
            imports: imports::Bench::default(),
            rejoin: rejoin::Bench::default(),
            whole: whole::Bench::default(),
            caller: Caller::default(),
            random: Mutex::new(Random::from_seed(seed)),
            networks: blake3::derive_key("duka networks v1", &seed),
        }
    }

    /// Reads from one consistent view of what is kept. `f` may be run again on a newer one.
    pub fn read<R>(&self, f: impl FnMut(&(dyn Rows + '_)) -> Result<R, Error>) -> Result<R, Error> {
        self.kept.read(f)
    }

    /// Reads every row of what is passing, and says what is wrong.
    pub fn check_passing(&self) -> Result<Report, Broken> {
        self.passing.check()
    }

    /// Reads what is passing: carts, sessions, links.
    pub fn read_passing<R>(&self, f: impl FnMut(&(dyn Rows + '_)) -> Result<R, Error>) -> Result<R, Error> {
        self.passing.read(f)
    }

    /// The one door through which kept rows change.
    pub(in crate::app) async fn write<R, F>(&self, by: &By, verb: &str, f: F) -> Result<R, Error>
    where
        F: FnMut(&mut Tx<'_>) -> Result<R, Error> + Send + 'static,
        R: Send + 'static,
    {
        let written = self.kept.write_at(Queue::People, by.cause(verb), by.at, f).await;
        Ok(written.map_err(|error| self.for_want_of_room(error))?.0)
    }

    /// For imports and mass changes: it fills only what people leave.
    pub(in crate::app) async fn write_bulk<R, F>(&self, cause: Cause, f: F) -> Result<R, Error>
    where
        F: FnMut(&mut Tx<'_>) -> Result<R, Error> + Send + 'static,
        R: Send + 'static,
    {
        Ok(self.kept.write(Queue::Bulk, cause, f).await?.0)
    }

    pub(in crate::app) async fn pass<R, F>(&self, f: F) -> Result<R, Error>
    where
        F: FnMut(&mut Tx<'_>) -> Result<R, Error> + Send + 'static,
        R: Send + 'static,
    {
        let written = self.passing.write(Queue::People, Cause::of("", ""), f).await;
        Ok(written.map_err(|error| self.for_want_of_room(error))?.0)
    }

    /// What fails on a full disk is no secret and worth coming back for.
    fn for_want_of_room(&self, error: Error) -> Error {
        match error {
            Error::Broken(broken) if self.room.little() => {
                tracing::error!(cause = ?broken, "Something could not be written; the disk has little room");
                Error::Refused(Refused::NotNow("no-room"))
            }
            Error::Broken(broken) => {
                self.room.doubt();
                Error::Broken(broken)
            }
            other => other,
        }
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The settings of a shop that has been set up.
    ///
    /// # Errors
    /// `NotFound` before that.
    pub fn settings(&self) -> Result<Settings, Error> {
        self.read(settings_of)
    }

    /// Fresh randomness for what is made outside a write: form tokens, cookies.
    pub fn draw<R>(&self, f: impl FnOnce(&mut Random) -> R) -> R {
        f(&mut self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A page made from an older edition must not be shown any more. Each day begins one: nothing is new for ever.
    pub fn edition(&self) -> u64 {
        const CHANGES_BITS: u32 = 40;
        let days = self.now().micros() / crate::base::time::DAY;
        self.edition.load(Ordering::Acquire) + ((days as u64) << CHANGES_BITS)
    }

    /// A picture that stood as a field of its colour is there now.
    pub fn picture_is_there(&self) {
        self.edition.fetch_add(1, Ordering::AcqRel);
    }

    pub fn position(&self) -> Position {
        self.kept.position()
    }

    /// Wakes whoever follows the journal.
    pub fn heads(&self) -> tokio::sync::watch::Receiver<Head> {
        self.kept.heads()
    }

    /// The store itself, for those who care for it (`ops`, `jobs`).
    pub fn store(&self) -> &Store {
        &self.kept
    }

    /// Why nothing is sold any more, if so.
    pub fn closed_because(&self) -> Option<Broken> {
        self.kept.closed_because()
    }

    /// Gives both stores a thread each.
    pub fn drive(&self) -> Result<(), Broken> {
        self.kept.drive()?;
        self.drive_passing()
    }

    /// In a copy, whose kept rows come from elsewhere.
    pub fn drive_passing(&self) -> Result<(), Broken> {
        self.passing.drive()
    }

    /// Stops taking work and ends what was begun.
    pub fn close(&self) {
        self.kept.close();
        self.passing.close();
    }
}

/// Does this change what a page of the catalogue says? Stock does only by [`stock::SHELF`].
fn seen_by_visitors(change: &Change) -> bool {
    let tables =
        [tables::PRODUCTS.id, tables::COLLECTIONS.id, tables::SETTINGS.id, tables::PAGES.id, tables::REDIRECTS.id];
    tables.contains(&change.table)
        || change.table == tables::COUNTERS.id && change.key == keys::encode(&stock::SHELF.to_owned())
}

/// The settings, from within any reading or writing.
pub fn settings_of(rows: &(dyn Rows + '_)) -> Result<Settings, Error> {
    rows.get(&tables::SETTINGS, &())?.ok_or(Error::NotFound)
}
