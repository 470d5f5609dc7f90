//! Opening a place, and trying one before it is kept: off the threads that serve pages, few at once, and not for long.

use crate::app::{App, Error};
use crate::base::Broken;
use crate::domain::backup::{Bucket, Found, Site};
use crate::outside::targets::folder::Folder;
use crate::outside::targets::probe::probe;
use crate::outside::targets::providers::Place;
use crate::outside::targets::s3::{self, Login, S3};
use crate::outside::targets::{Abilities, About, Failed, Kind, Target};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Somebody waits before the screen: for one answer so long…
const ANSWER_TIME_MAX: Duration = Duration::from_secs(8);
/// …and for all of them.
const TRY_TIME_MAX: Duration = Duration::from_secs(25);
/// Each holds a thread.
static TRYING: Semaphore = Semaphore::const_new(2);

/// A place as something that keeps files. Nobody is asked yet.
///
/// # Errors
/// The address or a name in it cannot be right.
pub fn open(site: &Site, found: Found) -> Result<Box<dyn Target>, Failed> {
    match site {
        Site::Folder { path } => Ok(Box::new(Folder::at(Path::new(path)))),
        Site::Bucket(bucket) => {
            let can = Abilities { refuses_to_overwrite: found.guards, removes: found.removes };
            Ok(Box::new(S3::of(&address(bucket), can)?))
        }
    }
}

fn address(bucket: &Bucket) -> s3::Bucket {
    s3::Bucket {
        place: Place { endpoint: bucket.endpoint.clone(), region: bucket.region.clone() },
        name: bucket.bucket.clone(),
        folder: bucket.folder.clone(),
        login: Login { key_id: bucket.key_id.clone(), secret: bucket.secret.clone() },
    }
}

/// Writes a small file there, reads it, and takes it away again: what can the place do?
///
/// # Errors
/// In one sentence, at the field that must be looked at.
pub async fn try_it(app: &App, site: Site) -> Result<Found, Error> {
    let data = app.drawer.data().map(Path::to_owned);
    let _turn = TRYING.try_acquire().map_err(|_| Error::Busy)?;
    let work = tokio::task::spawn_blocking(move || tried(&site, data));
    match tokio::time::timeout(TRY_TIME_MAX, work).await {
        Ok(tried) => tried.map_err(|e| Broken::because("trying a place for backups", &e))?,
        Err(_) => Err(Error::sentence("It answered too slowly to be of use. Please try again.")),
    }
}

fn tried(site: &Site, data: Option<PathBuf>) -> Result<Found, Error> {
    match site {
        Site::Folder { path } => {
            let folder = Path::new(path);
            if let Some(data) = &data {
                outside(folder, data)?;
            }
            let target = Folder::at(folder);
            let same_disk = data.is_some_and(|data| target.shares_disk_with(&data));
            found(&target, same_disk).map_err(|failed| Error::field("path", failed.sentence))
        }
        Site::Bucket(bucket) => {
            let target = S3::of(&address(bucket), Abilities::ALL).map(|s3| s3.patient_for(ANSWER_TIME_MAX));
            let found = target.and_then(|target| found(&target, false));
            found.map_err(|failed| Error::field(field(&failed), failed.sentence))
        }
    }
}

fn found(target: &dyn Target, same_disk: bool) -> Result<Found, Failed> {
    let Abilities { refuses_to_overwrite: guards, removes } = probe(target)?;
    Ok(Found { guards, removes, same_disk })
}

/// A backup inside the shop's own folder would be sent with the next one. Links are followed as far as they lead.
fn outside(folder: &Path, data: &Path) -> Result<(), Error> {
    let real = |path: &Path| path.ancestors().find_map(|p| p.canonicalize().ok());
    let within = folder.starts_with(data) || real(folder).zip(real(data)).is_some_and(|(f, d)| f.starts_with(d));
    if within {
        return Err(Error::field("path", "This is the shop's own folder. Choose one outside of it."));
    }
    Ok(())
}

/// Where the form is to be looked at.
fn field(failed: &Failed) -> &'static str {
    match (failed.about, failed.kind) {
        (About::Bucket, _) => "bucket",
        (About::KeyId, _) => "key_id",
        (About::Secret, _) => "secret",
        (About::Address, _) | (About::Nothing, Kind::Away) => "place",
        (About::Folder, _) => "folder",
        (About::Nothing, _) => "",
    }
}
