//! Another host, with a feed that every site may read.

use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};

use anyhow::Result;
use axum::{Router, http::header, routing::get};
use origin::faults::Faults;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot};

use super::listen;

/// A host that has but a feed, which every site may read.
pub fn other_host(feeds: &[(&'static str, Value)], faults: &Faults) -> Router {
    let mut router = Router::new();
    for (path, feed) in feeds {
        let text = feed.to_string();
        let answer = get(|| async {
            let headers = [
                (header::CONTENT_TYPE, "application/feed+json"),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, text)
        });
        router = router.route(path, answer);
    }
    faults.over(router)
}

/// A server that can go down and come back.
pub struct Server {
    address: SocketAddr,
    router: Router,
    stop: Mutex<Option<oneshot::Sender<()>>>,
}

impl Server {
    pub async fn start(router: Router) -> Result<Server> {
        let listener = listen().await?;
        let server = Server {
            address: listener.local_addr()?,
            router,
            stop: Mutex::default(),
        };
        server.serve(listener);
        Ok(server)
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    fn serve(&self, listener: TcpListener) {
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap_or_default() };
        tokio::spawn(origin::serve(listener, self.router.clone(), stopped));
        *self.stop.lock().unwrap_or_else(PoisonError::into_inner) = Some(stop);
    }

    /// Connections are refused, once the last one has ended.
    pub fn go_down(&self) {
        // Whoever waits hears of it when the sender is dropped.
        self.stop
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }

    pub async fn come_back(&self) -> Result<()> {
        self.serve(TcpListener::bind(self.address).await?);
        Ok(())
    }
}
