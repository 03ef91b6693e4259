//! Long work in short turns, so that the page goes on answering its reader.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::zone::now_ms;

/// Milliseconds of one turn: of the 200 that a page may stand still, the rest is left to what the
/// turn leads to, and to slower machines.
const TURN_MS: f64 = 40.0;

/// A turn of work.
pub struct Turn(f64);

impl Turn {
    pub fn begin() -> Turn {
        Turn(now_ms())
    }

    pub fn is_over(&self) -> bool {
        // A clock that is set back must not make the turn endless.
        (now_ms() - self.0).abs() > TURN_MS
    }
}

/// Does `work` once what is drawn now has been painted.
pub fn when_painted(work: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(work, Duration::ZERO));
}

/// Waits for so long.
pub async fn wait(time: Duration) {
    called(&mut |done| set_timeout(move || call(&done), time)).await;
}

/// Lets the page draw and answer.
pub async fn rest() {
    wait(Duration::ZERO).await;
}

/// Lets what is drawn now be painted; a page that nobody sees is not waited for.
pub async fn painted() {
    const UNSEEN: Duration = Duration::from_millis(100);
    called(&mut |done| {
        let seen = done.clone();
        when_painted(move || call(&seen));
        set_timeout(move || call(&done), UNSEEN);
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
