//! Files that the reader chooses.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::el::ElementRef;

/// A file of the reader's device.
pub struct Chosen {
    pub name: String,
    /// Bytes.
    pub size: f64,
    /// What a `Blob` can be made of.
    pub parts: JsValue,
}

/// The bytes of what a `Blob` can be made of; `None` when they cannot be read.
pub async fn bytes_of(parts: &JsValue) -> Option<Vec<u8>> {
    let blob = Blob::new_with_blob_sequence(parts).ok()?;
    let bytes = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// The file that was chosen in an `<input type="file">`.
pub fn chosen(field: ElementRef) -> Option<Chosen> {
    let parts = Reflect::get(field.get()?.as_ref(), &"files".into()).ok()?;
    // A `FileList` is read by its indices, as an array is.
    let file = parts.unchecked_ref::<Array>().get(0);
    let name = Reflect::get(&file, &"name".into()).ok()?.as_string()?;
    let size = Reflect::get(&file, &"size".into()).ok()?.as_f64()?;
    Some(Chosen { name, size, parts })
}
