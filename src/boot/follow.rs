//! `duka follow`: a second machine that repeats what the shop sends to a place elsewhere, seconds later, and may show it.
//! `duka promote`: that machine becomes the shop.

mod copy;
mod note;
mod promote;

pub use note::Note;
pub use promote::run as promote;

use super::config::Follow;
use super::{Stop, control, listen, place, say, serve};
use crate::app::finding::{self, SoldOut};
use crate::app::standing::Standing;
use crate::domain::settings::Limits;
use crate::ops::follow::{Ended, Step};
use crate::web::limits::Limiters;
use crate::web::{self, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use copy::Copy;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};

/// Between two looks that brought nothing.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// Where it stands is said that often.
const SAID_EVERY: Duration = Duration::from_secs(600);
/// Wishes to be promoted that wait at once.
const WISHES_MAX: usize = 4;

/// Somebody wants this machine to be the shop, and waits for the answer.
type Wish = oneshot::Sender<Result<String, String>>;

/// How a copy's time as a copy ended.
enum End {
    Closed,
    Promoted,
    /// It could not go on and is made anew.
    OtherWay(String),
}

pub async fn run(asked: &Follow) -> Result<(), Stop> {
    let data = asked.data.data.clone();
    let again = format!("duka follow --from PLACE --key FILE --data {}", data.display());
    let stop_with = |what: String| Stop::new(what, &again);
    loop {
        let copy = Copy::prepare(asked).await.map_err(stop_with)?;
        match live(asked, &data, copy).await.map_err(stop_with)? {
            End::Closed => {
                say("Closed.");
                return Ok(());
            }
            End::Promoted => return Ok(()),
            End::OtherWay(why) => {
                say(&format!("This copy cannot go on ({why}). It is made anew."));
                copy::clear(&data).map_err(|b| stop_with(format!("{b:?}")))?;
            }
        }
    }
}

/// What the copy's own door may tell.
struct Told {
    last: Mutex<Option<Step>>,
    wishes: mpsc::Sender<Wish>,
}

async fn live(asked: &Follow, data: &Path, copy: Copy) -> Result<End, String> {
    let (stop, stopped) = watch::channel(false);
    let (wishes, wished) = mpsc::channel(WISHES_MAX);
    let told = Arc::new(Told { last: Mutex::new(None), wishes });
    let router = Router::new().route("/promote", post(wish)).route("/status", get(status)).with_state(told.clone());
    let door = control::listen_with(data, router, stopped.clone());
    let mut tasks = vec![tokio::spawn(door.map_err(|e| format!("The control socket failed: {e:?}"))?)];
    let app = copy.app.clone();
    app.stand_as(Standing::Following);
    if let Some(port) = asked.serve {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
        let listener = listener.map_err(|e| format!("Nothing can listen on port {port}: {e}."))?;
        let address = listener.local_addr().map_err(|e| format!("The address is not known: {e}."))?;
        let limits = app.settings().map_or(Limits::NORMAL, |s| s.limits);
        let web = Web {
            app: app.clone(),
            limits: Limiters::new(limits),
            cache: Default::default(),
            secure: false,
            proxies: Vec::new(),
        };
        tasks.push(tokio::spawn(listen::serve(listener, web::router(Arc::new(web)), stopped.clone())));
        say(&format!("  http://{address}   shows the copy; nothing is sold there"));
    }
    tasks.push(tokio::spawn(keep_search(copy.app.clone(), stopped.clone())));
    say(&format!("Follows the shop at entry {}. Ctrl-C closes it.", app.position().seq));
    say(&format!("Make it the shop:   duka promote --data {}", data.display()));
    let end = follow(copy, &told, wished).await;
    stop.send_replace(true);
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!(cause = %error, "A part of the copy ended badly");
        }
    }
    app.close();
    end
}

async fn follow(mut copy: Copy, told: &Told, mut wished: mpsc::Receiver<Wish>) -> Result<End, String> {
    let mut closing = std::pin::pin!(serve::wait_for_signal());
    let (mut away, mut said) = (false, Instant::now());
    loop {
        let (back, looked) = in_background(copy, Copy::look).await?;
        copy = back;
        let rest = match looked {
            Ok(step) => {
                if std::mem::take(&mut away) {
                    tracing::info!("The place answers again");
                }
                if said.elapsed() >= SAID_EVERY {
                    tracing::info!("The copy stands at entry {}", step.position.seq);
                    said = Instant::now();
                }
                *told.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(step);
                if step.entries > 0 { Duration::ZERO } else { LOOKED_AGAIN_AFTER }
            }
            Err(Ended::OtherWay(why)) => return Ok(End::OtherWay(why)),
            Err(locked @ Ended::Locked) => return Err(locked.sentence()),
            Err(Ended::Trouble(trouble)) => {
                if !std::mem::replace(&mut away, true) {
                    tracing::warn!("Nothing can be followed now; it is tried again. {}", trouble.sentence());
                }
                LOOKED_AGAIN_AFTER
            }
        };
        tokio::select! {
            () = &mut closing => return Ok(End::Closed),
            Some(wish) = wished.recv() => {
                let (back, promoted) = in_background(copy, |copy| promote::now(copy, false)).await?;
                copy = back;
                let ended = promoted.is_ok();
                if let Err(why) = &promoted {
                    tracing::error!("This machine could not become the shop. {why}");
                }
                // Whoever asked may have gone; it happened all the same.
                let _gone = wish.send(promoted);
                if ended {
                    return Ok(End::Promoted);
                }
            }
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// What waits for the place does so on a thread that may wait.
async fn in_background<R: Send + 'static>(
    mut copy: Copy,
    work: impl FnOnce(&mut Copy) -> R + Send + 'static,
) -> Result<(Copy, R), String> {
    let done = tokio::task::spawn_blocking(move || {
        let result = work(&mut copy);
        (copy, result)
    });
    done.await.map_err(|e| format!("Following ended badly: {e}."))
}

async fn keep_search(app: Arc<crate::app::App>, mut stop: watch::Receiver<bool>) {
    const FOLLOWED_EVERY: Duration = Duration::from_secs(2);
    let sold_out = Arc::new(SoldOut::default());
    while !*stop.borrow() {
        let (app, sold_out) = (app.clone(), sold_out.clone());
        match tokio::task::spawn_blocking(move || finding::follow(&app, &sold_out)).await {
            Ok(Err(error)) => tracing::error!(cause = ?error, "The search index does not follow"),
            Err(error) => tracing::error!(cause = %error, "The search index does not follow"),
            Ok(Ok(_)) => {}
        }
        tokio::select! {
            () = tokio::time::sleep(FOLLOWED_EVERY) => {}
            _ = stop.changed() => break,
        }
    }
}

async fn wish(State(told): State<Arc<Told>>) -> (StatusCode, String) {
    let (answer, answered) = oneshot::channel();
    let sent = told.wishes.send(answer).await.is_ok();
    match if sent { answered.await.ok() } else { None } {
        Some(Ok(said)) => (StatusCode::OK, said),
        Some(Err(why)) => (StatusCode::CONFLICT, why),
        None => (StatusCode::SERVICE_UNAVAILABLE, "The copy is closing.".into()),
    }
}

async fn status(State(told): State<Arc<Told>>) -> String {
    let last = *told.last.lock().unwrap_or_else(PoisonError::into_inner);
    last.map_or("Nothing was looked at yet.".into(), |step| format!("It stands at entry {}.", step.position.seq))
}

/// Where the copy comes from, in words that `--from` takes.
fn target(asked: &Follow, note: &Note) -> Result<Box<dyn crate::outside::targets::Target>, String> {
    place::target(Path::new(&note.from), &asked.login)
}
