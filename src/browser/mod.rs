//! The edge: the only room (with `navigate` and the entries) that names the browser's interfaces.

pub mod address;
mod backoff;
pub mod body;
pub mod chunks;
pub mod console;
pub mod encoding;
pub mod endpoint;
pub mod fetch;
pub mod file;
pub mod frame;
pub mod framed;
mod links;
pub mod pace;
pub mod page;
pub mod purifier;
pub mod removed;
mod sanitise;
pub mod share;
pub mod storage;
mod tidy;
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
