//! The clipboard and the system's share sheet.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Whether the system has a share sheet that pages may open.
pub fn has_sheet() -> bool {
    super::window()
        .is_some_and(|window| Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false))
}

/// Opens the share sheet. What the reader does there, closing it included, is their own matter.
pub async fn open_sheet(title: &str, url: &str) {
    let Some(window) = super::window() else {
        return;
    };
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    let _ = JsFuture::from(window.navigator().share_with_data(&data)).await;
}

/// Whether the text got there: a page without HTTPS or focus may be refused.
pub async fn copy(text: &str) -> bool {
    let Some(window) = super::window() else {
        return false;
    };
    let navigator = window.navigator();
    // An insecure page has no clipboard, which the binding takes for granted.
    if !Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

pub fn print() {
    if let Some(window) = super::window() {
        let _ = window.print();
    }
}
