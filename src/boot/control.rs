//! A door for this machine's own commands: a socket in the data folder that only the shop's user can open.
//!
//! The store belongs to one process; a second one asks the first here instead of opening it.

use super::{backup, check, export, rejoin, sell_again};
use crate::app::{By, Error, imports, people};
use crate::base::Broken;
use crate::base::text::Email;
use crate::jobs::{Care, keep_fence};
use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use std::collections::BTreeMap;
use std::future::Future;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{mpsc, watch};

const SOCKET: &str = "control.sock";
/// An answer may take long: an import, a check.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(3_600);
/// Pieces of a file on their way.
const PIECES_AHEAD: usize = 16;

pub fn path(data: &Path) -> PathBuf {
    data.join(SOCKET)
}

/// Opens the door of a shop. The future answers until `stop` changes.
pub fn listen(
    data: &Path,
    care: Arc<Care>,
    stop: watch::Receiver<bool>,
) -> Result<impl Future<Output = ()> + use<>, Broken> {
    let (folder, beside, own) = (data.to_owned(), data.to_owned(), data.to_owned());
    let router = Router::new()
        .route("/check", get(move |State(care)| checked(care, beside)))
        .route("/backup", post(backed_up))
        .route("/backup/away", get(away))
        .route("/open", post(opened))
        .route("/promote", post(promoted))
        .route("/rejoin", get(move |State(care)| apart(care, own)).post(decided))
        .route("/rejoin/reached", get(async |State(care): State<Arc<Care>>| rejoin::reached(&care.app)))
        .route("/rejoin/found", post(found))
        .route("/export", post(move |State(care)| laid_down(care, folder)))
        .route("/import", post(imported).layer(DefaultBodyLimit::disable()))
        .route("/setup-link", post(setup_link))
        .route("/staff-link", post(staff_link))
        .with_state(care);
    listen_with(data, router, stop)
}

/// Opens the door with what stands behind it.
pub fn listen_with(
    data: &Path,
    router: Router,
    mut stop: watch::Receiver<bool>,
) -> Result<impl Future<Output = ()> + use<>, Broken> {
    use std::os::unix::fs::PermissionsExt;
    let path = path(data);
    // The store's lock says that nobody else is here, so a socket that is there was left behind.
    if path.exists() {
        std::fs::remove_file(&path).map_err(|e| Broken::because("removing an old control socket", &e))?;
    }
    let listener = UnixListener::bind(&path).map_err(|e| Broken::because("opening the control socket", &e))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))
        .map_err(|e| Broken::because("protecting the control socket", &e))?;
    Ok(async move {
        let server = axum::serve(listener, router).with_graceful_shutdown(async move {
            // Either it changed or its sender is gone: both mean the end.
            let _ended = stop.changed().await;
        });
        if let Err(error) = server.await {
            tracing::error!(cause = %error, "The control socket failed");
        }
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::debug!(cause = %error, "The control socket was gone already");
        }
    })
}

type Answer = (StatusCode, String);

fn refused(error: Error) -> Answer {
    if let Error::Broken(broken) = &error {
        tracing::error!(cause = ?broken, "A command broke");
    }
    (StatusCode::UNPROCESSABLE_ENTITY, error.words())
}

async fn checked(care: Arc<Care>, data: PathBuf) -> Answer {
    match check::while_running(&care.app, data).await {
        Ok(said) => (if said.clean { StatusCode::OK } else { StatusCode::CONFLICT }, said.text),
        Err(error) => refused(error),
    }
}

async fn backed_up(State(care): State<Arc<Care>>) -> Answer {
    match backup::while_running(care).await {
        Ok(text) => (StatusCode::OK, text),
        Err(sentence) => (StatusCode::CONFLICT, sentence),
    }
}

async fn away(State(care): State<Arc<Care>>) -> Answer {
    (StatusCode::OK, backup::places(&care.app))
}

/// A shop that lost its claim takes it back. It waits for the place, so on a thread that may.
async fn promoted(State(care): State<Arc<Care>>) -> Answer {
    match tokio::task::spawn_blocking(move || keep_fence::take_back(&care)).await {
        Ok(Ok(said)) => (StatusCode::OK, said.into()),
        Ok(Err(sentence)) => (StatusCode::CONFLICT, sentence),
        Err(error) => refused(Broken::because("taking the claim back", &error).into()),
    }
}

async fn apart(care: Arc<Care>, data: PathBuf) -> Answer {
    match rejoin::list(&care.app, &data) {
        Ok(text) => (StatusCode::OK, text),
        Err(error) => refused(error),
    }
}

async fn decided(State(care): State<Arc<Care>>, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let (which, leave) = match (asked.get("take"), asked.get("leave")) {
        (Some(which), _) => (which, false),
        (None, Some(which)) => (which, true),
        (None, None) => return refused(Error::NotFound),
    };
    match rejoin::decide(&care.app, which, leave).await {
        Ok(text) => (StatusCode::OK, text),
        Err(error) => refused(error),
    }
}

async fn found(State(care): State<Arc<Care>>, order: Bytes) -> Answer {
    match rejoin::found(&care.app, &order) {
        Ok(()) => (StatusCode::OK, String::new()),
        Err(error) => refused(error),
    }
}

async fn opened(State(care): State<Arc<Care>>) -> Answer {
    match sell_again::in_words(&care.app).await {
        Ok(text) => (StatusCode::OK, text),
        Err(error) => refused(error),
    }
}

async fn laid_down(care: Arc<Care>, data: PathBuf) -> Answer {
    match export::while_running(care, data).await {
        Ok(()) => (StatusCode::OK, String::new()),
        Err(stopped) => (StatusCode::CONFLICT, stopped.0),
    }
}

async fn setup_link(State(care): State<Arc<Care>>) -> Answer {
    match people::setup_link(&care.app).await {
        Ok(secret) => (StatusCode::OK, format!("/setup/{}", secret.show())),
        Err(error) => refused(error),
    }
}

async fn staff_link(State(care): State<Arc<Care>>, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let email = asked.get("email").map(String::as_str).unwrap_or("");
    let link = async { people::link_for(&care.app, &Email::parse(email)?).await };
    match link.await {
        Ok(secret) => (StatusCode::OK, format!("/admin/link/{}", secret.show())),
        Err(error) => refused(error),
    }
}

async fn imported(
    State(care): State<Arc<Care>>,
    Query(asked): Query<BTreeMap<String, String>>,
    _: HeaderMap,
    body: Body,
) -> Answer {
    let dry = asked.contains_key("dry");
    let name = asked.get("name").cloned().unwrap_or_default();
    let (pieces, file) = mpsc::channel(PIECES_AHEAD);
    let feeding = tokio::spawn(feed(body.into_data_stream(), pieces));
    let done = imports::run(&care.app, &By::shop(), &name, Pieces { file, left: Bytes::new() }, dry).await;
    feeding.abort();
    match done {
        Ok(report) => (StatusCode::OK, report.lines_of_text(dry).join("\n")),
        Err(error) => refused(error),
    }
}

async fn feed(mut body: BodyDataStream, pieces: mpsc::Sender<Result<Bytes, String>>) {
    use futures_core::Stream;
    loop {
        let next = std::future::poll_fn(|cx| std::pin::Pin::new(&mut body).poll_next(cx)).await;
        let Some(piece) = next else { return };
        if pieces.send(piece.map_err(|e| e.to_string())).await.is_err() {
            return;
        }
    }
}

/// A body as a file that can be read on a blocking thread.
struct Pieces {
    file: mpsc::Receiver<Result<Bytes, String>>,
    left: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.left.is_empty() {
            match self.file.blocking_recv() {
                Some(Ok(piece)) => self.left = piece,
                Some(Err(error)) => return Err(std::io::Error::other(error)),
                None => return Ok(0),
            }
        }
        let n = out.len().min(self.left.len());
        out[..n].copy_from_slice(&self.left.split_to(n));
        Ok(n)
    }
}

/// Asks a running shop. `None`: none is running.
///
/// # Errors
/// What it refused with, as a sentence.
pub async fn ask(data: &Path, method: &str, path_and_query: &str, body: Body) -> Option<Result<String, String>> {
    let stream = UnixStream::connect(path(data)).await.ok()?;
    let asking = async {
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
        tokio::spawn(connection);
        let request = Request::builder()
            .method(method)
            .uri(path_and_query)
            .header("host", "shop")
            .body(body)
            .map_err(|e| e.to_string())?;
        let answer = sender.send_request(request).await.map_err(|e| e.to_string())?;
        let ok = answer.status().is_success();
        let text = answer.into_body().collect().await.map_err(|e| e.to_string())?.to_bytes();
        let text = String::from_utf8_lossy(&text).into_owned();
        if ok { Ok(text) } else { Err(text) }
    };
    Some(tokio::time::timeout(ANSWER_TIME_MAX, asking).await.unwrap_or(Err("The running shop did not answer.".into())))
}

/// Nothing to send along.
pub fn nothing() -> Body {
    Body::new(Full::new(Bytes::new()))
}
