//! The operator's line: one a fault, in the browser's console.

use std::fmt::Display;

use wasm_bindgen::JsValue;

pub fn warn(what: &str, why: &dyn Display) {
    web_sys::console::warn_1(&line(what, why));
}

pub fn error(what: &str, why: &dyn Display) {
    web_sys::console::error_1(&line(what, why));
}

fn line(what: &str, why: &dyn Display) -> JsValue {
    ["Cổng Tin: ", what, ": ", &why.to_string()].concat().into()
}
