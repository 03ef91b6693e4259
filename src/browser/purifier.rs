//! DOMPurify, fetched apart from the rest.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DocumentFragment;

#[wasm_bindgen(module = "/src/browser/purifier.js")]
extern "C" {
    /// Instead of the one that is fetched.
    #[wasm_bindgen(js_name = use)]
    pub fn use_instead(purifier: JsValue);
    #[wasm_bindgen(js_name = isHere)]
    fn is_here() -> bool;
    /// Fetches the purifier, if it is not there.
    pub fn arrive() -> Promise;
    pub(super) fn purify(
        dirty: &str,
        elements: &str,
        everywhere: &str,
        schemes: &str,
    ) -> DocumentFragment;
    pub(super) fn removed() -> Array;
}

/// Does `work` once the purifier is there: now, or later. Where it cannot be fetched the page
/// cannot go on: the trap brings the reader a way to reload.
pub fn when_here(work: impl FnOnce() + 'static) {
    if is_here() {
        return work();
    }
    spawn_local(async move {
        arrived().await;
        work();
    });
}

/// Waits until the purifier is there, likewise.
pub async fn arrived() {
    if JsFuture::from(arrive()).await.is_err() {
        std::process::abort();
    }
}
