//! The shop's own domain: asked for, kept, and known to whoever stands at the door. What is done about it by the clock stands in
//! `jobs`; this file must not know how.

pub mod door;
mod own;

pub use door::{Door, Doors, Files, MARK_PATH, Outfit, Served};
pub use own::{chance, read_issued, read_own};

use super::story::{tell, tell_change};
use super::{App, By, Error, settings_of};
use crate::domain::event::{Subject, What};
use crate::domain::https::{AcmeAccount, Certificate, Domain, Https, Way};
use crate::store::{Tx, tables};

/// What is kept of it; `None`: no domain was asked for.
pub fn kept(app: &App) -> Result<Option<Https>, Error> {
    app.read(|rows| Ok(rows.get(&tables::HTTPS, &())?))
}

/// Wishes for a domain. What works now goes on working until that one does.
pub async fn ask_for(app: &App, by: &By, domain: Domain) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "https.ask_for", move |tx| {
        let before = tx.get(&tables::HTTPS, &())?;
        let old = before.as_ref().map(|https| https.domain.to_string()).unwrap_or_default();
        tell_change(tx, &by_inside, Subject::Settings, "Domain", &old, domain.as_str())?;
        let after = match before {
            Some(https) => https.moved_to(domain.clone()).impatient(),
            None => Https::new(domain.clone()),
        };
        Ok(tx.put(&tables::HTTPS, &(), &after)?)
    })
    .await
}

/// Takes a certificate that the merchant brought, which was read and fits.
pub async fn bring(app: &App, by: &By, certificate: Certificate) -> Result<(), Error> {
    edit(app, by, "https.bring", "A certificate of one's own is used.", move |https| https.brought(certificate.clone()))
        .await
}

/// The shop asks for certificates by itself again.
pub async fn by_itself(app: &App, by: &By) -> Result<(), Error> {
    let change = |https: Https| {
        // Until there is another one, the merchant's goes on being shown.
        let mut https = Https { way: Way::ByItself, ..https }.impatient();
        https.certificates.iter_mut().for_each(|certificate| certificate.renew = certificate.from);
        https
    };
    edit(app, by, "https.by_itself", "Certificates are asked for by the shop itself.", change).await
}

/// Staff mended something and does not want to wait.
pub async fn hurry(app: &App, by: &By) -> Result<(), Error> {
    let kept = kept(app)?.ok_or(Error::NotFound)?;
    app.https.see(&kept.domain, |seen| (seen.looked, seen.proved) = (None, None));
    change(app, by, "https.hurry", Https::impatient).await
}

async fn edit<F>(app: &App, by: &By, verb: &str, note: &'static str, f: F) -> Result<(), Error>
where
    F: Fn(Https) -> Https + Send + 'static,
{
    let by_inside = by.clone();
    app.write(by, verb, move |tx| {
        apply(tx, &f)?;
        tell(tx, &by_inside, Subject::Settings, What::Note(note.into()))
    })
    .await
}

/// What follows from what happened, as `domain::https::life` has it.
pub async fn change<F>(app: &App, by: &By, verb: &str, f: F) -> Result<(), Error>
where
    F: Fn(Https) -> Https + Send + 'static,
{
    app.write(by, verb, move |tx| apply(tx, &f)).await
}

fn apply(tx: &mut Tx<'_>, f: &impl Fn(Https) -> Https) -> Result<(), Error> {
    let before = tx.get(&tables::HTTPS, &())?.ok_or(Error::NotFound)?;
    Ok(tx.put(&tables::HTTPS, &(), &f(before))?)
}

/// Visitors reach the shop by its domain: from now on links begin with it. A shop that is not set up yet has none.
pub async fn works(app: &App, domain: Domain) -> Result<(), Error> {
    app.write(&By::shop(), "https.works", move |tx| {
        let before = tx.get(&tables::HTTPS, &())?.ok_or(Error::NotFound)?;
        // It was changed meanwhile.
        if before.domain != domain {
            return Ok(());
        }
        let after = before.proved(tx.now());
        tx.put(&tables::HTTPS, &(), &after)?;
        let mut settings = match settings_of(tx.rows()) {
            Ok(settings) => settings,
            Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        let old = std::mem::replace(&mut settings.shop.origin, domain.origin());
        tell_change(tx, &By::shop(), Subject::Settings, "Where the shop is found", &old, &settings.shop.origin)?;
        Ok(tx.put(&tables::SETTINGS, &(), &settings)?)
    })
    .await
}

/// The account at an authority, by the authority's address.
pub fn account(app: &App, directory: &str) -> Result<Option<String>, Error> {
    let kept = app.read(|rows| Ok(rows.get(&tables::ACME_ACCOUNTS, &directory.to_owned())?))?;
    Ok(kept.map(|account| account.credentials))
}

pub async fn keep_account(app: &App, directory: String, credentials: String) -> Result<(), Error> {
    app.write(&By::shop(), "https.account", move |tx| {
        Ok(tx.put(&tables::ACME_ACCOUNTS, &directory, &AcmeAccount { credentials: credentials.clone() })?)
    })
    .await
}

/// The authority does not know it any more.
pub async fn forget_account(app: &App, directory: String) -> Result<(), Error> {
    app.write(&By::shop(), "https.account", move |tx| Ok(tx.remove(&tables::ACME_ACCOUNTS, &directory)?)).await
}
