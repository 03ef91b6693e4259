//! Long work in time slices, so that the page goes on answering its reader.

use std::{future::poll_fn, mem, task::Poll, time::Duration};

use js_sys::{Function, Promise};
use leptos::prelude::{request_idle_callback, set_timeout};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::zone::now_ms;

/// Milliseconds of one: of the 200 that a page may stand still, the rest is left to what the work
/// leads to, and to slower machines.
const SLICE_MS: f64 = 40.0;

/// A time slice, from when it began.
pub struct TimeSlice(f64);

impl TimeSlice {
    pub fn begin() -> TimeSlice {
        TimeSlice(now_ms())
    }

    pub fn is_over(&self) -> bool {
        // A clock that is set back must not make it endless.
        (now_ms() - self.0).abs() > SLICE_MS
    }
}

/// Waits for so long.
pub async fn wait(time: Duration) {
    called(&mut |done| set_timeout(move || call(&done), time)).await;
}

/// Lets the page draw and answer; natively, whatever else waits its turn.
pub async fn yield_now() {
    if cfg!(target_arch = "wasm32") {
        return wait(Duration::ZERO).await;
    }
    let mut yielded = false;
    poll_fn(|context| {
        if mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Lets the page draw what it has, and show it: waits until the browser is idle. Not every engine tells, and a
/// page out of sight never is.
pub async fn idle() {
    const LATEST: Duration = Duration::from_millis(250);
    if cfg!(not(target_arch = "wasm32")) {
        return yield_now().await;
    }
    called(&mut |done| {
        let late = done.clone();
        set_timeout(move || call(&late), LATEST);
        request_idle_callback(move || call(&done));
    })
    .await;
}

/// Waits until the function that `begin` is given is called.
async fn called(begin: &mut dyn FnMut(Function)) {
    let promise = Promise::new(&mut |resolve, _| begin(resolve));
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

fn call(done: &Function) {
    let _ = done.call0(&JsValue::NULL);
}
