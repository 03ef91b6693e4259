//! The chunks of the WebAssembly after the first. What lies in them is the build's business
//! (`xtask/src/split.rs`); that they are there before they are called, which is only a matter of
//! speed, is ours.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// In the order of the build.
#[derive(Clone, Copy)]
pub enum Chunk {
    /// What an article has but its headline.
    Article,
    /// The other pages.
    Pages,
    /// What only RSS and Atom need; fetched when it is asked for.
    Feeds,
    /// The doctor's page; likewise.
    Doctor,
    /// The widget.
    Embed,
}

#[wasm_bindgen(module = "/src/browser/chunks.js")]
extern "C" {
    fn connect(exports: JsValue);
    fn arrive(chunk: u32) -> Promise;
    #[wasm_bindgen(js_name = fetchNow, catch)]
    fn fetch_now(chunk: u32) -> Result<(), JsValue>;
}

/// Comes before all else that is asked of the chunks.
pub fn set_up() {
    connect(wasm_bindgen::exports());
}

/// Waits until a chunk is there. Where its file cannot be fetched the page cannot go on: the trap
/// brings the reader a way to reload.
pub async fn arrived(chunk: Chunk) {
    if !came(chunk).await {
        std::process::abort();
    }
}

/// Waits until a chunk is there; whether it came.
pub async fn came(chunk: Chunk) -> bool {
    JsFuture::from(arrive(chunk as u32)).await.is_ok()
}

/// Does `work` once a chunk is there, without which the page cannot begin.
pub fn once_here(chunk: Chunk, work: Box<dyn FnOnce()>) {
    with(chunk, true, work);
}

/// Fetches a chunk that may be wanted later.
pub fn prefetch(chunk: Chunk) {
    when_here(chunk, Box::new(|| {}));
}

/// Does `work` once a chunk is there. Where it cannot be fetched it is not done: whoever wants the
/// chunk later tries again.
pub fn when_here(chunk: Chunk, work: Box<dyn FnOnce()>) {
    with(chunk, false, work);
}

fn with(chunk: Chunk, must_come: bool, work: Box<dyn FnOnce()>) {
    spawn_local(async move {
        if came(chunk).await {
            work();
        } else if must_come {
            std::process::abort();
        }
    });
}

/// Called by what is left, in the first chunk, of a function that moved.
#[wasm_bindgen]
pub fn fetch_chunk(chunk: u32) {
    if fetch_now(chunk).is_err() {
        std::process::abort();
    }
}
