//! What the sanitiser takes out of an article, for whoever writes the feed.

use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;

use super::{purifier, sanitise::clean};

/// Something that the allow-list does not name; names in small letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Removed {
    /// An element, by its name; `#comment` and `#text` are nodes that are none.
    Element(String),
    Attribute {
        element: String,
        name: String,
    },
}

/// Everything that is taken out of `html`, in the document's order. The purifier has to be there:
/// [`purifier::when_here`].
pub fn removed_from(html: &str) -> Vec<Removed> {
    clean(html);
    let names = |entry: &Array| {
        let name = |at| {
            let name = entry.get(at).dyn_into::<JsString>().ok()?;
            Some(String::from(name))
        };
        let element = name(0)?;
        Some(match name(1) {
            Some(name) => Removed::Attribute { element, name },
            None => Removed::Element(element),
        })
    };
    let entries = purifier::removed();
    let entries = entries.iter().filter_map(|entry| entry.dyn_into().ok());
    entries.filter_map(|entry| names(&entry)).collect()
}
