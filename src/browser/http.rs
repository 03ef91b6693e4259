//! The one client: requests with limits of time and size, retry, abort.

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc, time::Duration};

use feed::is_markup;
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Date, Promise, Reflect, Uint8Array};
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestCredentials};

use super::{backoff, pace};
use crate::fault::Transport;

#[wasm_bindgen(module = "/src/browser/asked.js")]
extern "C" {
    /// A request that is under way.
    type Asked;
    /// What the page has asked for at this address before the portal was there (`src/js/ask.js`), once.
    fn asked(url: &str) -> Option<Asked>;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Asked) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn controller(this: &Asked) -> AbortController;
}

/// How long an answer may be, and how long it may take.
struct Limits {
    /// Of the body.
    bytes: usize,
    /// For the whole of it.
    whole: Duration,
    /// Without a byte.
    idle: Duration,
}

/// Bytes of a feed that are read, at the most. What the browser takes to read so many as JSON, at one
/// go, is 90 ms on a desktop of 2020: over a slower line than that a phone is none the slower for it.
pub const MOST_BYTES: usize = 5_000_000;

/// A feed, over a slow line.
const FEED: Limits = Limits {
    bytes: MOST_BYTES,
    whole: Duration::from_secs(60),
    idle: Duration::from_secs(20),
};

/// An answer of the session endpoint: somebody is waiting before a form.
const SHORT: Limits = Limits {
    bytes: 100_000,
    whole: Duration::from_secs(20),
    idle: Duration::from_secs(20),
};

/// Ends requests when the reader leaves what asked for them. Dropping it lets them go on.
#[derive(Clone, Default)]
pub struct Abort(Rc<RefCell<Ending>>);

#[derive(Default)]
struct Ending {
    /// Why it has ended.
    why: Option<Transport>,
    /// Of the requests under way.
    controller: Option<AbortController>,
}

impl Abort {
    /// The reader has left.
    pub fn abort(&self) {
        self.end(Transport::Abandoned);
    }

    /// Whether it has ended.
    pub fn done(&self) -> bool {
        self.0.borrow().why.is_some()
    }

    fn controller(&self) -> Result<AbortController, Transport> {
        if let Some(controller) = &self.0.borrow().controller {
            return Ok(controller.clone());
        }
        AbortController::new().map_err(|_| Transport::Unreachable)
    }

    fn end(&self, why: Transport) {
        let controller = {
            let mut ending = self.0.borrow_mut();
            ending.why.get_or_insert(why);
            ending.controller.take()
        };
        if let Some(controller) = controller {
            controller.abort();
        }
    }

    /// Why a request failed: the browser tells no more than that it did.
    fn fault(&self) -> Transport {
        let why = self.0.borrow().why.clone();
        why.unwrap_or(match is_online() {
            true => Transport::Unreachable,
            false => Transport::Offline,
        })
    }
}

/// Ends the request after some time, unless it is dropped before.
struct Deadline(Option<TimeoutHandle>);

impl Deadline {
    fn new(abort: &Abort, after: Duration) -> Deadline {
        let abort = abort.clone();
        Deadline(set_timeout_with_handle(move || abort.end(Transport::Slow), after).ok())
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// A feed that is to be fetched.
pub struct FeedRequest {
    /// Absolute.
    pub url: String,
    /// The members' feed: it is asked for as whoever is signed in, and stored nowhere.
    pub members: bool,
    /// It failed before: the browser's cache is passed by, for Chromium's would have it wait for a
    /// request that hangs.
    pub again: bool,
    /// Nobody looks at most of it: the service worker does not keep it. The file at an address like this
    /// never changes.
    pub in_passing: bool,
}

/// A text that came.
pub struct FetchedText {
    /// Where it was in the end: it may have moved.
    pub address: String,
    /// The header.
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
}

impl FetchedText {
    /// Whether it is RSS or Atom, or a page of HTML: anything but JSON.
    pub fn is_markup(&self) -> bool {
        // Enough for what may stand before the first `<`.
        const BEGINNING: usize = 1_024;
        let beginning = &self.bytes[..self.bytes.len().min(BEGINNING)];
        is_markup(&String::from_utf8_lossy(beginning))
    }

    /// The text, as UTF-8, with its byte order mark; what is none becomes U+FFFD.
    pub fn into_utf8(self) -> String {
        String::from_utf8(self.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// What came of it.
pub struct Answer {
    pub status: u16,
    /// Seconds, from `Retry-After`.
    pub retry_after: Option<u32>,
    pub body: String,
}

/// A feed on its way.
pub type Fetching = Pin<Box<dyn Future<Output = Result<FetchedText, Transport>>>>;

/// Fetches a feed. Tried again after a network error and after 429, 502, 503 and 504.
///
/// **Nothing but the members' feed is asked for with credentials**, wherever the address comes from:
/// a feed names its next page itself, and could name any address of this host.
pub fn fetch_feed(request: FeedRequest, abort: Abort) -> Fetching {
    Box::pin(async move {
        let FeedRequest {
            url,
            members,
            again,
            in_passing,
        } = request;
        let mut made = 0;
        loop {
            let builder = RequestBuilder::new(&url).credentials(match members {
                true => RequestCredentials::SameOrigin,
                false => RequestCredentials::Omit,
            });
            let (builder, asked) = match members || again || made > 0 {
                true => (builder.cache(RequestCache::NoStore), None),
                false if in_passing => (builder.cache(RequestCache::ForceCache), None),
                // The browser's cache revalidates what it holds, and the service worker answers.
                false => (builder, asked(&url)),
            };
            let fault = match send(builder, None, asked, &abort, FEED).await {
                Ok(got) if got.response.ok() => {
                    return Ok(FetchedText {
                        address: got.response.url(),
                        content_type: got.response.headers().get("Content-Type"),
                        bytes: got.bytes,
                    });
                }
                Ok(got) => got.fault(),
                Err(fault) => fault,
            };
            made += 1;
            let retry_after = match fault {
                Transport::Unreachable => None,
                Transport::Status { code, retry_after } if backoff::passing(code) => retry_after,
                _ => return Err(fault),
            };
            let Some(delay) = backoff::delay(made, retry_after, js_sys::Math::random()) else {
                return Err(fault);
            };
            pace::wait(Duration::from_millis(delay.into())).await;
            if abort.done() {
                return Err(abort.fault());
            }
        }
    })
}

/// Asks once, as whoever is signed in: the session endpoint, and the service worker. Nothing of it is
/// stored. `body` is JSON.
pub async fn ask(method: Method, url: &str, body: Option<String>) -> Result<Answer, Transport> {
    let builder = RequestBuilder::new(url)
        .method(method)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin);
    let got = send(builder, body, None, &Abort::default(), SHORT).await?;
    Ok(Answer {
        status: got.response.status(),
        retry_after: got.retry_after(),
        body: String::from_utf8_lossy(&got.bytes).into_owned(),
    })
}

/// An answer and its body.
struct Got {
    response: Response,
    bytes: Vec<u8>,
}

impl Got {
    fn fault(&self) -> Transport {
        Transport::Status {
            code: self.response.status(),
            retry_after: self.retry_after(),
        }
    }

    fn retry_after(&self) -> Option<u32> {
        let headers = self.response.headers();
        let parsed = |date: &str| Some(Date::parse(date)).filter(|at| at.is_finite());
        // The answer's own date is asked first, for the reader's clock may be wrong.
        let now = headers.get("Date").and_then(|date| parsed(&date));
        let now = now.unwrap_or_else(Date::now);
        backoff::retry_after(&headers.get("Retry-After")?, now, parsed)
    }
}

/// One request, unless it is under way, and its answer as long as it keeps coming, and while it is not
/// too long. `body` is JSON.
async fn send(
    builder: RequestBuilder,
    body: Option<String>,
    asked: Option<Asked>,
    abort: &Abort,
    limits: Limits,
) -> Result<Got, Transport> {
    if abort.done() {
        return Err(abort.fault());
    }
    let controller = match &asked {
        Some(asked) => asked.controller(),
        None => abort.controller()?,
    };
    let builder = builder.abort_signal(Some(&controller.signal()));
    let request = match body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body),
        None => builder.build(),
    };
    // Only an address that is no address fails here.
    let request = request.map_err(|_| Transport::Unreachable)?;
    abort.0.borrow_mut().controller = Some(controller);
    let _whole = Deadline::new(abort, limits.whole);
    let idle = Deadline::new(abort, limits.idle);
    let response = match asked {
        Some(asked) => JsFuture::from(asked.answer())
            .await
            .map(|answer| Response::from(answer.unchecked_into::<web_sys::Response>()))
            .ok(),
        None => request.send().await.ok(),
    };
    let response = response.ok_or_else(|| abort.fault())?;
    drop(idle);
    let bytes = read_body(&response, abort, &limits)
        .await
        .map_err(|_| abort.fault())?;
    Ok(Got { response, bytes })
}

async fn read_body(
    response: &Response,
    abort: &Abort,
    limits: &Limits,
) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    let Some(body) = response.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let idle = Deadline::new(abort, limits.idle);
        let part = JsFuture::from(reader.read()).await?;
        drop(idle);
        // WebKit may go on with an answer all the same.
        if abort.done() {
            return Err(JsValue::UNDEFINED);
        }
        // `{ value, done }`, the one without the other.
        let Ok(value) = Reflect::get(&part, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(bytes);
        };
        if bytes.len() + value.length() as usize > limits.bytes {
            abort.end(Transport::TooLarge);
            return Err(JsValue::UNDEFINED);
        }
        bytes.extend(value.to_vec());
    }
}

/// Whether the browser says that it has a network.
fn is_online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}
