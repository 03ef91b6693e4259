//! The widget's element, in the portal's own page.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/widget.js")]
extern "C" {
    /// Has the element `<cong-tin>` defined, as a page around it does by its script.
    pub fn define();
}
