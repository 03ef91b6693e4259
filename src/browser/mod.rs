//! The edge: the only room (with `state/navigate`, the entry and the widget) that names the browser's interfaces.

pub mod address;
pub mod article;
mod backoff;
pub mod console;
pub mod dialog;
pub mod encoding;
pub mod file;
pub mod framed;
pub mod http;
pub mod pace;
pub mod page;
pub mod purifier;
pub mod share;
pub mod speech;
pub mod storage;
pub mod widget;
pub mod worker;
pub mod zone;

/// The window; none where pages are drawn natively.
pub fn window() -> Option<web_sys::Window> {
    if cfg!(target_arch = "wasm32") {
        web_sys::window()
    } else {
        None
    }
}
