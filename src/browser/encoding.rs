//! Texts by their bytes: of a feed that is not in UTF-8, or of a file. All of it lies in a late chunk.
//!
//! What the browser has for it is called by name: a binding would weigh on every reader.

use std::pin::Pin;

use feed::{encoding, is_markup, late};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::fetch::Sent;

late!(static BLOB in "feeds": "Blob arrayBuffer utf-8");
late!(static DECODER in "feeds": "TextDecoder ignoreBOM decode");
late!(static HEADER in "feeds": "headers get Content-Type");

/// What was sent, in its own encoding.
// Boxed, so that its code is not made part of the caller's.
#[inline(never)]
pub fn decoded(sent: Sent) -> Pin<Box<dyn Future<Output = String>>> {
    Box::pin(async move {
        let content_type = content_type(&sent);
        if encoding(&sent.text, content_type.as_deref()).is_none() {
            return sent.text;
        }
        let text = text_of(sent.parts(), content_type).await;
        text.unwrap_or(sent.text)
    })
}

/// What was sent, in its own encoding, with its byte order mark: for whoever examines it.
pub fn told(sent: Sent) -> Pin<Box<dyn Future<Output = Option<String>>>> {
    let content_type = content_type(&sent);
    text_of(sent.parts(), content_type)
}

/// The text of what a `Blob` can be made of: bytes, files. Its byte order mark is kept. `None` when it
/// cannot be read.
#[inline(never)]
pub fn text_of(
    parts: JsValue,
    content_type: Option<String>,
) -> Pin<Box<dyn Future<Output = Option<String>>>> {
    Box::pin(async move {
        let [class, method, ours] = BLOB.words();
        let blob = construct(class, &parts, &JsValue::UNDEFINED)?;
        let bytes: Promise = call(&blob, method, &JsValue::UNDEFINED)?.dyn_into().ok()?;
        let bytes = JsFuture::from(bytes).await.ok()?;
        let text = decode(ours, &bytes)?;
        let other = is_markup(&text).then(|| encoding(&text, content_type.as_deref()));
        let other = other.flatten().and_then(|name| decode(&name, &bytes));
        Some(other.unwrap_or(text))
    })
}

/// `None` when the browser knows no such encoding.
fn decode(name: &str, bytes: &JsValue) -> Option<String> {
    let [class, keeps_mark, method] = DECODER.words();
    let options = Object::new();
    Reflect::set(&options, &keeps_mark.into(), &true.into()).ok()?;
    let decoder = construct(class, &name.into(), &options)?;
    call(&decoder, method, bytes)?.as_string()
}

/// The header.
fn content_type(sent: &Sent) -> Option<String> {
    let [headers, method, name] = HEADER.words();
    let headers = Reflect::get(&sent.response(), &headers.into()).ok()?;
    call(&headers, method, &name.into())?.as_string()
}

fn construct(class: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let class: Function = Reflect::get(&super::window()?.into(), &class.into())
        .ok()?
        .dyn_into()
        .ok()?;
    Reflect::construct(&class, &Array::of2(first, second)).ok()
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(object, argument).ok()
}
