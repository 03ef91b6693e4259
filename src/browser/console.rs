//! What is logged for the operator: one line a fault, in the browser's console.

use std::fmt::Display;

use wasm_bindgen::JsValue;

pub fn warn(what: &str, why: &dyn Display) {
    log(what, why, |line| web_sys::console::warn_1(&line));
}

pub fn error(what: &str, why: &dyn Display) {
    log(what, why, |line| web_sys::console::error_1(&line));
}

/// Natively the line goes to where errors go.
fn log(what: &str, why: &dyn Display, write: fn(JsValue)) {
    let line = ["Cổng Tin: ", what, ": ", &why.to_string()].concat();
    if cfg!(target_arch = "wasm32") {
        write(line.into());
    } else {
        eprintln!("{line}");
    }
}
