//! DOMPurify.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Node};

#[wasm_bindgen(module = "/src/browser/purifier.js")]
extern "C" {
    pub(super) fn purify(
        dirty: &str,
        elements: &str,
        everywhere: &str,
        schemes: &str,
        work: &dyn Fn(Node),
    ) -> DocumentFragment;
    pub(super) fn removed() -> Array;
}
