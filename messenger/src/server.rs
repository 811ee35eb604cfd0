//! Serves a router over HTTP/1.1, with the limits that a public address needs.

use crate::config::Limits;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::Service as _;

/// What a request's line and headers may take up.
const HEADERS: usize = 64 * 1024;

/// How long nothing is accepted after that failed: mostly for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready. Then nothing more is accepted, requests that are running end,
/// and what hasn't ended after `shutdown_seconds` is cut off.
///
/// At most `connections` are open at once; who comes then waits. A connection that sends no
/// request for `request_seconds` is closed.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future) {
    let mut stop = pin!(stop);
    let connections = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.request_seconds.into()))
        .max_buf_size(HEADERS)
        // Answers are short: copying one behind its head costs less than a list of two pieces.
        .writev(false);
    loop {
        let connection = async {
            let permit = Arc::clone(&connections).acquire_owned().await;
            (listener.accept().await, permit)
        };
        let (accepted, permit) = tokio::select! {
            accepted = connection => accepted,
            _ = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(event = "accept_failed", %error);
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Answers are small: waiting to fill a packet would only delay them.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().call(request)
        });
        let served = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _ = served.await;
            drop(permit);
        });
    }
    drop(listener);
    let patience = Duration::from_secs(limits.shutdown_seconds.into());
    if tokio::time::timeout(patience, graceful.shutdown()).await.is_err() {
        tracing::warn!(event = "shutdown_cut_off");
    }
}
