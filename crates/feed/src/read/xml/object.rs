//! Members of the JSON Feed that both formats have.

use serde_json::Value;

use super::tree::Element;
use crate::date::Form;
use crate::read::json::Object;
use crate::read::reader::Reader;
use crate::stamp;

/// An author by name and address.
pub fn author(name: Option<String>, url: Option<String>) -> Option<Value> {
    let mut author = Object::default();
    author.put("name", name);
    author.put("url", url);
    (!author.is_empty()).then(|| author.into_value())
}

/// A date as JSON Feed has it, where its moment is certain; else as it is written, for the reader
/// to judge.
pub fn date(reader: &Reader<'_>, written: Option<String>) -> Option<String> {
    let written = written?;
    match stamp::read(&written, reader.zone, true) {
        Some((stamp, Form::Rfc3339 | Form::Other)) if stamp.offset.is_some() => {
            Some(stamp.to_string())
        }
        _ => Some(written),
    }
}

/// Puts HTML and what its relative addresses are relative to, where an `xml:base` says so.
pub fn put_html(item: &mut Object, reader: &Reader<'_>, element: &Element, html: Option<String>) {
    // Absolute, so that every reader takes it.
    let base = element.base.as_deref();
    let base = base.and_then(|base| (reader.resolve)(reader.address, base));
    item.put("_base", html.is_some().then_some(base).flatten());
    item.put("content_html", html);
}
