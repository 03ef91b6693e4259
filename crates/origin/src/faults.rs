//! Faults for tests: chosen paths are answered wrongly until told otherwise.
//!
//! Only there with the feature `faults`, which is off by default and with which a release build is
//! refused: a published origin cannot be told to fail.

use std::{
    collections::BTreeMap,
    future::pending,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
};
use futures_util::stream::{self, Stream, StreamExt};

#[cfg(not(debug_assertions))]
compile_error!("the feature `faults` is for tests: it has no place in a release build");

/// What is wrong with an answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Another status; with seconds for `Retry-After`.
    Status(StatusCode, Option<u32>),
    /// The connection is cut when half of the answer is sent.
    CutHalfWay,
    /// A byte at a time, with so much time between two.
    Drip(Duration),
    /// Nothing ever comes, not even a head.
    Hang,
    /// A redirect to itself, and so on.
    Redirects,
    /// Another text under another media type.
    Text(&'static str, String),
    /// So many bytes of white space before the answer.
    Padded(usize),
    /// What allows other origins to read it is left out.
    WithoutCors,
}

/// The paths that have a fault now. A handle, cheap to clone.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<BTreeMap<String, Path>>>);

/// What a path is about.
#[derive(Clone, Default)]
struct Path {
    fault: Option<Fault>,
    /// Requests that the client gave up before they were answered.
    given_up: u32,
    /// Bytes of padding that the client took.
    taken: usize,
}

impl Faults {
    /// From now on the path is answered so.
    pub fn begin(&self, path: &str, fault: Fault) {
        self.change(path, |path| path.fault = Some(fault));
    }

    /// From now on the path is answered as ever.
    pub fn end(&self, path: &str) {
        self.change(path, |path| path.fault = None);
    }

    /// How many requests for a path that hung were given up.
    pub fn given_up(&self, path: &str) -> u32 {
        self.paths().get(path).map_or(0, |path| path.given_up)
    }

    /// How many bytes of padding were taken, the system's buffers included.
    pub fn taken(&self, path: &str) -> usize {
        self.paths().get(path).map_or(0, |path| path.taken)
    }

    /// A router with the faults laid over it.
    pub fn over(&self, router: Router) -> Router {
        router.layer(from_fn_with_state(self.clone(), answer))
    }

    fn change(&self, path: &str, change: impl FnOnce(&mut Path)) {
        change(self.paths().entry(path.to_owned()).or_default());
    }

    fn paths(&self) -> MutexGuard<'_, BTreeMap<String, Path>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let fault = faults
        .paths()
        .get(&path)
        .and_then(|path| path.fault.clone());
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    match fault {
        Fault::Status(status, wait) => {
            let mut response = status.into_response();
            if let Some(seconds) = wait {
                let headers = response.headers_mut();
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        Fault::CutHalfWay => cut(whole(request, next).await),
        Fault::Drip(pause) => drip(whole(request, next).await, pause),
        Fault::Hang => {
            let _given_up = GivenUp(faults, path);
            pending().await
        }
        Fault::Redirects => Redirect::temporary(&path).into_response(),
        Fault::Text(media_type, text) => {
            ([(header::CONTENT_TYPE, media_type)], text).into_response()
        }
        Fault::Padded(bytes) => padded(whole(request, next).await, bytes, faults, path),
        Fault::WithoutCors => {
            let mut response = next.run(request).await;
            let headers = response.headers_mut();
            headers.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
            response
        }
    }
}

/// Counts a request whose handler is dropped: nobody waits for it.
struct GivenUp(Faults, String);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.change(&self.1, |path| path.given_up += 1);
    }
}

/// The answer as it would be, uncompressed and in full.
async fn whole(mut request: Request, next: Next) -> (Response, Bytes) {
    for name in [
        header::ACCEPT_ENCODING,
        header::IF_NONE_MATCH,
        header::IF_MODIFIED_SINCE,
        header::RANGE,
    ] {
        request.headers_mut().remove(name);
    }
    let (parts, body) = next.run(request).await.into_parts();
    let bytes = to_bytes(body, 1 << 26).await.unwrap_or_default();
    (Response::from_parts(parts, Body::empty()), bytes)
}

/// The head says how long the whole is; the body ends before.
fn cut((mut response, bytes): (Response, Bytes)) -> Response {
    let length = HeaderValue::from(bytes.len());
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, length);
    let half = bytes.slice(..bytes.len() / 2);
    let broken = io::Error::from(io::ErrorKind::ConnectionAborted);
    stream_of(response, stream::iter([Ok(half), Err(broken)]))
}

fn drip((response, bytes): (Response, Bytes), pause: Duration) -> Response {
    let drops = stream::iter(bytes).then(move |byte| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, io::Error>(Bytes::from(vec![byte]))
    });
    stream_of(response, drops)
}

fn padded(
    (mut response, bytes): (Response, Bytes),
    padding: usize,
    faults: Faults,
    path: String,
) -> Response {
    const PART: usize = 1 << 16;
    response.headers_mut().remove(header::CONTENT_LENGTH);
    let space = Bytes::from_static(&[b' '; PART]);
    let padding = stream::iter(0..padding.div_ceil(PART)).map(move |_| {
        faults.change(&path, |path| path.taken += PART);
        Ok::<_, io::Error>(space.clone())
    });
    stream_of(response, padding.chain(stream::iter([Ok(bytes)])))
}

fn stream_of(
    response: Response,
    parts: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
) -> Response {
    let (parts_of_head, _) = response.into_parts();
    Response::from_parts(parts_of_head, Body::from_stream(parts))
}
