//! The door: accepting connections within bounds, and letting those inside finish when the shop closes.

mod pause;

use crate::outside::tls::{CHALLENGE_PROTOCOL, HTTP_2};
use crate::web::door::Door;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::{Request, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use pause::Paused;
use rustls::ServerConfig;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Connections at a time; more wait in the system's own line.
const CONNECTIONS_MAX: usize = 4_096;
/// A visitor who does not finish agreeing on keys is let go.
const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);
/// A visitor who does not finish saying what is wanted is let go.
const HEADER_TIME_MAX: Duration = Duration::from_secs(15);
const HEADERS_MAX: usize = 100;
/// Nothing was sent or taken for so long: more than the longest a request may take.
const PAUSE_MAX: Duration = Duration::from_secs(75);
/// HTTP/2: things asked for at the same time on one connection.
const STREAMS_MAX: u32 = 100;
/// HTTP/2: the headers of one of them.
const HEADER_LIST_BYTES_MAX: u32 = 16 * 1024;
/// HTTP/2: asked for and given up before it was looked at ("rapid reset"); more end the connection.
const RESETS_MAX: usize = 20;
/// HTTP/2: breaches of the protocol by the visitor; more end the connection.
const BREACHES_MAX: usize = 64;
/// HTTP/2: what is written ahead for one of them.
const SEND_BYTES_MAX: usize = 256 * 1024;
/// HTTP/2: whoever does not answer a sign of life is gone.
const ALIVE_EVERY: Duration = Duration::from_secs(30);
const ALIVE_WITHIN: Duration = Duration::from_secs(15);
/// Those inside may finish for so long when the shop closes.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(15);
/// After an error of the system (too many open files), before trying again.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// What is spoken at a door.
#[derive(Clone)]
pub enum Speech {
    Plain(Door),
    Tls(Arc<ServerConfig>),
}

/// Serves this machine, or a proxy, until `stop` changes, then drains.
pub async fn serve(listener: TcpListener, router: Router, stop: watch::Receiver<bool>) {
    serve_as(Speech::Plain(Door::Inside), listener, router, stop).await;
}

/// The same at any door.
pub async fn serve_as(speech: Speech, listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let inside = GracefulShutdown::new();
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(cause = %error, "A connection could not be accepted");
                tokio::time::sleep(ACCEPT_AGAIN).await;
                continue;
            }
        };
        // Small answers leave at once.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(cause = %error, "A connection has gone already");
        }
        let (speech, router, inside) = (speech.clone(), router.clone(), inside.watcher());
        tokio::spawn(async move {
            match speech {
                Speech::Plain(door) => {
                    converse(server().http1_only(), stream, Visitor { door, peer }, router, inside).await
                }
                Speech::Tls(config) => greet(config, stream, peer, router, inside).await,
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME_MAX, inside.shutdown()).await.is_err() {
        tracing::warn!("Some visitors were still being served after {} s", DRAIN_TIME_MAX.as_secs());
    }
}

#[derive(Clone, Copy)]
struct Visitor {
    door: Door,
    peer: SocketAddr,
}

fn server() -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME_MAX).max_headers(HEADERS_MAX);
    server
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEADER_LIST_BYTES_MAX)
        .max_pending_accept_reset_streams(RESETS_MAX)
        .max_local_error_reset_streams(BREACHES_MAX)
        .max_send_buf_size(SEND_BYTES_MAX)
        .keep_alive_interval(ALIVE_EVERY)
        .keep_alive_timeout(ALIVE_WITHIN);
    server
}

/// Agrees on keys first; what is spoken then was agreed on as well.
async fn greet(config: Arc<ServerConfig>, stream: TcpStream, peer: SocketAddr, router: Router, inside: Watcher) {
    let stream = match tokio::time::timeout(HANDSHAKE_TIME_MAX, TlsAcceptor::from(config).accept(stream)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return tracing::debug!(cause = %error, "A visitor and the shop could not agree on keys"),
        Err(_) => return tracing::debug!("A visitor took too long to agree on keys"),
    };
    let server = match stream.get_ref().1.alpn_protocol() {
        // The authority has seen what it wanted to see.
        Some(CHALLENGE_PROTOCOL) => return,
        Some(HTTP_2) => server().http2_only(),
        _ => server().http1_only(),
    };
    converse(server, Paused::new(stream, PAUSE_MAX), Visitor { door: Door::Tls, peer }, router, inside).await;
}

async fn converse<S>(server: Builder<TokioExecutor>, stream: S, visitor: Visitor, router: Router, inside: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(visitor.peer));
        request.extensions_mut().insert(visitor.door);
        router.clone().oneshot(request.map(Body::new))
    });
    let connection = server.serve_connection(TokioIo::new(stream), service).into_owned();
    if let Err(error) = inside.watch(connection).await {
        tracing::debug!(cause = %error, "A connection ended early");
    }
}
