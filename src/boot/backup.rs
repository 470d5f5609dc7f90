//! `duka backup`: what is kept of the shop, whether it was proved, making one now, and the key that opens those elsewhere.

use super::config::Backup;
use super::open::open;
use super::{Stop, control, existing, say};
use crate::app::App;
use crate::app::backups::away::Stands;
use crate::base::{Broken, Clock, Time};
use crate::jobs::{Care, back_up};
use crate::ops::archive::Trouble;
use crate::ops::backup::drill::Looked;
use crate::ops::backup::keeper::{Keeper, Kept};
use crate::ops::keys::Keys;
use std::path::Path;
use std::sync::{Arc, Mutex};

pub async fn run(asked: &Backup) -> Result<(), Stop> {
    let data = existing(&asked.data.data)?;
    let next = format!("duka check --data {}", data.display());
    if asked.what == "list" {
        let now = Clock::Real.now();
        let keeper = Keeper::of(&data);
        let kept = keeper.kept().map_err(|t| Stop::new(t.sentence(), &next))?;
        if kept.is_empty() {
            say(&format!("There is no backup yet. Make one:   duka backup now --data {}", data.display()));
        }
        kept.iter().rev().for_each(|kept| say(&line(kept, now)));
        if let Some(why) = keeper.old_stay() {
            say(&format!("Older ones stay where they are, because they could not be taken away: {why}"));
        }
        return away(&data).await;
    }
    if asked.what == "key" {
        let keys = Keys::open(&data).map_err(|b| Stop::new(format!("{b:?}"), &next))?;
        say(&keys.recovery_text());
        return Ok(());
    }
    if asked.what == "confirm" {
        return confirm(&data);
    }
    let said = match control::ask(&data, "POST", "/backup", control::nothing()).await {
        Some(answer) => answer,
        None => alone(&data).await,
    };
    say(&said.map_err(|sentence| Stop::new(sentence, &next))?);
    Ok(())
}

/// What staff should know of the places elsewhere. Only the running shop knows how they stand.
async fn away(data: &Path) -> Result<(), Stop> {
    match control::ask(data, "GET", "/backup/away", control::nothing()).await {
        Some(Ok(said)) if !said.is_empty() => say(&said),
        Some(Err(why)) => return Err(Stop::new(why, format!("duka check --data {}", data.display()))),
        Some(Ok(_)) | None => {}
    }
    Ok(())
}

/// A line for each place elsewhere.
pub fn places(app: &App) -> String {
    let now = app.now();
    let lines = app.backups.now().away.into_iter().map(|place| {
        let sent = place.sent.map_or(String::new(), |sent| format!(", last sent {}", ago(sent.at, now)));
        let stands = match &place.stands {
            Stands::NotConfirmed => "waits until the recovery key is typed back".to_owned(),
            Stands::HeldBack => "is held back, because this machine is not the shop or does not know it yet".to_owned(),
            Stands::Paused => "is paused".to_owned(),
            Stands::Beginning => "begins".to_owned(),
            Stands::Well => "is up to date".to_owned(),
            Stands::Failed(why) => format!("is not reached: {why}"),
        };
        let old = place.old_stay.map_or(String::new(), |why| format!(" Older ones stay there: {why}"));
        format!("Elsewhere, {} {stands}{sent}.{old}", place.name)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Only who has the key in a drawer can type it back.
fn confirm(data: &Path) -> Result<(), Stop> {
    let again = format!("duka backup confirm --data {}", data.display());
    let broken = |why: String| Stop::new(why, &again);
    say("Type the recovery key, as it is on paper, and press Enter:");
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).map_err(|e| broken(format!("Nothing could be read: {e}.")))?;
    let mut keys = Keys::open(data).map_err(|b| broken(format!("{b:?}")))?;
    if !keys.confirm(&typed).map_err(|b| broken(format!("{b:?}")))? {
        return Err(broken("That is not the recovery key.".into()));
    }
    say("That is it. Backups may leave this machine now; a running shop begins within half a minute.");
    Ok(())
}

/// With the shop closed.
async fn alone(data: &Path) -> Result<String, String> {
    let opened = open(data, Clock::Real).map_err(|b| format!("The shop could not be opened: {b:?}"))?;
    let (app, history, keeper) = (opened.app, Mutex::new(opened.history), Keeper::of(data));
    let work = tokio::task::spawn_blocking(move || {
        let kept = keeper.back_up(app.store(), &history, &Clock::Real);
        app.close();
        kept
    });
    told(work.await.map_err(|e| Trouble::from(Broken::because("making a backup", &e))).flatten())
}

/// From within the running shop.
pub async fn while_running(care: Arc<Care>) -> Result<String, String> {
    let work = tokio::task::spawn_blocking(move || match (&care.keeper, &care.history) {
        (Some(keeper), Some(history)) => back_up::now(&care, keeper, history),
        _ => Err(Broken::new("this shop is thrown away when it closes: nothing is kept of it").into()),
    });
    told(work.await.map_err(|e| Trouble::from(Broken::because("making a backup", &e))).flatten())
}

fn told(made: Result<Kept, Trouble>) -> Result<String, String> {
    match made {
        Ok(kept) => Ok(line(&kept, Clock::Real.now())),
        Err(trouble) => Err(format!("No backup could be made. {}", trouble.sentence())),
    }
}

fn line(kept: &Kept, now: Time) -> String {
    let manifest = &kept.manifest;
    let proof = match &kept.proof {
        None => "not proved yet".into(),
        Some(proof) if proof.holds() => {
            let how = match proof.looked {
                Looked::AsAShop => "",
                Looked::RowByRow => " or longer; there was no room to add up its books",
            };
            format!("proved {}, would be back in {}{how}", ago(proof.at, now), seconds(proof.took_ms))
        }
        Some(proof) => format!("NOT USABLE: {}", proof.troubles.join(" ")),
    };
    let (rows, size) = (manifest.rows(), manifest.bytes().div_ceil(1_000));
    format!("{}  made {}, {rows} rows, {size} kB; {proof}", manifest.name, ago(manifest.made, now))
}

fn ago(then: Time, now: Time) -> String {
    let minutes = (now.micros() - then.micros()).max(0) / crate::base::time::MINUTE;
    match minutes {
        0 => "just now".into(),
        1..60 => format!("{minutes} min ago"),
        60..2880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    }
}

fn seconds(ms: u64) -> String {
    if ms < 10_000 { format!("{:.1} s", ms as f64 / 1_000.0) } else { format!("{} s", ms / 1_000) }
}
