//! `duka check`: the store's rows, the search index, the books. In plain words.

use super::open::open;
use super::{Stop, control, existing, say};
use crate::app::{App, Error, books};
use crate::base::{Broken, Clock};
use crate::ops::look;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Said {
    pub clean: bool,
    pub text: String,
}

pub async fn run(data: &Path) -> Result<(), Stop> {
    let data = existing(data)?;
    let next = format!("keep a copy of {} and ask for help; duka check --data DIR tells it again", data.display());
    match control::ask(&data, "GET", "/check", control::nothing()).await {
        Some(Ok(text)) => {
            say(&text);
            Ok(())
        }
        Some(Err(text)) => Err(Stop::new(text, next)),
        None => {
            let opened = open(&data, Clock::Real)
                .map_err(|b| Stop::new(format!("The shop could not be opened: {b:?}"), &next))?;
            let (app, data) = (opened.app, data.clone());
            let said = tokio::task::spawn_blocking(move || {
                let said = all(&app, &data, false);
                app.close();
                said
            });
            match said.await {
                Ok(Ok(said)) if said.clean => {
                    say(&said.text);
                    Ok(())
                }
                Ok(Ok(said)) => Err(Stop::new(said.text, next)),
                Ok(Err(error)) => Err(Stop::new(format!("The shop could not be read: {error:?}"), next)),
                Err(error) => Err(Stop::new(format!("The check itself failed: {error}"), next)),
            }
        }
    }
}

/// From within the running shop: what needs no exclusive access.
pub async fn while_running(app: &Arc<App>, data: PathBuf) -> Result<Said, Error> {
    let app = app.clone();
    let said = tokio::task::spawn_blocking(move || all(&app, &data, true));
    said.await.map_err(|e| Broken::because("checking", &e))?
}

fn all(app: &App, data: &Path, running: bool) -> Result<Said, Error> {
    let mut lines = Vec::new();
    let mut troubles: Vec<String> = Vec::new();
    let report = app.store().check()?;
    let rows: u64 = report.tables.iter().map(|t| t.rows).sum();
    lines
        .push(format!("Store: {rows} rows in {} tables read, every checksum and index compared.", report.tables.len()));
    troubles.extend(report.troubles);
    let passing = app.check_passing()?;
    lines.push(format!("Carts and sign-ins: {} rows read.", passing.tables.iter().map(|t| t.rows).sum::<u64>()));
    if !passing.is_clean() {
        let what = "Carts or sign-ins are damaged. To begin them anew, stop the shop and take passing.redb away";
        troubles.push(format!("{what}: {}", passing.troubles.join(" ")));
    }
    lines.push(format!("Search: {} products in the index, every file compared.", app.search.count()));
    troubles.extend(
        app.search
            .check()
            .err()
            .map(|why| format!("The search index is damaged ({why}); it is made anew at the next start.")),
    );
    match books::check(app) {
        Ok(found) => {
            lines.push(format!("Books: {} orders and {} stock levels added up again.", found.orders, found.products));
            troubles.extend(found.troubles);
        }
        Err(Error::NotFound) => lines.push("Books: the shop is not set up yet, so there are none.".into()),
        Err(Error::Broken(broken)) => troubles.push(format!("The books cannot be added up: {broken:?}.")),
        Err(error) => return Err(error),
    }
    let seen = look::beside(data).map_err(|trouble| Broken::new(trouble.sentence()))?;
    lines.push(format!(
        "Beside it: {} pieces of history, {} backups and {} picture files, every byte compared.",
        seen.pieces, seen.backups, seen.pictures
    ));
    troubles.extend(seen.troubles);
    if running {
        lines.push(
            "The shop is running, so this was asked of it. The file's own structure is checked when it is stopped."
                .into(),
        );
    } else {
        lines.push("The shop was stopped, so its file was opened and verified as well.".into());
    }
    let clean = troubles.is_empty();
    lines.push(match troubles.len() {
        0 => "All is well.".into(),
        1 => "One thing is wrong:".into(),
        n => format!("{n} things are wrong:"),
    });
    lines.extend(troubles.into_iter().map(|t| format!("  {t}")));
    Ok(Said { clean, text: lines.join("\n") })
}
