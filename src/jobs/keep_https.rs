//! Keeps the shop's domain working: looks where it leads, asks for a certificate, proves it, renews it. One step at a time;
//! which one is decided by `domain::https::life`, which knows no network.

mod looking;
mod ordering;

use super::{Care, Schedule};
use crate::app::https::{self, Doors, Outfit};
use crate::app::{App, By, Error};
use crate::domain::https::life::Step;
use crate::domain::https::{Domain, Https, Way};
use std::sync::Arc;
use std::time::Duration;

pub const SCHEDULE: Schedule = Schedule {
    name: "keep https",
    every: Duration::from_secs(2),
    on_change: true,
    run: |care: Arc<Care>| Box::pin(async move { step(&care.app).await }),
};

/// Does what is due. Answers 1 when something may be due right after it.
async fn step(app: &App) -> Result<usize, Error> {
    let Some(outfit) = app.https.outfit.get() else { return Ok(0) };
    let Some(kept) = https::kept(app)? else { return Ok(0) };
    if let Some(files) = &outfit.files {
        take_files(app, &kept, files).await?;
    }
    // Without open doors nobody could see that the domain is ours.
    if app.https.doors() != Doors::Open {
        return Ok(0);
    }
    let now = app.now();
    match kept.step(&app.https.seen(), now) {
        Step::Rest(_) => Ok(0),
        Step::Look => looking::look(app, outfit, &kept.domain).await.map(|()| 1),
        Step::Prove => prove(app, outfit, &kept).await,
        // A copy, or a shop that was brought back, asks for nothing in the name of the real one.
        Step::Order { .. } | Step::AskWhen if !app.standing().may_reach_outside() => Ok(0),
        Step::Order { names, proof } => ordering::order(app, outfit, &kept, names, proof).await.map(|()| 1),
        Step::AskWhen => ordering::ask_when(app, outfit, &kept).await.map(|()| 1),
    }
}

/// Asks the shop by its name, as a visitor would. When it answers, visitors are led there.
async fn prove(app: &App, outfit: &Outfit, kept: &Https) -> Result<usize, Error> {
    match looking::prove(app, outfit, kept).await? {
        None => {
            https::works(app, kept.domain.clone()).await?;
            tracing::info!("Visitors reach the shop at {}", kept.domain.origin());
            Ok(1)
        }
        Some(why) => {
            let now = app.now();
            app.https.see(&kept.domain, |seen| seen.proved = Some((now, why)));
            Ok(0)
        }
    }
}

/// Files of one's own are read anew each time, because whoever renews them tells nobody.
async fn take_files(app: &App, kept: &Https, files: &https::Files) -> Result<(), Error> {
    let wrong = match read_files(app, &kept.domain, files).await {
        Ok(certificate) => {
            let newest = kept.certificate().filter(|_| kept.way == Way::Own);
            if newest.is_none_or(|own| own.chain != certificate.chain || own.key != certificate.key) {
                https::bring(app, &By::shop(), certificate).await?;
            }
            None
        }
        Err(wrong) => Some(wrong),
    };
    if wrong != app.https.files_wrong() {
        if let Some(wrong) = &wrong {
            tracing::warn!("The certificate named at the start cannot be used: {wrong}");
        }
        app.https.files_are(wrong);
    }
    Ok(())
}

async fn read_files(
    app: &App,
    domain: &Domain,
    files: &https::Files,
) -> Result<crate::domain::https::Certificate, String> {
    let read = async |path: &std::path::Path| {
        tokio::fs::read_to_string(path).await.map_err(|e| format!("{} cannot be read: {e}.", path.display()))
    };
    let (chain, key) = (read(&files.certificate).await?, read(&files.key).await?);
    https::read_own(app, domain, &chain, &key).map_err(|error| error.words())
}
