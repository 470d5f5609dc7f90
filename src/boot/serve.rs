//! Running a shop: the start order, the first words at the terminal, and closing cleanly.

use super::config::Config;
use super::follow::Note;
use super::open::{Opened, open};
use super::restore::attempt;
use super::{Stop, control, listen, place, public, rewrite, say};
use crate::app::standing::Standing;
use crate::app::whole::Change;
use crate::app::{App, By, erasure, https, imports, people, settings};
use crate::base::{Broken, Clock};
use crate::domain::https::Domain;
use crate::jobs::{self, Care};
use crate::ops::backup::elsewhere::Elsewhere;
use crate::ops::backup::keeper::Keeper;
use crate::ops::ballast::Ballast;
use crate::ops::fence::Fence;
use crate::ops::keys::{Keys, Ring};
use crate::ops::whole::Prepared;
use crate::ops::{switch, whole};
use crate::web::limits::Limiters;
use crate::web::{self, Web};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// A place that is sent to when the shop closes has so long to end; what it did not get it gets next time.
const SENDING_ENDS_WITHIN: Duration = Duration::from_secs(3);

/// Rate limits forget addresses that often.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Linux's number for "this file is as large as it may be".
const SIGXFSZ: i32 = 25;

/// A shop whose parts run; it ends when `stop` says so.
pub struct Running {
    pub address: SocketAddr,
    pub care: Arc<Care>,
    stop: watch::Sender<bool>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

pub async fn run(config: &Config) -> Result<(), Stop> {
    let data = config.data.clone().unwrap_or_default();
    let again = format!("duka serve --data {}", data.display());
    // A file that may not grow is an error of one write; by itself the signal would end the program.
    let _file_too_large = signal(SignalKind::from_raw(SIGXFSZ));
    if matches!(Note::read(&data), Ok(Some(_))) {
        let what = format!("In {} there is a copy that follows a shop.", data.display());
        return Err(Stop::new(what, format!("make it the shop:   duka promote --data {}", data.display())));
    }
    if let Err(broken) = rewrite::when_due(&data, Clock::Real.now()) {
        tracing::error!(cause = ?broken, "The store's file could not be written anew; it is as it was");
    }
    let next = |what: String| Stop::new(what, format!("{again} --port 0"));
    // It stays ours while the shop is changed for another state of it: visitors wait for a moment and are not sent away.
    let door = bind(config).await.and_then(|door| door.into_std().map_err(|e| format!("The door failed: {e}.")));
    let door = door.map_err(next)?;
    let (mut failed, mut first) = (None, true);
    let mut closing = std::pin::pin!(wait_for_signal());
    loop {
        let opened = open(&data, Clock::Real).map_err(|broken| unopened(&data, &broken))?;
        ask_for_domain(config, &opened.app).await?;
        let kept = switch::kept(&data).unwrap_or_default();
        opened.app.whole.can(kept, failed.take());
        let listener = door.try_clone().and_then(TcpListener::from_std).map_err(|e| next(format!("{e}.")))?;
        let running = start(config, &data, opened, listener).await.map_err(next)?;
        if std::mem::take(&mut first) {
            first_words(config, &data, &running).await?;
        }
        let bench = running.care.app.clone();
        let change = tokio::select! {
            () = &mut closing => None,
            change = bench.whole.changes() => Some(change),
        };
        drop(bench);
        say("Closing: those inside may finish …");
        let Some(change) = change else {
            running.end().await;
            say("Closed.");
            return Ok(());
        };
        let prepared = running.care.whole.lock().unwrap_or_else(PoisonError::into_inner).take();
        let erased = erasure::ledger(running.care.app.store()).unwrap_or_else(|broken| {
            tracing::error!(cause = ?broken, "Who was erased is read from the backups only");
            erasure::Ledger::new()
        });
        running.end().await;
        failed = changed(&data, change, prepared, erased).await.err();
        say(failed.as_deref().unwrap_or("The shop opens in its other state."));
    }
}

/// The domain named at the start is the one that is wished for.
async fn ask_for_domain(config: &Config, app: &App) -> Result<(), Stop> {
    let Some(named) = config.public.as_ref().and_then(|public| public.domain.as_deref()) else { return Ok(()) };
    let again = "duka serve --data DIR --domain shop.example.org";
    let domain = Domain::parse(named).map_err(|wrong| Stop::new(format!("{named}: {}", wrong.0), again))?;
    let kept = https::kept(app).map_err(|error| Stop::new(error.words(), again))?;
    if kept.is_some_and(|kept| kept.domain == domain) {
        return Ok(());
    }
    https::ask_for(app, &By::shop(), domain).await.map_err(|error| Stop::new(error.words(), again))
}

fn unopened(data: &Path, broken: &Broken) -> Stop {
    let what = format!("The shop in {} could not be opened: {broken:?}", data.display());
    if attempt::is_cut(data) {
        return Stop::new(what, "the same duka restore or duka import once more");
    }
    let data = data.display();
    let check = format!("duka check --data {data}");
    Stop::new(what, format!("{check}   or, when a file is damaged:   duka restore --from {data} --data NEW-FOLDER"))
}

/// Nobody has the shop open: another state takes its place. The error is a sentence.
async fn changed(
    data: &Path,
    change: Change,
    prepared: Option<Prepared>,
    erased: erasure::Ledger,
) -> Result<(), String> {
    let data = data.to_owned();
    let work = tokio::task::spawn_blocking(move || match (change, prepared) {
        (Change::ToPrepared, Some(prepared)) => whole::change_to(&data, &prepared, erased, Clock::Real.now()),
        (Change::ToPrepared, None) => Err(Broken::new("nothing was made ready")),
        (Change::Back, _) => whole::change_back(&data, Clock::Real.now()),
    });
    let done = work.await.map_err(|e| Broken::because("changing the shop", &e)).flatten();
    done.map_err(|broken| format!("The shop could not be changed and is as it was: {broken:?}."))
}

/// The door visitors come through. The error is a sentence.
pub async fn bind(config: &Config) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(config.listen).await;
    listener.map_err(|e| format!("Nothing can listen on {}: {e}.", config.listen))
}

/// Opens the door and starts everything that goes by the clock. The error is a sentence.
pub async fn start(config: &Config, data: &Path, opened: Opened, listener: TcpListener) -> Result<Running, String> {
    let address = listener.local_addr().map_err(|e| format!("The address is not known: {e}."))?;
    let limits = opened.app.settings().map_or(crate::domain::settings::Limits::NORMAL, |s| s.limits);
    let web = Arc::new(Web {
        app: opened.app.clone(),
        limits: Limiters::new(limits),
        cache: Default::default(),
        secure: !config.proxies.is_empty(),
        proxies: config.proxies.clone(),
    });
    let preset = config.backup_to.as_ref().map(|(to, login)| place::preset(to, login, data)).transpose()?;
    if let Some(address) = &config.payments_at {
        opened.app.caller.ask_instead(address)?;
    }
    opened.app.drawer.fill(Arc::new(Ring::of(data)));
    let care = Arc::new(Care {
        app: opened.app,
        sold_out: Default::default(),
        history: Some(Mutex::new(opened.history)),
        keeper: Some(Keeper::of(data)),
        elsewhere: Some(Elsewhere::of(data, preset)),
        fence: Some(Mutex::new(Fence::open(data).map_err(|b| format!("{b:?}"))?)),
        // A shop that is thrown away needs none.
        ballast: config.data.as_ref().map(|data| Ballast::of(data)),
        whole: Mutex::default(),
        own_address: Some(on_this_machine(address)),
    });
    // Until the first place elsewhere was asked.
    care.app.stand_as(Standing::Unsure);
    if let Some(public) = &config.public {
        public.outfit().of(&care.app.https).map_err(|b| format!("{b:?}"))?;
    }
    let (stop, stopped) = watch::channel(false);
    let mut tasks = jobs::drive(&care, &stopped);
    tasks.push(tokio::spawn(forget(web.clone(), stopped.clone())));
    let router = web::router(web);
    if let Some(ports) = &config.ports {
        tasks.push(tokio::spawn(public::doors(care.app.clone(), ports.clone(), router.clone(), stopped.clone())));
    }
    tasks.push(tokio::spawn(listen::serve(listener, router, stopped.clone())));
    let control =
        control::listen(data, care.clone(), stopped).map_err(|e| format!("The control socket failed: {e:?}"))?;
    tasks.push(tokio::spawn(control));
    Ok(Running { address, care, stop, tasks })
}

fn on_this_machine(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::from(([127, 0, 0, 1], address.port())),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], address.port())),
        _ => address,
    }
}

async fn forget(web: Arc<Web>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(FORGET_EVERY) => web.limits.forget(),
            _ = stop.changed() => return,
        }
    }
}

impl Running {
    /// Lets visitors and work under way finish, then closes the store.
    pub async fn end(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(cause = %error, "A part of the shop ended badly");
            }
        }
        if let Some(elsewhere) = &self.care.elsewhere {
            elsewhere.stop();
            if tokio::time::timeout(SENDING_ENDS_WITHIN, elsewhere.under_way.settled()).await.is_err() {
                tracing::info!("A place for backups does not answer; it is left");
            }
        }
        let app = self.care.app.clone();
        if let Err(error) = imports::close(&app).await {
            tracing::error!(cause = ?error, "The list that was being imported ended badly");
        }
        let care = self.care;
        let close = move || {
            app.close();
            // What was written last is in the history, too, when the shop is closed.
            if let Some(history) = &care.history {
                let mut history = history.lock().unwrap_or_else(PoisonError::into_inner);
                while history.follow(app.store())?.entries > 0 {}
            }
            Ok::<(), Broken>(())
        };
        let closed = tokio::task::spawn_blocking(close).await;
        if let Ok(Err(broken)) = &closed {
            tracing::error!(cause = ?broken, "The last changes could not be copied to history; that is done at the next start");
        }
        if closed.is_err() {
            tracing::error!("The store ended badly");
        }
    }
}

async fn first_words(config: &Config, data: &Path, running: &Running) -> Result<(), Stop> {
    let app = &running.care.app;
    let port = running.address.port();
    let broken = |error: crate::app::Error| {
        Stop::new(format!("The shop cannot be read: {error:?}"), format!("duka check --data {}", data.display()))
    };
    say(&format!("Duka {} serves the shop in {}", env!("CARGO_PKG_VERSION"), data.display()));
    let domain = config.public.as_ref().and(https::kept(app).map_err(broken)?).map(|https| https.domain);
    ways_in(config, running.address, domain.as_ref());
    if !settings::is_set_up(app).map_err(broken)? {
        let link = people::setup_link(app).await.map_err(broken)?;
        say("Set it up here; the link works once and for seven days:");
        say(&format!("  http://127.0.0.1:{port}/setup/{}", link.show()));
        if let Some(domain) = &domain {
            say(&format!("  https://{domain}/setup/{}", link.show()));
        }
    }
    if let Some((to, _)) = &config.backup_to
        && place::shares_disk(to, data)
    {
        say("That place for backups is on the shop's own disk: it does not help when that disk dies.");
    }
    if config.backup_to.is_some() && !Keys::open(data).is_ok_and(|keys| keys.is_confirmed()) {
        say("No backup leaves this machine yet. Write the recovery key down and type it back:");
        say(&format!("  duka backup key --data {0}   then   duka backup confirm --data {0}", data.display()));
    }
    say("Ctrl-C closes it.");
    Ok(())
}

fn ways_in(config: &Config, address: SocketAddr, domain: Option<&Domain>) {
    let port = address.port();
    match domain {
        Some(domain) => {
            say(&format!("  http://{address}   for this machine"));
            say(&format!("  https://{domain}   as soon as the domain leads here; how that stands is said in admin"));
        }
        None if config.proxies.is_empty() => {
            say(&format!("  http://{address}   (this machine only)"));
            say(&format!("  from elsewhere:   ssh -L {port}:127.0.0.1:{port} THIS-SERVER, then the address above"));
            say("  for visitors:     set your domain in admin (Settings), or start with --domain shop.example.org");
            say(&format!("  behind a proxy:   reverse_proxy 127.0.0.1:{port}   and start with --proxy 127.0.0.1"));
        }
        None => say(&format!("  http://{address}   for the proxy before it")),
    }
}

/// Ctrl-C, or a system that stops its services.
pub async fn wait_for_signal() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        // Without signals of this kind Ctrl-C is all there is.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
