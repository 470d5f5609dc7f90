//! The public doors: opened when there is a domain, and not before. Why they cannot be opened is said in words; it is tried
//! again, because ports are freed and rights are given while the shop runs.

use super::listen::{Speech, serve_as};
use crate::app::App;
use crate::app::https::Doors;
use crate::outside::tls;
use crate::web::door::Door;
use axum::Router;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(15);

/// The public ports: plain and HTTPS. Once open they stay ours while the shop is changed for another state of it, so that
/// visitors wait for a moment and are not sent away.
#[derive(Clone)]
pub struct Ports {
    numbers: (u16, u16),
    at: Option<IpAddr>,
    open: Arc<Mutex<Option<[std::net::TcpListener; 2]>>>,
}

impl Ports {
    pub fn of(numbers: (u16, u16), at: Option<IpAddr>) -> Ports {
        Ports { numbers, at, open: Arc::default() }
    }

    /// The error is a sentence.
    async fn open(&self) -> Result<[TcpListener; 2], String> {
        if self.held().is_none() {
            let opened = (open(self.at, self.numbers.0).await?, open(self.at, self.numbers.1).await?);
            let opened = opened.0.into_std().and_then(|plain| Ok([plain, opened.1.into_std()?]));
            *self.held() = Some(opened.map_err(|e| format!("The doors failed: {e}."))?);
        }
        let again = |one: &std::net::TcpListener| one.try_clone().and_then(TcpListener::from_std);
        let held = self.held();
        let [plain, https] = held.as_ref().ok_or("The doors are closed.")?;
        again(plain).and_then(|plain| Ok([plain, again(https)?])).map_err(|e| format!("The doors failed: {e}."))
    }

    fn held(&self) -> MutexGuard<'_, Option<[std::net::TcpListener; 2]>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for a domain, opens both doors, and serves until `stop` changes.
pub async fn doors(app: Arc<App>, ports: Ports, router: Router, mut stop: watch::Receiver<bool>) {
    let mut wanted = app.https.wanted();
    tokio::select! {
        // It ends with the shop, whose end is the other branch.
        _ = wanted.wait_for(|wanted| *wanted) => {}
        _ = stop.changed() => return,
    }
    let config = match tls::server(app.https.certificates.clone()) {
        Ok(config) => config,
        Err(broken) => {
            app.https.doors_are(Doors::Closed("This computer cannot speak HTTPS. The log says why.".into()));
            return tracing::error!(cause = ?broken, "TLS cannot be set up");
        }
    };
    let [plain, https] = loop {
        match ports.open().await {
            Ok(opened) => break opened,
            Err(why) => {
                if app.https.doors_are(Doors::Closed(why.clone())) {
                    tracing::warn!("{why}");
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(TRIED_AGAIN_AFTER) => {}
            _ = stop.changed() => return,
        }
    };
    app.https.doors_are(Doors::Open);
    tracing::info!("Visitors come in by the ports {} and {}", ports.numbers.0, ports.numbers.1);
    tokio::join!(
        serve_as(Speech::Plain(Door::Plain), plain, router.clone(), stop.clone()),
        serve_as(Speech::Tls(config), https, router, stop),
    );
}

/// On every address of this machine, also those of the newer kind if it has such.
async fn open(at: Option<IpAddr>, port: u16) -> Result<TcpListener, String> {
    let all: &[IpAddr] = match &at {
        Some(at) => std::slice::from_ref(at),
        None => &[IpAddr::V6(Ipv6Addr::UNSPECIFIED), IpAddr::V4(Ipv4Addr::UNSPECIFIED)],
    };
    let mut why = String::new();
    for address in all {
        match TcpListener::bind(SocketAddr::new(*address, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => why = in_words(port, &error),
        }
    }
    Err(why)
}

fn in_words(port: u16, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => format!(
            "Port {port} cannot be opened, because the shop has no right to. Install it as a service with install.sh, or \
             type once: sudo setcap cap_net_bind_service=+ep $(command -v duka)   and start it again."
        ),
        ErrorKind::AddrInUse => format!(
            "Port {port} is taken by another program, perhaps another web server. See which: sudo ss -ltnp 'sport = \
             :{port}'. Stop that one, or let it be the proxy before the shop."
        ),
        _ => format!("Port {port} cannot be opened: {error}."),
    }
}
