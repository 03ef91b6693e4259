//! Requests to the session endpoint.

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::Date;
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

use super::fetch::{Answer, online};
use crate::fault::Transport;

/// Time for an answer, milliseconds.
const LIMIT_MS: u32 = 20_000;

/// One request, never repeated by itself and stored nowhere. `body` is JSON.
pub async fn ask(method: Method, url: &str, body: Option<String>) -> Result<Answer, Transport> {
    let limit = AbortSignal::timeout_with_u32(LIMIT_MS);
    let request = RequestBuilder::new(url)
        .method(method)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&limit));
    let request = match body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    // `fetch` itself tells no more than that it failed.
    let fault = || match (limit.aborted(), online()) {
        (true, _) => Transport::Slow,
        (false, true) => Transport::Unreachable,
        (false, false) => Transport::Offline,
    };
    // Only an address that is no address fails here.
    let request = request.map_err(|_| Transport::Unreachable)?;
    let answer = request.send().await.map_err(|_| fault())?;
    let (status, retry_after) = (answer.status(), retry_after(&answer));
    let body = answer.text().await.map_err(|_| fault())?;
    Ok(Answer {
        status,
        retry_after,
        body,
    })
}

/// Seconds or an HTTP date (RFC 9110, section 10.2.3). The answer's own date is asked first, for
/// the reader's clock may be wrong.
fn retry_after(answer: &Response) -> Option<u32> {
    let headers = answer.headers();
    let value = headers.get("Retry-After")?;
    value.trim().parse().ok().or_else(|| {
        let now = headers.get("Date").map(|date| Date::parse(&date));
        let now = now.filter(|now| now.is_finite()).unwrap_or_else(Date::now);
        let seconds = (Date::parse(&value) - now) / 1_000.0;
        seconds.is_finite().then(|| seconds.max(0.0).ceil() as u32)
    })
}
