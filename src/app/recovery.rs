//! The recovery key, as staff meets it: seen after the password, typed back before anything leaves, changed when the old one
//! may be in wrong hands. Where keys lie is known to whoever keeps them ([`KeyRing`]); this file must not know how.

use super::story::tell;
use super::{App, By, Error, people};
use crate::base::Broken;
use crate::domain::event::{Subject, What};
use crate::domain::people::Staff;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The recovery key as it stands.
#[derive(Clone)]
pub struct Recovery {
    /// As it is printed; of a change that was begun, the new one.
    pub text: String,
    /// The key that counts was typed back, so backups leave.
    pub confirmed: bool,
    /// New keys wait for theirs to be typed back.
    pub changing: bool,
}

/// Where the shop's keys lie. Calls touch the disk.
pub trait KeyRing: Send + Sync {
    /// The folder the shop lives in.
    fn data(&self) -> &Path;
    fn recovery(&self) -> Result<Recovery, Broken>;
    /// `false`: what was typed is not the recovery key.
    fn confirm(&self, typed: &str) -> Result<bool, Broken>;
    /// Makes new keys, which count once theirs was typed back.
    fn rotate(&self) -> Result<(), Broken>;
}

/// Empty for a shop that lives in memory alone.
#[derive(Default)]
pub struct Drawer(OnceLock<Arc<dyn KeyRing>>);

impl Drawer {
    /// Once, by whoever opened the shop. A second one is not taken.
    pub fn fill(&self, ring: Arc<dyn KeyRing>) {
        self.0.get_or_init(|| ring);
    }

    fn ring(&self) -> Result<Arc<dyn KeyRing>, Error> {
        self.0.get().cloned().ok_or_else(|| Error::sentence("This shop is thrown away when it closes: it has no keys."))
    }

    pub fn data(&self) -> Option<&Path> {
        self.0.get().map(|ring| ring.data())
    }
}

async fn on_disk<R: Send + 'static>(
    app: &App,
    f: impl FnOnce(&dyn KeyRing) -> Result<R, Broken> + Send + 'static,
) -> Result<R, Error> {
    let ring = app.drawer.ring()?;
    let done = tokio::task::spawn_blocking(move || f(&*ring)).await;
    Ok(done.map_err(|e| Broken::because("reading the keys", &e))??)
}

/// How it stands, without the key itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    pub confirmed: bool,
    pub changing: bool,
}

/// `None`: this shop has no keys.
pub async fn standing(app: &App) -> Result<Option<Standing>, Error> {
    if app.drawer.0.get().is_none() {
        return Ok(None);
    }
    let known = on_disk(app, |ring| ring.recovery()).await?;
    Ok(Some(Standing { confirmed: known.confirmed, changing: known.changing }))
}

/// The key, for somebody who knows their password.
pub async fn show(app: &App, staff: &Staff, password: String) -> Result<Recovery, Error> {
    check(staff, password).await?;
    on_disk(app, |ring| ring.recovery()).await
}

/// Only for somebody who knows their password.
pub(in crate::app) async fn check(staff: &Staff, password: String) -> Result<(), Error> {
    if staff.password.is_none() {
        return Err(Error::sentence("Choose a password for your sign-in first: this is done for nobody without one."));
    }
    if people::is_password_of(staff, password).await? {
        return Ok(());
    }
    Err(Error::field("password", "This is not your password."))
}

/// Somebody has it on paper and typed it back. From here on backups may leave; after a change, a fresh one is made for the new
/// keys.
///
/// # Errors
/// It is another one: at its field.
pub async fn confirm(app: &App, by: &By, typed: String) -> Result<(), Error> {
    let changing = on_disk(app, |ring| ring.recovery()).await?.changing;
    if !on_disk(app, move |ring| ring.confirm(&typed)).await? {
        return Err(Error::field("key", "That is not the key. Compare it with the paper, group by group."));
    }
    app.backups.keys_changed();
    if changing {
        app.backups.ask();
    }
    let what = if changing { "The keys of the backups were changed." } else { "The recovery key was typed back." };
    note(app, by, what).await
}

/// Begins a change of the keys, for somebody who knows their password.
pub async fn rotate(app: &App, by: &By, staff: &Staff, password: String) -> Result<Recovery, Error> {
    check(staff, password).await?;
    on_disk(app, |ring| ring.rotate()).await?;
    note(app, by, "New keys for the backups were made; they count once the new one was typed back.").await?;
    on_disk(app, |ring| ring.recovery()).await
}

async fn note(app: &App, by: &By, what: &'static str) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "backups.keys", move |tx| tell(tx, &by_inside, Subject::Settings, What::Note(what.into()))).await
}
