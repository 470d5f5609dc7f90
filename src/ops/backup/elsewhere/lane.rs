//! One place elsewhere that is kept up to what this machine keeps, by one sender with its own pace.

use crate::app::App;
use crate::app::backups::away::{PlaceKey, Sent, Stands};
use crate::app::{erasure, places};
use crate::base::time::{DAY, HOUR, SECOND};
use crate::base::{Broken, Time};
use crate::domain::backup::{BackupPlace, Retention, Rhythm, due};
use crate::ops::archive::{BASES, Trouble};
use crate::ops::keys::Keys;
use crate::ops::prune::{Keep, PicturesPruned, Pruned, prune, prune_pictures};
use crate::ops::seal::Sealed;
use crate::ops::send::pace::{Pace, Real};
use crate::ops::send::{Report, Sender};
use crate::outside::targets::folder::Folder;
use crate::outside::targets::probe::{probe, sentence};
use crate::outside::targets::stopping::Stopping;
use crate::outside::targets::{self, Abilities, Kind, Object, Target};
use crate::store::history::History;
use jiff::tz::TimeZone;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A sender believes what it once saw there. So often a new one looks again.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_secs(86_400);
/// Whoever failed rests, however much is written meanwhile, in microseconds of the shop's clock.
const RESTS_AFTER_FAILING: i64 = 10 * SECOND;
/// Nothing was written: so often it is seen whether pictures came.
const LOOKS_EVERY: i64 = 20 * SECOND;
/// While more comes, what was written in so long goes in one piece.
const GATHERS_FOR: Duration = Duration::from_millis(200);
const ROUNDS_MAX: usize = 100;

/// The place that is set where Duka is started.
pub struct Preset {
    pub name: String,
    pub to: Arc<dyn Target>,
    pub same_disk: bool,
}

pub enum Whereto {
    Preset(Arc<Preset>),
    Kept(Box<BackupPlace>),
}

pub struct Lane {
    pub place: PlaceKey,
    to: Whereto,
    keys: Arc<Keys>,
    data: PathBuf,
    stop: Arc<AtomicBool>,
    busy: AtomicBool,
    past: Mutex<Past>,
    sending: Mutex<Option<Sending>>,
}

/// When it last did something, by the shop's clock.
#[derive(Default)]
struct Past {
    failed: Option<Time>,
    /// When all was sent…
    sent: Option<Time>,
    /// …and up to which entry.
    up_to: u64,
    /// When it was last looked at what may go there, and how long that is enough.
    pruned: Option<(Time, i64)>,
    /// When the newest of the shop's backups was made that it sent.
    base: Option<Time>,
    /// What a person is asked about is pictures, not backups.
    asks_of_pictures: bool,
}

struct Sending {
    sender: Sender,
    removes: bool,
    to: Stopping<'static>,
    since: Instant,
    /// The files of the local bases when they were last sent: while they stay the same the place is not asked about them, or
    /// every order would ask it again.
    bases: Vec<Object>,
    /// A sender tells of damage once; staff must see it until somebody looked.
    damaged: Vec<String>,
}

impl Lane {
    pub(super) fn of(place: PlaceKey, to: Whereto, keys: Arc<Keys>, data: &Path) -> Lane {
        let (stop, busy, past, sending) = Default::default();
        Lane { place, to, keys, data: data.to_owned(), stop, busy, past, sending }
    }

    /// Does it send there, as is wanted now, for these keys?
    pub(super) fn is_for(&self, to: &Whereto, keys: &Arc<Keys>) -> bool {
        let is_same = match (&self.to, to) {
            (Whereto::Preset(one), Whereto::Preset(other)) => Arc::ptr_eq(one, other),
            (Whereto::Kept(one), Whereto::Kept(other)) => one == other,
            _ => false,
        };
        is_same && Arc::ptr_eq(&self.keys, keys) && !self.is_stopped()
    }

    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    pub(super) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Acquire)
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Is there something to do? Then nobody else gets it until it worked.
    pub(super) fn take_turn(&self, app: &App, zone: &TimeZone) -> bool {
        if self.is_busy() {
            return false;
        }
        let wished = app.backups.take_again(self.place);
        (wished || self.is_due(app, zone)) && !self.busy.swap(true, Ordering::AcqRel)
    }

    fn is_due(&self, app: &App, zone: &TimeZone) -> bool {
        let (past, now) = (self.past(), app.now());
        // A clock may have been set back since.
        let is_over = |since: Time, span: i64| now.since(since).abs() >= span;
        if past.failed.is_some_and(|failed| !is_over(failed, RESTS_AFTER_FAILING)) {
            return false;
        }
        if newest_base(app) != past.base {
            return true;
        }
        match &self.to {
            Whereto::Kept(place) if place.rhythm == Rhythm::Daily => due(past.sent, now, zone, place.hour),
            _ => past.up_to != app.position().seq || past.sent.is_none_or(|sent| is_over(sent, LOOKS_EVERY)),
        }
    }

    /// Brings the place up to now, and goes on while more is written. Tells staff how it stands, and the log when that changes.
    /// Answers how many files left. Waits for the place, so never on a thread that drives tasks.
    pub fn work(&self, app: &App, history: &Mutex<History>) -> u64 {
        let _turn = Turn(self);
        let mut files = 0;
        for _ in 0..ROUNDS_MAX {
            let base = newest_base(app);
            let round = self.round(app, history);
            if self.is_stopped() {
                break;
            }
            match round {
                Ok((report, up_to)) if report.damaged.is_empty() => {
                    files += report.files;
                    let now = app.now();
                    let mut past = self.past();
                    (past.failed, past.sent, past.up_to, past.base) = (None, Some(now), up_to, base);
                    drop(past);
                    app.backups.sent(self.place, Sent { at: now, up_to });
                    if app.position().seq == up_to || !self.is_continuous() {
                        if let Err(trouble) = self.pictures_again(app, up_to) {
                            return self.failed(app, trouble.sentence());
                        }
                        self.prune(app);
                        break;
                    }
                    std::thread::sleep(GATHERS_FOR);
                }
                Ok((report, _)) => return self.failed(app, report.damaged.join(" ")),
                Err(trouble) => return self.failed(app, trouble.sentence()),
            }
        }
        files
    }

    /// Pictures that lie there long are sent again, until something else is to be sent.
    fn pictures_again(&self, app: &App, up_to: u64) -> Result<(), Trouble> {
        let mut sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Sending { sender, to, .. }) = sending.as_mut() else { return Ok(()) };
        while !self.is_stopped() && (app.position().seq == up_to || !self.is_continuous()) {
            if !sender.pictures_again(&app.blobs, to)? {
                break;
            }
        }
        Ok(())
    }

    /// Lets go of what is kept no longer, once a day, and at once when somebody agreed. Where nothing may be taken away, the
    /// place's own rules do that.
    fn prune(&self, app: &App) {
        let (agreed, now) = (app.backups.take_agreement(self.place), app.now());
        let is_due = self.past().pruned.is_none_or(|(pruned, enough)| now.since(pruned).abs() >= enough);
        if !agreed && !is_due {
            return;
        }
        let of_pictures = {
            let mut past = self.past();
            past.pruned = Some((now, DAY));
            std::mem::take(&mut past.asks_of_pictures)
        };
        let sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((sending, seal)) = sending.as_ref().zip(self.keys.seal()).filter(|(sending, _)| sending.removes)
        else {
            return;
        };
        let sealed = Sealed::of(&sending.to, &seal);
        let question = match prune(&sealed, &self.keep(), now, agreed && !of_pictures) {
            Ok(Pruned::Ask { would_go, of }) => {
                app.backups.old_stay_at(self.place, None);
                Some(format!("{would_go} of the {of} backups there are older than you want to keep them."))
            }
            Ok(pruned) => {
                app.backups.old_stay_at(self.place, None);
                tracing::info!(place = self.name(), "Old backups were looked at: {pruned:?}");
                // What a damaged backup names is not known.
                let is_sound = matches!(&pruned, Pruned::Done(report) if report.damaged.is_empty());
                if is_sound { self.prune_pictures(&sealed, app, agreed && of_pictures) } else { None }
            }
            Err(trouble) => {
                self.past().pruned = Some((now, HOUR));
                app.backups.old_stay_at(self.place, Some(trouble.sentence()));
                return tracing::error!(cause = ?trouble, "Old backups stay where they are; it is tried again in an hour");
            }
        };
        app.backups.asks(self.place, question);
    }

    /// Answers with what a person must decide.
    fn prune_pictures(&self, sealed: &Sealed<'_>, app: &App, agreed: bool) -> Option<String> {
        match prune_pictures(sealed, &app.blobs, self.keys.names(), agreed) {
            Ok(PicturesPruned::Ask { would_go, of }) => {
                self.past().asks_of_pictures = true;
                return Some(format!("{would_go} of the {of} picture files there are not on this computer any more."));
            }
            Ok(pruned) => tracing::info!(place = self.name(), "Old pictures were looked at: {pruned:?}"),
            Err(trouble) => tracing::error!(cause = ?trouble, "Old pictures stay where they are"),
        }
        None
    }

    fn keep(&self) -> Keep {
        match &self.to {
            Whereto::Preset(_) => Keep::default(),
            Whereto::Kept(place) => {
                let Retention { days, weeks, months } = place.retention;
                Keep::of(days.into(), weeks.into(), months.into()).unwrap_or_default()
            }
        }
    }

    fn failed(&self, app: &App, why: String) -> u64 {
        self.past().failed = Some(app.now());
        if app.backups.stands(self.place, Stands::Failed(why.clone())) {
            tracing::error!(cause = why, "Backups could not be sent; it is tried again");
        }
        0
    }

    fn is_continuous(&self) -> bool {
        !matches!(&self.to, Whereto::Kept(place) if place.rhythm == Rhythm::Daily)
    }

    /// Answers with the entry up to which everything lies there.
    fn round(&self, app: &App, history: &Mutex<History>) -> Result<(Report, u64), Trouble> {
        let mut sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        if sending.as_ref().is_none_or(|s| s.since.elapsed() > LOOKED_AGAIN_AFTER) {
            *sending = Some(self.begin()?);
        }
        let Some(sending) = sending.as_mut() else { return Err(Broken::new("nobody sends").into()) };
        let pinned = self.data.join("sending").join(self.name());
        clear(&pinned)?;
        std::fs::create_dir_all(&pinned).map_err(|e| Broken::because("making a folder to send from", &e))?;
        let up_to = {
            let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
            let up_to = history.follow(app.store())?.position.seq;
            history.pin(&pinned)?;
            up_to
        };
        let sent = sending.sender.history(&pinned, &app.blobs, &sending.to);
        clear(&pinned)?;
        let mut report = sent?;
        sending.sender.erased(&erasure::ledger(app.store())?, &sending.to)?;
        sending.bases(&self.data, app, &mut report)?;
        sending.damaged.append(&mut report.damaged);
        report.damaged.clone_from(&sending.damaged);
        Ok((report, up_to))
    }

    fn name(&self) -> String {
        self.place.map_or_else(|| "set-at-start".into(), |id| id.to_string())
    }

    fn begin(&self) -> Result<Sending, Trouble> {
        let (to, can, limit): (Arc<dyn Target>, Abilities, _) = match &self.to {
            Whereto::Preset(preset) => {
                let can = probe(&*preset.to)?;
                tracing::info!("Backups are sent to {}. {}", preset.name, sentence(can));
                (preset.to.clone(), can, None)
            }
            Whereto::Kept(place) => {
                let found = place.found;
                let can = Abilities { refuses_to_overwrite: found.guards, removes: found.removes };
                let limit = place.limit.and_then(|kb| NonZeroU64::new(u64::from(kb) * 1_000));
                (Arc::from(places::open(&place.site, found)?), can, limit)
            }
        };
        let pace = Pace::of(limit, Box::new(Real::until(self.stop.clone())));
        let sender =
            Sender::new(&self.keys, can, pace).ok_or_else(|| Broken::new("the recovery key is not confirmed"))?;
        let stop = self.stop.clone();
        let is_stopped = Box::new(move || stop.load(Ordering::Acquire));
        let to = Stopping { to, is_stopped, said: (Kind::Away, "Sending was stopped.") };
        Ok(Sending { sender, removes: can.removes, to, since: Instant::now(), bases: Vec::new(), damaged: Vec::new() })
    }
}

impl Sending {
    /// The shop's own backups, when there are other ones than before.
    fn bases(&mut self, data: &Path, app: &App, report: &mut Report) -> Result<(), Trouble> {
        let local = Folder::at(&data.join("backup"));
        let here = targets::all(&local, BASES).collect::<Result<Vec<_>, _>>()?;
        if here != self.bases {
            let bases = self.sender.bases(&local, &app.blobs, &self.to)?;
            report.bases += bases.bases;
            report.pictures += bases.pictures;
            report.files += bases.files;
            report.bytes += bases.bytes;
            report.damaged.extend(bases.damaged);
            self.bases = here;
        }
        Ok(())
    }
}

/// When the shop's newest backup on this computer was made.
fn newest_base(app: &App) -> Option<Time> {
    app.backups.now().newest().map(|kept| kept.made)
}

/// However the work ends, the next may begin.
struct Turn<'a>(&'a Lane);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Release);
    }
}

fn clear(folder: &Path) -> Result<(), Broken> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| Broken::because("clearing up after sending", &e))?;
    }
    Ok(())
}
