//! The places elsewhere, each with a sender of its own, so that one that stalls holds up no other. Which places there are is
//! looked up each time: staff adds, changes and removes them while the shop runs.

mod lane;
mod under_way;

pub use lane::{Lane, Preset};

use crate::app::backups::away::{Away, PlaceKey, Stands};
use crate::app::{App, Error, places};
use crate::base::Broken;
use crate::domain::backup::{BackupPlace, PLACES_MAX};
use crate::ops::archive::Trouble;
use crate::ops::keys::Keys;
use crate::ops::seal::Sealed;
use crate::outside::targets::Target;
use crate::store::{Span, tables};
use lane::Whereto;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use under_way::UnderWay;

pub struct Elsewhere {
    data: PathBuf,
    /// The place that is set where Duka is started.
    preset: Option<Arc<Preset>>,
    lanes: Mutex<BTreeMap<PlaceKey, Arc<Lane>>>,
    keys: Mutex<Option<Known>>,
    pub under_way: UnderWay,
}

/// Keys as they were read.
struct Known {
    keys: Arc<Keys>,
    /// How often they had been changed by then.
    changes: u64,
}

impl Elsewhere {
    pub fn of(data: &Path, preset: Option<Preset>) -> Elsewhere {
        let (lanes, keys, under_way) = Default::default();
        Elsewhere { data: data.to_owned(), preset: preset.map(Arc::new), lanes, keys, under_way }
    }

    /// The senders that have something to do and are not at it. Whoever gets one must let it work.
    ///
    /// # Errors
    /// The store or the keys cannot be read.
    pub fn due(&self, app: &App) -> Result<Vec<Arc<Lane>>, Error> {
        let places = app.read(|rows| places::all(rows))?;
        let keys = self.keys(app)?;
        let may_leave = app.standing().may_reach_outside();
        let is_waiting = |paused: bool| match (paused, keys.is_confirmed(), may_leave) {
            (true, ..) => Stands::Paused,
            (_, _, false) => Stands::HeldBack,
            (_, false, _) => Stands::NotConfirmed,
            _ => Stands::Beginning,
        };
        let preset = self.preset.iter().map(|p| Away::new(None, &p.name, p.same_disk, is_waiting(false)));
        let kept = places.iter().map(|p| Away::new(Some(p.id), &p.name, p.found.same_disk, is_waiting(p.paused)));
        app.backups.places_are(preset.chain(kept).collect());
        let lanes = if keys.is_confirmed() && may_leave { self.lanes(places, &keys) } else { Vec::new() };
        let zone = app.settings()?.zone();
        Ok(lanes.into_iter().filter(|lane| lane.take_turn(app, &zone)).collect())
    }

    /// One for each place that is sent to. Of a place that was changed the old one must have stopped first.
    fn lanes(&self, places: Vec<BackupPlace>, keys: &Arc<Keys>) -> Vec<Arc<Lane>> {
        let preset = self.preset.iter().map(|preset| (None, Whereto::Preset(preset.clone())));
        let kept = places.into_iter().filter(|p| !p.paused).map(|p| (Some(p.id), Whereto::Kept(Box::new(p))));
        let wanted: BTreeMap<PlaceKey, Whereto> = preset.chain(kept).collect();
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.retain(|key, lane| {
            let stays = wanted.get(key).is_some_and(|to| lane.is_for(to, keys));
            if !stays {
                lane.stop();
            }
            stays || lane.is_busy()
        });
        for (key, to) in wanted {
            lanes.entry(key).or_insert_with(|| Arc::new(Lane::of(key, to, keys.clone(), &self.data)));
        }
        lanes.values().filter(|lane| !lane.is_stopped()).cloned().collect()
    }

    /// Read again while they are not confirmed, which a command beside the shop may do, and whenever they were changed.
    fn keys(&self, app: &App) -> Result<Arc<Keys>, Broken> {
        let changes = app.backups.keys();
        let mut known = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_ref().filter(|known| known.changes == changes && known.keys.is_confirmed()) {
            return Ok(known.keys.clone());
        }
        let keys = Arc::new(Keys::open(&self.data)?);
        *known = Some(Known { keys: keys.clone(), changes });
        Ok(keys)
    }

    /// Asks one place something through the shop's seal: the one set where Duka is started, or the one that was added first.
    /// `None`: there is none, or the recovery key was not typed back yet.
    ///
    /// # Errors
    /// The place fails.
    pub fn ask<R>(
        &self,
        app: &App,
        question: impl FnOnce(&dyn Target) -> Result<R, Trouble>,
    ) -> Result<Option<R>, Trouble> {
        let Some(to) = self.first(app)? else { return Ok(None) };
        let Some(seal) = self.keys(app)?.seal() else { return Ok(None) };
        question(&Sealed::of(&*to, &seal)).map(Some)
    }

    fn first(&self, app: &App) -> Result<Option<Arc<dyn Target>>, Trouble> {
        if let Some(preset) = &self.preset {
            return Ok(Some(preset.to.clone()));
        }
        let places = app.store().read(|rows| rows.span(&tables::BACKUP_PLACES, Span::all(), PLACES_MAX))?;
        let first = places.into_iter().map(|(_, place)| place).find(|place| !place.paused);
        Ok(first.map(|place| places::open(&place.site, place.found)).transpose()?.map(Arc::from))
    }

    /// Everybody ends as soon as they can; what was not sent yet is, next time.
    pub fn stop(&self) {
        for lane in self.lanes.lock().unwrap_or_else(PoisonError::into_inner).values() {
            lane.stop();
        }
    }
}
