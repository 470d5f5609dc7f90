//! `duka open`: a shop that was brought back sells again, and letters that waited are not sent. For whoever has no browser at
//! hand; in admin each letter can be chosen.

use super::open::open;
use super::{Stop, control, existing, say};
use crate::app::{App, By, Error, brought_back};
use crate::base::Clock;
use std::path::Path;

pub async fn run(data: &Path) -> Result<(), Stop> {
    let data = existing(data)?;
    let next = format!("duka check --data {}", data.display());
    let said = match control::ask(&data, "POST", "/open", control::nothing()).await {
        Some(said) => said,
        None => {
            let broken = |b| Stop::new(format!("The shop could not be opened: {b:?}"), &next);
            let app = open(&data, Clock::Real).map_err(broken)?.app;
            let said = in_words(&app).await.map_err(|error| error.words());
            app.close();
            said
        }
    };
    say(&said.map_err(|sentence| Stop::new(sentence, &next))?);
    Ok(())
}

/// Opens it, and says what that meant.
pub async fn in_words(app: &App) -> Result<String, Error> {
    match brought_back::open(app, &By::shop()).await {
        Ok(0) => Ok("The shop sells again. No letter had waited.".into()),
        Ok(letters) => Ok(format!("The shop sells again. Letters that had waited and are not sent: {letters}.")),
        Err(Error::NotFound) => Err(Error::sentence("This shop sells already.")),
        Err(other) => Err(other),
    }
}
