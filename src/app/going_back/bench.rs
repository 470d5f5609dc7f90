//! What staff wants to look at or to have put back, and how far that is: in memory only, so that nothing is left behind by a
//! crash. One thing at a time.

use super::apply::{Done, Going};
use super::{Deed, Deeds, Plan, What};
use crate::app::{App, By, Error};
use crate::base::Time;
use crate::base::time::HOUR;
use crate::store::{Position, Store};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A plan that nobody wanted so long is forgotten, and the state it was made of cleared away.
const PLAN_AGE_MAX: i64 = HOUR;
const GONE: &str = "This was looked at too long ago. Please begin again.";

/// What was done lately, or why nobody can tell.
pub type Found = Arc<Result<Vec<Deed>, String>>;

#[derive(Clone, Default)]
pub enum Standing {
    #[default]
    Nothing,
    /// The earlier state is being made; how far it is, in words.
    Looking(What, String),
    Shown(Arc<Plan>),
    /// So many of so many rows were put back.
    Going(What, usize, usize),
    Done(Arc<Done>),
    Failed(String),
}

#[derive(Default)]
pub struct Bench {
    /// The shop's own; not known of one that is only made for a test or a proof.
    folder: OnceLock<PathBuf>,
    /// Something was done since the list of deeds was made.
    done_since: Arc<AtomicBool>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    last_number: u64,
    wish: Option<What>,
    standing: Standing,
    since: Option<Time>,
    going: Option<Going>,
    deeds: Option<Found>,
    deeds_wanted: bool,
    /// What was gathered so far, and up to where: looking again goes on from there.
    gathered: Option<(Deeds, Position)>,
}

impl Bench {
    /// Hears of everything that can be undone.
    pub fn watching(store: &Store) -> Bench {
        let bench = Bench::default();
        let done = bench.done_since.clone();
        store.observe(Box::new(move |entry| {
            if Deeds::words(entry).is_some() {
                done.store(true, Ordering::Release);
            }
        }));
        bench
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where backups and history of this shop lie.
    pub fn lives_in(&self, folder: &Path) {
        self.folder.get_or_init(|| folder.to_owned());
    }

    pub fn folder(&self) -> Option<&Path> {
        self.folder.get().map(PathBuf::as_path)
    }

    pub fn standing(&self) -> Standing {
        self.inner().standing.clone()
    }

    /// What was done lately; `None` while somebody looks, which is asked for here.
    pub fn deeds(&self) -> Option<Found> {
        let mut inner = self.inner();
        let known = inner.deeds.clone().filter(|_| !self.done_since.load(Ordering::Acquire));
        inner.deeds_wanted = known.is_none();
        known
    }

    /// The deed that a list once showed, though others may have followed since.
    pub fn deed(&self, first: u64) -> Option<Deed> {
        let found = self.inner().deeds.clone()?;
        found.as_ref().as_ref().ok()?.iter().find(|deed| deed.first == first).cloned()
    }

    pub fn are_deeds_wanted(&self) -> bool {
        self.inner().deeds_wanted
    }

    /// What was gathered before, to go on from. What is done from now on may be missing in the next list.
    pub fn take_gathered(&self) -> Option<(Deeds, Position)> {
        self.done_since.store(false, Ordering::Release);
        self.inner().gathered.take()
    }

    pub fn deeds_are(&self, gathered: Result<(Deeds, Position), String>) {
        let mut inner = self.inner();
        let found = gathered.as_ref().map(|(deeds, _)| deeds.found()).map_err(String::clone);
        (inner.deeds, inner.deeds_wanted) = (Some(Arc::new(found)), false);
        inner.gathered = gathered.ok();
    }

    /// A person wants to see what would change.
    ///
    /// # Errors
    /// Something else is under way.
    pub fn ask(&self, what: What) -> Result<(), Error> {
        let mut inner = self.inner();
        if let Standing::Looking(..) | Standing::Going(..) = inner.standing {
            return Err(Error::sentence("Something is being brought back just now. Please wait until it is done."));
        }
        inner.standing = Standing::Looking(what.clone(), "An earlier state of the shop is being made".into());
        inner.wish = Some(what);
        Ok(())
    }

    /// What is to be looked at, and the number of the plan it will be.
    pub fn take_wish(&self) -> Option<(u64, What)> {
        let mut inner = self.inner();
        let what = inner.wish.take()?;
        inner.last_number += 1;
        Some((inner.last_number, what))
    }

    pub fn is_at(&self, words: String) {
        if let Standing::Looking(_, at) = &mut self.inner().standing {
            *at = words;
        }
    }

    pub fn shown(&self, now: Time, plan: Plan) {
        let mut inner = self.inner();
        (inner.standing, inner.since) = (Standing::Shown(Arc::new(plan)), Some(now));
    }

    pub fn failed(&self, sentence: &str) {
        let mut inner = self.inner();
        inner.standing = Standing::Failed(sentence.into());
        inner.deeds = None;
    }

    /// The plan that is shown, once: two people cannot both begin it.
    fn take_plan(&self, number: u64) -> Option<Arc<Plan>> {
        let mut inner = self.inner();
        match std::mem::take(&mut inner.standing) {
            Standing::Shown(plan) if plan.number == number => Some(plan),
            other => {
                inner.standing = other;
                None
            }
        }
    }

    pub(super) fn take_going(&self) -> Option<Going> {
        self.inner().going.take()
    }

    pub(super) fn goes_on(&self, going: Going) {
        let mut inner = self.inner();
        let (done, of) = going.far();
        inner.standing = Standing::Going(going.plan.what.clone(), done, of);
        inner.going = Some(going);
    }

    pub(super) fn ended(&self, done: Done) {
        let mut inner = self.inner();
        (inner.standing, inner.deeds) = (Standing::Done(Arc::new(done)), None);
    }

    pub(super) fn forget_old(&self, now: Time) {
        let mut inner = self.inner();
        if let (Standing::Shown(_), Some(since)) = (&inner.standing, inner.since)
            && now.since(since) > PLAN_AGE_MAX
        {
            inner.standing = Standing::Nothing;
        }
    }
}

/// A person has seen what would change and wants it so. `since`: also what was changed since; `new`: what was not there then
/// is put away.
pub fn begin(app: &App, by: &By, number: u64, since: bool, new: bool) -> Result<(), Error> {
    let plan = app.going_back.take_plan(number).ok_or_else(|| Error::sentence(GONE))?;
    let going = Going::begin(app, by, plan, since, new)?;
    app.going_back.goes_on(going);
    Ok(())
}
