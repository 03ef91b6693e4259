//! Addresses as the browser understands them (the URL standard).

use web_sys::Url;

/// `reference` made absolute against `base`; `None` when either is no address.
#[cfg(not(target_arch = "wasm32"))]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    markup::native::resolve(base, reference)
}

/// `reference` made absolute against `base`; `None` when either is no address.
#[cfg(target_arch = "wasm32")]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    Url::new_with_base(reference, base)
        .ok()
        .map(|url| url.href())
}

/// The address that the page's relative addresses start from: `<base href>`.
pub fn of_page() -> String {
    super::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default()
}

/// The path of an absolute address.
pub fn path_of(address: &str) -> String {
    Url::new(address).map_or_else(|_| "/".into(), |url| url.pathname())
}

/// The host of an absolute address, with its port where it has one of its own.
pub fn host_of(address: &str) -> String {
    Url::new(address).map_or_else(|_| String::new(), |url| url.host())
}

/// The origin that links have to leave to count as outside.
pub fn own_origin() -> String {
    super::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}
