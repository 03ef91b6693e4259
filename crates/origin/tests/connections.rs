//! How long a connection may take, and how many there may be.

use std::{future::pending, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, routing::get};
use origin::{Connections, serve_within};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::Instant,
};

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: tin.example\r\nConnection: close\r\n\r\n";

/// A server of one path, `/slow`, which is never answered, and `/`.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
    /// Somebody has asked for `/slow`.
    asked: Arc<Notify>,
}

impl Server {
    async fn start(limits: Connections) -> Server {
        let asked = Arc::new(Notify::new());
        let slow = asked.clone();
        let router = Router::new().route("/", get(|| async { "news" })).route(
            "/slow",
            get(|| async move {
                slow.notify_one();
                pending::<()>().await
            }),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap_or_default() };
        let ended = tokio::spawn(serve_within(limits, listener, router, stopped));
        Server {
            address,
            stop,
            ended,
            asked,
        }
    }

    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("connected");
        stream.write_all(bytes).await.expect("sent");
        stream
    }
}

/// All that comes until the connection ends.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is cut ends, too.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

// Time stands still but for those who wait: it moves on when nothing else can.

#[tokio::test(start_paused = true)]
async fn a_connection_without_a_request_is_closed() {
    let limits = Connections::default();
    for begun in [&b""[..], b"GET / HT", b"GET / HTTP/1.1\r\nHost: tin.exa"] {
        let server = Server::start(limits).await;
        let start = Instant::now();
        let said = rest(server.send(begun).await).await;
        assert!(!said.contains("news"), "{said}");
        let waited = start.elapsed();
        assert!(waited < limits.head + Duration::from_secs(1), "{waited:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_closed_that_asks_no_more() {
    let limits = Connections::default();
    let server = Server::start(limits).await;
    let start = Instant::now();
    let said = rest(
        server
            .send(b"GET / HTTP/1.1\r\nHost: tin.example\r\n\r\n")
            .await,
    )
    .await;
    assert!(said.ends_with("news"), "{said}");
    assert!(start.elapsed() < limits.head + Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_nobody_wants_is_not_waited_for() {
    let server = Server::start(Connections::default()).await;
    let start = Instant::now();
    let half = b"GET / HTTP/1.1\r\nHost: tin.example\r\nContent-Length: 9\r\n\r\nhalf";
    let said = rest(server.send(half).await).await;
    assert!(said.ends_with("news"), "{said}");
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_given_up() {
    let limits = Connections::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (held, given_up) = oneshot::channel::<()>();
    let held = Arc::new(std::sync::Mutex::new(Some(held)));
    // More than the system's buffers hold; it lives as long as the connection.
    let large = get(move || async move {
        let held = held.lock().expect("whole").take();
        let parts = futures_util::stream::repeat_with(move || {
            let _ = &held;
            Ok::<_, std::io::Error>(vec![b' '; 1 << 16])
        });
        axum::body::Body::from_stream(parts)
    });
    let router = Router::new().route("/", large);
    tokio::spawn(serve_within(limits, listener, router, pending()));
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.write_all(GET).await.expect("sent");
    let ended = tokio::time::timeout(limits.write * 2, given_up).await;
    assert!(ended.is_ok(), "it waits for who does not read");
}

#[tokio::test(start_paused = true)]
async fn further_connections_wait_for_a_place() {
    let limits = Connections {
        at_once: 2,
        ..Connections::default()
    };
    let server = Server::start(limits).await;
    let silent = [server.send(b"").await, server.send(b"").await];
    let start = Instant::now();
    let said = rest(server.send(GET).await).await;
    assert!(said.ends_with("news"), "{said}");
    let waited = start.elapsed();
    assert!(
        waited >= limits.head / 2,
        "there was a third place: {waited:?}"
    );
    assert!(waited < limits.head * 2, "{waited:?}");
    drop(silent);
}

#[tokio::test(start_paused = true)]
async fn a_stop_waits_for_a_request_under_way_until_its_time_is_up() {
    let limits = Connections {
        head: Duration::from_secs(600),
        ..Connections::default()
    };
    let server = Server::start(limits).await;
    let half = server.send(b"GET / HTTP/1.1\r\nHo").await;
    let slow = server
        .send(b"GET /slow HTTP/1.1\r\nHost: tin.example\r\n\r\n")
        .await;
    server.asked.notified().await;
    let start = Instant::now();
    let _ = server.stop.send(());
    let ended = server.ended.await.expect("no panic");
    assert!(ended.is_ok());
    let waited = start.elapsed();
    assert!(waited >= limits.stop, "{waited:?}");
    assert!(waited < limits.stop + Duration::from_secs(1), "{waited:?}");
    assert_eq!(rest(slow).await, "");
    drop(half);
}
