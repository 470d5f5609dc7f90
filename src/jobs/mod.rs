//! Work outside a request. Everything here takes no input: it looks at what is due, does a bounded piece of it, and says how
//! much it did. A test drives it by hand with [`round`]; in production each schedule has a lane of its own.

pub mod back_up;
mod bring_in;
mod deliver_letters;
mod end_reservations;
mod erase;
mod follow_search;
mod gateway_messages;
pub mod keep_fence;
mod keep_history;
mod keep_https;
mod keep_room;
mod look_back;
mod rejoin;
mod scrub;
mod send_backups;
mod settle_payments;
mod tidy;
mod whole;

use crate::app::finding::SoldOut;
use crate::app::{App, Error};
use crate::base::Broken;
use crate::ops::backup::elsewhere::Elsewhere;
use crate::ops::backup::keeper::Keeper;
use crate::ops::ballast::Ballast;
use crate::ops::fence::Fence;
use crate::ops::whole::Prepared;
use crate::store::history::History;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;

/// What schedules may reach.
pub struct Care {
    pub app: Arc<App>,
    pub sold_out: SoldOut,
    /// `None` for a shop that is thrown away.
    pub history: Option<Mutex<History>>,
    /// The backups in its folder; `None` for the same.
    pub keeper: Option<Keeper>,
    /// Where backups are sent; `None` for the same.
    pub elsewhere: Option<Elsewhere>,
    /// Whether this machine is the shop; asked where backups are sent.
    pub fence: Option<Mutex<Fence>>,
    /// Room set aside on its disk; `None` for a shop that is thrown away.
    pub ballast: Option<Ballast>,
    /// An earlier state that was made ready to take the shop's place.
    pub whole: Mutex<Option<Prepared>>,
    /// Where this shop itself answers, once it does.
    pub own_address: Option<SocketAddr>,
}

impl Care {
    /// Of a shop that keeps nothing anywhere.
    pub fn of(app: Arc<App>) -> Care {
        Care {
            app,
            sold_out: SoldOut::default(),
            history: None,
            keeper: None,
            elsewhere: None,
            fence: None,
            ballast: None,
            whole: Mutex::default(),
            own_address: None,
        }
    }
}

type Done = Pin<Box<dyn Future<Output = Result<usize, Error>> + Send>>;

pub struct Schedule {
    pub name: &'static str,
    pub every: Duration,
    /// Also at once when something was written.
    pub on_change: bool,
    /// Does a piece; answers how much. Called again at once while it did something.
    pub run: fn(Arc<Care>) -> Done,
}

/// Everything that is done by the clock. A new one is a file and a line here.
pub const SCHEDULES: &[Schedule] = &[
    back_up::SCHEDULE,
    bring_in::SCHEDULE,
    deliver_letters::SCHEDULE,
    end_reservations::SCHEDULE,
    erase::SCHEDULE,
    follow_search::SCHEDULE,
    gateway_messages::SCHEDULE,
    keep_fence::SCHEDULE,
    keep_history::SCHEDULE,
    keep_https::SCHEDULE,
    keep_room::SCHEDULE,
    look_back::SCHEDULE,
    rejoin::SCHEDULE,
    scrub::SCHEDULE,
    send_backups::SCHEDULE,
    settle_payments::SCHEDULE,
    tidy::SCHEDULE,
    whole::SCHEDULE,
];

/// Rounds in a row before others get a turn.
const ROUNDS_MAX: usize = 100;

/// Runs every schedule until none has anything left. Answers how much was done.
pub async fn round(care: &Arc<Care>) -> Result<usize, Error> {
    let mut all = 0;
    for _ in 0..ROUNDS_MAX {
        let mut now = 0;
        for schedule in SCHEDULES {
            now += run(schedule, care, || false).await?;
        }
        if let Some(elsewhere) = &care.elsewhere {
            now += elsewhere.under_way.settled().await as usize;
        }
        if now == 0 {
            break;
        }
        all += now;
    }
    Ok(all)
}

/// Does what one schedule has to do, until it has nothing left, or the shop closes.
async fn run(schedule: &Schedule, care: &Arc<Care>, closing: impl Fn() -> bool) -> Result<usize, Error> {
    let mut all = 0;
    for _ in 0..ROUNDS_MAX {
        if closing() {
            break;
        }
        match (schedule.run)(care.clone()).await? {
            0 => break,
            n => all += n,
        }
    }
    Ok(all)
}

/// Drives all schedules, each in its lane, until `stop` changes.
pub fn drive(care: &Arc<Care>, stop: &watch::Receiver<bool>) -> Vec<tokio::task::JoinHandle<()>> {
    SCHEDULES.iter().map(|schedule| drive_one(schedule, care, stop)).collect()
}

pub fn drive_one(
    schedule: &'static Schedule,
    care: &Arc<Care>,
    stop: &watch::Receiver<bool>,
) -> tokio::task::JoinHandle<()> {
    tokio::spawn(lane(schedule, care.clone(), stop.clone()))
}

async fn lane(schedule: &'static Schedule, care: Arc<Care>, mut stop: watch::Receiver<bool>) {
    let mut heads = care.app.heads();
    while !*stop.borrow() {
        heads.borrow_and_update();
        if let Err(error) = apart(schedule, care.clone(), stop.clone()).await
            && !matches!(error, Error::NotFound)
        {
            tracing::error!(schedule = schedule.name, cause = ?error, "{} failed; it is tried again", schedule.name);
        }
        let pause = tokio::time::sleep(schedule.every);
        tokio::select! {
            () = pause => {}
            _ = heads.changed(), if schedule.on_change => tokio::time::sleep(NUDGED_AFTER).await,
            _ = stop.changed() => break,
        }
    }
}

/// In a task of its own: one that panics is told and tried again, as any other that fails.
async fn apart(schedule: &'static Schedule, care: Arc<Care>, stop: watch::Receiver<bool>) -> Result<usize, Error> {
    let work = tokio::spawn(async move { run(schedule, &care, || *stop.borrow()).await });
    work.await.map_err(|e| Broken::because("a piece of work by the clock", &e))?
}

/// What is written in one go is looked at in one go.
const NUDGED_AFTER: Duration = Duration::from_millis(200);
