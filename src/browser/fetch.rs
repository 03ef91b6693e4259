//! Requests: time limit, retry, abort.

use std::{cell::Cell, rc::Rc};

use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal, RequestCache, RequestCredentials};

use super::backoff;
use crate::fault::Transport;

/// Time for a whole feed over a slow line, milliseconds.
const READ_LIMIT_MS: u32 = 45_000;
/// Time for an answer of the session endpoint, milliseconds.
const SEND_LIMIT_MS: u32 = 20_000;

/// Ends a request when the reader leaves what asked for it. Dropping it lets the request go on.
#[derive(Clone)]
pub struct Abort(Rc<AbortController>);

impl Default for Abort {
    fn default() -> Abort {
        Abort(Rc::new(
            AbortController::new().expect("every supported browser has AbortController"),
        ))
    }
}

impl Abort {
    pub fn abort(&self) {
        self.0.abort();
    }

    fn done(&self) -> bool {
        self.0.signal().aborted()
    }
}

/// The text behind an address. Tried again after a network error and after 429, 502, 503 and 504.
///
/// What is `private` is stored nowhere, neither by the browser nor by the service worker. All else
/// is asked for without options of its own, so that a `<link rel="preload" as="fetch">` serves it; the
/// browser's cache revalidates what it holds.
pub async fn text(url: &str, private: bool, abort: &Abort) -> Result<String, Transport> {
    let mut made = 0;
    loop {
        let fault = match read(url, private, abort).await {
            Ok(text) => return Ok(text),
            Err(fault) => fault,
        };
        made += 1;
        let retry_after = match fault {
            Transport::Unreachable => None,
            Transport::Status { code, retry_after } if backoff::passing(code) => retry_after,
            _ => return Err(fault),
        };
        let Some(wait) = backoff::delay(made, retry_after, js_sys::Math::random()) else {
            return Err(fault);
        };
        TimeoutFuture::new(wait).await;
        if abort.done() {
            return Err(Transport::Abandoned);
        }
    }
}

async fn read(url: &str, private: bool, abort: &Abort) -> Result<String, Transport> {
    let limit = Limit::new(READ_LIMIT_MS, abort);
    let mut request = RequestBuilder::new(url)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&limit.signal()));
    if private {
        request = request.cache(RequestCache::NoStore);
    }
    let answer = request.send().await.map_err(|_| limit.fault())?;
    if !answer.ok() {
        return Err(status(&answer));
    }
    answer.text().await.map_err(|_| limit.fault())
}

/// A JSON object of these members.
pub fn json(members: &[(&str, JsValue)]) -> Option<String> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    JSON::stringify(&object).ok().map(String::from)
}

/// An answer of the session endpoint.
pub struct Answer {
    pub status: u16,
    /// Seconds, from `Retry-After`.
    pub retry_after: Option<u32>,
    pub body: String,
}

/// One request to the session endpoint, never repeated by itself.
pub async fn session(method: Method, url: &str, json: Option<String>) -> Result<Answer, Transport> {
    let limit = Limit::new(SEND_LIMIT_MS, &Abort::default());
    let request = RequestBuilder::new(url)
        .method(method)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&limit.signal()));
    let request = match json {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    // Only an address that is no address fails here.
    let request = request.map_err(|_| Transport::Unreachable)?;
    let answer = request.send().await.map_err(|_| limit.fault())?;
    let (status, retry_after) = (answer.status(), retry_after(&answer));
    let body = answer.text().await.map_err(|_| limit.fault())?;
    Ok(Answer {
        status,
        retry_after,
        body,
    })
}

fn status(answer: &Response) -> Transport {
    Transport::Status {
        code: answer.status(),
        retry_after: retry_after(answer),
    }
}

/// Seconds or an HTTP date (RFC 9110, section 10.2.3).
fn retry_after(answer: &Response) -> Option<u32> {
    let value = answer.headers().get("Retry-After")?;
    value.trim().parse().ok().or_else(|| {
        let seconds = (js_sys::Date::parse(&value) - js_sys::Date::now()) / 1_000.0;
        seconds.is_finite().then(|| seconds.max(0.0).ceil() as u32)
    })
}

/// The time limit of one request; it ends with the value.
struct Limit {
    abort: Abort,
    over: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Limit {
    fn new(milliseconds: u32, abort: &Abort) -> Limit {
        let over = Rc::new(Cell::new(false));
        let timer = Timeout::new(milliseconds, {
            let (over, abort) = (over.clone(), abort.clone());
            move || {
                over.set(true);
                abort.abort();
            }
        });
        Limit {
            abort: abort.clone(),
            over,
            _timer: timer,
        }
    }

    fn signal(&self) -> AbortSignal {
        self.abort.0.signal()
    }

    /// Why a request under this limit failed: `fetch` itself tells no more than that it did.
    fn fault(&self) -> Transport {
        if self.over.get() {
            Transport::Slow
        } else if self.abort.done() {
            Transport::Abandoned
        } else if online() {
            Transport::Unreachable
        } else {
            Transport::Offline
        }
    }
}

fn online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}
