//! Places elsewhere that staff chose: tried, kept, changed, paused, removed. How they stand is told in [`super::backups`].

mod opening;

pub use opening::{open, try_it};

use super::backups::away::{Away, PlaceKey, Stands};
use super::story::{tell, tell_change};
use super::{App, By, Error};
use crate::base::Id;
use crate::domain::backup::{BackupPlace, Bucket, Found, PLACES_MAX, Retention, Rhythm, Site, USUAL_HOUR};
use crate::domain::event::{Subject, What};
use crate::store::{Rows, Span, Tx, tables};

/// All of them, in the order they were added.
pub fn all(rows: &(dyn Rows + '_)) -> Result<Vec<BackupPlace>, Error> {
    Ok(rows.span(&tables::BACKUP_PLACES, Span::all(), PLACES_MAX)?.into_iter().map(|(_, place)| place).collect())
}

pub fn one(rows: &(dyn Rows + '_), id: Id<BackupPlace>) -> Result<BackupPlace, Error> {
    rows.get(&tables::BACKUP_PLACES, &id)?.ok_or(Error::NotFound)
}

/// All places as they are now, each with what is known of how it stands: the one set where Duka is started first. What was
/// decided a moment ago is in it, though nobody has acted on it yet.
pub fn standing(app: &App) -> Result<Vec<Away>, Error> {
    let known = app.backups.now().away;
    let kept = app.read(|rows| all(rows))?;
    let of = |place: &BackupPlace| known.iter().find(|away| away.place == Some(place.id)).cloned();
    let preset = known.iter().filter(|away| away.place.is_none()).cloned();
    let kept = kept.iter().map(|place| {
        let new = || Away::new(Some(place.id), &place.name, place.found.same_disk, Stands::Beginning);
        let mut away = of(place).unwrap_or_else(new);
        away.name.clone_from(&place.name);
        if place.paused != (away.stands == Stands::Paused) {
            away.stands = if place.paused { Stands::Paused } else { Stands::Beginning };
        }
        away
    });
    Ok(preset.chain(kept).collect())
}

/// The hour at which the day's backup is made: the earliest that a place wants it.
pub fn hour(rows: &(dyn Rows + '_)) -> Result<u8, Error> {
    Ok(all(rows)?.iter().filter(|place| !place.paused).map(|place| place.hour).min().unwrap_or(USUAL_HOUR))
}

/// Keeps a place that was tried, with what was found.
///
/// # Errors
/// There are as many as can be, or this one is among them.
pub async fn add(app: &App, by: &By, name: String, site: Site, found: Found) -> Result<Id<BackupPlace>, Error> {
    let by_inside = by.clone();
    app.write(by, "backups.add_place", move |tx| {
        let places = all(tx.rows())?;
        if places.len() >= PLACES_MAX {
            return Err(Error::sentence(format!("There are {PLACES_MAX} places already. Remove one first.")));
        }
        if places.iter().any(|place| is_same(&place.site, &site)) {
            return Err(Error::sentence("Backups are sent there already."));
        }
        let id = Id::new(tx.now(), tx.random());
        let place = BackupPlace {
            id,
            name: name.clone(),
            site: site.clone(),
            rhythm: Rhythm::Continuous,
            hour: USUAL_HOUR,
            retention: Retention::USUAL,
            limit: None,
            paused: false,
            found,
            added: tx.now(),
        };
        tx.put(&tables::BACKUP_PLACES, &id, &place)?;
        note(tx, &by_inside, format!("Backups are sent to {} from now on.", place.name))?;
        Ok(id)
    })
    .await
}

fn is_same(one: &Site, other: &Site) -> bool {
    let place = |b: &Bucket| (b.endpoint.clone(), b.bucket.clone(), b.folder.clone());
    match (one, other) {
        (Site::Folder { path: one }, Site::Folder { path: other }) => one == other,
        (Site::Bucket(one), Site::Bucket(other)) => place(one) == place(other),
        _ => false,
    }
}

fn note(tx: &mut Tx<'_>, by: &By, what: String) -> Result<(), Error> {
    tell(tx, by, Subject::Settings, What::Note(what))
}

/// What staff decides about a place once it is there.
#[derive(Clone, Debug)]
pub struct Terms {
    pub name: String,
    pub rhythm: Rhythm,
    pub hour: u8,
    pub retention: Retention,
    pub limit: Option<u32>,
}

pub async fn change(app: &App, by: &By, id: Id<BackupPlace>, terms: Terms) -> Result<(), Error> {
    edit(app, by, id, "backups.change_place", move |place| {
        let Terms { name, rhythm, hour, retention, limit } = terms.clone();
        BackupPlace { name, rhythm, hour, retention, limit, ..place }
    })
    .await
}

/// Another key for the same bucket, which was tried.
pub async fn change_key(
    app: &App,
    by: &By,
    id: Id<BackupPlace>,
    key_id: String,
    secret: String,
    found: Found,
) -> Result<(), Error> {
    edit(app, by, id, "backups.change_key", move |place| {
        let site = match place.site {
            Site::Bucket(bucket) => Site::Bucket(Bucket { key_id: key_id.clone(), secret: secret.clone(), ..bucket }),
            folder @ Site::Folder { .. } => folder,
        };
        BackupPlace { site, found, ..place }
    })
    .await
}

pub async fn pause(app: &App, by: &By, id: Id<BackupPlace>, paused: bool) -> Result<(), Error> {
    edit(app, by, id, "backups.pause_place", move |place| BackupPlace { paused, ..place }).await
}

async fn edit<F>(app: &App, by: &By, id: Id<BackupPlace>, verb: &str, change: F) -> Result<(), Error>
where
    F: Fn(BackupPlace) -> BackupPlace + Send + 'static,
{
    let by_inside = by.clone();
    app.write(by, verb, move |tx| {
        let before = one(tx.rows(), id)?;
        let after = change(before.clone());
        let field = format!("Backups to {}", before.name);
        tell_change(tx, &by_inside, Subject::Settings, &field, &in_words(&before), &in_words(&after))?;
        Ok(tx.put(&tables::BACKUP_PLACES, &id, &after)?)
    })
    .await
}

/// Without the secret.
fn in_words(place: &BackupPlace) -> String {
    let how = match place.rhythm {
        Rhythm::Continuous => "at once",
        Rhythm::Daily => "once a day",
    };
    let kept = place.retention;
    let limit = place.limit.map(|limit| format!(", at most {limit} kB/s")).unwrap_or_default();
    let key = match &place.site {
        Site::Bucket(bucket) => format!(", with the key {}", bucket.key_id),
        Site::Folder { .. } => String::new(),
    };
    let paused = if place.paused { ", paused" } else { "" };
    format!(
        "{}, {how}, {}:00, kept {} days, {} weeks, {} months{limit}{key}{paused}",
        place.name, place.hour, kept.days, kept.weeks, kept.months
    )
}

/// Sends nothing there any more. What lies there stays.
pub async fn remove(app: &App, by: &By, id: Id<BackupPlace>) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "backups.remove_place", move |tx| {
        let place = one(tx.rows(), id)?;
        tx.remove(&tables::BACKUP_PLACES, &id)?;
        note(tx, &by_inside, format!("Backups are not sent to {} any more. What lies there stays.", place.name))
    })
    .await
}

/// Somebody mended what was wrong there and does not want to wait.
pub async fn try_again(app: &App, by: &By, place: PlaceKey) -> Result<(), Error> {
    app.backups.try_again(place);
    nudge(app, by, "It was tried at once to send backups.").await
}

/// Somebody agrees that more is let go of there than is usual.
pub async fn agree(app: &App, by: &By, place: PlaceKey) -> Result<(), Error> {
    app.backups.agree(place);
    nudge(app, by, "It was agreed that old backups go.").await
}

/// What is written down wakes whoever sends.
async fn nudge(app: &App, by: &By, what: &'static str) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "backups.nudge", move |tx| note(tx, &by_inside, what.into())).await
}
