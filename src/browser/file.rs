//! Files that the reader chooses.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::el::ElementRef;

/// A file of the reader's device.
pub struct Chosen {
    pub name: String,
    /// Bytes.
    pub size: f64,
    /// What a `Blob` can be made of.
    pub parts: JsValue,
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
