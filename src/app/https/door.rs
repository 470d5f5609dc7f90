//! What the door knows: which certificates are shown, where visitors are sent, and what was seen lately. It follows the store,
//! so that whoever comes in asks memory only.

use crate::base::random::Seed;
use crate::base::{Broken, Random, Secret, Time};
use crate::domain::https::life::Seen;
use crate::domain::https::{Domain, Https};
use crate::outside::acme::Authority;
use crate::outside::names::Names;
use crate::outside::tls::{Certificates, Shown, pem};
use crate::store::journal::Entry;
use crate::store::{Store, codec, tables};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use tokio::sync::watch;

/// What stands there is the shop's mark of this run.
pub const MARK_PATH: &str = "/.well-known/duka-mark";

/// What a machine brings along to get a domain working.
pub struct Outfit {
    pub authority: Authority,
    pub names: Names,
    /// Where visitors come in: by plain HTTP, and by HTTPS.
    pub ports: (u16, u16),
    /// A certificate of one's own and its key, as files of this machine.
    pub files: Option<Files>,
}

#[derive(Clone, Debug)]
pub struct Files {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// Where visitors are sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Served {
    pub domain: Domain,
    kept: Https,
}

impl Served {
    /// Has it worked long enough to be told for good?
    pub fn is_settled(&self, now: Time) -> bool {
        self.kept.is_settled(now)
    }

    pub fn strict_for_s(&self, now: Time) -> Option<i64> {
        self.kept.strict_for_s(now)
    }
}

/// The ports by which visitors come in.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Doors {
    /// Nobody has tried yet.
    #[default]
    Unopened,
    Open,
    /// They cannot be opened, and why.
    Closed(String),
}

#[derive(Clone, Default, Debug)]
struct State {
    seen: Seen,
    /// The addresses of this machine.
    here: Vec<IpAddr>,
    doors: Doors,
    /// What is wrong with the files of one's own.
    files: Option<String>,
}

/// Shared by those who stand at the door, those who work by the clock, and the page that tells of both.
pub struct Door {
    pub certificates: Arc<Certificates>,
    /// By this the shop knows itself again when it asks itself by its name.
    pub mark: String,
    pub outfit: OnceLock<Outfit>,
    /// Whether there is a domain at all.
    wanted: watch::Sender<bool>,
    served: RwLock<Option<Arc<Served>>>,
    state: Mutex<State>,
}

impl Door {
    /// As the store says it now, and from now on after each commit.
    pub fn watching(store: &Store, seed: Seed) -> Arc<Door> {
        let mark = Secret::new(&mut Random::from_seed(blake3::derive_key("duka door v1", &seed))).show();
        let door = Arc::new(Door {
            certificates: Arc::default(),
            mark,
            outfit: OnceLock::new(),
            wanted: watch::channel(false).0,
            served: RwLock::new(None),
            state: Mutex::default(),
        });
        match store.read(|rows| rows.get(&tables::HTTPS, &())) {
            Ok(kept) => door.follow(kept),
            Err(broken) => tracing::error!(cause = ?broken, "What is kept of the domain cannot be read"),
        }
        let told = door.clone();
        store.observe(Box::new(move |entry| told.hear(entry)));
        door
    }

    fn hear(&self, entry: &Entry) {
        for change in entry.changes.iter().filter(|change| change.table == tables::HTTPS.id) {
            let row = change.value.as_ref().map(|record| codec::get::<Https>(change.table, &change.key, record));
            match row.transpose() {
                Ok(row) => self.follow(row),
                Err(broken) => tracing::error!(cause = ?broken, "What is kept of the domain cannot be read"),
            }
        }
    }

    fn follow(&self, kept: Option<Https>) {
        let shown = |https: &Https| -> Vec<Shown> {
            let read = https.certificates.iter().map(|c| pem::read(&c.chain, &c.key));
            read.filter_map(|read| match read {
                Ok((_, shown)) => Some(shown),
                Err(wrong) => {
                    tracing::error!(cause = ?wrong, "A certificate that is kept cannot be used");
                    None
                }
            })
            .collect()
        };
        self.certificates.show(kept.as_ref().map(shown).unwrap_or_default());
        self.wanted.send_replace(kept.is_some());
        let served = kept.and_then(|kept| Some(Arc::new(Served { domain: kept.works.as_ref()?.domain.clone(), kept })));
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = served;
    }

    /// Where visitors are sent, once that works.
    pub fn served(&self) -> Option<Arc<Served>> {
        self.served.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes when the first domain is asked for.
    pub fn wanted(&self) -> watch::Receiver<bool> {
        self.wanted.subscribe()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn seen(&self) -> Seen {
        self.state().seen.clone()
    }

    /// Something was seen of a domain.
    pub fn see(&self, domain: &Domain, f: impl FnOnce(&mut Seen)) {
        let seen = &mut self.state().seen;
        *seen = seen.about(domain);
        f(seen);
    }

    pub fn here(&self) -> Vec<IpAddr> {
        self.state().here.clone()
    }

    pub fn is_here(&self, addresses: Vec<IpAddr>) {
        self.state().here = addresses;
    }

    pub fn doors(&self) -> Doors {
        self.state().doors.clone()
    }

    /// Why visitors cannot come in, if so.
    pub fn closed(&self) -> Option<String> {
        match self.doors() {
            Doors::Closed(why) => Some(why),
            Doors::Open | Doors::Unopened => None,
        }
    }

    /// `true`: they were otherwise before.
    pub fn doors_are(&self, doors: Doors) -> bool {
        let mut state = self.state();
        let before = std::mem::replace(&mut state.doors, doors);
        before != state.doors
    }

    /// What is wrong with the files named where Duka is started.
    pub fn files_wrong(&self) -> Option<String> {
        self.state().files.clone()
    }

    pub fn files_are(&self, wrong: Option<String>) {
        self.state().files = wrong;
    }
}

impl Outfit {
    /// # Errors
    /// There is one already.
    pub fn of(self, door: &Door) -> Result<(), Broken> {
        door.outfit.set(self).map_err(|_| Broken::new("a door has one outfit"))
    }
}
