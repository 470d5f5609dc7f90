//! The door: accepting connections within bounds, and letting those inside finish when the shop closes.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::{Request, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// Connections at a time; more wait in the system's own line.
const CONNECTIONS_MAX: usize = 4_096;
/// A visitor who does not finish saying what is wanted is let go.
const HEADER_TIME_MAX: Duration = Duration::from_secs(15);
const HEADERS_MAX: usize = 100;
/// Those inside may finish for so long when the shop closes.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(15);
/// After an error of the system (too many open files), before trying again.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// Serves until `stop` changes, then drains.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let inside = GracefulShutdown::new();
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME_MAX).max_headers(HEADERS_MAX);
    let server = Arc::new(server);
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
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(Body::new))
        });
        let connection = server.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = inside.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(cause = %error, "A connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME_MAX, inside.shutdown()).await.is_err() {
        tracing::warn!("Some visitors were still being served after {} s", DRAIN_TIME_MAX.as_secs());
    }
}
