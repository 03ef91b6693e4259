//! The service worker, as a page sees it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether a service worker answers this page's requests.
pub fn is_in_charge() -> bool {
    let member = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    super::window()
        .and_then(|window| member(&window.navigator(), "serviceWorker"))
        // Not there at all where the host is not secure.
        .filter(JsValue::is_object)
        .and_then(|workers| member(&workers, "controller"))
        .is_some_and(|controller| controller.is_object())
}
