//! What the sanitiser takes out of an article, for whoever writes the feed.

use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;

use super::sanitise::check;
use crate::browser::purifier;

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

/// Everything that is taken out of `html`, in the document's order.
pub fn removed_from(html: &str) -> Vec<Removed> {
    check(html);
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

/// The names of the elements (`script`) and attributes (`p style`) among them, as the doctor writes
/// them.
pub fn names(html: &str) -> Vec<String> {
    let removed = removed_from(html).into_iter();
    let named = removed.map(|removed| match removed {
        Removed::Element(name) => name,
        Removed::Attribute { element, name } => [&element, " ", &*name].concat(),
    });
    // A comment is nothing that anybody misses.
    named.filter(|name| !name.starts_with('#')).collect()
}
