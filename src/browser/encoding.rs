//! Texts by their bytes: of a feed that is not in UTF-8, or of a file.

use std::borrow::Cow;

use feed::{encoding, is_markup};
use js_sys::Reflect;
use web_sys::{TextDecoder, TextDecoderOptions};

/// The text of these bytes, with its byte order mark. JSON is UTF-8; RSS and Atom may be in another
/// encoding, which the bytes show, or the header or the document names.
pub fn text_of(bytes: &[u8], content_type: Option<&str>) -> String {
    let text = String::from_utf8_lossy(bytes);
    let other = is_markup(&text).then(|| encoding(&text, content_type));
    let decoded = other.flatten().and_then(|name| decode(&name, bytes));
    decoded.map_or(text, Cow::Owned).into_owned()
}

/// `None` when the browser knows no such encoding; natively nothing is decoded.
fn decode(name: &str, bytes: &[u8]) -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let options = TextDecoderOptions::new();
    Reflect::set(&options, &"ignoreBOM".into(), &true.into()).ok()?;
    let decoder = TextDecoder::new_with_label_and_options(name, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
