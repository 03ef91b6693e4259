//! The operator's line: one a fault, in the browser's console.

pub fn warn(what: &str, why: &dyn std::fmt::Display) {
    let line = ["Cổng Tin: ", what, ": ", &why.to_string()].concat();
    web_sys::console::warn_1(&line.into());
}

pub fn error(what: &str, why: &dyn std::fmt::Display) {
    let line = ["Cổng Tin: ", what, ": ", &why.to_string()].concat();
    web_sys::console::error_1(&line.into());
}
