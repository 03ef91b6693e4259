//! Connections: how many there are, and how long each may take.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::seldom::Seldom;

/// How many connections are served at once, and how long each may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// Further ones wait until one of these ends.
    pub at_once: usize,
    /// For the head of a request: from the connection's begin, or from the answer before.
    pub head: Duration,
    /// For the client to take some of an answer.
    pub write: Duration,
    /// For the requests under way when the origin is asked to stop.
    pub stop: Duration,
}

impl Default for Connections {
    /// Within the 1,024 descriptors that a system gives, with a file open for each connection.
    fn default() -> Self {
        Self {
            at_once: 480,
            head: Duration::from_secs(10),
            write: Duration::from_secs(30),
            stop: Duration::from_secs(10),
        }
    }
}

/// Answers requests at `listener` with `router` until `shutdown` resolves and the requests under
/// way are answered, or their time is up.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_within(Connections::default(), listener, router, shutdown).await
}

/// [`serve`] with other limits.
pub async fn serve_within(
    limits: Connections,
    mut listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.at_once));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let (full, late) = (Seldom::default(), Arc::new(Seldom::default()));
    tokio::pin!(shutdown);
    loop {
        if places.available_permits() == 0
            && let Some(times) = full.times()
        {
            let at_once = limits.at_once;
            tracing::warn!(at_once, times, "no connection is free: others wait");
        }
        let next = async {
            // The semaphore is never closed, so a place always comes.
            let place = places.clone().acquire_owned().await.ok();
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, address)) = tokio::select! {
            next = next => next,
            () = &mut shutdown => break,
        };
        let answered = answer(limits, stream, address, router.clone(), graceful.watcher());
        let late = late.clone();
        connections.spawn(async move {
            if let Err(error) = answered.await
                && error.is_timeout()
                && let Some(times) = late.times()
            {
                tracing::warn!(%address, times, "no request came in time: the connection is closed");
            }
            drop(place);
        });
        while connections.try_join_next().is_some() {}
    }
    // Whoever connects from now on is refused.
    drop(listener);
    if timeout(limits.stop, graceful.shutdown()).await.is_err() {
        let left = limits.at_once - places.available_permits();
        tracing::warn!(left, "stopped before all requests were answered");
    }
    connections.shutdown().await;
    Ok(())
}

/// Answers the requests of a connection.
async fn answer(
    limits: Connections,
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    watcher: Watcher,
) -> hyper::Result<()> {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::warn!(%error, "TCP_NODELAY refused");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write));
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|e| match e {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    watcher.watch(connection).await
}
