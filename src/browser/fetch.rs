//! Requests: limits of time and size, retry, abort.

use std::{rc::Rc, time::Duration};

use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::{backoff, pace};
use crate::fault::Transport;

/// How long an answer may be, and how long it may take.
struct Limits {
    /// Of the body.
    bytes: u32,
    /// For the whole of it, milliseconds.
    whole: u32,
    /// Without a byte, milliseconds.
    idle: u32,
}

/// Of a feed.
pub const MOST_BYTES: u32 = 5_000_000;

/// A feed over a slow line. What the browser takes to read so many bytes as JSON, at one go, is
/// 90 ms on a desktop of 2020: over a slower line than that a phone is none the slower for it.
const FEED: Limits = Limits {
    bytes: MOST_BYTES,
    whole: 60_000,
    idle: 20_000,
};
#[wasm_bindgen(module = "/src/browser/request.js")]
extern "C" {
    fn request(url: &str, init: &Object, abort: &AbortController, limits: Array) -> Promise;
}

/// Ends a request when the reader leaves what asked for it. Dropping it lets the request go on.
#[derive(Clone)]
pub struct Abort {
    controller: Rc<AbortController>,
    again: bool,
}

impl Abort {
    /// For a request that is made `again`, after one that failed, or for a first one.
    pub fn new(again: bool) -> Abort {
        let controller =
            AbortController::new().expect("every supported browser has AbortController");
        Abort {
            controller: Rc::new(controller),
            again,
        }
    }

    pub fn abort(&self) {
        self.controller.abort();
    }

    pub fn done(&self) -> bool {
        self.controller.signal().aborted()
    }
}

/// A text that came.
pub struct Sent {
    pub text: String,
    /// The response, and its body in pieces of bytes, as `request.js` lists them.
    answer: Array,
}

impl Sent {
    /// Where it was in the end: it may have moved.
    pub fn address(&self) -> Option<String> {
        let url = Reflect::get(&self.response(), &"url".into()).ok()?;
        url.as_string()
    }

    pub(super) fn response(&self) -> JsValue {
        self.answer.get(3)
    }

    pub(super) fn parts(&self) -> JsValue {
        self.answer.get(4)
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Seconds, from `Retry-After`.
    pub retry_after: Option<u32>,
    pub body: String,
}

/// The text behind an address. Tried again after a network error and after 429, 502, 503 and 504.
///
/// The first time it has no options of its own, so that a `<link rel="preload" as="fetch">` serves
/// it; the browser's cache revalidates what it holds. Made again after it
/// failed it passes the cache by, as Chromium's would have it wait for a preload that hangs. What is
/// `private` is stored nowhere, neither by the browser nor by the service worker.
pub async fn text(url: &str, private: bool, abort: &Abort) -> Result<Sent, Transport> {
    let mut made = 0;
    loop {
        let cache = (private || abort.again || made > 0).then(|| ("cache", "no-store".into()));
        let init = object(cache.as_slice());
        let fault = match send(url, &init, abort, FEED).await {
            Ok((answer, sent)) if (200..300).contains(&answer.status) => {
                let text = answer.body;
                return Ok(Sent { text, answer: sent });
            }
            Ok((answer, _)) => Transport::Status {
                code: answer.status,
                retry_after: answer.retry_after,
            },
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
            return Err(Transport::Abandoned);
        }
    }
}

/// A JSON object of these members.
pub fn json(members: &[(&str, JsValue)]) -> Option<String> {
    JSON::stringify(&object(members)).ok().map(String::from)
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // A plain object takes every member.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

async fn send(
    url: &str,
    init: &Object,
    abort: &Abort,
    limits: Limits,
) -> Result<(Answer, Array), Transport> {
    let Limits { bytes, whole, idle } = limits;
    let limits = Array::of3(&bytes.into(), &whole.into(), &idle.into());
    match JsFuture::from(request(url, init, &abort.controller, limits)).await {
        Ok(answer) => {
            let answer: Array = answer.unchecked_into();
            let retry_after = answer.get(1).as_f64().filter(|seconds| seconds.is_finite());
            let read = Answer {
                status: answer.get(0).as_f64().unwrap_or_default() as u16,
                retry_after: retry_after.map(|seconds| seconds.max(0.0) as u32),
                body: answer.get(2).as_string().unwrap_or_default(),
            };
            Ok((read, answer))
        }
        Err(fault) => Err(fault_of(fault.as_f64())),
    }
}

/// Whether the browser says that it has a network.
pub(super) fn online() -> bool {
    super::window().is_none_or(|window| window.navigator().on_line())
}

/// The faults as `request.js` numbers them.
fn fault_of(number: Option<f64>) -> Transport {
    match number.map(|number| number as u32) {
        Some(0) => Transport::Offline,
        Some(2) => Transport::Slow,
        Some(3) => Transport::Abandoned,
        Some(4) => Transport::TooLarge,
        _ => Transport::Unreachable,
    }
}
